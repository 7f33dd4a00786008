#include <fmt/format.h>

#include "base/atomic_file.h"
#include "hogvec/error.h"
#include "hogvec/word_vectors.h"
#include "vectors/binary_writer.h"
#include "vectors/header.h"
#include "vectors/text_writer.h"

namespace hogvec {
namespace {

// Whatever is written can be read again: no header that a reader refuses.
void CheckShape(const std::filesystem::path& path, const WordIndex& words,
                const EmbeddingTable& table) {
  if (!words.empty() && table.dim() > 0 && table.dim() <= kMostDim) return;
  throw Error(ErrorKind::kMalformed,
              fmt::format("{}: {} rows of {} values can't be written; at least one row of 1 to {} "
                          "values is needed",
                          path.string(), words.size(), table.dim(), kMostDim));
}

}  // namespace

void WriteVectors(const std::filesystem::path& path, VectorFormat format, const WordIndex& words,
                  const EmbeddingTable& table) {
  const bool text = format == VectorFormat::kText;
  if (!text && format != VectorFormat::kBinary) {
    throw Error(ErrorKind::kUsage, fmt::format("{}: vectors are written as text or binary, not {}",
                                               path.string(), FormatName(format)));
  }
  CheckShape(path, words, table);
  (text ? CheckTextWords : CheckBinaryWords)(path, words);
  AtomicFile file(path);
  (text ? WriteText : WriteBinary)(file, words, table);
  file.Finish();
}

}  // namespace hogvec
