#ifndef HOGVEC_BENCH_MICRO_SYNTHETIC_TEXT_H_
#define HOGVEC_BENCH_MICRO_SYNTHETIC_TEXT_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "hogvec/word_id.h"
#include "hogvec/word_index.h"

namespace hogvec::bench {

// Distinct words, the same on every machine. The first ones are the shortest, like the frequent
// words of a language: one letter for the first, about nine for the 50,000th.
WordIndex SpellWords(std::size_t count);

// The counts of words by rank, after Zipf's law: `first` / rank, at least 1.
std::vector<std::uint64_t> ZipfCounts(std::size_t words, std::uint64_t first);

// A text whose words follow Zipf's law, about five letters each, in lines of 20 words.
struct SyntheticText {
  SyntheticText(std::size_t different_words, std::size_t length);

  WordIndex words;
  std::vector<WordId> ids;  // the text's words, with kLineEnd after each line
  std::string text;
  std::vector<std::string_view> tokens;  // the text's words, as views into `text`
};

// Half a million tokens of 50,000 distinct words: 3 MB.
const SyntheticText& SampleText();

}  // namespace hogvec::bench

#endif  // HOGVEC_BENCH_MICRO_SYNTHETIC_TEXT_H_
