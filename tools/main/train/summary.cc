#include "main/train/summary.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <nlohmann/json.hpp>

#include "cli/held_out_json.h"
#include "cli/progress_display.h"
#include "cli/terminal.h"
#include "cli/text_options.h"
#include "hogvec/version.h"

namespace hogvec {
namespace {

using Json = nlohmann::ordered_json;

Json PathsJson(const std::vector<std::filesystem::path>& paths) {
  Json json = Json::array();
  for (const auto& path : paths) json.push_back(path.string());
  return json;
}

Json OptionsJson(const TrainSettings& settings) {
  const TrainOptions& train = settings.train;
  const IngestOptions& ingest = settings.ingest;
  return {{"dim", train.dim},
          {"window", train.window},
          {"shrink-windows", train.shrink_windows},
          {"negative", train.negative},
          {"sample", train.sample},
          {"ns-exponent", train.ns_exponent},
          {"negatives-shared", NameOf(train.sharing)},
          {"epochs", train.epochs},
          {"alpha", train.alpha},
          {"min-alpha", train.min_alpha ? Json(*train.min_alpha) : Json()},
          {"threads", train.threads},
          {"seed", train.seed},
          {"deterministic", train.deterministic},
          {"validation", settings.validation.empty() ? Json(train.validation.fraction)
                                                     : Json(settings.validation.string())},
          {"patience", train.validation.patience},
          {"kernel", train.kernel},
          {"lowercase", ingest.text.lowercase},
          {"nfc", ingest.text.nfc},
          {"split", NameOf(ingest.text.split)},
          {"digits", NameOf(ingest.text.digits)},
          {"sentence", SentenceName(ingest.text.sentence)},
          {"stopwords", ingest.text.stopwords.string()},
          {"invalid-utf8", NameOf(ingest.text.invalid_utf8)},
          {"force", ingest.take_binary},
          {"min-count", ingest.prune.min_count},
          {"max-vocab", ingest.prune.max_vocab},
          {"max-word-bytes", ingest.max_word_bytes},
          {"read-vocab", ingest.read_vocab.string()},
          {"init-vectors", settings.init_vectors.string()},
          {"freeze-init", settings.freeze_init},
          {"append-vocab", settings.append_vocab.string()},
          {"lenient", settings.lenient},
          {"token-memory", ingest.token_memory},
          {"tmp-dir", ingest.tmp_dir.string()},
          {"block-size", settings.ingest.block_bytes},
          {"format", FormatName(FormatFor("hogvec train", settings.format, settings.output))},
          {"save-vocab", settings.save_vocab.string()},
          {"summary", settings.summary.string()},
          {"log-json", settings.log_json.string()},
          {"report", settings.report.file.string()},
          {"report-words", settings.report.words},
          {"report-pairs", PathsJson(settings.report.pairs)},
          {"report-questions", PathsJson(settings.report.questions)},
          {"dtype", NameOf(settings.type)},
          {"overwrite", settings.overwrite},
          {"output", settings.output.string()},
          {"checkpoint", settings.checkpoint.string()},
          {"checkpoint-every", fmt::format("{}ms", settings.checkpoint_every.count())},
          {"resume", settings.resume.string()},
          {"memory-limit", settings.memory_limit},
          {"dry-run", settings.dry_run},
          {"config", settings.config.string()},
          {"print-config", settings.print_config},
          {"quiet", settings.quiet}};
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

// What held-out text said of the epochs; empty if there is none.
std::string ValidationText(const TrainSummary& run) {
  if (run.validation.empty()) return {};
  return fmt::format("held out  {} per pair after epoch {}{} (first {})\n",
                     LossText(run.validation[run.kept_epoch - 1].loss, 4), run.kept_epoch,
                     run.kept_epoch < run.epochs ? ", the best" : "",
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

Json SecondsJson(const RunReport& report) {
  return {{"reading", report.training.seconds_reading},
          {"training", report.training.seconds_training},
          {"validating", report.training.seconds_validating},
          {"writing", report.seconds_writing},
          {"total", report.seconds_total}};
}

}  // namespace

std::string SummaryText(const TrainSettings& settings, const RunReport& report) {
  const TrainSummary& run = report.training;
  const auto plural = [](std::uint64_t count) { return count == 1 ? "" : "s"; };
  return StartText(settings, report) +
         fmt::format(
             "trained   {} tokens x {} epoch{} on {} thread{} ({})\n"
             "speed     {:.2f} M words/s\n"
             "loss      {} per pair (first epoch {})\n"
             "{}"
             "seconds   {:.2f} reading, {:.2f} training, {:.2f} writing, {:.2f} in all\n"
             "memory    {} MB at the peak\n"
             "vectors   {} x {}: {}\n",
             WithCommas(run.tokens - run.held_out), run.epochs, plural(run.epochs), run.threads,
             plural(run.threads), run.kernel, run.words_per_second / 1e6, LossText(run.loss, 4),
             LossText(run.first_loss, 4), ValidationText(run), run.seconds_reading,
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
                        {"started_words", run.started_words},
                        {"options", OptionsJson(settings)}};
  // A path need not be UTF-8, and a summary must not fail for it.
  return summary.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace hogvec
