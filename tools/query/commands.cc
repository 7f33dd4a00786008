#include "query/commands.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>

#include "cli/command_names.h"
#include "hogvec/error.h"

namespace hogvec::query {
namespace {

constexpr std::size_t kAnyNumber = std::numeric_limits<std::size_t>::max();

constexpr std::array kCommands = {
    Command{"nn", 1, 1, "WORD", "the nearest words"},
    Command{"analogy", 3, 3, "A B C", "A is to B as C is to ?"},
    Command{"similarity", 2, 2, "A B", "the cosine of two words"},
    Command{"between", 2, kAnyNumber, "A B...", "nearest to their mean"},
    Command{"odd-one-out", 3, kAnyNumber, "A B C...", "the one that does not belong"},
    Command{"arith", 1, kAnyNumber, "A - 2*B + C", "nearest to that sum"},
    Command{"vector", 1, kAnyNumber, "X X...", "nearest to these values"}};

}  // namespace

std::span<const Command> Commands() { return kCommands; }

const Command* FindCommand(std::string_view name) {
  const auto* found = std::ranges::find(kCommands, name, &Command::name);
  return found == kCommands.end() ? nullptr : found;
}

const Command& CommandNamed(std::string_view name) {
  if (const Command* command = FindCommand(name)) return *command;
  throw UnknownCommand("hogvec-query", name);
}

void CheckCount(const Command& command, std::size_t words) {
  const auto& [name, fewest, most, unused_words, unused_meaning] = command;
  if (words >= fewest && words <= most) return;
  throw Error(ErrorKind::kUsage,
              fmt::format("{} takes {}{} {}, not {}{}", name, fewest,
                          fewest == most ? "" : " or more", most == 1 ? "word" : "words", words,
                          words > most ? "; a word with blanks stands in double quotes" : ""));
}

}  // namespace hogvec::query
