#include <fmt/format.h>

#include <cstdio>
#include <functional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/run_main.h"
#include "cli/signal_watch.h"
#include "cli/terminal.h"
#include "cluster/mpi_replicas.h"
#include "cluster/mpi_session.h"
#include "hogvec/error.h"
#include "hogvec/version.h"
#include "main/commands.h"
#include "replicas/agreement.h"

namespace hogvec {
namespace {

constexpr std::string_view kProgram = "hogvec-mpi", kCommandOf = "hogvec";

constexpr std::string_view kHelp =
    "hogvec-mpi: hogvec train, on several machines\n"
    "\n"
    "  mpirun -n 4 hogvec-mpi train corpus.txt -o vectors.bin\n"
    "  mpirun --hostfile hosts hogvec-mpi train corpus/ -o vectors.bin --threads 16\n"
    "\n"
    "usage: mpirun [...] hogvec-mpi train CORPUS... -o OUT [options]\n"
    "\n"
    "Each rank trains a replica of the model on its share of the corpus, with --threads\n"
    "threads, and the replicas are merged as they go. All ranks must see the corpus,\n"
    "or each has its own with --local-corpus. The first one writes the vectors.\n"
    "'hogvec-mpi train --help' lists the options, which are those of 'hogvec train'.\n";

void RequireSameCommand(Replicas& replicas, const std::string& command) {
  if (!FirstUnlike(replicas.Gather({command.begin(), command.end()}))) return;
  throw Error(ErrorKind::kUsage, "hogvec-mpi: all ranks must run the same command");
}

int RunOn(std::span<const std::string> arguments, Replicas& replicas, SignalWatch& signals) {
  if (arguments.empty()) {
    throw Error(ErrorKind::kUsage, "hogvec-mpi: no command given; it has one: train");
  }
  const std::string& first = arguments[0];
  RequireSameCommand(replicas, first);
  if (first == "train") return TrainReplicas(arguments.subspan(1), replicas, signals);
  if (first != "--help" && first != "-h" && first != "help" && first != "--version") {
    throw Error(
        ErrorKind::kUsage,
        fmt::format("hogvec-mpi: unknown command '{}'; it has one, train (hogvec has others)",
                    first));
  }
  if (replicas.rank() > 0) return 0;
  if (first == "--version") {
    fmt::print("hogvec-mpi {}\n", kVersion);
  } else {
    fmt::print("{}", kHelp);
  }
  return 0;
}

// The command is hogvec's, and says so; its lines are this program's.
MpiSession::Outcome Renamed(ProgramEnd end) {
  const bool is_own = end.line.starts_with(kProgram);
  if (!is_own && end.line.starts_with(kCommandOf)) {
    end.line.replace(0, kCommandOf.size(), kProgram);
  }
  // The end of a complaint about options.
  if (const auto help = end.line.find("'hogvec train --help'"); help != std::string::npos) {
    end.line.replace(help + 1, kCommandOf.size(), kProgram);
  }
  return {end.exit_code, std::move(end.line)};
}

// Several ranks may have ended by the same.
void SayEach(const std::vector<MpiSession::Outcome>& outcomes) {
  std::set<std::string> said{""};
  for (const MpiSession::Outcome& outcome : outcomes) {
    if (said.insert(outcome.line).second) Say(outcome.line);
  }
}

int RunRank(std::span<const std::string> arguments) {
  SignalWatch signals("hogvec-mpi: stopped while it waited for text\n");
  MpiSession session;
  MpiReplicas replicas(session);
  if (replicas.rank() > 0) signals.EndInSilence();
  const auto outcome =
      Renamed(RunProgram(kCommandOf, arguments, [&](std::span<const std::string> all) {
        return RunOn(all, replicas, signals);
      }));
  if (session.Leave(outcome, SayEach)) return outcome.exit_code;
  Say(outcome.line);
  session.Abort(outcome.exit_code);
}

}  // namespace
}  // namespace hogvec

int main(int argc, char** argv) {
  hogvec::FillStandardStreams();
  const std::vector<std::string> arguments(argv + (argc > 0 ? 1 : 0), argv + argc);
  // What MPI itself refuses.
  const hogvec::ProgramEnd end = hogvec::RunProgram(hogvec::kProgram, arguments, hogvec::RunRank);
  if (!end.line.empty()) hogvec::Say(end.line);
  return end.exit_code;
}
