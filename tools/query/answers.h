#ifndef HOGVEC_QUERY_ANSWERS_H_
#define HOGVEC_QUERY_ANSWERS_H_

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "hogvec/error.h"
#include "hogvec/neighbours.h"
#include "query/commands.h"
#include "query/table.h"

namespace hogvec::query {

// How answers are written.
enum class Style {
  kTsv,    // fields parted by tabs, one line per answer, for programs
  kTable,  // aligned columns, control characters shown as \xNN, for people
  kJson,   // one object per query
};

struct AskOptions {
  std::size_t count = 10;  // answers per question
  Style style = Style::kTsv;
  bool by_product = false;  // analogies by 3CosMul
  bool fuzzy = false;       // take the nearest spelling for a word that is not known
  Look look = {};           // of tables
};

using Words = std::vector<std::string>;

// What became of a question: its answer, as lines that end with '\n', or why there is none; and,
// with `fuzzy`, which words were taken for others.
struct Outcome {
  std::string answer;
  std::optional<Error> error;
  std::vector<std::string> notes;
};

// Questions put to the vectors, of one of Commands(). `search` must outlive it.
class Asker {
 public:
  // Throws Error{kUsage} for a command that is none of them.
  Asker(const NeighbourSearch& search, std::string_view command, const AskOptions& options);

  // The same for another command, written for another window.
  Asker As(std::string_view command, const Look& look) const;

  const NeighbourSearch& search() const { return search_; }
  const Command& command() const { return command_; }
  const AskOptions& options() const { return options_; }

  // Answers questions, in their order, with one reading of the vectors for many of them. Errors are
  // kNotFound for an unknown word, with near spellings, and kUsage for what is no question.
  //
  // In TSV the words asked, the answer and its similarity; in JSON {"v":1,"query":[...],"answers":
  // [{"word","similarity"}]}, or "similarity" or "odd" instead of "answers".
  std::vector<Outcome> Answer(std::span<const Words> questions) const;

 private:
  bool Is(std::string_view command) const { return command_.name == command; }
  WordId Find(const std::string& word, Outcome& outcome) const;
  std::vector<WordId> FindAll(const Words& words, Outcome& outcome) const;
  std::optional<Query> QueryFor(const Words& words, Outcome& outcome) const;
  Query SumOf(const Words& words, Outcome& outcome) const;
  Query VectorOf(const Words& words) const;
  std::string WriteNeighbours(const Words& words, std::span<const Neighbour> neighbours) const;
  std::string WriteSimilarity(const Words& words, float similarity) const;
  std::string WriteOdd(const Words& words, WordId odd) const;

  const NeighbourSearch& search_;
  const Command& command_;
  const AskOptions options_;
};

}  // namespace hogvec::query

#endif  // HOGVEC_QUERY_ANSWERS_H_
