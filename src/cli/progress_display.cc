#include "cli/progress_display.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "cli/terminal.h"

namespace hogvec {
namespace {

constexpr std::chrono::seconds kBetweenLines{10};

double ShareDone(const TrainProgress& progress) {
  const bool reading = progress.phase == TrainProgress::Phase::kReading;
  const auto done = static_cast<double>(reading ? progress.bytes_done : progress.tokens_done);
  const auto total = static_cast<double>(reading ? progress.bytes_total : progress.tokens_total);
  return total > 0 ? std::min(1.0, done / total) : 0;
}

std::string Figures(const TrainProgress& progress) {
  if (progress.phase == TrainProgress::Phase::kReading) {
    return fmt::format("reading, {:.0f} of {:.0f} MB",
                       static_cast<double>(progress.bytes_done) / 1e6,
                       static_cast<double>(progress.bytes_total) / 1e6);
  }
  return fmt::format("epoch {}/{}, {:.2f} M words/s, loss {:.3f}, alpha {:.4f}, {} left",
                     progress.epoch, progress.epochs, progress.words_per_second / 1e6,
                     progress.loss, progress.alpha, InWords(progress.seconds_left));
}

}  // namespace

std::string InWords(double seconds) {
  const auto whole = static_cast<long long>(seconds + 0.5);
  if (whole < 60) return fmt::format("{} s", whole);
  if (whole < 3600) return fmt::format("{} min {:02} s", whole / 60, whole % 60);
  return fmt::format("{} h {:02} min", whole / 3600, whole / 60 % 60);
}

std::string WithCommas(std::uint64_t count) {
  std::string digits = fmt::to_string(count);
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
  return digits;
}

std::string ProgressBar(const TrainProgress& progress, std::size_t columns) {
  const std::string percent = fmt::format("{:3.0f} % ", 100 * ShareDone(progress));
  const std::string figures = Figures(progress);
  const std::size_t taken = percent.size() + figures.size() + 3;  // the bar's ends and a space
  std::string bar;
  if (columns > taken + 4) {
    const std::size_t width = std::min<std::size_t>(columns - taken, 40);
    const auto filled = static_cast<std::size_t>(ShareDone(progress) * static_cast<double>(width));
    bar = "[" + std::string(filled, '#') + std::string(width - filled, '.') + "] ";
  }
  return (percent + bar + figures).substr(0, columns);
}

std::string ProgressLine(const TrainProgress& progress) {
  return fmt::format("{:.0f} %: {}", 100 * ShareDone(progress), Figures(progress));
}

std::string PruneLine(const PruneReport& report) {
  return fmt::format("vocabulary: {} words kept, {} dropped; {} tokens kept, {} dropped",
                     WithCommas(report.kept_words), WithCommas(report.dropped_words),
                     WithCommas(report.kept_tokens), WithCommas(report.dropped_tokens));
}

ProgressDisplay::ProgressDisplay(bool quiet) : quiet_(quiet), on_terminal_(IsTerminal(2)) {}

void ProgressDisplay::OnVocabulary(const Vocabulary&, const PruneReport& report) {
  if (quiet_) return;
  Clear();
  Say(PruneLine(report) + "\n");
}

void ProgressDisplay::OnProgress(const TrainProgress& progress) {
  if (quiet_) return;
  if (on_terminal_) {
    // The cursor stays on the line: one column less than there are.
    Say("\r\x1b[K" + ProgressBar(progress, TerminalColumns(2) - 1));
    drawn_ = true;
    return;
  }
  const auto now = std::chrono::steady_clock::now();
  if (now - last_line_ < kBetweenLines) return;
  last_line_ = now;
  Say(ProgressLine(progress) + "\n");
}

void ProgressDisplay::Clear() {
  if (drawn_) Say("\r\x1b[K");
  drawn_ = false;
}

}  // namespace hogvec
