#ifndef HOGVEC_CLI_PASSED_OVER_H_
#define HOGVEC_CLI_PASSED_OVER_H_

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>

#include "cli/option_table.h"
#include "hogvec/transform.h"
#include "hogvec/word_vectors.h"

namespace hogvec {

// --lenient, for every command that reads vectors.
void AddLenientOption(OptionTable& table, bool& lenient);

// One line `PATH: warning: ...` for each kind of row that was skipped; empty if none was.
std::string PassedOverLines(const std::filesystem::path& path, const PassedOver& passed_over);

// Reads vectors as ReadVectors(), and warns of what was skipped.
WordVectors ReadAndWarn(const std::filesystem::path& path, const ReadOptions& options);

// A line `OUTPUT: warning: ...` on the words that its format can't carry; empty if there is none.
std::string LeftOutLine(const std::filesystem::path& output, VectorFormat format,
                        const LeftOut& left_out);

// A line `LIST: warning: ...` on the words of a list without a vector, which names those that are
// given; empty if there is none.
std::string UnknownWordsLine(const std::filesystem::path& list, std::uint64_t words,
                             std::span<const std::string> first = {});

// A line `LIST: ...` on those whose vector was made from n-grams; empty if there is none.
std::string UnseenWordsLine(const std::filesystem::path& list, std::uint64_t words);

}  // namespace hogvec

#endif  // HOGVEC_CLI_PASSED_OVER_H_
