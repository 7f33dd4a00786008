#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "cli/checks.h"
#include "cli/command_names.h"
#include "cli/completion.h"
#include "cli/errors.h"
#include "cli/held_out_json.h"
#include "cli/option_table.h"
#include "cli/passed_over.h"
#include "cli/progress_display.h"
#include "cli/run_main.h"
#include "cli/terminal.h"
#include "cli/test_set_lines.h"
#include "cli/text_files.h"
#include "eval/model_text.h"
#include "eval/scores.h"
#include "hogvec/error.h"
#include "hogvec/evaluation.h"
#include "hogvec/train.h"
#include "hogvec/version.h"
#include "options/training_options.h"

namespace hogvec::eval {
namespace {

using Files = std::span<const std::string>;

constexpr const char* kProgram = "hogvec-eval";

constexpr const char* kIntroduction =
    "hogvec-eval: evaluate word vectors\n"
    "\n"
    "  hogvec-eval similarity vectors.bin wordsim353.txt simlex999.txt\n"
    "  hogvec-eval analogies vectors.bin questions-words.txt --top 30000\n"
    "  hogvec-eval agree vectors.bin other.bin\n"
    "\n"
    "usage: hogvec-eval similarity VECTORS PAIRS...\n"
    "       hogvec-eval analogies VECTORS QUESTIONS\n"
    "       hogvec-eval agree VECTORS OTHER\n"
    "       hogvec-eval loss MODEL TEXT...              MODEL is a .safetensors\n"
    "\n"
    "PAIRS has lines 'word word score', separated by blanks, tabs, commas or\n"
    "semicolons, as the usual sets are published; QUESTIONS is laid out as\n"
    "questions-words.txt. Their words are looked up as gensim does it: whatever their\n"
    "case, the first that fits, among the 300,000 most frequent ones. Others get a\n"
    "vector made from their n-grams, if VECTORS has vectors of these, but for the\n"
    "answer to an analogy, which must be known.\n";

constexpr const char* kClosing =
    "\n"
    "similarity gives the correlation with the scores, of ranks (Spearman's) and of\n"
    "values (Pearson's), with the bounds of 95 % by bootstrap; analogies the share of\n"
    "right answers; agree the share of the 10 nearest words that are the same, and\n"
    "the words that changed most; loss that of negative sampling on a text which the\n"
    "model has not seen, with fresh negatives: per pair of words for a skip-gram, per\n"
    "window for CBOW; --model measures one as the other. Shares and correlations are\n"
    "times 100. With --json, one object: README.md has its keys.\n"
    "Exit codes: 0 done, 1 no result, as too few words are known (null in JSON),\n"
    "2 wrong options, 65 malformed file, 66 no such file, 71 out of memory, 74 output\n"
    "can't be written.\n";

struct Settings {
  std::size_t top = 0;
  std::size_t neighbours = 10;
  std::size_t changed = 20;
  std::size_t threads = 0;
  TrainOptions loss;
  TestSetOptions test_sets;
  IngestOptions text;           // rules for the text of loss
  std::set<std::string> given;  // options
  bool by_product = false, json = false, lenient = false;
  bool help = false, version = false;
};

void AddOptions(OptionTable& table, Settings& settings) {
  table.Group("Options");
  table.Count("top", settings.top, "only the N most frequent words [300000; 20000 for agree]");
  table.Flag("case-sensitive", settings.test_sets.case_sensitive,
             "match the case of words in test sets");
  table.Flag("known-only", settings.test_sets.known_only,
             "skip test words that were not in the training text, even if the model has n-grams");
  table.Flag("cosmul", settings.by_product, "answer analogies by 3CosMul instead of 3CosAdd");
  table.Number("neighbours", settings.neighbours, "number of neighbours that agree compares");
  table.Number("changed", settings.changed, "number of most changed words that agree lists");
  table.Choice(
      "model", "NAME", "the model's own",
      [&settings](std::string_view value) -> std::string {
        const auto found = ArchitectureByName(value);
        if (!found) return "'skipgram' or 'cbow'";
        settings.loss.architecture = *found;
        return {};
      },
      "whose loss: skipgram's, per pair of words; or cbow's, per window");
  table.Number("window", settings.loss.window, "maximum window of loss");
  table.Boolean(
      "shrink-windows", settings.loss.shrink_windows,
      "draw the width of each window of loss from 1 to the largest; 'false' uses the full width");
  table.Alias("shrink_windows", "shrink-windows");
  table.Number("negative", settings.loss.negative,
               "negative samples of loss, for each pair or window");
  table.Number("sample", settings.loss.sample, "subsampling threshold of loss");
  table.Seed("seed", settings.loss.seed, "seed of the windows and negatives of loss");
  table.Flag("json", settings.json, "print a JSON object instead of a table");
  table.Number("threads", settings.threads, "0 is one per core");
  AddLenientOption(table, settings.lenient);
  table.Flag("version", settings.version, "show the version");
  table.Flag("help,h", settings.help, "show this help");
  AddTextRows(table, settings.text);
  AddSentenceRows(table, settings.text.text);
}

WordVectors Read(const std::string& path, const Settings& settings, bool with_output = false) {
  return ReadAndWarn(path, {.lenient = settings.lenient, .with_output = with_output});
}

NeighbourSearch SearchIn(const std::string& path, const Settings& settings) {
  NeighbourSearch search(Read(path, settings), settings.threads);
  search.Restrict({.top = settings.top > 0 ? settings.top : kJudgedWords});
  return search;
}

constexpr int kNoResult = ExitCodeOf(ErrorKind::kNotFound);

// Says why there is no result, if there is none. The exit code.
int CodeFor(const std::string& no_result) {
  if (no_result.empty()) return 0;
  static_cast<void>(std::fflush(stdout));  // RunMain reports what is wrong with it
  Say(fmt::format("{}: {}\n", kProgram, Printable(no_result)));
  return kNoResult;
}

void PrintJson(const Json& json) {
  fmt::print("{}\n", json.dump(-1, ' ', false, Json::error_handler_t::replace));
}

int Similarity(Files files, const Settings& settings) {
  RequireReadable({files.begin() + 1, files.end()});
  const NeighbourSearch search = SearchIn(files[0], settings);
  int code = 0;
  Json sets = Json::array();
  if (!settings.json) fmt::print("{}", PairsHeader());
  for (const std::string& path : files.subspan(1)) {
    const PairScore score = ScorePairs(search, path, settings.test_sets);
    const std::string name = std::filesystem::path(path).filename().string();
    if (settings.json) {
      sets.push_back(PairsJson(name, score));
    } else {
      fmt::print("{}", PairsLine(name, score));
    }
    Say(PassedOverLine(path, score));
    Say(UnseenLine(path, score));
    code = std::max(code, CodeFor(NoResult(path, score)));
  }
  if (settings.json) PrintJson({{"v", 1}, {"vectors", files[0]}, {"similarity", sets}});
  return code;
}

int Analogies(Files files, const Settings& settings) {
  RequireReadable({files.begin() + 1, files.end()});
  const NeighbourSearch search = SearchIn(files[0], settings);
  const auto rule = settings.by_product ? AnalogyRule::kProduct : AnalogyRule::kSum;
  const auto sections = ScoreAnalogies(search, files[1], rule, settings.test_sets);
  Say(PassedOverLine(files[1], sections));
  Say(UnseenLine(files[1], sections));
  if (settings.json) {
    Json json = {
        {"v", 1}, {"vectors", files[0]}, {"rule", settings.by_product ? "3CosMul" : "3CosAdd"}};
    json.update(AnalogiesJson(sections));
    PrintJson(json);
  } else {
    fmt::print("{}", AnalogiesTable(sections));
  }
  return CodeFor(NoResult(files[1], sections));
}

int Agree(Files files, const Settings& settings) {
  VectorInputs(files[1]);  // can be opened
  AgreementOptions options{
      .neighbours = settings.neighbours, .changed = settings.changed, .threads = settings.threads};
  if (settings.top > 0) options.top = settings.top;
  const Agreement agreement =
      CompareModels(Read(files[0], settings), Read(files[1], settings), options);
  if (!settings.json) {
    fmt::print("{}", AgreementTable(agreement, settings.neighbours));
    return 0;
  }
  Json json = {{"v", 1}};
  json.update(AgreementJson(agreement));
  PrintJson(json);
  return 0;
}

int Loss(Files files, const Settings& settings) {
  const WordVectors model = Read(files[0], settings, true);
  IngestOptions text = RulesFor(model, files[0], settings.text, settings.given);
  text.corpus = FilesOfTexts(kProgram, files.subspan(1), text.take_binary);
  text.threads = settings.threads;
  TrainOptions options = DefinitionFor(model, files[0], settings.loss, settings.given);
  options.threads = settings.threads;
  const HeldOutLoss held_out = ScoreHeldOut(model, text, options);
  if (settings.json) {
    Json json = {{"v", 1},
                 {"model", NameOf(options.architecture)},
                 {"per", UnitOfLoss(options.architecture)}};
    json.update(HeldOutJson(held_out));
    PrintJson(json);
  } else if (held_out.pairs > 0) {
    fmt::print("{}", LossTable(held_out, options.architecture));
  }
  if (held_out.pairs > 0) return 0;
  return CodeFor("no result: no two known words of the text stand in one window");
}

struct Command {
  std::string_view name;
  int (*run)(Files files, const Settings& settings);  // gives the exit code
  std::size_t fewest, most;                           // files
  std::string_view files, meaning;
};

constexpr std::array kCommands = {
    Command{"similarity", Similarity, 2, 1000, "VECTORS PAIRS...",
            "correlation with human similarity scores"},
    Command{"analogies", Analogies, 2, 2, "VECTORS QUESTIONS", "share of correct answers"},
    Command{"agree", Agree, 2, 2, "VECTORS OTHER", "shared neighbours of two models"},
    Command{"loss", Loss, 2, 1000, "MODEL TEXT...", "loss on a held-out text"}};

int RunCommand(Files words, const Settings& settings) {
  for (const Command& command : kCommands) {
    if (words[0] != command.name) continue;
    const Files files = words.subspan(1);
    if (files.size() < command.fewest || files.size() > command.most) {
      throw UsageError(kProgram, fmt::format("{} takes {}", command.name, command.files));
    }
    return command.run(files, settings);
  }
  throw UnknownCommand(kProgram, words[0]);
}

std::string Completion(const std::string& shell, const OptionTable& table) {
  std::vector<CompletedCommand> commands;
  commands.reserve(std::size(kCommands));
  for (const Command& command : kCommands) {
    commands.push_back(
        {std::string(command.name), std::string(command.meaning), table.Descriptions()});
  }
  return CompletionScript(shell, kProgram, commands);
}

int Run(std::span<const std::string> arguments) {
  Settings settings;
  OptionTable table(kProgram);
  AddOptions(table, settings);
  const std::string help = table.Help();
  const auto words = table.Parse(arguments);
  settings.test_sets.lenient = settings.lenient;
  settings.given = table.given();
  if (settings.help || (words.size() == 1 && words[0] == "help")) {
    fmt::print("{}{}{}", kIntroduction, help, kClosing);
  } else if (words.size() == 2 && words[0] == "completion") {
    fmt::print("{}", Completion(words[1], table));
  } else if (settings.version) {
    fmt::print("{} {}\n", kProgram, kVersion);
  } else if (words.empty()) {
    throw UsageError(kProgram, "expected similarity, analogies, agree or loss, and files");
  } else {
    return RunCommand(words, settings);
  }
  return 0;
}

}  // namespace
}  // namespace hogvec::eval

int main(int argc, char** argv) {
  return hogvec::RunMain("hogvec-eval", argc, argv, hogvec::eval::Run);
}
