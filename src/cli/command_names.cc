#include "cli/command_names.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cstddef>

#include "base/edit_distance.h"

namespace hogvec {
namespace {

constexpr std::array<std::string_view, 7> kHogvec{"train",    "vocab",  "phrases", "export",
                                                  "subwords", "layout", "inspect"};
constexpr std::array<std::string_view, 8> kQuery{"nn",          "analogy", "similarity", "between",
                                                 "odd-one-out", "arith",   "vector",     "index"};
constexpr std::array<std::string_view, 4> kEval{"similarity", "analogies", "agree", "loss"};
constexpr std::array<std::string_view, 4> kAny{"help", "completion", "--help", "--version"};
constexpr std::array<std::string_view, 3> kPrograms{"hogvec", "hogvec-query", "hogvec-eval"};

constexpr std::size_t kFarthest = 2;  // letters

// The nearest of some names, if one is near enough.
std::optional<std::string_view> Nearest(std::string_view name,
                                        std::span<const std::string_view> known) {
  std::optional<std::string_view> nearest;
  std::size_t least = kFarthest + 1;
  for (const std::string_view each : known) {
    const std::size_t distance = EditDistance(name, each, kFarthest);
    if (distance >= std::min({least, name.size(), each.size()})) continue;
    least = distance;
    nearest = each;
  }
  return nearest;
}

}  // namespace

std::span<const std::string_view> CommandsOf(std::string_view program) {
  if (program == "hogvec-query") return kQuery;
  if (program == "hogvec-eval") return kEval;
  return kHogvec;
}

std::optional<std::string> MeantCommand(std::string_view program, std::string_view name) {
  for (const std::string_view other : kPrograms) {
    const auto commands = CommandsOf(other);
    if (std::ranges::find(commands, name) != commands.end()) {
      return fmt::format("{} {}", other, name);
    }
  }
  for (const auto known : {CommandsOf(program), std::span<const std::string_view>(kAny)}) {
    if (const auto near = Nearest(name, known)) return fmt::format("{} {}", program, *near);
  }
  for (const std::string_view other : kPrograms) {
    if (const auto near = Nearest(name, CommandsOf(other))) {
      return fmt::format("{} {}", other, *near);
    }
  }
  return std::nullopt;
}

Error UnknownCommand(std::string_view program, std::string_view name) {
  const auto meant = MeantCommand(program, name);
  return {ErrorKind::kUsage,
          fmt::format("{}: unknown command '{}'; {}", program, name,
                      meant ? fmt::format("did you mean '{}'?", *meant)
                            : fmt::format("there are {}", fmt::join(CommandsOf(program), ", ")))};
}

}  // namespace hogvec
