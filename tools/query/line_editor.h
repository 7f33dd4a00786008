#ifndef HOGVEC_QUERY_LINE_EDITOR_H_
#define HOGVEC_QUERY_LINE_EDITOR_H_

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace hogvec::query {

// Lines that somebody types on the terminal behind stdin and stdout, edited with the keys of Emacs
// or what ~/.editrc says, by libedit. Tab completes, Ctrl-C clears the line, Ctrl-D on an empty
// one ends the input, arrows and Ctrl-R go through the lines remembered.
//
// Lines are UTF-8 in every locale: sets the locale of characters, and nothing else of it.
class LineEditor {
 public:
  // What Tab does to the line up to the cursor: the text that is to be inserted there, and what is
  // to be shown below the line; either may be empty.
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

  // Makes a line one that the arrows come back to. The oldest of many are forgotten.
  void Remember(const std::string& line);

 private:
  struct Library;
  std::unique_ptr<Library> library_;
};

}  // namespace hogvec::query

#endif  // HOGVEC_QUERY_LINE_EDITOR_H_
