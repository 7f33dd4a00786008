#ifndef HOGVEC_IO_KNOWN_FILES_H_
#define HOGVEC_IO_KNOWN_FILES_H_

#include <string_view>

namespace hogvec {

// What a file is, by its first bytes, if it is neither text nor a file of vectors: "a zip archive;
// unpack it first" and the like. Empty if unknown. Pure.
std::string_view RecogniseOtherFile(std::string_view first_bytes);

// The same, except for kinds that are text, such as HTML. Pure.
std::string_view RecogniseNoText(std::string_view first_bytes);

}  // namespace hogvec

#endif  // HOGVEC_IO_KNOWN_FILES_H_
