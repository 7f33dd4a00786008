#include "python/reports.h"

#include <pybind11/stl.h>

#include <initializer_list>
#include <utility>

namespace hogvec::python {
namespace py = pybind11;
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

// A dict of named values.
using Values = std::initializer_list<std::pair<const char*, py::object>>;

py::dict Named(Values values) {
  py::dict dict;
  for (const auto& [name, value] : values) dict[name] = value;
  return dict;
}

template <typename Value>
py::object Cast(const Value& value) {
  return py::cast(value);
}

py::object ToPython(const std::optional<FitReport>& fit) {
  if (!fit) return py::none();
  return Named({{"words", Cast(fit->words)},
                {"left_out", Cast(fit->left_out)},
                {"ngrams", Cast(fit->ngrams)},
                {"explained", Cast(fit->explained)}});
}

}  // namespace

py::dict ToPython(const PruneReport& report) {
  return Named({{"kept_words", Cast(report.kept_words)},
                {"dropped_words", Cast(report.dropped_words)},
                {"kept_tokens", Cast(report.kept_tokens)},
                {"dropped_tokens", Cast(report.dropped_tokens)},
                {"long_tokens", Cast(report.long_tokens)},
                {"stop_tokens", Cast(report.stop_tokens)},
                {"signs", Cast(report.signs)},
                {"byte_order_marks", Cast(report.byte_order_marks)},
                {"nul_tokens", Cast(report.nul_tokens)},
                {"absent_stopwords", Cast(report.absent_stopwords)}});
}

py::dict ToPython(const TrainProgress& progress) {
  return Named({{"phase", py::str(NameOf(progress.phase))},
                {"bytes_done", Cast(progress.bytes_done)},
                {"bytes_total", Cast(progress.bytes_total)},
                {"tokens_done", Cast(progress.tokens_done)},
                {"tokens_total", Cast(progress.tokens_total)},
                {"epoch", Cast(progress.epoch)},
                {"epochs", Cast(progress.epochs)},
                {"words_per_second", Cast(progress.words_per_second)},
                {"loss", Cast(progress.loss)},
                {"alpha", Cast(progress.alpha)},
                {"share_fitted", Cast(progress.share_fitted)},
                {"seconds_left", Cast(progress.seconds_left)}});
}

py::dict ToPython(const EpochNumbers& epoch) {
  return Named({{"epoch", Cast(epoch.epoch)},
                {"epochs", Cast(epoch.epochs)},
                {"loss", Cast(epoch.loss)},
                {"pairs", Cast(epoch.pairs)},
                {"seconds", Cast(epoch.seconds)},
                {"held_out", Cast(epoch.held_out)}});
}

py::dict ToPython(const TrainSummary& summary) {
  py::list validation;
  for (const HeldOutLoss& epoch : summary.validation) validation.append(epoch.loss);
  return Named({{"tokens", Cast(summary.tokens)},
                {"held_out", Cast(summary.held_out)},
                {"trained", Cast(summary.trained)},
                {"lines", Cast(summary.lines)},
                {"prune", ToPython(summary.prune)},
                {"words_per_second", Cast(summary.words_per_second)},
                {"seconds_reading", Cast(summary.seconds_reading)},
                {"seconds_training", Cast(summary.seconds_training)},
                {"seconds_validating", Cast(summary.seconds_validating)},
                {"seconds_fitting", Cast(summary.seconds_fitting)},
                {"first_loss", Cast(summary.first_loss)},
                {"loss", Cast(summary.loss)},
                {"epochs", Cast(summary.epochs)},
                {"kept_epoch", Cast(summary.kept_epoch)},
                {"validation", validation},
                {"token_bytes_spilled", Cast(summary.token_bytes_spilled)},
                {"threads", Cast(summary.threads)},
                {"kernel", Cast(summary.kernel)},
                {"started_words", Cast(summary.started_words)},
                {"fit", ToPython(summary.fit)},
                {"stopped", Cast(summary.stopped)}});
}

}  // namespace hogvec::python
