#include <fmt/format.h>

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/command_names.h"
#include "cli/completion.h"
#include "cli/run_main.h"
#include "hogvec/error.h"
#include "hogvec/kernels.h"
#include "hogvec/version.h"
#include "main/commands.h"

namespace hogvec {
namespace {

struct Command {
  std::string_view name;
  int (*run)(std::span<const std::string>);
  std::string_view purpose;
  void (*describe)(OptionTable& table);
};

constexpr std::array kCommands{
    Command{"train", TrainCommand, "learn word vectors from plain text", DescribeTrain},
    Command{"vocab", VocabCommand, "count the words of a text", DescribeVocab},
    Command{"phrases", PhrasesCommand, "join words that belong together: new_york",
            DescribePhrases},
    Command{"export", ExportCommand, "write vectors in another format", DescribeExport},
    Command{"subwords", SubwordsCommand, "fit n-gram vectors, for unseen words", DescribeSubwords},
    Command{"layout", LayoutCommand, "lay words out in the plane: a map", DescribeLayout},
    Command{"inspect", InspectCommand, "say what is in a file of vectors", DescribeInspect},
};

int PrintHelp() {
  fmt::print(
      "hogvec: fast word vectors from plain text\n"
      "\n"
      "  hogvec train corpus.txt -o vectors.bin\n"
      "  hogvec-query nn vectors.bin paris\n"
      "\n"
      "usage: hogvec COMMAND [arguments]\n"
      "\n");
  for (const Command& command : kCommands) {
    fmt::print("  {:<10} {}\n", command.name, command.purpose);
  }
  fmt::print(
      "\n'hogvec COMMAND --help' says more; 'hogvec --version' lists the kernels;\n"
      "'hogvec completion bash', zsh or fish prints a script for that shell.\n");
  return 0;
}

int PrintCompletion(std::span<const std::string> arguments) {
  if (arguments.size() != 1) {
    throw Error(ErrorKind::kUsage, "hogvec completion: expected bash, zsh or fish");
  }
  std::vector<CompletedCommand> commands;
  for (const Command& command : kCommands) {
    OptionTable table("hogvec " + std::string(command.name));
    command.describe(table);
    commands.push_back(
        {std::string(command.name), std::string(command.purpose), table.Descriptions()});
  }
  fmt::print("{}", CompletionScript(arguments[0], "hogvec", commands));
  return 0;
}

int PrintVersion() {
  fmt::print("hogvec {}\ncompiler: {}\nkernels:", kVersion, __VERSION__);
  std::string_view note = " (default)";
  for (const std::string_view name : KernelNames()) {
    fmt::print(" {}{}", name, note);
    note = "";
  }
  fmt::print("\n");
  return 0;
}

int Run(std::span<const std::string> arguments) {
  if (arguments.empty()) {
    throw Error(ErrorKind::kUsage, "hogvec: no command given; 'hogvec --help' lists them");
  }
  const std::string& first = arguments[0];
  if (first == "--version") return PrintVersion();
  if (first == "completion") return PrintCompletion(arguments.subspan(1));
  const bool asks_help = first == "help" || first == "--help" || first == "-h";
  if (asks_help && arguments.size() == 1) return PrintHelp();
  const std::string& name = asks_help ? arguments[1] : first;
  const std::array<std::string, 1> help_only{"--help"};
  for (const Command& command : kCommands) {
    if (command.name != name) continue;
    return command.run(asks_help ? std::span<const std::string>(help_only) : arguments.subspan(1));
  }
  throw UnknownCommand("hogvec", name);
}

}  // namespace
}  // namespace hogvec

int main(int argc, char** argv) { return hogvec::RunMain("hogvec", argc, argv, hogvec::Run); }
