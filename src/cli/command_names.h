#ifndef HOGVEC_CLI_COMMAND_NAMES_H_
#define HOGVEC_CLI_COMMAND_NAMES_H_

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "hogvec/error.h"

namespace hogvec {

// The commands of a program: "hogvec", "hogvec-query" or "hogvec-eval". Each program knows its own;
// this is for what they say of each other's.
std::span<const std::string_view> CommandsOf(std::string_view program);

// The command that is meant by a name which `program` does not have, as "hogvec-query nn": another
// program's of this name, or one that is spelled nearly so.
std::optional<std::string> MeantCommand(std::string_view program, std::string_view name);

// Error{kUsage} that names the command that is meant, or all of them.
Error UnknownCommand(std::string_view program, std::string_view name);

}  // namespace hogvec

#endif  // HOGVEC_CLI_COMMAND_NAMES_H_
