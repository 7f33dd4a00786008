#include "cli/progress_display.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "cli/status_bar.h"
#include "cli/terminal.h"

namespace hogvec {
namespace {

constexpr std::chrono::seconds kBetweenLines{10};

double ShareDone(const TrainProgress& progress) {
  if (progress.phase == TrainProgress::Phase::kFitting) return progress.share_fitted;
  const bool reading = progress.phase == TrainProgress::Phase::kReading;
  const auto done = static_cast<double>(reading ? progress.bytes_done : progress.tokens_done);
  const auto total = static_cast<double>(reading ? progress.bytes_total : progress.tokens_total);
  return total > 0 ? std::min(1.0, done / total) : 0;
}

std::string Figures(const TrainProgress& progress) {
  if (progress.phase == TrainProgress::Phase::kFitting) {
    return fmt::format("fitting n-gram vectors, {} left", InWords(progress.seconds_left));
  }
  if (progress.phase == TrainProgress::Phase::kReading) {
    return fmt::format("reading, {:.0f} of {:.0f} MB",
                       static_cast<double>(progress.bytes_done) / 1e6,
                       static_cast<double>(progress.bytes_total) / 1e6);
  }
  return fmt::format("epoch {}/{}, {:.2f} M words/s, loss {}, alpha {:.4f}, {} left",
                     progress.epoch, progress.epochs, progress.words_per_second / 1e6,
                     LossText(progress.loss, 3), progress.alpha, InWords(progress.seconds_left));
}

// The figures in the short form that leaves room for a bar, without the `dropped` least telling.
std::string ShortFigures(const TrainProgress& progress, std::size_t dropped) {
  if (progress.phase != TrainProgress::Phase::kTraining) return Figures(progress);
  std::string text = fmt::format("epoch {}/{}", progress.epoch, progress.epochs);
  if (dropped < 3) text += fmt::format(" {:.1f}M words/s", progress.words_per_second / 1e6);
  if (dropped < 2) text += fmt::format(" loss {}", LossText(progress.loss, 3));
  if (dropped < 1) text += fmt::format(" alpha {:.4f}", progress.alpha);
  return text + fmt::format(" {} left", OnTheClock(progress.seconds_left));
}

// From all the figures to the fewest.
std::vector<std::string> AllFigures(const TrainProgress& progress) {
  std::vector<std::string> figures;
  for (std::size_t dropped = 0; dropped <= 3; ++dropped) {
    figures.push_back(ShortFigures(progress, dropped));
  }
  return figures;
}

}  // namespace

std::string LossText(double loss, int digits) {
  return std::isnan(loss) ? "-" : fmt::format("{:.{}f}", loss, digits);
}

std::string OnTheClock(double seconds) {
  const long long whole = std::llround(seconds);
  if (whole < 3600) return fmt::format("{}:{:02}", whole / 60, whole % 60);
  return fmt::format("{}h{:02}m", whole / 3600, whole / 60 % 60);
}

std::string ProgressBar(const TrainProgress& progress, std::size_t columns) {
  return StatusBar(ShareDone(progress), AllFigures(progress), columns);
}

std::string ProgressLine(const TrainProgress& progress) {
  return fmt::format("{:.0f} %: {}", 100 * ShareDone(progress), Figures(progress));
}

std::string EpochLine(const EpochReport& epoch) {
  if (epoch.held_out == nullptr) return {};
  return fmt::format("epoch     {}/{}: loss {}, held out {}\n", epoch.epoch, epoch.epochs,
                     LossText(epoch.loss, 4), LossText(epoch.held_out->loss, 4));
}

std::string PruneLines(const PruneReport& report) {
  std::string lines =
      fmt::format("words     {} kept, {} dropped\ntokens    {} kept, {} dropped\n",
                  WithCommas(report.kept_words), WithCommas(report.dropped_words),
                  WithCommas(report.kept_tokens), WithCommas(report.dropped_tokens));
  const auto note = [&](std::uint64_t count, std::string_view what) {
    if (count > 0) lines += fmt::format("          {} {}\n", WithCommas(count), what);
  };
  note(report.long_tokens, "too long (--max-word-bytes), dropped");
  note(report.stop_tokens, "stop words, left out");
  note(report.absent_stopwords, "stop words of the list that the text does not have");
  note(report.signs, "punctuation marks and other signs, left out (--split)");
  note(report.not_utf8_tokens,
       fmt::format("that are not UTF-8, kept as they are, of {} word{}",
                   WithCommas(report.not_utf8_words), report.not_utf8_words == 1 ? "" : "s"));
  if (report.not_utf8_words > 0) lines += kNotUtf8Advice;
  note(report.nul_tokens, "with a zero byte, kept as they are");
  note(report.byte_order_marks, "byte-order marks, skipped");
  return lines;
}

ProgressDisplay::ProgressDisplay(bool quiet) : quiet_(quiet), on_terminal_(IsTerminal(2)) {}

ProgressDisplay::~ProgressDisplay() { Clear(); }

void ProgressDisplay::OnVocabulary(const Vocabulary&, const PruneReport& report) {
  if (quiet_) return;
  Clear();
  Say(PruneLines(report));
}

void ProgressDisplay::OnProgress(const TrainProgress& progress) {
  if (quiet_) return;
  if (on_terminal_) {
    DrawStatus(ShareDone(progress), AllFigures(progress));
    return;
  }
  const auto now = std::chrono::steady_clock::now();
  if (now - last_line_ < kBetweenLines) return;
  last_line_ = now;
  Say(ProgressLine(progress) + "\n");
}

void ProgressDisplay::OnEpoch(const EpochReport& epoch) {
  const std::string line = EpochLine(epoch);
  if (quiet_ || line.empty()) return;
  Clear();
  Say(line);
}

void ProgressDisplay::Clear() { EraseStatus(); }

}  // namespace hogvec
