#ifndef HOGVEC_NEIGHBOURS_H_
#define HOGVEC_NEIGHBOURS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "hogvec/mapped_vectors.h"
#include "hogvec/word_vectors.h"
#include "hogvec/words_view.h"

namespace hogvec {

// A word and its cosine similarity to what was asked for.
struct Neighbour {
  WordId id{};
  float similarity = 0;
};

// A vector to find the neighbours of, and what not to name.
struct Query {
  std::vector<float> values;  // of any length but zero
  std::vector<WordId> excluded = {};
};

// Which words may be answers.
struct AnswerRange {
  std::size_t top = static_cast<std::size_t>(-1);  // the first ones only: the most frequent
  float threshold = -2;                            // that are at least so similar
  std::vector<std::uint8_t> allowed = {};          // by id; empty: all
};

class SearchedRows;  // rows in memory or in a mapped file

class GraphIndex;  // graph_index.h

// Answers questions about vectors exactly, unless an index is used: every row is compared, by
// cosine. A row of zeros is similar to nothing, and one with a value that is not finite is never an
// answer.
//
// Owns the vectors. Movable. Queries may run concurrently.
class NeighbourSearch {
 public:
  // `threads` of them share one query's scan; 0 means one per core.
  explicit NeighbourSearch(WordVectors vectors, std::size_t threads = 0);

  // Over a file as it lies there, which is read as far as it is asked: see MappedVectors for what
  // is not checked then. Answers are the very same as those of the vectors read into memory.
  explicit NeighbourSearch(MappedVectors vectors, std::size_t threads = 0);

  ~NeighbourSearch();
  NeighbourSearch(NeighbourSearch&&) noexcept;
  NeighbourSearch& operator=(NeighbourSearch&&) noexcept;

  WordsView words() const;
  std::size_t dim() const;
  std::size_t threads() const { return threads_; }

  // For the library itself.
  const SearchedRows& rows() const { return *rows_; }

  // How often each word was seen; empty if the vectors came without.
  std::vector<std::uint64_t> Counts() const;

  // The row of a word, of length 1.
  std::vector<float> Unit(WordId id) const;

  // The `count` words nearest to `query` (dim floats of any length but zero), nearest first, equal
  // ones by id. Words in `excluded` are left out; fewer come back if there are fewer.
  std::vector<Neighbour> Nearest(std::span<const float> query, std::size_t count,
                                 std::span<const WordId> excluded) const;

  // The same for many queries at once, answer after answer: each row that is read serves them all,
  // so that a thousand take little longer than a few dozen one by one.
  std::vector<std::vector<Neighbour>> NearestOfMany(std::span<const Query> queries,
                                                    std::size_t count) const;

  // Lets an index of these very rows, searched through so many candidates (see graph_index.h), find
  // the nearest words from now on: fast, and not quite all of them. Answers that are restricted to
  // some words, and analogies by product, are exact all the same.
  void Use(GraphIndex index, std::size_t breadth);

  // Bounds what all questions may be answered with.
  void Restrict(AnswerRange range) { range_ = std::move(range); }
  const AnswerRange& range() const { return range_; }

  // The query of an analogy: A is to B as C is to ...
  Query AnalogyQuery(WordId a, WordId b, WordId c) const;

  // The mean of words' unit vectors, the words left out: what lies between them.
  Query MeanQuery(std::span<const WordId> words) const;

  // The analogy by 3CosMul (Levy and Goldberg 2014): the words x with the largest
  // s(x, b) s(x, c) / (s(x, a) + 0.001), s being the cosine moved to 0..1. `similarity` is that.
  std::vector<Neighbour> AnalogyByProduct(WordId a, WordId b, WordId c, std::size_t count) const;

  // The same for many questions {a, b, c} at once, as NearestOfMany has it.
  std::vector<std::vector<Neighbour>> AnalogiesByProduct(
      std::span<const std::array<WordId, 3>> questions, std::size_t count) const;

  // The word whose vector is least similar to the mean of all of them, as gensim's doesnt_match has
  // it; the first of equal ones. `words` must not be empty.
  WordId OddOneOut(std::span<const WordId> words) const;

  // The words nearest to one word, which is left out itself.
  std::vector<Neighbour> Nearest(WordId word, std::size_t count) const;

  // A is to B as C is to ...: the words nearest to unit(b) - unit(a) + unit(c) (3CosAdd, Mikolov et
  // al. 2013), the three themselves left out.
  std::vector<Neighbour> Analogy(WordId a, WordId b, WordId c, std::size_t count) const;

  // The cosine of two words' vectors.
  float Similarity(WordId a, WordId b) const;

 private:
  bool AsksIndex() const;

  std::unique_ptr<const SearchedRows> rows_;
  std::unique_ptr<const GraphIndex> index_;
  std::size_t breadth_ = 0;
  AnswerRange range_;
  std::size_t threads_ = 1;
};

// The vectors of a file of any format, to be asked: a model of hogvec's own with float32 rows is
// mapped, so that the first answer waits for nothing but its own scan, and all else is read, as is
// a model of which only some rows are wanted or which is to be read leniently. Throws as
// ReadVectors does.
NeighbourSearch OpenSearch(const std::filesystem::path& path, const ReadOptions& options,
                           PassedOver& passed_over, std::size_t threads = 0);

// The words nearest to each of `words` among the rows of a table, by cosine as above, each left out
// of its own answer. Rows may have any length and nothing of the table is copied, so that a model
// can be asked while it is trained, between two epochs. `threads` as above.
std::vector<std::vector<Neighbour>> NearestRows(const EmbeddingTable& table,
                                                std::span<const WordId> words, std::size_t count,
                                                std::size_t threads = 0);

// Up to `count` words spelled nearly like `word`: at most two letters inserted, dropped, changed or
// swapped, nearest first, then by frequency (id). For "did you mean".
std::vector<std::string_view> NearSpellings(WordsView words, std::string_view word,
                                            std::size_t count);

}  // namespace hogvec

#endif  // HOGVEC_NEIGHBOURS_H_
