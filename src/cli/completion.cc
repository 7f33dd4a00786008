#include "cli/completion.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "hogvec/error.h"

namespace hogvec {
namespace {

using Description = OptionTable::Description;
using Kind = OptionTable::Kind;

std::string Identifier(std::string_view program) {
  std::string name(program);
  std::ranges::replace(name, '-', '_');
  return name;
}

// A text inside of single quotes, for any of the shells.
std::string InQuotes(std::string_view text) {
  std::string quoted;
  for (const char c : text) {
    if (c == '\'') {
      quoted += "'\\''";
    } else {
      quoted += c;
    }
  }
  return quoted;
}

std::vector<std::string> NamesOf(const CompletedCommand& command) {
  std::vector<std::string> names;
  for (const Description& option : command.options) {
    names.push_back("--" + option.name);
    if (!option.short_name.empty()) names.push_back("-" + option.short_name);
  }
  return names;
}

std::vector<std::string> CommandNames(std::span<const CompletedCommand> commands) {
  std::vector<std::string> names;
  for (const CompletedCommand& command : commands) {
    if (!command.name.empty()) names.push_back(command.name);
  }
  return names;
}

// The words that bash offers for what stands before the one in hand.
std::string BashValues(const CompletedCommand& command) {
  std::string cases;
  for (const Description& option : command.options) {
    if (option.choices.empty()) continue;
    cases +=
        fmt::format("        --{}) words='{}' ;;\n", option.name, fmt::join(option.choices, " "));
  }
  return cases.empty() ? "" : fmt::format("      case $before in\n{}      esac\n", cases);
}

std::string Bash(std::string_view program, std::span<const CompletedCommand> commands) {
  const auto names = CommandNames(commands);
  std::string script = fmt::format(
      "# bash completion for {0}\n"
      "_{1}() {{\n"
      "  local word=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD-1]}} words=''\n",
      program, Identifier(program));
  if (!names.empty()) {
    script += fmt::format(
        "  if [ \"$COMP_CWORD\" -eq 1 ]; then\n"
        "    words='{} help --help --version'\n"
        "  fi\n",
        fmt::join(names, " "));
  }
  script += names.empty() ? "  case any in\n" : "  case ${COMP_WORDS[1]} in\n";
  for (const CompletedCommand& command : commands) {
    script +=
        fmt::format("    {})\n      case $word in\n        -*) words='{}' ;;\n      esac\n",
                    command.name.empty() ? "any" : command.name, fmt::join(NamesOf(command), " "));
    script += BashValues(command) + "      ;;\n";
  }
  script += fmt::format(
      "  esac\n"
      "  mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$word\")\n"
      "}}\n"
      "complete -o default -F _{} {}\n",
      Identifier(program), program);
  return script;
}

// A text in the brackets of zsh's _arguments.
std::string ZshText(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '[' || c == ']' || c == ':' || c == '\\') out += '\\';
    out += c;
  }
  return InQuotes(out);
}

std::string ZshOption(const Description& option) {
  if (option.kind == Kind::kFlag)
    return fmt::format("'--{}[{}]'", option.name, ZshText(option.help));
  const std::string values = OptionTable::NamesFile(option.kind) ? "_files"
                             : option.choices.empty()
                                 ? " "
                                 : fmt::format("({})", fmt::join(option.choices, " "));
  return fmt::format("'--{}=[{}]:{}:{}'", option.name, ZshText(option.help), option.value_name,
                     values);
}

std::string ZshArguments(const CompletedCommand& command) {
  std::string text = "_arguments";
  for (const Description& option : command.options) text += " \\\n        " + ZshOption(option);
  return text + " \\\n        '*:file:_files'";
}

std::string Zsh(std::string_view program, std::span<const CompletedCommand> commands) {
  std::string script = fmt::format("#compdef {0}\n\n_{1}() {{\n", program, Identifier(program));
  if (CommandNames(commands).empty()) {
    for (const CompletedCommand& command : commands) script += "  " + ZshArguments(command) + "\n";
  } else {
    script += "  if (( CURRENT == 2 )); then\n    local -a commands=(\n";
    for (const CompletedCommand& command : commands) {
      script += fmt::format("      '{}:{}'\n", command.name, ZshText(command.purpose));
    }
    script +=
        "    )\n    _describe command commands\n    return\n  fi\n  local command=$words[2]\n"
        "  words=(\"${(@)words[2,-1]}\")\n  (( CURRENT-- ))\n  case $command in\n";
    for (const CompletedCommand& command : commands) {
      script += fmt::format("    {})\n      {}\n      ;;\n", command.name, ZshArguments(command));
    }
    script += "  esac\n";
  }
  return script + fmt::format("}}\n\n_{} \"$@\"\n", Identifier(program));
}

std::string FishOption(std::string_view program, const CompletedCommand& command,
                       const Description& option) {
  std::string line = fmt::format("complete -c {}", program);
  if (!command.name.empty()) {
    line += fmt::format(" -n '__fish_seen_subcommand_from {}'", command.name);
  }
  line += fmt::format(" -l {}", option.name);
  if (!option.short_name.empty()) line += fmt::format(" -s {}", option.short_name);
  if (OptionTable::NamesFile(option.kind)) line += " -r -F";
  if (option.kind != Kind::kFlag && !OptionTable::NamesFile(option.kind)) {
    line +=
        option.choices.empty() ? " -x" : fmt::format(" -x -a '{}'", fmt::join(option.choices, " "));
  }
  return line + fmt::format(" -d '{}'\n", InQuotes(option.help));
}

std::string Fish(std::string_view program, std::span<const CompletedCommand> commands) {
  std::string script = fmt::format("# fish completion for {}\n", program);
  for (const CompletedCommand& command : commands) {
    if (!command.name.empty()) {
      script += fmt::format("complete -c {} -n __fish_use_subcommand -a {} -d '{}'\n", program,
                            command.name, InQuotes(command.purpose));
    }
    for (const Description& option : command.options) {
      script += FishOption(program, command, option);
    }
  }
  return script;
}

}  // namespace

std::string CompletionScript(std::string_view shell, std::string_view program,
                             std::span<const CompletedCommand> commands) {
  if (shell == "bash") return Bash(program, commands);
  if (shell == "zsh") return Zsh(program, commands);
  if (shell == "fish") return Fish(program, commands);
  throw Error(ErrorKind::kUsage,
              fmt::format("{} completion: expected bash, zsh or fish, not '{}'", program, shell));
}

}  // namespace hogvec
