// The kinds of options: how each takes its value to its target.
#include <fmt/format.h>

#include <optional>
#include <utility>

#include "base/number.h"
#include "cli/option_table.h"

namespace hogvec {
namespace {

template <typename Target>
OptionTable::Apply Store(Target& target, std::optional<Target> (*parse)(std::string_view),
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
OptionTable::Current Show(const Target& target) {
  return [&target] { return fmt::format("{}", target); };
}

}  // namespace

void OptionTable::Flag(const std::string& name, bool& target, std::string help) {
  const auto apply = [&target](std::string_view value) {
    target = value != kOff;
    return std::string();
  };
  Add(name, "", "", std::move(help), apply, [&target] { return target ? "true" : ""; });
  rows_.back().kind = Kind::kFlag;
}

void OptionTable::Count(const std::string& name, std::size_t& target, std::string help) {
  Add(name, "N", "", std::move(help),
      Store<std::size_t>(target, ParsePositive<ParseInteger<std::size_t>>,
                         "a whole number above 0"),
      [&target] { return target == 0 ? "" : fmt::to_string(target); });
}

void OptionTable::Number(const std::string& name, std::size_t& target, std::string help) {
  Add(name, "N", target == 0 ? "" : fmt::to_string(target), std::move(help),
      Store<std::size_t>(target, ParseInteger<std::size_t>, "a whole number"), Show(target));
}

void OptionTable::Number(const std::string& name, double& target, std::string help) {
  Add(name, "X", fmt::format("{:g}", target), std::move(help),
      Store<double>(target, ParseDouble, "a number"), Show(target));
}

void OptionTable::Number(const std::string& name, std::optional<double>& target,
                         std::string fallback, std::string help) {
  const auto apply = [&target](std::string_view text) {
    target = ParseDouble(text);
    return std::string(target ? "" : "a number");
  };
  Add(name, "X", std::move(fallback), std::move(help), apply,
      [&target] { return target ? fmt::to_string(*target) : ""; });
}

void OptionTable::Boolean(const std::string& name, bool& target, std::string help) {
  const auto apply = [&target](std::string_view text) -> std::string {
    const bool on = text == "true" || text == "1";
    if (!on && text != "false" && text != "0") return "'true' or 'false'";
    target = on;
    return {};
  };
  Add(name, "BOOL", fmt::to_string(target), std::move(help), apply, Show(target));
}

void OptionTable::Seed(const std::string& name, std::uint64_t& target, std::string help) {
  Add(name, "N", fmt::to_string(target), std::move(help),
      Store<std::uint64_t>(target, ParseInteger<std::uint64_t>, "a whole number"), Show(target));
}

void OptionTable::Bytes(const std::string& name, std::uint64_t& target, std::string help) {
  Add(name, "SIZE", "", std::move(help),
      Store<std::uint64_t>(target, ParsePositive<ParseByteSize>, "a size such as 512M or 4G"),
      [&target] { return target == 0 ? "" : fmt::to_string(target); });
}

void OptionTable::Duration(const std::string& name, std::chrono::milliseconds& target,
                           std::string fallback, std::string help) {
  Add(name, "TIME", std::move(fallback), std::move(help),
      Store<std::chrono::milliseconds>(target, ParseDuration, "a time such as 30s, 10m or 2h"),
      [&target] { return fmt::format("{}ms", target.count()); });
}

void OptionTable::Choice(const std::string& name, std::string value_name, std::string fallback,
                         Apply apply, std::string help, Current current) {
  Add(name, std::move(value_name), std::move(fallback), std::move(help), std::move(apply),
      std::move(current));
}

void OptionTable::Hidden(const std::string& name, Apply apply) {
  Add(name, "VALUE", "", "", std::move(apply));
  rows_.back().hidden = true;
}

}  // namespace hogvec
