#include <fmt/format.h>

#include <csignal>

#include "cli/checks.h"
#include "cli/commands.h"
#include "cli/progress_display.h"
#include "cli/signal_watch.h"
#include "cli/terminal.h"
#include "cli/text_options.h"
#include "hogvec/phrases.h"

namespace hogvec {
namespace {

constexpr const char* kCommand = "hogvec phrases";

constexpr const char* kIntroduction =
    "hogvec phrases: join words that belong together, as new_york\n"
    "\n"
    "  hogvec phrases corpus.txt -o joined.txt\n"
    "  hogvec phrases corpus.txt.gz -o joined.txt.gz --score npmi --threshold 0.5\n"
    "\n"
    "usage: hogvec phrases CORPUS... -o OUT [options]\n"
    "\n"
    "OUT is the text with its phrases joined, to be trained on; .gz and .zst\n"
    "compress it. Names are as for 'hogvec train'. The text is read several times,\n"
    "so what comes through a pipe is first copied to a temporary file.\n";

struct PhrasesSettings {
  PhraseOptions phrases;
  std::filesystem::path output;
  bool quiet = false, help = false;
};

void AddOptions(OptionTable& table, PhrasesSettings& settings, IngestOptions& ingest) {
  PhraseOptions& phrases = settings.phrases;
  AddTextOptions(table, ingest);
  table.Group("Phrases");
  table.Number("min-count", phrases.min_count, "words that are rarer are in no phrase");
  table.Choice(
      "score", "HOW", std::string(NameOf(phrases.score)),
      [&phrases](std::string_view value) -> std::string {
        const auto score = PhraseScoreByName(value);
        if (!score) return "'discount' or 'npmi'";
        phrases.score = *score;
        return {};
      },
      "'discount', word2phrase's, or 'npmi', between -1 and 1");
  table.Number("threshold", phrases.threshold, "join pairs that score more; npmi wants 0.5 or so");
  table.Number("passes", phrases.passes, "how often; each finds phrases of phrases");
  table.Choice(
      "joiner", "TEXT", phrases.joiner,
      [&phrases](std::string_view value) {
        phrases.joiner = value;
        return std::string();
      },
      "what stands between the words of a phrase");
  table.Group("Other");
  table.Output("output,o", settings.output, "the joined text; needed. - is standard output");
  table.Number("threads", phrases.threads, "workers; 0 is one per core");
  table.Bytes("memory-limit", phrases.memory,
              "memory for counts of pairs; with less, the text is read more often [a quarter of "
              "all]");
  table.Folder("tmp-dir", phrases.tmp_dir,
               "folder for texts of pipes and between passes [the system's]");
  table.Flag("quiet,q", settings.quiet, "show errors only");
  table.Flag("help,h", settings.help, "show this help");
  table.Alias("train", "input");
  table.Hidden("input", [&ingest](std::string_view value) {
    ingest.corpus.emplace_back(value);
    return std::string();
  });
}

void Report(const PhraseReport& report, const std::filesystem::path& output) {
  std::string not_utf8;
  if (report.not_utf8_words > 0) {
    not_utf8 = fmt::format("          {} different are not UTF-8, kept as they are\n{}",
                           WithCommas(report.not_utf8_words), kNotUtf8Advice);
  }
  Say(fmt::format("words     {} read\n{}phrases   {} different, joined {} times: {}\n",
                  WithCommas(report.words), not_utf8, WithCommas(report.phrases),
                  WithCommas(report.joined), Printable(output.native())));
}

}  // namespace

int PhrasesCommand(std::span<const std::string> arguments) {
  PhrasesSettings settings;
  IngestOptions ingest;
  OptionTable table(kCommand);
  AddOptions(table, settings, ingest);
  const std::string help = table.Help();
  for (const std::string& word : table.Parse(arguments)) ingest.corpus.emplace_back(word);
  if (settings.help) {
    fmt::print("{}{}", kIntroduction, help);
    return 0;
  }
  if (ingest.corpus.empty()) throw UsageError(kCommand, "no corpus given");
  if (settings.output.empty()) throw UsageError(kCommand, "no output given (-o FILE)");
  const SignalWatch signals;  // temporary files go when one comes
  ExpandCorpus(kCommand, ingest);
  RequireWritable(kCommand, settings.output, ingest.corpus);
  settings.phrases.corpus = ingest.corpus;
  settings.phrases.text = ingest.text;
  settings.phrases.take_binary = ingest.take_binary;
  // What is written to may be closed or limited; temporary texts must not stay then.
  for (const int signal : {SIGPIPE, SIGXFSZ}) static_cast<void>(std::signal(signal, SIG_IGN));
  const PhraseReport report = JoinPhrases(settings.phrases, settings.output);
  if (!settings.quiet) Report(report, settings.output);
  return 0;
}

void DescribePhrases(OptionTable& table) {
  static PhrasesSettings scratch;
  static IngestOptions ingest;
  AddOptions(table, scratch, ingest);
}

}  // namespace hogvec
