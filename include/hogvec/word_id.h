#ifndef HOGVEC_WORD_ID_H_
#define HOGVEC_WORD_ID_H_

#include <cstddef>
#include <cstdint>
#include <limits>

namespace hogvec {

// The number of a word: its row in every table. A type of its own, so that a word's number can't be
// taken for a position in a text. Vocabularies number words from 0 by falling frequency.
enum class WordId : std::uint32_t {};

// Stands in a sequence of ids where a line of the text ended; never the id of a word.
inline constexpr WordId kLineEnd{std::numeric_limits<std::uint32_t>::max()};

// The largest number of words that ids can tell apart, two values being kept for marks.
inline constexpr std::size_t kMaxWords = std::numeric_limits<std::uint32_t>::max() - 1;

constexpr std::size_t ToIndex(WordId id) { return static_cast<std::size_t>(id); }

constexpr WordId ToWordId(std::size_t index) { return WordId{static_cast<std::uint32_t>(index)}; }

}  // namespace hogvec

#endif  // HOGVEC_WORD_ID_H_
