#include "python/reports.h"

namespace hogvec::python {
namespace py = pybind11;
using py::literals::operator""_a;
namespace {

const char* NameOf(TrainProgress::Phase phase) {
  switch (phase) {
    case TrainProgress::Phase::kReading:
      return "reading";
    case TrainProgress::Phase::kTraining:
      return "training";
    case TrainProgress::Phase::kFitting:
      return "fitting";
  }
  return "training";
}

py::object ToPython(const std::optional<FitReport>& fit) {
  if (!fit) return py::none();
  py::dict report("words"_a = fit->words, "left_out"_a = fit->left_out, "ngrams"_a = fit->ngrams,
                  "explained"_a = fit->explained);
  return report;
}

}  // namespace

py::dict ToPython(const PruneReport& report) {
  return py::dict("kept_words"_a = report.kept_words, "dropped_words"_a = report.dropped_words,
                  "kept_tokens"_a = report.kept_tokens, "dropped_tokens"_a = report.dropped_tokens,
                  "long_tokens"_a = report.long_tokens, "stop_tokens"_a = report.stop_tokens,
                  "signs"_a = report.signs, "byte_order_marks"_a = report.byte_order_marks,
                  "nul_tokens"_a = report.nul_tokens,
                  "absent_stopwords"_a = report.absent_stopwords);
}

py::dict ToPython(const TrainProgress& progress) {
  return py::dict("phase"_a = NameOf(progress.phase), "bytes_done"_a = progress.bytes_done,
                  "bytes_total"_a = progress.bytes_total, "tokens_done"_a = progress.tokens_done,
                  "tokens_total"_a = progress.tokens_total, "epoch"_a = progress.epoch,
                  "epochs"_a = progress.epochs, "words_per_second"_a = progress.words_per_second,
                  "loss"_a = progress.loss, "alpha"_a = progress.alpha,
                  "share_fitted"_a = progress.share_fitted,
                  "seconds_left"_a = progress.seconds_left);
}

py::dict ToPython(const EpochNumbers& epoch) {
  const py::object held_out = epoch.held_out ? py::object(py::float_(*epoch.held_out)) : py::none();
  return py::dict("epoch"_a = epoch.epoch, "epochs"_a = epoch.epochs, "loss"_a = epoch.loss,
                  "pairs"_a = epoch.pairs, "seconds"_a = epoch.seconds, "held_out"_a = held_out);
}

py::dict ToPython(const TrainSummary& summary) {
  py::list validation;
  for (const HeldOutLoss& epoch : summary.validation) validation.append(epoch.loss);
  return py::dict(
      "tokens"_a = summary.tokens, "held_out"_a = summary.held_out, "trained"_a = summary.trained,
      "lines"_a = summary.lines, "prune"_a = ToPython(summary.prune),
      "words_per_second"_a = summary.words_per_second,
      "seconds_reading"_a = summary.seconds_reading,
      "seconds_training"_a = summary.seconds_training,
      "seconds_validating"_a = summary.seconds_validating,
      "seconds_fitting"_a = summary.seconds_fitting, "first_loss"_a = summary.first_loss,
      "loss"_a = summary.loss, "epochs"_a = summary.epochs, "kept_epoch"_a = summary.kept_epoch,
      "validation"_a = validation, "token_bytes_spilled"_a = summary.token_bytes_spilled,
      "threads"_a = summary.threads, "kernel"_a = summary.kernel,
      "started_words"_a = summary.started_words, "fit"_a = ToPython(summary.fit),
      "stopped"_a = summary.stopped);
}

}  // namespace hogvec::python
