#ifndef HOGVEC_ASKING_TABLE_H_
#define HOGVEC_ASKING_TABLE_H_

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "asking/answer.h"
#include "hogvec/words_view.h"

namespace hogvec::asking {

// The terminal that answers are shown on.
struct TerminalStyle {
  std::size_t columns = 80;
  bool colour = false;
};

// Answers for people. No line is wider than the terminal: longer ones are cut, with an ellipsis.
// Control characters are shown as \xNN. Each text ends with '\n'.

// The question, as a heading of its answer.
std::string TitleLine(std::string_view title, const TerminalStyle& style);

// An answer: a word and its similarity per line, in two columns, or the one word or number that was
// asked for.
std::string ToTable(const Answer& answer, WordsView words, const TerminalStyle& style);

// A message, folded into as many lines as it needs.
std::string MessageLines(std::string_view message, const TerminalStyle& style);

// Words in columns, to be read down, in at most `lines` lines; another line says how many of the
// `total` are not shown.
std::string WordColumns(std::span<const std::string_view> words, std::size_t total,
                        std::size_t lines, const TerminalStyle& style);

}  // namespace hogvec::asking

#endif  // HOGVEC_ASKING_TABLE_H_
