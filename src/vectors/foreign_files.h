#ifndef HOGVEC_VECTORS_FOREIGN_FILES_H_
#define HOGVEC_VECTORS_FOREIGN_FILES_H_

#include <filesystem>
#include <optional>

#include "hogvec/word_vectors.h"

namespace hogvec {

// The first file that writing vectors to `path` would replace although it holds what hogvec did not
// write: a database with other tables, or a file that is not the one named, but stands beside it or
// in the folder. Nothing if there is none.
//
// Files of ours are known by what they say, those of earlier versions too. Reads no more than the
// start of a file.
std::optional<std::filesystem::path> ForeignFile(const std::filesystem::path& path,
                                                 VectorFormat format);

}  // namespace hogvec

#endif  // HOGVEC_VECTORS_FOREIGN_FILES_H_
