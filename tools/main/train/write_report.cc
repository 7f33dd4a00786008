#include "main/train/write_report.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <ctime>
#include <utility>

#include "cli/progress_display.h"
#include "cli/terminal.h"
#include "cli/test_set_lines.h"
#include "hogvec/version.h"
#include "io/byte_sink.h"

namespace hogvec {
namespace {

// Options as they are, and whether they are as they were before.
std::vector<RunRecord::Option> OptionsOf(const TrainSettings& settings) {
  std::vector<RunRecord::Option> options;
  const std::vector<OptionRows::Value> defaults = ValuesOf(TrainSettings());
  for (const OptionRows::Value& value : ValuesOf(settings)) {
    const bool changed = std::ranges::find(defaults, value) == defaults.end();
    for (const auto& text : value.texts) options.push_back({value.name, text, changed});
  }
  return options;
}

// Ranks 1, 2, 5, 10, 20 ... and the last one, with what the words up to there make of all tokens.
std::vector<RunRecord::Frequent> WordsByRank(const Vocabulary& vocabulary) {
  std::vector<RunRecord::Frequent> words;
  std::uint64_t sum = 0;
  std::size_t next = 1, decade = 1;
  for (std::size_t rank = 1; rank <= vocabulary.size(); ++rank) {
    const WordId id = ToWordId(rank - 1);
    sum += vocabulary.Count(id);
    if (rank != next && rank != vocabulary.size()) continue;
    words.push_back(
        {.rank = rank,
         .word = std::string(vocabulary.Word(id)),
         .count = vocabulary.Count(id),
         .share_so_far = static_cast<double>(sum) / static_cast<double>(vocabulary.total())});
    if (rank == 10 * decade) decade *= 10;
    next = rank == decade ? 2 * decade : rank == 2 * decade ? 5 * decade : 10 * decade;
  }
  return words;
}

void WarnOf(const std::string& no_result) {
  if (!no_result.empty()) Say(fmt::format("hogvec train: warning: {}\n", Printable(no_result)));
}

void Score(const ReportSettings& report, const TestSetOptions& options,
           const NeighbourSearch& search, RunRecord& record) {
  for (const auto& file : report.pairs) {
    record.pairs.push_back({file.string(), ScorePairs(search, file, options)});
    Say(PassedOverLine(file, record.pairs.back().score));
    WarnOf(NoResult(file, record.pairs.back().score));
  }
  for (const auto& file : report.questions) {
    record.questions.push_back(
        {file.string(), ScoreAnalogies(search, file, AnalogyRule::kSum, options)});
    Say(PassedOverLine(file, record.questions.back().sections));
    WarnOf(NoResult(file, record.questions.back().sections));
  }
}

void AddOutcome(const TrainSettings& settings, const RunReport& report, RunRecord& record) {
  record.title = settings.output.filename().string();
  record.version = kVersion;
  record.made = fmt::format("{:%Y-%m-%d %H:%M} UTC", fmt::gmtime(std::time(nullptr)));
  for (const auto& text : settings.ingest.corpus) record.corpus.push_back(text.string());
  record.options = OptionsOf(settings);
  record.summary = report.training;
  record.architecture = settings.train.architecture;
  record.alpha = AlphaOf(settings.train);
  record.dim = settings.train.dim;
  record.seconds_writing = report.seconds_writing;
  record.seconds_total = report.seconds_total;
  record.peak_rss_bytes = report.peak_rss_bytes;
  record.epochs_asked = settings.train.epochs;
  record.resumed = !settings.resume.empty();
}

}  // namespace

void WriteReport(const TrainSettings& settings, const RunReport& report, RunRecord record,
                 TrainResult result) {
  AddOutcome(settings, report, record);
  const auto counts = result.vocabulary.counts();
  record.counts.assign(counts.begin(), counts.end());
  record.frequent = WordsByRank(result.vocabulary);
  if (!settings.report.pairs.empty() || !settings.report.questions.empty()) {
    WordVectors vectors{.words = result.vocabulary.words(), .table = std::move(result.input)};
    vectors.subwords = std::move(result.subwords);
    NeighbourSearch search(std::move(vectors), settings.train.threads);
    search.Restrict({.top = kJudgedWords});
    Score(settings.report, {.lenient = settings.lenient}, search, record);
  }
  WriteFile(settings.report.file, ReportPage(record));
}

}  // namespace hogvec
