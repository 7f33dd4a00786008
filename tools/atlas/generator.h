#ifndef HOGVEC_ATLAS_GENERATOR_H_
#define HOGVEC_ATLAS_GENERATOR_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "atlas/grid.h"
#include "atlas/random.h"
#include "atlas/sentences.h"

namespace hogvec::atlas {

struct AtlasOptions {
  std::uint64_t words = 2'000'000;
  std::uint64_t seed = 1;
};

// Generates sentences about the world, endlessly. The same seed gives the same bytes on every
// platform.
class AtlasGenerator {
 public:
  explicit AtlasGenerator(std::uint64_t seed);

  // Appends one line with its '\n' and returns the number of its words.
  std::size_t AppendSentence(std::string& out);

 private:
  // The distributions for one table: of its rows, and of the shapes for each row.
  struct Topic {
    std::vector<Shape> shapes;
    WeightedChoice rows;
    std::vector<WeightedChoice> shapes_of_row;
  };

  static Topic MakeTopic(std::size_t table, const std::vector<Grid>& grids);
  // The words for one position in a sentence about a row. `turn` is drawn once per sentence: a
  // repeated slot takes the next of its alternatives, so that nobody swaps a barrel for a barrel.
  std::string_view Fill(const Part& part, std::size_t table, std::size_t row, std::size_t turn);
  std::string_view Draw(const Alternatives& alternatives);

  Random random_;
  std::vector<Grid> grids_;
  std::vector<Topic> topics_;
  WeightedChoice tables_;
};

// A corpus of a given size, in chunks, so that a corpus of any size needs memory for one chunk.
class AtlasCorpus {
 public:
  explicit AtlasCorpus(const AtlasOptions& options)
      : generator_(options.seed), words_left_(options.words) {}

  // Replaces `chunk` by the next whole sentences, until one reaches the wanted number of words.
  // Returns false, with an empty chunk, when the corpus is complete.
  bool Next(std::string& chunk);

 private:
  AtlasGenerator generator_;
  std::uint64_t words_left_;
};

}  // namespace hogvec::atlas

#endif  // HOGVEC_ATLAS_GENERATOR_H_
