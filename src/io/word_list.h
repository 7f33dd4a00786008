#ifndef HOGVEC_IO_WORD_LIST_H_
#define HOGVEC_IO_WORD_LIST_H_

#include <filesystem>
#include <string>
#include <vector>

namespace hogvec {

// The lines of a list of words, in order, without whitespace at their ends; empty lines are
// skipped. Throws Error{kNoInput}, and Error{kMalformed} if there are no words.
std::vector<std::string> ReadWordList(const std::filesystem::path& path);

}  // namespace hogvec

#endif  // HOGVEC_IO_WORD_LIST_H_
