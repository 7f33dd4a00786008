#ifndef HOGVEC_QUERY_TABLE_H_
#define HOGVEC_QUERY_TABLE_H_

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "hogvec/neighbours.h"

namespace hogvec::query {

// What the window of whoever reads is like.
struct Look {
  std::size_t columns = 80;
  bool colour = false;
};

// Answers as people read them. No line is wider than the window: what is too long ends with an
// ellipsis. Control characters are shown as \xNN. Each text ends with '\n'.

// A line above an answer that says what it answers.
std::string TitleLine(std::string_view title, const Look& look);

// A word and its similarity in each line, the similarities below each other.
std::string NeighbourLines(WordsView words, std::span<const Neighbour> neighbours,
                           const Look& look);

// A single word or number as an answer.
std::string AnswerLine(std::string_view answer, const Look& look);

// A message, in as many lines as it needs.
std::string MessageLines(std::string_view message, const Look& look);

// Words in columns, read from above to below, in at most `lines` lines; a last line says how many
// of the `total` are not shown.
std::string WordColumns(std::span<const std::string_view> words, std::size_t total,
                        std::size_t lines, const Look& look);

}  // namespace hogvec::query

#endif  // HOGVEC_QUERY_TABLE_H_
