#ifndef HOGVEC_IO_WORD_LIST_H_
#define HOGVEC_IO_WORD_LIST_H_

#include <filesystem>
#include <string>
#include <vector>

namespace hogvec {

// The lines of a list of words, in their order, without white space at their ends; empty ones are
// left out. Throws Error{kNoInput}, and Error{kMalformed} if there are no others.
std::vector<std::string> ReadWordList(const std::filesystem::path& path);

}  // namespace hogvec

#endif  // HOGVEC_IO_WORD_LIST_H_
