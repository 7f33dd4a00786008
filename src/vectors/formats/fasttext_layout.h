#ifndef HOGVEC_VECTORS_FORMATS_FASTTEXT_LAYOUT_H_
#define HOGVEC_VECTORS_FORMATS_FASTTEXT_LAYOUT_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "hogvec/error.h"
#include "hogvec/subwords.h"
#include "io/random_access.h"
#include "vectors/formats/fasttext_matrix.h"

namespace hogvec {

inline constexpr std::int32_t kFastTextMagic = 793712314;
inline constexpr std::int32_t kFastTextVersion = 12;

// What fastText's header calls loss and model.
enum class FastTextLoss : std::int32_t { kHierarchical = 1, kNegative, kSoftmax, kOneVsAll };
enum class FastTextModel : std::int32_t { kCbow = 1, kSkipgram, kSupervised };

// The first numbers of a file, in their order there.
struct FastTextHeader {
  std::int32_t dim = 0, window = 0, epochs = 0, min_count = 0, negative = 0, word_ngrams = 0;
  FastTextLoss loss = FastTextLoss::kNegative;
  FastTextModel model = FastTextModel::kSkipgram;
  std::int32_t buckets = 0, min_n = 0, max_n = 0, update_rate = 0;
  double sample = 0;
  std::int32_t entries = 0, words = 0, labels = 0;
  std::int64_t tokens = 0;
  std::int64_t pruned = -1;  // buckets that were kept; -1: all
};

// The words with their counts, and which buckets were kept.
struct FastTextWords {
  std::string bytes;  // one word after the other
  std::vector<std::uint64_t> ends, counts;
  std::vector<std::pair<std::int32_t, std::int32_t>> kept;  // bucket and place, as in the file

  std::string_view operator[](std::size_t i) const {
    const std::size_t begin = i == 0 ? 0 : ends[i - 1];
    return std::string_view(bytes).substr(begin, ends[i] - begin);
  }
};

// Where everything stands in a fastText file. All counts have been held against the file's size.
struct FastTextLayout {
  FastTextHeader header;
  FastTextWords words;
  std::optional<NgramOptions> ngrams;  // if words have any
  FastTextMatrix input;
  std::optional<FastTextMatrix> output;  // rows of words, not of labels or nodes of a tree
  std::uint64_t bytes_beyond = 0;
};

// The layout of a file that begins with the magic number. Throws Error{kMalformed}.
FastTextLayout ParseFastText(const RandomAccess& bytes, bool lenient);

// The layout of a file from before there was a magic number. Throws Error{kMalformed} if the file
// is not one to its last byte.
FastTextLayout ParseOldFastText(const RandomAccess& bytes);

// Whether the first bytes of a file can be those of one of these. Cheap.
bool MayBeOldFastText(std::string_view first_bytes);

// Whether the file is one of floret's, which have fastText's magic number and version and two more
// numbers.
bool LooksLikeFloretModel(const RandomAccess& bytes);

}  // namespace hogvec

#endif  // HOGVEC_VECTORS_FORMATS_FASTTEXT_LAYOUT_H_
