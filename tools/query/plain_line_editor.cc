// In place of line_editor.cc where there is no libedit: the terminal's own editing, without keys.
#include <cstdio>
#include <iostream>

#include "query/line_editor.h"

namespace hogvec::query {

struct LineEditor::Library {
  std::string prompt;
};

// NOLINTNEXTLINE(performance-unnecessary-value-param): the editor that completes keeps it
LineEditor::LineEditor(const std::string& prompt, Complete)
    : library_(std::make_unique<Library>(Library{prompt})) {}

LineEditor::~LineEditor() = default;

std::optional<std::string> LineEditor::NextLine() {
  static_cast<void>(std::fputs(library_->prompt.c_str(), stdout));
  static_cast<void>(std::fflush(stdout));
  std::string line;
  if (!std::getline(std::cin, line)) return std::nullopt;
  return line;
}

void LineEditor::Remember(const std::string&) {}

}  // namespace hogvec::query
