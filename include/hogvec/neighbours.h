#ifndef HOGVEC_NEIGHBOURS_H_
#define HOGVEC_NEIGHBOURS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "hogvec/mapped_vectors.h"
#include "hogvec/word_vectors.h"
#include "hogvec/words_view.h"

namespace hogvec {

// A word, and how near it is to what was asked for: a cosine, or the score of 3CosMul.
struct Neighbour {
  WordId id{};
  float similarity = 0;
};

// A vector to find the neighbours of, and words that are not to be answers.
struct Query {
  std::vector<float> values;  // as many as the vectors have; only their direction counts
  std::vector<WordId> excluded = {};
};

// Which words may be answers.
struct AnswerRange {
  std::size_t top = static_cast<std::size_t>(-1);  // only the first, which are the most frequent
  float threshold = -2;                            // the least similarity
  std::vector<std::uint8_t> allowed = {};          // 0 or 1 for each word; empty: all words
  std::size_t first = 0;                           // but not those before this one
};

// A word of a question: one that has a row, or one that has none and a vector made for it.
class AskedWord {
 public:
  AskedWord(WordId id) : id_(id) {}  // implicit, so that ids are words

  // As many values as the vectors have.
  static AskedWord Unseen(std::vector<float> values) {
    AskedWord word;
    word.values_ = std::move(values);
    return word;
  }

  // Nothing for an unseen word, whose values() are of use then.
  std::optional<WordId> id() const { return id_; }
  const std::vector<float>& values() const { return values_; }

 private:
  AskedWord() = default;

  std::optional<WordId> id_;
  std::vector<float> values_;
};

// A summand of a query: a word, which stands for its vector of length 1, or a vector as it is.
struct QueryTerm {
  std::variant<AskedWord, std::vector<float>> of;
  float weight = 1;
};

// The rows of a search as they are stored: row i begins at first + i * stride.
struct RowsView {
  const float* first = nullptr;
  std::size_t rows = 0, dim = 0;
  std::size_t stride = 0;  // floats from row to row; a multiple of 16 for rows in memory, the rest
                           // of which is zeros, and `dim` for those of a mapped file
};

class SearchedRows;  // rows in memory or in a mapped file

class GraphIndex;  // graph_index.h

// Answers questions about vectors. Exactly, by comparing every row by cosine, unless an index is
// used. A row of zeros has a cosine of 0 with everything; a row with a value that is not finite is
// never an answer. The same holds for queries.
//
// Copies share the vectors, which are never changed, and so do indexes made of them: copying is
// cheap, and neither outliving nor moving a search matters to its index.
//
// Words that have no row can be asked about where the vectors came with n-gram vectors: Find()
// makes a vector of those, and every question takes it in place of an id. Such a word has no id to
// be excluded, and is never an answer.
//
// Threads: all const functions may be called concurrently. Use(), Restrict(), SetThreads() and
// assignment need the object to themselves; other copies are not affected.
//
// Errors: every function checks its arguments before it computes, and throws Error{kUsage} for a
// query of another length than dim(), for an id that is not below words().size() (but those to be
// excluded may be any), for an unseen word's vector of another length, and where else it is said.
class NeighbourSearch {
 public:
  // `threads` of them share one scan; 0 means one per core. Throws Error{kUsage} unless there is
  // one row for each word and, if there are counts, one of these; and unless n-gram vectors are as
  // long as the others.
  explicit NeighbourSearch(WordVectors vectors, std::size_t threads = 0);

  // Over vectors, or over the words and rows of a model, that others keep as well: nothing is
  // copied. To share part of an object, use the aliasing constructor of std::shared_ptr. The
  // vectors must not be changed meanwhile.
  explicit NeighbourSearch(std::shared_ptr<const WordVectors> vectors, std::size_t threads = 0);
  NeighbourSearch(std::shared_ptr<const WordIndex> words,
                  std::shared_ptr<const EmbeddingTable> rows, std::size_t threads = 0);

  // Over a mapped file, of which only what is asked for is read: see MappedVectors for what is not
  // checked then. Answers are exactly those of the vectors read into memory.
  explicit NeighbourSearch(MappedVectors vectors, std::size_t threads = 0);

  // Valid as long as a search or an index of these vectors.
  WordsView words() const;
  std::size_t dim() const;
  std::size_t threads() const { return threads_; }

  // From now on `threads` share one scan, as in the constructor.
  void SetThreads(std::size_t threads);

  // Valid as long as a search or an index of these vectors.
  RowsView rows() const;

  // How often each word was seen; empty if the vectors came without counts.
  std::vector<std::uint64_t> Counts() const;

  // The vector of a word, scaled to length 1.
  std::vector<float> Unit(WordId id) const;
  std::vector<float> Unit(const AskedWord& word) const;

  // Whether there are n-gram vectors.
  bool HasSubwords() const;

  // A word as it is to be asked about: found as by FindGiven, or else, where there are n-gram
  // vectors, in the spelling of the training (lower case, NFC), or else composed.
  std::optional<AskedWord> Find(std::string_view word) const;

  // The vector of a word by its n-grams alone, in the spelling of the training, even if it has a
  // row. Nothing if none of them has a vector, or the vector is zero and so no direction.
  std::optional<std::vector<float>> Compose(std::string_view word) const;

  // The vector of a word as it is stored, or composed; nothing if Find() finds nothing.
  std::optional<std::vector<float>> Vector(std::string_view word) const;

  // The `count` words nearest to a query, nearest first, equally near ones by id; fewer if there
  // are fewer.
  std::vector<Neighbour> Nearest(const Query& query, std::size_t count) const;

  // The same among the words of `range`, whatever the search is restricted to: for callers on many
  // threads. Throws Error{kUsage} as Restrict() does.
  std::vector<Neighbour> Nearest(const Query& query, std::size_t count,
                                 const AnswerRange& range) const;

  // The words nearest to a word, without the word itself.
  std::vector<Neighbour> Nearest(const AskedWord& word, std::size_t count) const;

  // The nearest words of many queries, answer by answer. Each row that is read is compared with all
  // of them, so a thousand queries take little longer than a few dozen one by one.
  std::vector<std::vector<Neighbour>> NearestOfMany(std::span<const Query> queries,
                                                    std::size_t count) const;
  std::vector<std::vector<Neighbour>> NearestOfMany(std::span<const Query> queries,
                                                    std::size_t count,
                                                    const AnswerRange& range) const;

  // Sets `out` to the cosines of a query with the words from `first` on, as many as `out` has room
  // for; words that are excluded count too. NaN for a row with a value that is not finite. Throws
  // Error{kUsage} if there are fewer words.
  void Similarities(const Query& query, std::size_t first, std::span<float> out) const;

  // Finds nearest words by an index from now on: faster, and not quite all of them. `breadth` is
  // the number of candidates of each search (see graph_index.h). Answers that are restricted to
  // some words, and analogies by 3CosMul, stay exact. Throws Error{kUsage} if the index is not one
  // of these very rows (GraphIndex::IsOf).
  void Use(GraphIndex index, std::size_t breadth);

  // Restricts the answers to all questions from now on. Throws Error{kUsage} if `allowed` is
  // neither empty nor as long as words().
  void Restrict(AnswerRange range);
  const AnswerRange& range() const { return range_; }

  // The query of an analogy, A is to B as C is to ...: unit(b) - unit(a) + unit(c) (3CosAdd,
  // Mikolov et al. 2013). The three words are excluded.
  Query AnalogyQuery(const AskedWord& a, const AskedWord& b, const AskedWord& c) const;

  // The mean of words' unit vectors, up to its length; these words are excluded. Throws
  // Error{kUsage} if there are none.
  Query MeanQuery(std::span<const WordId> words) const;
  Query MeanQuery(std::span<const AskedWord> words) const;

  // The weighted sum of terms; the words among them are excluded. Throws Error{kUsage} if there are
  // none, and for a vector of another length.
  Query SumQuery(std::span<const QueryTerm> terms) const;

  // The words nearest to AnalogyQuery.
  std::vector<Neighbour> Analogy(const AskedWord& a, const AskedWord& b, const AskedWord& c,
                                 std::size_t count) const;

  // The analogy by 3CosMul (Levy and Goldberg 2014): the words x with the largest
  // s(x, b) s(x, c) / (s(x, a) + 0.001), where s is the cosine mapped to 0..1. `similarity` is that
  // score. The others are for many questions {a, b, c}, as NearestOfMany.
  std::vector<Neighbour> AnalogyByCosMul(const AskedWord& a, const AskedWord& b, const AskedWord& c,
                                         std::size_t count) const;
  std::vector<std::vector<Neighbour>> AnalogiesByCosMul(
      std::span<const std::array<WordId, 3>> questions, std::size_t count) const;
  std::vector<std::vector<Neighbour>> AnalogiesByCosMul(
      std::span<const std::array<AskedWord, 3>> questions, std::size_t count) const;

  // The word whose vector is least similar to the mean of all of them, as gensim's doesnt_match;
  // the first of equal ones. The second gives its place among them, since it may have no id.
  // Throws Error{kUsage} if there are none.
  WordId OddOneOut(std::span<const WordId> words) const;
  std::size_t OddOneOut(std::span<const AskedWord> words) const;

  // The cosine of two words' vectors.
  float Similarity(const AskedWord& a, const AskedWord& b) const;

 private:
  friend struct SearchInternals;

  void RequireRange(const AnswerRange& range) const;
  bool AsksIndex(const AnswerRange& range) const;

  std::shared_ptr<const SearchedRows> rows_;
  std::shared_ptr<const GraphIndex> index_;
  std::size_t breadth_ = 0;
  AnswerRange range_;
  std::size_t threads_ = 1;
};

// A search of the vectors in a file of any format. A model of hogvec's own with float32 rows is
// mapped, so that the first answer takes no longer than its own scan; all else is read into memory,
// as is a model of which only some rows are wanted or that is read leniently. Throws as
// ReadVectors.
NeighbourSearch OpenSearch(const std::filesystem::path& path, const ReadOptions& options,
                           PassedOver& passed_over, std::size_t threads = 0);

// The words nearest to each of `words` among the rows of a table, by cosine as above, without the
// word itself. Nothing of the table is copied, so a model can be searched while it is trained,
// between two epochs. Throws Error{kUsage} for an id that is not below table.rows().
std::vector<std::vector<Neighbour>> NearestRows(const EmbeddingTable& table,
                                                std::span<const WordId> words, std::size_t count,
                                                std::size_t threads = 0);

// Up to `count` words of similar spelling, for "did you mean": at most two letters inserted,
// deleted, changed or swapped; nearest first, then by frequency (id).
std::vector<std::string_view> NearSpellings(WordsView words, std::string_view word,
                                            std::size_t count);

}  // namespace hogvec

#endif  // HOGVEC_NEIGHBOURS_H_
