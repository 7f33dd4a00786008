#ifndef HOGVEC_VECTORS_FORMATS_FASTTEXT_H_
#define HOGVEC_VECTORS_FORMATS_FASTTEXT_H_

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "hogvec/word_vectors.h"
#include "io/line_reader.h"

namespace hogvec {

// fastText's .bin and .ftz: words, and rows of words and of n-grams.

// What keeps a word out of it; empty if nothing does.
std::string_view FastTextWordFault(std::string_view word);

// What keeps a path from being written to: .ftz stands for quantised files.
std::string_view FastTextPathFault(const std::filesystem::path& path);

// What it can't express: that n-grams without a vector don't count.
std::vector<std::string> NotInFastText(const VectorsToWrite& vectors);

// Throws as WriteVectors does; Error{kUsage} for more words or buckets than its numbers hold.
void WriteFastText(const std::filesystem::path& path, const WriteOptions& options,
                   const VectorsToWrite& vectors);

// Opens a file of it; nothing if the file is none. Throws Error{kMalformed} for one that is damaged
// or of floret's.
std::unique_ptr<VectorReader> OpenFastText(LineReader& file, bool lenient);

}  // namespace hogvec

#endif  // HOGVEC_VECTORS_FORMATS_FASTTEXT_H_
