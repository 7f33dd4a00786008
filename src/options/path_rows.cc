// The rows of a table whose values are paths.
#include <fmt/format.h>

#include <utility>

#include "base/number.h"
#include "io/output_stream.h"
#include "options/option_rows.h"

namespace hogvec {

void OptionRows::AddPath(const std::string& name, std::string value_name,
                         std::filesystem::path& target, std::string help, Apply apply,
                         OptionRole role) {
  Row& row = Add(name, std::move(value_name), "", std::move(help), std::move(apply),
                 [&target] { return target.string(); });
  row.kind = Kind::kPath;
  row.role = role;
}

void OptionRows::Path(const std::string& name, std::filesystem::path& target, std::string help,
                      std::string value_name, OptionRole role) {
  const auto apply = [&target](std::string_view text) {
    target = text;
    return std::string(text.empty() ? "the name of a file" : "");
  };
  AddPath(name, std::move(value_name), target, std::move(help), apply, role);
}

void OptionRows::Output(const std::string& name, std::filesystem::path& target, std::string help) {
  const auto apply = [&target](std::string_view text) {
    target = text == "-" ? kStandardOutput : text;
    return std::string(text.empty() ? "the name of a file" : "");
  };
  AddPath(name, "FILE", target, std::move(help), apply, OptionRole::kOutput);
}

void OptionRows::Folder(const std::string& name, std::filesystem::path& target, std::string help,
                        OptionRole role) {
  const auto apply = [&target](std::string_view text) {
    target = text;
    return std::string(text.empty() || text == "-" ? "the name of a folder" : "");
  };
  AddPath(name, "DIR", target, std::move(help), apply, role);
}

void OptionRows::PathOrNumber(const std::string& name, std::filesystem::path& path, double& number,
                              std::string value_name, std::string help, OptionRole role) {
  const auto apply = [&](std::string_view text) -> std::string {
    const auto parsed = ParseDouble(text);
    if (text.empty() || parsed == 0) return "a number above 0 or the name of a file";
    path = parsed ? "" : text;
    number = parsed.value_or(0);
    return {};
  };
  Row& row = Add(name, std::move(value_name), "", std::move(help), apply, [&] {
    return path.empty() && number != 0 ? fmt::to_string(number) : path.string();
  });
  row.kind = Kind::kPathOrNumber;
  row.role = role;
}

void OptionRows::Paths(const std::string& name, std::vector<std::filesystem::path>& targets,
                       std::string help, OptionRole role) {
  const auto apply = [&targets, first = true](std::string_view text) mutable -> std::string {
    if (text.empty()) return "the name of a file";
    if (std::exchange(first, false)) targets.clear();
    targets.emplace_back(text);
    return {};
  };
  Row& row = Add(name, "FILE", "", std::move(help), apply);
  row.kind = Kind::kPaths;
  row.role = role;
  row.paths = &targets;
}

}  // namespace hogvec
