#include "main/phrases_progress.h"

#include <fmt/format.h>

#include <algorithm>

#include "cli/progress_display.h"
#include "cli/status_bar.h"

namespace hogvec {
namespace {

std::string_view NameOf(PhraseProgress::Phase phase) {
  switch (phase) {
    case PhraseProgress::Phase::kCopying:
      return "copying the pipe";
    case PhraseProgress::Phase::kCounting:
      return "counting words";
    case PhraseProgress::Phase::kFinding:
      return "finding phrases";
    case PhraseProgress::Phase::kJoining:
      return "joining";
  }
  return {};
}

}  // namespace

double ShareDone(const PhraseProgress& progress) {
  if (progress.readings == 0) return 0;
  const auto done = static_cast<double>(progress.bytes_done);
  const auto total = static_cast<double>(progress.bytes_total);
  const double of_reading = total > 0 ? std::min(1.0, done / total) : 0;
  return (static_cast<double>(progress.reading - 1) + of_reading) /
         static_cast<double>(progress.readings);
}

std::vector<std::string> FiguresOf(const PhraseProgress& progress) {
  const auto megabytes = [](std::uint64_t bytes) { return static_cast<double>(bytes) / 1e6; };
  const std::string name(NameOf(progress.phase));
  const std::string of_total =
      progress.bytes_total > 0 ? fmt::format(" of {:.0f}", megabytes(progress.bytes_total)) : "";
  const std::string left =
      progress.seconds_left > 0 ? fmt::format(" {} left", OnTheClock(progress.seconds_left)) : "";
  return {fmt::format("reading {}/{}: {}, {:.0f}{} MB{}", progress.reading, progress.readings, name,
                      megabytes(progress.bytes_done), of_total, left),
          fmt::format("{}/{}: {}{}", progress.reading, progress.readings, name, left), name};
}

PhrasesDisplay::~PhrasesDisplay() { EraseStatus(); }

void PhrasesDisplay::OnProgress(const PhraseProgress& progress) {
  if (!quiet_) DrawStatus(ShareDone(progress), FiguresOf(progress));
}

}  // namespace hogvec
