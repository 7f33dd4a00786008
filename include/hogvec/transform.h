#ifndef HOGVEC_TRANSFORM_H_
#define HOGVEC_TRANSFORM_H_

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hogvec/embedding_table.h"
#include "hogvec/word_vectors.h"

namespace hogvec {

// Changes to vectors between training and use. All functions change rows in place; for one thread
// at a time.

// The vector of a word.
enum class Combination {
  kInput,   // its input row, the usual choice
  kOutput,  // its output row
  kSum,     // the sum of both: "w + c", as in GloVe (Pennington et al. 2014)
  kConcat,  // both concatenated: twice as long
};

// "input", "output", "sum" and "concat", and back.
std::string_view NameOf(Combination combination);
std::optional<Combination> CombinationByName(std::string_view name);

// Replaces vectors.table by the combined rows. Throws Error{kMalformed} if output rows are needed
// and missing.
void Combine(Combination combination, WordVectors& vectors);

// What became of a list of words.
struct ListedWords {
  static constexpr std::size_t kNamed = 3;

  std::size_t missing = 0;                      // that have no vector, and for which none was made
  std::vector<std::string> first_missing = {};  // at most kNamed
  std::size_t unseen = 0;                       // whose vector was made from their n-grams
};

// Keeps the words of a file, one per line, in its order, and their rows. Words that the vectors do
// not have get one, if it can be made from n-grams (NeighbourSearch::Find), unless `known_only`;
// then no counts and output rows are left, since those have none. Throws Error{kNoInput};
// Error{kMalformed} if the file has no words, Error{kNotFound} if there is a vector for none.
ListedWords KeepWords(const std::filesystem::path& list, WordVectors& vectors,
                      bool known_only = false);

// The number of words that were left out, and the first of them.
struct LeftOut {
  std::uint64_t words = 0;
  std::string first = {};
};

// Leaves out the rows whose words a format can't carry (WordFault).
LeftOut LeaveOutUnwritable(VectorFormat format, WordVectors& vectors);

// Subtracts the mean of all rows from each.
void Center(EmbeddingTable& table);

// Centres the rows and removes from each its components along the first `count` principal
// directions: "all but the top" (Mu and Viswanath 2018). `count` must be below the dimension;
// throws Error{kUsage} otherwise.
void RemoveComponents(std::size_t count, EmbeddingTable& table);

// Scales every row to length 1; rows of zeros stay unchanged.
void ScaleRows(EmbeddingTable& table);

}  // namespace hogvec

#endif  // HOGVEC_TRANSFORM_H_
