#ifndef HOGVEC_TRANSFORM_H_
#define HOGVEC_TRANSFORM_H_

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "hogvec/embedding_table.h"
#include "hogvec/word_vectors.h"

namespace hogvec {

// What is done to vectors between training and use. All of it changes rows in place, for one thread
// at a time.

// Which rows stand for a word.
enum class Combination {
  kInput,   // its input row, what everybody uses
  kOutput,  // its output row
  kSum,     // both, added: "w + c", which GloVe uses (Pennington et al. 2014)
  kConcat,  // both, one behind the other: twice as long
};

// "input", "output", "sum" and "concat", and back.
std::string_view NameOf(Combination combination);
std::optional<Combination> CombinationByName(std::string_view name);

// Puts the combined rows into vectors.table. Throws Error{kMalformed} if there are no output rows
// and they are needed.
void Combine(Combination combination, WordVectors& vectors);

// Keeps the words of a file, one per line, in its order, and their rows. Returns how many of its
// words there are no vectors for. Throws Error{kNoInput}; Error{kMalformed} if the file has no
// words, Error{kNotFound} if there is a vector for none of them.
std::size_t KeepWords(const std::filesystem::path& list, WordVectors& vectors);

// Words that were left out, and the first of them.
struct LeftOut {
  std::uint64_t words = 0;
  std::string first = {};
};

// Leaves out the rows whose words a format can't carry (WordFault).
LeftOut LeaveOutUnwritable(VectorFormat format, WordVectors& vectors);

// Subtracts the mean of all rows from each.
void Center(EmbeddingTable& table);

// Takes out of each row its parts along the `count` directions in which rows differ most, after
// centring: "all but the top" (Mu and Viswanath 2018). `count` must be below the dimension; throws
// Error{kUsage} otherwise.
void RemoveComponents(std::size_t count, EmbeddingTable& table);

// Scales every row to length 1; rows of zeros stay.
void ScaleRows(EmbeddingTable& table);

}  // namespace hogvec

#endif  // HOGVEC_TRANSFORM_H_
