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
  std::size_t passed_over = 0;  // lines that are no pair, by a lenient reading
};

// Reads judged pairs of words as they are published: two words in a line and their score, which is
// the first number behind them. Fields are parted by tabs, semicolons, commas or blanks, as the
// first line tells; words may hold blanks where these part nothing, and stand in quotes as in CSV.
// A first line without a number is the columns' titles; lines that begin with # and empty ones are
// nothing.
//
// Throws Error{kNoInput}; Error{kMalformed} with the line, unless `lenient`, and for a file without
// any pair.
PairFile ReadPairs(const std::filesystem::path& path, bool lenient);

}  // namespace hogvec

#endif  // HOGVEC_EVALUATION_PAIR_FILE_H_
