#ifndef HOGVEC_QUERY_COMMANDS_H_
#define HOGVEC_QUERY_COMMANDS_H_

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace hogvec::query {

// A kind of question.
struct Command {
  std::string_view name;
  std::size_t fewest, most;  // words that it takes
  std::string_view words;    // as its usage names them
  std::string_view meaning;
};

// All of them, the usual ones first.
std::span<const Command> Commands();

// The one of this name, or null.
const Command* FindCommand(std::string_view name);

// The same, but throws Error{kUsage} with all names if there is none.
const Command& CommandNamed(std::string_view name);

// Throws Error{kUsage} if so many words are no question of this command.
void CheckCount(const Command& command, std::size_t words);

}  // namespace hogvec::query

#endif  // HOGVEC_QUERY_COMMANDS_H_
