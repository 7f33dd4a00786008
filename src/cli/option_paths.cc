// The rows of a table whose values are paths.
#include <fmt/format.h>

#include <utility>

#include "base/number.h"
#include "cli/option_table.h"
#include "io/output_stream.h"

namespace hogvec {

void OptionTable::AddPath(const std::string& name, std::string value_name,
                          std::filesystem::path& target, std::string help, Apply apply) {
  Add(name, std::move(value_name), "", std::move(help), std::move(apply),
      [&target] { return target.string(); });
  rows_.back().kind = Kind::kPath;
}

void OptionTable::Path(const std::string& name, std::filesystem::path& target, std::string help,
                       std::string value_name) {
  AddPath(name, std::move(value_name), target, std::move(help), [&target](std::string_view text) {
    target = text;
    return std::string(text.empty() ? "the name of a file" : "");
  });
}

void OptionTable::Output(const std::string& name, std::filesystem::path& target, std::string help) {
  AddPath(name, "FILE", target, std::move(help), [&target](std::string_view text) {
    target = text == "-" ? kStandardOutput : text;
    return std::string(text.empty() ? "the name of a file" : "");
  });
}

void OptionTable::Folder(const std::string& name, std::filesystem::path& target, std::string help) {
  AddPath(name, "DIR", target, std::move(help), [&target](std::string_view text) {
    target = text;
    return std::string(text.empty() || text == "-" ? "the name of a folder" : "");
  });
}

void OptionTable::PathOrNumber(const std::string& name, std::filesystem::path& path, double& number,
                               std::string value_name, std::string help) {
  const auto apply = [&](std::string_view text) -> std::string {
    const auto parsed = ParseDouble(text);
    if (text.empty() || parsed == 0) return "a number above 0 or the name of a file";
    path = parsed ? "" : text;
    number = parsed.value_or(0);
    return {};
  };
  Add(name, std::move(value_name), "", std::move(help), apply,
      [&] { return path.empty() && number != 0 ? fmt::to_string(number) : path.string(); });
  rows_.back().kind = Kind::kPathOrNumber;
}

void OptionTable::Paths(const std::string& name, std::vector<std::filesystem::path>& targets,
                        std::string help) {
  const auto apply = [&targets, first = true](std::string_view text) mutable -> std::string {
    if (text.empty()) return "the name of a file";
    if (std::exchange(first, false)) targets.clear();
    targets.emplace_back(text);
    return {};
  };
  Add(name, "FILE", "", std::move(help), apply);
  rows_.back().kind = Kind::kPath;
  rows_.back().paths = &targets;
}

}  // namespace hogvec
