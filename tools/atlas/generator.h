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

// Writes sentences about the world without end. The same seed gives the same bytes everywhere.
class AtlasGenerator {
 public:
  explicit AtlasGenerator(std::uint64_t seed);

  // Appends one line with its '\n' and returns how many words it has.
  std::size_t AppendSentence(std::string& out);

 private:
  // What the generator knows of one table: which row to speak of, and for each row how.
  struct Topic {
    std::vector<Shape> shapes;
    WeightedChoice rows;
    std::vector<WeightedChoice> shapes_of_row;
  };

  static Topic MakeTopic(std::size_t table, const std::vector<Grid>& grids);
  // The words for one place of a sentence about a row. `turn` is drawn once a sentence: a slot that
  // comes again takes the next of its alternatives, so that nobody swaps a barrel for a barrel.
  std::string_view Fill(const Part& part, std::size_t table, std::size_t row, std::size_t turn);
  std::string_view Draw(const Alternatives& alternatives);

  Random random_;
  std::vector<Grid> grids_;
  std::vector<Topic> topics_;
  WeightedChoice tables_;
};

// A corpus of a wanted size, in chunks, so that a corpus of any size needs the memory of one.
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
