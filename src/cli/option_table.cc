#include "cli/option_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/program_options.hpp>
#include <iterator>
#include <set>

#include "base/edit_distance.h"
#include "base/number.h"
#include "cli/errors.h"
#include "cli/terminal.h"
#include "hogvec/error.h"

namespace hogvec {
namespace {

namespace po = boost::program_options;

std::string WithoutDashes(std::string_view argument) {
  return std::string(argument.substr(std::min(argument.find_first_not_of('-'), argument.size())));
}

// An option that stands where a value should.
bool LooksLikeOption(std::string_view value) {
  return value.size() > 1 && value[0] == '-' && !ParseDouble(value);
}

}  // namespace

void OptionTable::Alias(std::string other, std::string name) {
  aliases_.emplace_back(std::move(other), std::move(name));
}

void OptionTable::Hidden(const std::string& name, Apply apply) {
  Add(name, "VALUE", "", "", std::move(apply)).hidden = true;
}

// An argument in this table's own spelling: other programs' names, and one dash before a long name.
std::string OptionTable::Canonical(const std::string& argument) const {
  if (argument.size() < 2 || argument[0] != '-') return argument;
  const std::size_t dashes = argument[1] == '-' ? 2 : 1;
  const std::size_t equals = std::min(argument.find('='), argument.size());
  const std::string name = argument.substr(dashes, equals - dashes);
  const auto alias = std::ranges::find(aliases_, name, &std::pair<std::string, std::string>::first);
  if (alias != aliases_.end()) return "--" + alias->second + argument.substr(equals);
  const Row* row = RowOf(name);
  if (row == nullptr) return argument;
  const bool says_true = row->kind == Kind::kFlag && argument.substr(equals) == "=true";
  return "--" + name + (says_true ? "" : argument.substr(equals));
}

// Joins a value to each option that may stand without one, so that all have one.
std::vector<std::string> OptionTable::WithImpliedValues(
    std::span<const std::string> arguments) const {
  std::vector<std::string> all;
  bool options_ended = false;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    options_ended = options_ended || arguments[i] == "--";
    all.push_back(options_ended ? arguments[i] : Canonical(arguments[i]));
    if (options_ended || !all.back().starts_with("--")) continue;
    const Row* const row = RowOf(all.back().substr(2));
    if (row == nullptr || row->values.empty()) continue;
    const bool follows =
        i + 1 < arguments.size() && std::ranges::count(row->values, arguments[i + 1]) > 0;
    all.back() += "=" + (follows ? arguments[++i] : row->values.front());
  }
  return all;
}

// What `--flag=false` says; nothing for any other argument.
std::optional<OptionTable::Given> OptionTable::SwitchedOff(const std::string& argument) const {
  const std::size_t equals = argument.find('=');
  if (!argument.starts_with("--") || argument.substr(equals + 1) != kOff) return std::nullopt;
  const Row* row = RowOf(argument.substr(2, equals - 2));
  if (row == nullptr || row->kind != Kind::kFlag) return std::nullopt;
  return Given{row->name, std::string(kOff), true};
}

std::vector<std::string> OptionTable::Parse(std::span<const std::string> arguments) {
  std::vector<std::string> canonical;
  std::vector<Given> off;
  bool options_ended = false;
  for (const std::string& argument : WithImpliedValues(arguments)) {
    options_ended = options_ended || argument == "--";
    canonical.push_back(argument);
    const auto switched_off = options_ended ? std::nullopt : SwitchedOff(canonical.back());
    if (!switched_off) continue;
    off.push_back(*switched_off);
    canonical.pop_back();
  }
  try {
    std::vector<Given> given = Tokens(rows(), canonical);
    std::ranges::move(off, std::back_inserter(given));
    return ApplyAll(given);
  } catch (const po::unknown_option& error) {
    const std::string name = error.get_option_name();
    const std::string_view bare = std::string_view(name).substr(0, name.find('='));
    Refuse(fmt::format("unknown option '{}'{}", bare, Suggestion(bare)));
  } catch (const po::invalid_command_line_syntax& error) {
    RefuseSyntax(error.get_option_name(), error.kind() != po::invalid_syntax::extra_parameter);
  } catch (const po::error& error) {
    Refuse(error.what());
  }
}

std::vector<std::string> OptionTable::ApplyAll(const std::vector<Given>& given) {
  std::vector<std::string> words;
  std::set<std::string> seen;
  for (const Given& each : given) {
    if (each.name.empty()) {
      words.push_back(each.value);
      continue;
    }
    const Row& row = *RowOf(each.name);
    if (!seen.insert(each.name).second && !row.repeats()) {
      Refuse(fmt::format("--{} is given twice", each.name));
    }
    ApplyTo(row, each);
  }
  given_.merge(seen);
  return words;
}

void OptionTable::ApplyTo(const Row& row, const Given& given) const {
  const std::string& value = given.value;
  if (!row.value_name.empty() && !given.joined && LooksLikeOption(value)) {
    Refuse(fmt::format("--{} needs a value, found the option '{}' (--{}={} if it is meant)",
                       row.name, value, row.name, value));
  }
  const std::string expected = row.apply(value);
  if (expected.empty()) return CheckValue(value);
  if (row.hidden) Refuse(expected);
  Refuse(fmt::format("--{} takes {}, not '{}'", row.name, expected, value));
}

void OptionTable::CheckValue(const std::string& value) const {
  if (!check_) return;
  try {
    check_();
  } catch (const Error& error) {
    Refuse(fmt::format("{}, not '{}'", MessageOf(error), value));
  }
}

// An option without its value, or a switch with one.
void OptionTable::RefuseSyntax(std::string_view option, bool lacks_value) const {
  const std::string name = WithoutDashes(option);
  const auto row = std::ranges::find_if(
      rows(), [&](const Row& each) { return each.name == name || each.short_name == name; });
  if (row == rows().end()) Refuse(fmt::format("'{}' can't be read", option));
  if (!lacks_value || row->value_name.empty()) {
    Refuse(fmt::format("--{} is a switch; it takes no value but 'true' or 'false'", row->name));
  }
  const std::string expected = row->hidden ? "" : row->apply("");
  Refuse(fmt::format("--{} needs a value{}{}", row->name, expected.empty() ? "" : ": ", expected));
}

std::string OptionTable::Suggestion(std::string_view unknown) const {
  const std::string name = WithoutDashes(unknown);
  std::string best;
  std::size_t least = 3;
  const auto offer = [&](const std::string& known, const std::string& meant) {
    const std::size_t distance = EditDistance(name, known, least);
    if (distance < least && distance < name.size()) {
      least = distance;
      best = meant;
    }
  };
  for (const Row& row : rows()) {
    if (!row.hidden) offer(row.name, row.name);
  }
  for (const auto& [other, meant] : aliases_) offer(other, meant);
  if (!best.empty()) return fmt::format("; did you mean '--{}'?", best);
  return fmt::format(
      "; '{} --help' lists them{}", command_,
      unknown.starts_with("--") ? "" : "; a word that begins with a dash goes after --");
}

// One line, whatever the arguments hold.
void OptionTable::Refuse(const std::string& message) const {
  throw Error(ErrorKind::kUsage, fmt::format("{}: {}", command_, Printable(message)));
}

}  // namespace hogvec
