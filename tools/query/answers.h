#ifndef HOGVEC_QUERY_ANSWERS_H_
#define HOGVEC_QUERY_ANSWERS_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "hogvec/neighbours.h"

namespace hogvec::query {

// How answers are written.
enum class Style {
  kTsv,    // fields parted by tabs, one line per answer, for programs
  kTable,  // aligned columns, control characters shown as \xNN, for people
  kJson,   // one object per query
};

// A question put to the vectors. Every form throws Error{kNotFound} for an unknown word, with near
// spellings, and Error{kUsage} for a wrong number of words.
class Asker {
 public:
  // `command` is "nn", "analogy" or "similarity"; else Error{kUsage}.
  Asker(const NeighbourSearch& search, const std::string& command, std::size_t count, Style style);

  // How many words a question of this command has.
  std::size_t words_per_question() const;

  // What to say of a question of `words` words that has too few or too many.
  std::string WrongCount(std::size_t words) const;

  // The answer to one question, as lines that end with '\n'. In TSV:
  //   nn: word, neighbour, similarity; analogy: a, b, c, answer, similarity;
  //   similarity: a, b, similarity. In JSON: {"v":1, "query":[...], "answers":[{"word",
  //   "similarity"}]}
  // or, for similarity, {"v":1, "query":[...], "similarity"}.
  std::string Answer(const std::vector<std::string>& words) const;

 private:
  WordId Find(const std::string& word) const;
  std::vector<Neighbour> Neighbours(const std::vector<WordId>& ids) const;
  std::string WriteNeighbours(const std::vector<std::string>& words,
                              const std::vector<Neighbour>& neighbours) const;
  std::string WriteSimilarity(const std::vector<std::string>& words, float similarity) const;

  const NeighbourSearch& search_;
  const std::string command_;
  const std::size_t count_;
  const Style style_;
};

}  // namespace hogvec::query

#endif  // HOGVEC_QUERY_ANSWERS_H_
