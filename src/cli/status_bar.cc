#include "cli/status_bar.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>

#include "cli/terminal.h"

namespace hogvec {
namespace {

constexpr const char* kToLineStart = "\r\x1b[K";  // and what stood there is gone

// Whether a line stands on the terminal, of which there is one.
std::atomic<bool> drawn = false;

std::atomic<bool> ended = false;

// "[####....] " of this many columns.
std::string Bar(double share, std::size_t columns) {
  const std::size_t width = columns - 3;
  const auto filled = static_cast<std::size_t>(share * static_cast<double>(width));
  return "[" + std::string(filled, '#') + std::string(width - filled, '.') + "] ";
}

}  // namespace

std::string StatusBar(double share, std::span<const std::string> figures, std::size_t columns) {
  constexpr std::size_t kLeast = 8, kMost = 43;  // columns of the bar with its ends and a space
  const std::string percent = fmt::format("{:3.0f}% ", 100 * share);
  for (const std::string& text : figures) {
    if (text.size() + kLeast > columns) continue;
    const std::size_t room = columns - text.size();
    const bool with_percent = room >= percent.size() + 2 * kLeast;
    const std::size_t bar = std::min(room - (with_percent ? percent.size() : 0), kMost);
    return (with_percent ? percent : "") + Bar(share, bar) + text;
  }
  return figures.back().substr(0, columns);
}

void DrawStatus(double share, std::span<const std::string> figures) {
  if (ended || !IsTerminal(2)) return;
  drawn = true;
  // The cursor stays on the line: one column less than there are.
  Say(kToLineStart + StatusBar(share, figures, TerminalColumns(2) - 1));
}

void EraseStatus() {
  if (drawn.exchange(false)) Say(kToLineStart);
}

void EndStatus() {
  ended = true;
  EraseStatus();
}

}  // namespace hogvec
