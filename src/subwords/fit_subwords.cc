#include "hogvec/fit_subwords.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "base/monitor.h"
#include "base/reporter.h"
#include "base/stopwatch.h"
#include "base/workers.h"
#include "hogvec/error.h"
#include "subwords/fit_system.h"
#include "subwords/fitted_panel.h"
#include "subwords/held_out_fit.h"
#include "subwords/word_rows.h"

namespace hogvec {
namespace {

using Phase = FitProgress::Phase;

using FitReporter = Reporter<FitObserver, FitProgress>;

void ThrowIfStopped(const FitReporter& reporter) {
  reporter.ThrowFailure();
  if (reporter.stop().stop_requested()) {
    throw Interrupted("stopped before the n-grams were fitted");
  }
}

void CheckRows(const WordIndex& words, const EmbeddingTable& rows,
               std::span<const std::uint64_t> counts) {
  const auto require = [](bool holds, const std::string& message) {
    if (!holds) throw Error(ErrorKind::kUsage, message);
  };
  require(rows.rows() == words.size(),
          fmt::format("there are {} vectors for {} words to fit to", rows.rows(), words.size()));
  require(counts.empty() || counts.size() == words.size(),
          fmt::format("there are {} counts for {} words to fit to", counts.size(), words.size()));
  require(!rows.FirstNonFinite(), "a vector to fit to has a value that is not finite");
}

// The c of each word: 0 for those without n-grams.
std::vector<float> WeightsOf(const WordRows& rows, std::span<const std::uint64_t> counts,
                             double full_count) {
  std::vector<float> weights(rows.words());
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (rows.Scale(ToWordId(i)) == 1) continue;
    const bool full = counts.empty() || full_count == 0;
    weights[i] =
        full ? 1 : static_cast<float>(std::min(1.0, static_cast<double>(counts[i]) / full_count));
  }
  return weights;
}

class Fit {
 public:
  Fit(const WordIndex& words, const EmbeddingTable& rows, const FitOptions& options,
      FitReporter& reporter)
      : words_(words), rows_(rows), options_(options), reporter_(reporter) {}

  FittedSubwords Run(std::span<const std::uint64_t> counts) {
    reporter_.Report({.phase = Phase::kListing});
    const WordRows lists(words_, options_.ngrams);
    all_.given = WeightsOf(lists, counts, options_.full_count);
    const FitSystem system(lists, all_.given, options_.lambda);
    ThrowIfStopped(reporter_);
    Prepare(system);
    FitPanels(system);
    ThrowIfStopped(reporter_);
    return {
        Subwords(options_.ngrams, lists.buckets(), system.RowsOfBuckets(lists), std::move(table_)),
        Report(lists)};
  }

 private:
  std::size_t Panels() const { return (rows_.dim() + kFitColumns - 1) / kFitColumns; }

  void Prepare(const FitSystem& system) {
    all_.reduced = system.Reduced(all_.given);
    hidden_ = ChooseHidden(all_.given, options_.held_out, options_.most_held_out, options_.seed);
    visible_ = all_;
    for (const std::uint32_t word : hidden_) visible_.given[word] = visible_.reduced[word] = 0;
    guesses_ = EmbeddingTable(hidden_.size(), rows_.dim());
    table_ = EmbeddingTable(system.table_rows(), rows_.dim());
  }

  void FitPanels(const FitSystem& system) {
    const std::size_t panels = Panels();
    squares_.resize(panels);
    left_.resize(panels);
    iterations_.resize(panels);
    const Stopwatch watch;
    const Monitor monitor([&] { reporter_.Report(Progress(watch.Seconds())); });
    std::atomic<std::size_t> next = 0;
    const std::stop_token stop = reporter_.stop();
    RunWorkers(std::min(ThreadCount(options_.threads), panels), [&](std::size_t) {
      for (std::size_t panel; !stop.stop_requested() && (panel = next++) < panels;) {
        FitOne(system, panel, stop);
      }
    });
  }

  void FitOne(const FitSystem& system, std::size_t panel, const std::stop_token& stop) {
    FittedPanel fitted(system, rows_, panel);
    if (!hidden_.empty()) {
      Iterate(fitted, visible_, stop);
      for (std::size_t i = 0; i < hidden_.size(); ++i) {
        fitted.Guess(hidden_[i], guesses_.Address(ToRowId(i)));
      }
    }
    iterations_[panel] = Iterate(fitted, all_, stop);
    fitted.Write(all_, table_);
    squares_[panel] = fitted.squares();
    left_[panel] = fitted.left();
  }

  // Returns how many steps it took.
  std::size_t Iterate(FittedPanel& panel, const FitWeights& weights, const std::stop_token& stop) {
    panel.Begin(weights);
    std::size_t steps = 0;
    while (steps < options_.iterations && !stop.stop_requested() &&
           panel.Step(weights.reduced, options_.tolerance)) {
      ++steps;
      ++done_;
    }
    done_ += options_.iterations - steps;
    return steps;
  }

  FitProgress Progress(double seconds) const {
    const std::size_t fits = Panels() * (hidden_.empty() ? 1 : 2);
    const double share =
        static_cast<double>(done_) / static_cast<double>(fits * options_.iterations);
    return {Phase::kFitting, share, share > 0 ? seconds * (1 - share) / share : 0};
  }

  FitReport Report(const WordRows& lists) {
    FitReport report{.ngrams = lists.buckets().size()};
    for (const float weight : all_.given) ++(weight > 0 ? report.words : report.left_out);
    double squares = 0, left = 0;
    for (std::size_t i = 0; i < Panels(); ++i) {
      squares += squares_[i];
      left += left_[i];
      report.iterations = std::max(report.iterations, iterations_[i]);
    }
    report.explained = squares > 0 ? 1 - left / squares : 0;
    if (!hidden_.empty()) {
      reporter_.Report({.phase = Phase::kChecking, .share = 1});
      ThrowIfStopped(reporter_);
      report.held_out = CompareGuesses(words_, rows_, hidden_, guesses_, options_.threads);
    }
    return report;
  }

  const WordIndex& words_;
  const EmbeddingTable& rows_;
  const FitOptions& options_;
  FitReporter& reporter_;
  FitWeights all_, visible_;  // of all words, and without those that are hidden
  std::vector<std::uint32_t> hidden_;
  EmbeddingTable guesses_, table_;
  std::vector<double> squares_, left_;  // of each panel, as FittedPanel has them
  std::vector<std::size_t> iterations_;
  std::atomic<std::size_t> done_ = 0;  // iterations, of all panels
};

}  // namespace

void CheckOptions(const FitOptions& options) {
  CheckOptions(options.ngrams);
  const auto require = [](bool holds, const char* option, const std::string& message) {
    if (!holds) throw Error(ErrorKind::kUsage, message, option);
  };
  require(std::isfinite(options.lambda) && options.lambda > 0, "lambda",
          fmt::format("lambda must be above 0, not {}", options.lambda));
  require(std::isfinite(options.full_count) && options.full_count >= 0, "full-count",
          fmt::format("full-count must be 0 or more, not {}", options.full_count));
  require(options.held_out >= 0 && options.held_out <= 0.5, "held-out",
          fmt::format("held-out must be from 0 to 0.5, not {}", options.held_out));
  require(options.tolerance >= 0 && options.tolerance <= 1, "tolerance",
          fmt::format("tolerance must be from 0 to 1, not {}", options.tolerance));
  require(options.iterations > 0, "iterations", "iterations must be 1 or more, not 0");
}

FittedSubwords FitSubwords(const WordIndex& words, const EmbeddingTable& rows,
                           std::span<const std::uint64_t> counts, const FitOptions& options,
                           const std::stop_token& stop, FitObserver& observer) {
  CheckOptions(options);
  CheckRows(words, rows, counts);
  FitReporter reporter(observer, stop);
  return Fit(words, rows, options, reporter).Run(counts);
}

FittedSubwords FitSubwords(const WordIndex& words, const EmbeddingTable& rows,
                           std::span<const std::uint64_t> counts, const FitOptions& options,
                           const std::stop_token& stop) {
  FitObserver nobody;
  return FitSubwords(words, rows, counts, options, stop, nobody);
}

}  // namespace hogvec
