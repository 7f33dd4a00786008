#ifndef HOGVEC_VECTORS_FORMATS_SUBWORD_ARRAYS_H_
#define HOGVEC_VECTORS_FORMATS_SUBWORD_ARRAYS_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "hogvec/subwords.h"
#include "hogvec/word_vectors.h"
#include "io/tensor_file.h"

namespace hogvec {

// The n-gram vectors of a model in hogvec's own format, as three arrays
//   subword.weight  [R, dim]  F32, F16 or BF16: rows that a bucket has
//   subword.bucket  [G]       U32, the buckets that have one, ascending
//   subword.row     [G]       U32, the row of each of them; several may have the same
// and metadata: hogvec.minn, hogvec.maxn, hogvec.buckets; subword.hash, which is "fasttext"; and
// subword.only_known, "true" or "false", see SubwordsView. A model of which no bucket has a vector
// has none of these.

inline constexpr const char* kSubwordWeights = "subword.weight";
inline constexpr const char* kSubwordBuckets = "subword.bucket";
inline constexpr const char* kSubwordRows = "subword.row";

// Writes them, with rows numbered by their first use and without those that no bucket has. Refers
// to `subwords`, which must outlive it.
class SubwordsToWrite {
 public:
  explicit SubwordsToWrite(const Subwords& subwords);

  void AddTo(TensorMetadata& metadata) const;
  void AddTo(std::vector<TensorInfo>& tensors, NumberType type) const;
  void Write(NumberType type, TensorWriter& file) const;

 private:
  bool empty() const { return rows_.empty(); }

  const Subwords& subwords_;
  std::vector<RowId> kept_;          // the rows of the table, as they are written
  std::vector<std::uint32_t> rows_;  // of each bucket
};

// How words are split, by the metadata of a file that has these arrays. Throws std::runtime_error
// that says what is wrong.
struct SubwordRules {
  NgramOptions ngrams;
  bool only_known = false;
};
SubwordRules SubwordRulesIn(const TensorMetadata& metadata);

// The arrays of a file whose header is sound; what they hold is not read yet.
struct SubwordArrays {
  SubwordRules rules = {};
  const TensorInfo* weights = nullptr;
  const TensorInfo* buckets = nullptr;
  const TensorInfo* rows = nullptr;
};

// The arrays of a file whose vectors have `dim` values; nothing if it has none. Throws
// Error{kMalformed} for one that is missing or of another shape or type, and for invalid metadata.
std::optional<SubwordArrays> FindSubwords(const TensorReader& file, std::size_t dim);

// Throws Error{kMalformed} for buckets or rows that can't be, before memory is taken for vectors.
Subwords ReadSubwords(const TensorReader& file, const SubwordArrays& arrays);

}  // namespace hogvec

#endif  // HOGVEC_VECTORS_FORMATS_SUBWORD_ARRAYS_H_
