#ifndef HOGVEC_IO_KNOWN_FILES_H_
#define HOGVEC_IO_KNOWN_FILES_H_

#include <string_view>

namespace hogvec {

// What a file that is no text or file of vectors is instead, judged by its first bytes: "a gzip
// archive; decompress it first" and the like. Empty if it is nothing known. Pure.
std::string_view RecogniseOtherFile(std::string_view first_bytes);

// The same without the kinds that are text, such as HTML. Pure.
std::string_view RecogniseNoText(std::string_view first_bytes);

}  // namespace hogvec

#endif  // HOGVEC_IO_KNOWN_FILES_H_
