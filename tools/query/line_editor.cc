#include "query/line_editor.h"

#include <histedit.h>

#include <clocale>
#include <csignal>
#include <cstdio>
#include <utility>

#include "hogvec/error.h"
#include "query/history_file.h"

namespace hogvec::query {

namespace {

void Show(const std::string& text) {
  static_cast<void>(std::fputs(text.c_str(), stdout));
  static_cast<void>(std::fflush(stdout));
}

}  // namespace

// The library's handles, and the functions that it calls for keys, which get only its handle.
struct LineEditor::Library {
  Library(std::string text, Complete completer)
      : prompt(std::move(text)), complete(std::move(completer)) {}
  ~Library() {
    if (editor != nullptr) el_end(editor);
    if (history != nullptr) history_end(history);
  }
  Library(const Library&) = delete;
  Library& operator=(const Library&) = delete;

  void BindKeys() const;

  static Library& Of(EditLine* editor) {
    void* ours = nullptr;
    el_get(editor, EL_CLIENTDATA, &ours);
    return *static_cast<Library*>(ours);
  }

  static char* Prompt(EditLine* editor) { return Of(editor).prompt.data(); }

  static unsigned char CompleteWord(EditLine* editor, int) {
    const LineInfo* line = el_line(editor);
    const Help help = Of(editor).complete({line->buffer, line->cursor});
    if (!help.insert.empty()) el_insertstr(editor, help.insert.c_str());
    if (help.show.empty()) return help.insert.empty() ? CC_REFRESH_BEEP : CC_REFRESH;
    Show("\n" + help.show);
    return CC_REDISPLAY;
  }

  static unsigned char ClearLine(EditLine* editor, int) {
    const LineInfoW& line = *el_wline(editor);
    const auto length = static_cast<int>(line.lastchar - line.buffer);
    if (length == 0) {
      Show("\nCtrl-D leaves, 'help' lists the questions\n");
      return CC_REDISPLAY;
    }
    el_cursor(editor, static_cast<int>(line.lastchar - line.cursor));
    el_deletestr(editor, length);
    return CC_REFRESH;
  }

  static unsigned char Suspend(EditLine* editor, int) {
    el_set(editor, EL_PREP_TERM, 0);
    ::kill(0, SIGTSTP);  // continues here when the program is resumed
    el_set(editor, EL_PREP_TERM, 1);
    return CC_REDISPLAY;
  }

  std::string prompt;
  Complete complete;
  History* history = nullptr;
  EditLine* editor = nullptr;
};

void LineEditor::Library::BindKeys() const {
  // Wide, since the library copies narrow names and never frees them.
  el_wset(editor, EL_ADDFN, L"complete-word", L"Complete a word", &CompleteWord);
  el_wset(editor, EL_ADDFN, L"clear-line", L"Clear the line", &ClearLine);
  el_wset(editor, EL_ADDFN, L"suspend", L"Suspend the program", &Suspend);
  el_source(editor, nullptr);
  el_set(editor, EL_BIND, "\t", "complete-word", nullptr);
  el_set(editor, EL_BIND, "^R", "em-inc-search-prev", nullptr);
  // These are ordinary keys while a line is typed; while it is answered, Ctrl-C ends the program.
  el_set(editor, EL_SETTY, "-d", "-isig", nullptr);
  el_set(editor, EL_BIND, "^C", "clear-line", nullptr);
  el_set(editor, EL_BIND, "^Z", "suspend", nullptr);
}

LineEditor::LineEditor(const std::string& prompt, Complete complete)
    : library_(std::make_unique<Library>(prompt, std::move(complete))) {
  static_cast<void>(std::setlocale(LC_CTYPE, "C.UTF-8"));
  Library& library = *library_;
  library.history = history_init();
  library.editor = el_init("hogvec-query", stdin, stdout, stderr);
  if (library.history == nullptr || library.editor == nullptr) {
    throw Error(ErrorKind::kResource, "the terminal can't be set up for line editing");
  }
  HistEvent event;
  history(library.history, &event, H_SETSIZE, static_cast<int>(HistoryFile::kMostLines));
  history(library.history, &event, H_SETUNIQUE, 1);
  el_set(library.editor, EL_CLIENTDATA, &library);
  el_set(library.editor, EL_EDITOR, "emacs");
  el_set(library.editor, EL_HIST, history, library.history);
  el_set(library.editor, EL_PROMPT, &Library::Prompt);
  library.BindKeys();
}

LineEditor::~LineEditor() = default;

std::optional<std::string> LineEditor::NextLine() {
  // Before the prompt is shown: what is typed the moment it appears must not reach a terminal in
  // line mode, where Ctrl-D and Ctrl-C are not keys.
  el_set(library_->editor, EL_PREP_TERM, 1);
  int length = 0;
  const char* line = el_gets(library_->editor, &length);
  if (line == nullptr || length <= 0) return std::nullopt;
  std::string text(line, static_cast<std::size_t>(length));
  while (text.ends_with('\n') || text.ends_with('\r')) text.pop_back();
  return text;
}

void LineEditor::Remember(const std::string& line) {
  HistEvent event;
  history(library_->history, &event, H_ENTER, line.c_str());
}

}  // namespace hogvec::query
