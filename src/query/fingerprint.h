#ifndef HOGVEC_QUERY_FINGERPRINT_H_
#define HOGVEC_QUERY_FINGERPRINT_H_

#include <cstddef>
#include <cstdint>
#include <string>

#include "hogvec/words_view.h"
#include "query/searched_rows.h"

namespace hogvec {

// A hash of all values of the rows, wherever they are stored: XXH3 of each row, of the hashes of
// each block, and of those of all blocks. Reads all rows, on `threads` threads.
std::uint64_t FingerprintOf(const SearchedRows& rows, std::size_t threads);

// The same of words, in their order. Throws as WordsView.
std::uint64_t FingerprintOfWords(WordsView words, std::size_t threads);

// A fingerprint as files have it: 16 hexadecimal digits.
std::string FingerprintText(std::uint64_t fingerprint);

}  // namespace hogvec

#endif  // HOGVEC_QUERY_FINGERPRINT_H_
