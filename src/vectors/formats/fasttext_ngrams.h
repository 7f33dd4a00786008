#ifndef HOGVEC_VECTORS_FORMATS_FASTTEXT_NGRAMS_H_
#define HOGVEC_VECTORS_FORMATS_FASTTEXT_NGRAMS_H_

#include <cstddef>
#include <cstdint>
#include <span>

#include "hogvec/subwords.h"
#include "io/random_access.h"
#include "vectors/formats/fasttext_layout.h"

namespace hogvec {

// The n-gram rows of a fastText file, those that are not all zeros; of a file whose buckets were
// pruned, those that were kept. Rows with values that are not finite are left out if `lenient`.
// Reads on several threads. Throws as Subwords and RandomAccess do.
Subwords LoadNgrams(const RandomAccess& bytes, const FastTextLayout& layout, bool lenient);

// Sets `values`, the rows of words from `first` on, to their composed vectors: the mean of a word's
// row and its n-grams' rows. Computes on several threads where that is worth it.
void AddNgrams(const FastTextLayout& layout, const Subwords& ngrams, std::size_t first,
               std::span<float> values);

// The number of threads that are worth starting for so many floats.
std::size_t ThreadsFor(std::uint64_t floats);

}  // namespace hogvec

#endif  // HOGVEC_VECTORS_FORMATS_FASTTEXT_NGRAMS_H_
