#include "options/option_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "base/number.h"

namespace hogvec {
namespace {

template <typename Target>
OptionRows::Apply Store(Target& target, std::optional<Target> (*parse)(std::string_view),
                        const std::string& expected) {
  return [&target, parse, expected](std::string_view text) -> std::string {
    const auto value = parse(text);
    if (!value) return expected;
    target = *value;
    return {};
  };
}

// What `parse` makes of a text, if that is more than 0.
template <auto parse>
auto ParsePositive(std::string_view text) {
  auto value = parse(text);
  if (value && *value == 0) value.reset();
  return value;
}

// A number in its shortest digits that read back the same.
template <typename Target>
OptionRows::Current Show(const Target& target) {
  return [&target] { return fmt::format("{}", target); };
}

// "name,s" without and with its short form.
std::string LongName(const std::string& name) { return name.substr(0, name.find(',')); }
std::string ShortName(const std::string& name) {
  const std::size_t comma = name.find(',');
  return comma == std::string::npos ? "" : name.substr(comma + 1);
}

}  // namespace

void OptionRows::Group(std::string title) { group_ = std::move(title); }

OptionRows::Row& OptionRows::Add(const std::string& name, std::string value_name,
                                 std::string fallback, std::string help, Apply apply,
                                 Current current) {
  rows_.push_back({LongName(name), ShortName(name), std::move(value_name), std::move(fallback),
                   std::move(help), group_, std::move(apply), std::move(current)});
  return rows_.back();
}

const OptionRows::Row* OptionRows::RowOf(std::string_view name) const {
  const auto row = std::ranges::find(rows_, name, &Row::name);
  return row == rows_.end() ? nullptr : &*row;
}

OptionRows::Value OptionRows::ValueOf(const Row& row) {
  Value value{row.name, row.kind, row.role};
  if (row.paths != nullptr) {
    for (const auto& path : *row.paths) value.texts.push_back(path.string());
  }
  const std::string text = row.current ? row.current() : "";
  if (!text.empty()) value.texts.push_back(text);
  return value;
}

std::vector<OptionRows::Value> OptionRows::Values() const {
  std::vector<Value> values;
  for (const Row& row : rows_) {
    if (!row.hidden) values.push_back(ValueOf(row));
  }
  return values;
}

std::optional<OptionRows::Value> OptionRows::Find(std::string_view name) const {
  const Row* const row = RowOf(name);
  return row == nullptr ? std::nullopt : std::optional(ValueOf(*row));
}

std::string TextOf(const OptionRows::Value& value) {
  return value.texts.empty() ? std::string() : value.texts.front();
}

void OptionRows::Flag(const std::string& name, bool& target, std::string help, OptionRole role) {
  const auto apply = [&target](std::string_view value) {
    target = value != kOff;
    return std::string();
  };
  Row& row = Add(name, "", "", std::move(help), apply, [&target] { return target ? "true" : ""; });
  row.kind = Kind::kFlag;
  row.role = role;
}

void OptionRows::Count(const std::string& name, std::size_t& target, std::string help,
                       OptionRole role) {
  Row& row = Add(name, "N", "", std::move(help),
                 Store<std::size_t>(target, ParsePositive<ParseInteger<std::size_t>>,
                                    "a whole number above 0"),
                 [&target] { return target == 0 ? "" : fmt::to_string(target); });
  row.kind = Kind::kWhole;
  row.role = role;
}

void OptionRows::Number(const std::string& name, std::size_t& target, std::string help,
                        OptionRole role) {
  Row& row =
      Add(name, "N", target == 0 ? "" : fmt::to_string(target), std::move(help),
          Store<std::size_t>(target, ParseInteger<std::size_t>, "a whole number"), Show(target));
  row.kind = Kind::kWhole;
  row.role = role;
}

void OptionRows::Number(const std::string& name, double& target, std::string help,
                        OptionRole role) {
  Row& row = Add(name, "X", fmt::format("{:g}", target), std::move(help),
                 Store<double>(target, ParseDouble, "a number"), Show(target));
  row.kind = Kind::kReal;
  row.role = role;
}

void OptionRows::Number(const std::string& name, std::optional<double>& target,
                        std::string fallback, std::string help, OptionRole role) {
  AddReal(
      name, target, std::move(fallback), std::move(help),
      [&target] { return target ? fmt::to_string(*target) : ""; }, role);
}

void OptionRows::Number(const std::string& name, std::optional<double>& target,
                        std::function<double()> unset, std::string fallback, std::string help,
                        OptionRole role) {
  AddReal(
      name, target, std::move(fallback), std::move(help),
      [&target, unset = std::move(unset)] { return fmt::to_string(target ? *target : unset()); },
      role);
}

void OptionRows::AddReal(const std::string& name, std::optional<double>& target,
                         std::string fallback, std::string help, Current current, OptionRole role) {
  const auto apply = [&target](std::string_view text) {
    target = ParseDouble(text);
    return std::string(target ? "" : "a number");
  };
  Row& row = Add(name, "X", std::move(fallback), std::move(help), apply, std::move(current));
  row.kind = Kind::kReal;
  row.role = role;
}

void OptionRows::Boolean(const std::string& name, bool& target, std::string help, OptionRole role) {
  Boolean(name, target, std::move(help), Show(target), role);
}

void OptionRows::Boolean(const std::string& name, bool& target, std::string help, Current current,
                         OptionRole role) {
  const auto apply = [&target](std::string_view text) -> std::string {
    const bool on = text == "true" || text == "1";
    if (!on && text != "false" && text != "0") return "'true' or 'false'";
    target = on;
    return {};
  };
  Row& row = Add(name, "BOOL", fmt::to_string(target), std::move(help), apply, std::move(current));
  row.kind = Kind::kBoolean;
  row.role = role;
}

void OptionRows::Seed(const std::string& name, std::uint64_t& target, std::string help,
                      OptionRole role) {
  Row& row = Add(name, "N", fmt::to_string(target), std::move(help),
                 Store<std::uint64_t>(target, ParseInteger<std::uint64_t>, "a whole number"),
                 Show(target));
  row.kind = Kind::kWhole;
  row.role = role;
}

void OptionRows::Bytes(const std::string& name, std::uint64_t& target, std::string help,
                       OptionRole role) {
  Row& row =
      Add(name, "SIZE", "", std::move(help),
          Store<std::uint64_t>(target, ParsePositive<ParseByteSize>, "a size such as 512M or 4G"),
          [&target] { return target == 0 ? "" : fmt::to_string(target); });
  row.kind = Kind::kBytes;
  row.role = role;
}

void OptionRows::Duration(const std::string& name, std::chrono::milliseconds& target,
                          std::string fallback, std::string help, OptionRole role) {
  Row& row =
      Add(name, "TIME", std::move(fallback), std::move(help),
          Store<std::chrono::milliseconds>(target, ParseDuration, "a time such as 30s, 10m or 2h"),
          [&target] { return fmt::format("{}ms", target.count()); });
  row.role = role;
}

void OptionRows::Choice(const std::string& name, std::string value_name, std::string fallback,
                        Apply apply, std::string help, Current current, OptionRole role) {
  Row& row = Add(name, std::move(value_name), std::move(fallback), std::move(help),
                 std::move(apply), std::move(current));
  row.role = role;
}

void OptionRows::OptionalChoice(const std::string& name, std::string value_name,
                                std::string fallback, std::vector<std::string> values, Apply apply,
                                std::string help, Current current, OptionRole role) {
  Row& row = Add(name, std::move(value_name), std::move(fallback), std::move(help),
                 std::move(apply), std::move(current));
  row.role = role;
  row.values = std::move(values);
}

}  // namespace hogvec
