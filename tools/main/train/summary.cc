#include "main/train/summary.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "base/number.h"
#include "cli/held_out_json.h"
#include "cli/progress_display.h"
#include "cli/terminal.h"
#include "hogvec/version.h"
#include "main/fit_progress.h"

namespace hogvec {
namespace {

using Json = nlohmann::ordered_json;

Json PathsJson(const std::vector<std::filesystem::path>& paths) {
  Json json = Json::array();
  for (const auto& path : paths) json.push_back(path.string());
  return json;
}

Json NumberJson(const std::string& text) {
  return text.empty() ? Json() : Json(ParseDouble(text).value_or(0));
}

// An option's value as JSON has it: also what is not set has one.
Json ValueJson(const OptionRows::Value& value) {
  using enum OptionRows::Kind;
  const std::string text = TextOf(value);
  switch (value.kind) {
    case kBoolean:
      if (text.empty()) return nullptr;
      [[fallthrough]];
    case kFlag:
      return text == "true";
    case kWhole:
    case kBytes:
      return ParseInteger<std::uint64_t>(text).value_or(0);
    case kReal:
      return NumberJson(text);
    case kPathOrNumber:
      if (text.empty()) return 0.0;
      return ParseDouble(text) ? NumberJson(text) : Json(text);
    case kPaths:
      return value.texts;
    case kText:
    case kPath:
      return text;
  }
  return text;
}

Json OptionsJson(const TrainSettings& settings) {
  Json options;
  for (const auto& value : ValuesOf(settings)) {
    if (value.name != "help") options[value.name] = ValueJson(value);  // which makes no run
  }
  return options;
}

Json UnusualJson(const PruneReport& report) {
  return {{"long_tokens", report.long_tokens},
          {"stop_tokens", report.stop_tokens},
          {"signs", report.signs},
          {"byte_order_marks", report.byte_order_marks},
          {"not_utf8_words", report.not_utf8_words},
          {"not_utf8_tokens", report.not_utf8_tokens},
          {"nul_words", report.nul_words},
          {"nul_tokens", report.nul_tokens}};
}

Json ValidationJson(const TrainSummary& run) {
  Json epochs = Json::array();
  for (const HeldOutLoss& loss : run.validation) epochs.push_back(HeldOutJson(loss));
  return epochs;
}

// "per pair" or "per window".
std::string PerUnit(const TrainSettings& settings) {
  return fmt::format("per {}", UnitOfLoss(settings.train.architecture));
}

// What was trained, and from which learning rate.
std::string ModelText(const TrainSettings& settings) {
  const TrainOptions& train = settings.train;
  std::string name(InWords(train.architecture));
  if (!train.cbow_mean) {
    name += " of sums";
  } else if (train.cbow_update == CbowUpdate::kWord2vec) {
    name += ", updated as in word2vec";
  }
  return fmt::format("model     {}, learning rate {:g}\n", name, AlphaOf(train));
}

// What held-out text said of the epochs; empty if there is none.
std::string ValidationText(const TrainSettings& settings, const TrainSummary& run) {
  if (run.validation.empty()) return {};
  return fmt::format("held out  {} {} after epoch {}{} (first {})\n",
                     LossText(run.validation[run.kept_epoch - 1].loss, 4), PerUnit(settings),
                     run.kept_epoch, run.kept_epoch < run.epochs ? ", the best" : "",
                     LossText(run.validation.front().loss, 4));
}

// What the run started from; empty if that was chance.
std::string StartText(const TrainSettings& settings, const RunReport& report) {
  const auto& start = settings.append_vocab.empty() ? settings.init_vectors : settings.append_vocab;
  if (start.empty()) return {};
  std::string text =
      fmt::format("start     {} of {} words from {}", WithCommas(report.training.started_words),
                  WithCommas(report.words), Printable(start.native()));
  if (!settings.of_model.empty()) {
    text += Printable(fmt::format(", with its {}", fmt::join(settings.of_model, " ")));
  }
  if (!settings.unlike_model.empty()) {
    text += Printable(fmt::format("; {}", fmt::join(settings.unlike_model, ", ")));
  }
  return text + "\n";
}

// What became of the n-grams; empty if there are none.
std::string SubwordsText(const TrainSettings& settings, const RunReport& report) {
  if (report.ngrams == 0) return {};
  const NgramOptions& ngrams = settings.train.ngrams;
  if (report.training.fit) return FitLines(*report.training.fit, ngrams);
  return fmt::format("n-grams   {} of {} to {} characters, in {} rows\n", WithCommas(report.ngrams),
                     ngrams.min_n, ngrams.max_n, WithCommas(report.ngram_rows));
}

Json SubwordsJson(const RunReport& report) {
  Json json = {{"ngrams", report.ngrams}, {"rows", report.ngram_rows}};
  const auto& fit = report.training.fit;
  if (!fit || !fit->held_out) return json;
  json["held_out"] = {{"words", fit->held_out->words},
                      {"cosine", fit->held_out->cosine},
                      {"constant", fit->held_out->constant},
                      {"among_ten", fit->held_out->among_ten}};
  return json;
}

// What each rank did; empty for a run without replicas.
Json RanksJson(const TrainSummary& run) {
  Json ranks = Json::array();
  for (const RankSummary& rank : run.ranks) {
    ranks.push_back({{"tokens", rank.tokens},
                     {"loss", rank.loss},
                     {"seconds_waiting", rank.seconds_waiting},
                     {"seconds_merging", rank.seconds_merging},
                     {"meetings", rank.meetings},
                     {"rows_merged", rank.rows_merged},
                     {"bytes_sent", rank.bytes_sent}});
  }
  return ranks;
}

std::string RanksText(const TrainSummary& run) {
  if (run.ranks.empty()) return {};
  std::uint64_t bytes = 0;
  double waiting = 0, least = run.ranks[0].loss, most = least;
  for (const RankSummary& rank : run.ranks) {
    bytes += rank.bytes_sent;
    waiting = std::max(waiting, rank.seconds_waiting);
    least = std::fmin(least, rank.loss);
    most = std::fmax(most, rank.loss);
  }
  return fmt::format(
      "ranks     {}, met {} times; {} MB sent, {:.2f} s waiting at most\n"
      "          loss {} to {} on their own text\n",
      run.ranks.size(), WithCommas(run.ranks[0].meetings), WithCommas(bytes / 1'000'000), waiting,
      LossText(least, 4), LossText(most, 4));
}

Json SecondsJson(const RunReport& report) {
  return {{"reading", report.training.seconds_reading},
          {"training", report.training.seconds_training},
          {"validating", report.training.seconds_validating},
          {"fitting", report.training.seconds_fitting},
          {"writing", report.seconds_writing},
          {"total", report.seconds_total}};
}

}  // namespace

std::string SummaryText(const TrainSettings& settings, const RunReport& report) {
  const TrainSummary& run = report.training;
  const auto plural = [](std::uint64_t count) { return count == 1 ? "" : "s"; };
  return StartText(settings, report) + ModelText(settings) +
         fmt::format(
             "trained   {} tokens x {} epoch{} on {}{} thread{} ({})\n"
             "speed     {:.2f} M words/s\n"
             "loss      {} {} (first epoch {})\n"
             "{}{}{}"
             "seconds   {:.2f} reading, {:.2f} training, {:.2f} writing, {:.2f} in all\n"
             "memory    {} MB at the peak\n"
             "vectors   {} x {}: {}\n",
             WithCommas(run.tokens - run.held_out), run.epochs, plural(run.epochs),
             run.ranks.empty() ? "" : fmt::format("{} ranks of ", run.ranks.size()), run.threads,
             plural(run.threads), run.kernel, run.words_per_second / 1e6, LossText(run.loss, 4),
             PerUnit(settings), LossText(run.first_loss, 4), ValidationText(settings, run),
             RanksText(run), SubwordsText(settings, report), run.seconds_reading,
             run.seconds_training, report.seconds_writing, report.seconds_total,
             report.peak_rss_bytes / 1'000'000, WithCommas(report.words), settings.train.dim,
             Printable(settings.output.native()));
}

std::string SummaryJson(const TrainSettings& settings, const RunReport& report) {
  const TrainSummary& run = report.training;
  const Json summary = {{"version", kVersion},
                        {"kernel", run.kernel},
                        {"corpus", PathsJson(settings.ingest.corpus)},
                        {"output", settings.output.string()},
                        {"tokens", run.tokens},
                        {"words", report.words},
                        {"lines", run.lines},
                        {"dropped_words", run.prune.dropped_words},
                        {"dropped_tokens", run.prune.dropped_tokens},
                        {"unusual", UnusualJson(run.prune)},
                        {"words_per_second", run.words_per_second},
                        {"seconds", SecondsJson(report)},
                        {"peak_rss_bytes", report.peak_rss_bytes},
                        {"token_bytes_spilled", run.token_bytes_spilled},
                        {"loss", run.loss},
                        {"first_loss", run.first_loss},
                        {"epochs", run.epochs},
                        {"kept_epoch", run.kept_epoch},
                        {"held_out_tokens", run.held_out},
                        {"validation", ValidationJson(run)},
                        {"threads", run.threads},
                        {"ranks", RanksJson(run)},
                        {"started_words", run.started_words},
                        {"subwords", SubwordsJson(report)},
                        {"options", OptionsJson(settings)}};
  // A path need not be UTF-8, and a summary must not fail for it.
  return summary.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace hogvec
