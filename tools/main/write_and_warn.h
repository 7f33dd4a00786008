#ifndef HOGVEC_MAIN_WRITE_AND_WARN_H_
#define HOGVEC_MAIN_WRITE_AND_WARN_H_

#include <filesystem>
#include <string_view>

#include "hogvec/word_vectors.h"

namespace hogvec {

// Writes vectors, and then says which of the options that made the words the format can't carry, a
// line each that opens with `command`. Throws as WriteVectors does.
void WriteAndWarn(std::string_view command, const std::filesystem::path& path,
                  const WriteOptions& options, const VectorsToWrite& vectors);

}  // namespace hogvec

#endif  // HOGVEC_MAIN_WRITE_AND_WARN_H_
