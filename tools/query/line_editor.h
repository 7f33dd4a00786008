#ifndef HOGVEC_QUERY_LINE_EDITOR_H_
#define HOGVEC_QUERY_LINE_EDITOR_H_

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace hogvec::query {

// Reads lines from the terminal on stdin and stdout, edited by libedit with the keys of Emacs or
// those in ~/.editrc. Tab completes, Ctrl-C clears the line, Ctrl-D on an empty line ends the
// input, arrows and Ctrl-R go through the history.
//
// Lines are UTF-8 in every locale: sets LC_CTYPE, and no other part of the locale.
class LineEditor {
 public:
  // What Tab does: the text to insert at the cursor, and what to show below the line; either may be
  // empty.
  struct Help {
    std::string insert, show;
  };
  using Complete = std::function<Help(std::string_view before)>;

  // Throws Error{kResource} if the library can't be set up.
  LineEditor(const std::string& prompt, Complete complete);
  ~LineEditor();
  LineEditor(const LineEditor&) = delete;
  LineEditor& operator=(const LineEditor&) = delete;

  // The next line without its end; nothing at the end of the input.
  std::optional<std::string> NextLine();

  // Adds a line to the history, which keeps HistoryFile::kMostLines.
  void Remember(const std::string& line);

 private:
  struct Library;
  std::unique_ptr<Library> library_;
};

}  // namespace hogvec::query

#endif  // HOGVEC_QUERY_LINE_EDITOR_H_
