#include <fmt/format.h>

#include <algorithm>
#include <csignal>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/progress_display.h"
#include "cli/signal_watch.h"
#include "cli/text_files.h"
#include "main/commands.h"
#include "main/space.h"
#include "main/train/configuration.h"
#include "main/train/resume.h"
#include "main/train/train_checks.h"
#include "main/train/train_plan.h"
#include "main/train/train_run.h"
#include "main/train/train_settings.h"
#include "options/training_options.h"
#include "replicas/agreement.h"
#include "replicas/alone.h"

namespace hogvec {
namespace {

constexpr const char* kCommand = "hogvec train";
constexpr const char* kReplicasCommand = "hogvec-mpi train";

constexpr const char* kIntroduction =
    "hogvec train: learn word vectors from plain text, one sentence per line\n"
    "\n"
    "  hogvec train corpus.txt -o vectors.bin\n"
    "  hogvec train a.txt b.txt -o vectors.txt --dim 300 --epochs 10\n"
    "  zcat dump.gz | hogvec train - -o vectors.bin --lowercase --split unicode\n"
    "\n"
    "usage: hogvec train CORPUS... -o OUT [options]\n"
    "\n"
    "CORPUS is a file, plain or gzip, bzip2, xz or zstd; a folder, with all in it;\n"
    "@LIST, a file of such names, one per line; or - for standard input.\n";

constexpr const char* kReplicasIntroduction =
    "hogvec-mpi train: learn word vectors from plain text, on several machines\n"
    "\n"
    "  mpirun -n 4 hogvec-mpi train corpus.txt -o vectors.bin\n"
    "  mpirun --hostfile hosts hogvec-mpi train corpus/ -o vectors.bin --threads 16\n"
    "\n"
    "usage: mpirun [...] hogvec-mpi train CORPUS... -o OUT [options]\n"
    "\n"
    "CORPUS is a file, plain or gzip, bzip2, xz or zstd; a folder, with all in it;\n"
    "or @LIST, a file of such names, one per line. All ranks must see it. With R\n"
    "ranks --alpha is (R/2)^(1/3) times its default, and --block-size 16K.\n";

constexpr const char* kClosing =
    "\n"
    "Names from word2vec.c, fastText and gensim work too (-size, -iter, --lr, ...).\n"
    "Exit codes: 0 done, 1 no word of a list is in the text, 2 wrong options,\n"
    "65 unusable text, 66 no such input, 70 diverged, 71 out of memory, 73 output\n"
    "can't be created, 74 read or write failed, 75 the checkpoints are in use;\n"
    "128 + N ended by signal N.\n";

// What a checkpoint says, on top of that a file of options, and on top of that the command line.
TrainSettings SettingsFrom(std::span<const std::string> arguments) {
  TrainSettings told;
  ApplyArguments(arguments, told);
  if (told.help) return told;
  TrainSettings settings;
  if (!told.resume.empty()) settings = ResumedSettings(told.resume);
  const Architecture kept = settings.train.architecture;
  if (!told.config.empty()) ApplyArguments(ArgumentsIn(told.config), settings);
  ApplyArguments(arguments, settings);
  if (told.resume.empty()) return settings;
  RequireSameModel(settings, kept);
  KeepCheckpointsWhereTheyAre(settings);
  return settings;
}

void PrintHelp(const char* introduction) {
  TrainSettings defaults;
  OptionTable table(kCommand);
  AddTrainOptions(table, defaults);
  fmt::print("{}{}{}", introduction, table.Help(), kClosing);
}

int SayNeeds(TrainSettings settings, std::size_t replicas) {
  CheckTrainSettings(settings);
  const TrainPlan plan = Resolve(std::move(settings));
  const CountedCorpus corpus = CountCorpus(plan.settings.ingest, plan.start().words);
  fmt::print("{}{}", PruneLines(corpus.prune), NeedsText(corpus, plan.settings, replicas));
  return 0;
}

bool AsksOnly(const TrainSettings& settings) {
  return settings.help || settings.print_config || settings.dry_run;
}

// What is answered without training; nothing if training is what was asked for.
std::optional<int> AnswerAtOnce(TrainSettings& settings, const char* introduction,
                                std::size_t replicas) {
  if (settings.help) {
    PrintHelp(introduction);
    return 0;
  }
  if (settings.print_config) {
    fmt::print("{}", ConfigurationText(Resolve(std::move(settings)).settings));
    return 0;
  }
  if (settings.dry_run) return SayNeeds(std::move(settings), replicas);
  return std::nullopt;
}

// A closed progress pipe must not end a long run, nor a limit on the size of files without a word.
void IgnoreWritesThatFail() {
  for (const int signal : {SIGPIPE, SIGXFSZ}) static_cast<void>(std::signal(signal, SIG_IGN));
}

// What suits replicas better than the defaults; a run that is resumed has been given it.
void SuitReplicas(std::size_t replicas, TrainSettings& settings) {
  if (replicas == 1 || !settings.resume.empty()) return;
  if (!settings.IsGiven("alpha")) {
    settings.train.alpha = RateForReplicas(AlphaOf(settings.train), replicas);
  }
  if (!settings.IsGiven("block-size")) settings.ingest.block_bytes = kReplicaBlockBytes;
}

// The options on which the result depends, a line for each. The model comes first, as it decides
// the defaults of others.
std::string OptionsThatMustAgree(const TrainSettings& settings) {
  std::string text = fmt::format("model {}\n", NameOf(settings.train.architecture));
  for (const auto& [name, value] : FixedOptions(settings.ingest, settings.train)) {
    text += fmt::format("{} {}\n", name, value);
  }
  const auto add = [&](const char* name, bool given) {
    text += fmt::format("{} {}\n", name, given);
  };
  add("init-vectors", !settings.init_vectors.empty());
  add("append-vocab", !settings.append_vocab.empty());
  add("freeze-init", settings.freeze_init);
  add("checkpoint", !settings.checkpoint.empty());
  add("resume", !settings.resume.empty());
  add("help", settings.help);
  add("print-config", settings.print_config);
  add("dry-run", settings.dry_run);
  return text;
}

// The name of the first option in which two such texts differ.
std::string_view FirstDifference(std::string_view a, std::string_view b) {
  const auto [in_a, in_b] = std::ranges::mismatch(a, b);
  const std::string_view same = a.substr(0, static_cast<std::size_t>(in_a - a.begin()));
  const std::size_t line = same.rfind('\n') + 1;  // 0 where there is none
  return a.substr(line, a.find(' ', line) - line);
}

// mpirun can start ranks with different arguments; each may have a corpus of its own, but not a
// model. Collective.
void RequireSameOptions(const TrainSettings& settings, Replicas& replicas) {
  const std::string own = OptionsThatMustAgree(settings);
  const std::vector<Replicas::Bytes> all = replicas.Gather({own.begin(), own.end()});
  const auto unlike = FirstUnlike(all);
  if (!unlike) return;
  const auto text_of = [&](std::size_t rank) {
    return std::string_view(all[rank].data(), all[rank].size());
  };
  throw Error(ErrorKind::kUsage,
              fmt::format("{}: ranks 0 and {} have different --{}", kReplicasCommand, *unlike,
                          FirstDifference(text_of(0), text_of(*unlike))));
}

}  // namespace

int TrainCommand(std::span<const std::string> arguments) {
  TrainSettings settings = SettingsFrom(arguments);
  if (const auto code = AnswerAtOnce(settings, kIntroduction, 1)) return *code;
  IgnoreWritesThatFail();
  // Signals are watched from here on; what was asked for is done, and then the process dies by it.
  SignalWatch signals(fmt::format("{}: stopped while it waited for text\n", kCommand));
  Alone alone;
  RunTraining(std::move(settings), {kCommand, alone, signals});
  signals.DieIfAsked();
  return 0;
}

int TrainReplicas(std::span<const std::string> arguments, Replicas& replicas,
                  SignalWatch& signals) {
  TrainSettings settings;
  RunTogether(replicas, [&] {
    settings = SettingsFrom(arguments);
    SuitReplicas(replicas.size(), settings);
  });
  RequireSameOptions(settings, replicas);
  if (AsksOnly(settings)) {
    std::optional<int> answered = 0;
    RunTogether(replicas, [&] {
      if (Leads(replicas))
        answered = AnswerAtOnce(settings, kReplicasIntroduction, replicas.size());
    });
    return *answered;
  }
  IgnoreWritesThatFail();
  RunTraining(std::move(settings), {kReplicasCommand, replicas, signals});
  return signals.received() == 0 ? 0 : 128 + signals.received();
}

void DescribeTrain(OptionTable& table) {
  static TrainSettings scratch;
  AddTrainOptions(table, scratch);
}

}  // namespace hogvec
