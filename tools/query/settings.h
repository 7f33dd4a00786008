#ifndef HOGVEC_QUERY_SETTINGS_H_
#define HOGVEC_QUERY_SETTINGS_H_

#include <cstddef>
#include <cstdint>
#include <filesystem>

#include "cli/option_table.h"
#include "hogvec/neighbours.h"
#include "query/answers.h"

namespace hogvec::query {

// What the options of hogvec-query say.
struct Settings {
  AskOptions ask;
  AnswerRange range;
  double threshold = -2;
  std::size_t top = 0;
  std::uint64_t min_count = 0;
  std::filesystem::path restrict;
  std::size_t threads = 0;
  bool json = false, lenient = false, help = false, version = false;
};

// The rows of the options, whose targets are in `settings`.
void AddOptions(OptionTable& table, Settings& settings);

// The words of these vectors that may be answers. Throws Error{kUsage} for --min-count without
// counts, and what reading the file of --restrict throws.
AnswerRange RangeOf(const Settings& settings, const WordVectors& vectors);

}  // namespace hogvec::query

#endif  // HOGVEC_QUERY_SETTINGS_H_
