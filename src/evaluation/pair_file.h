#ifndef HOGVEC_EVALUATION_PAIR_FILE_H_
#define HOGVEC_EVALUATION_PAIR_FILE_H_

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace hogvec {

struct JudgedPair {
  std::string a, b;
  double score = 0;
};

struct PairFile {
  std::vector<JudgedPair> pairs;
  std::size_t passed_over = 0;  // lines that are not a pair, skipped if lenient
};

// Reads rated word pairs in the formats in which they are published: each line has two words and
// their score, the first number after them. Fields are separated by tabs, semicolons, commas or
// spaces, as in the first line. Words may contain spaces if these are not the separator, and may be
// quoted as in CSV. A first line without a number is a header; empty lines and those that begin
// with # are ignored.
//
// Throws Error{kNoInput}; Error{kMalformed} with the line, unless `lenient`, and for a file without
// any pair.
PairFile ReadPairs(const std::filesystem::path& path, bool lenient);

}  // namespace hogvec

#endif  // HOGVEC_EVALUATION_PAIR_FILE_H_
