#ifndef HOGVEC_CLI_TEST_SET_LINES_H_
#define HOGVEC_CLI_TEST_SET_LINES_H_

#include <filesystem>
#include <span>
#include <string>

#include "hogvec/evaluation.h"

namespace hogvec {

// Why a test set says nothing about the vectors: `FILE: no result: ...` without a line end, its
// words as they are. Empty if it does.
std::string NoResult(const std::filesystem::path& pairs, const PairScore& score);
std::string NoResult(const std::filesystem::path& questions,
                     std::span<const SectionScore> sections);

// A line `FILE: warning: ...` on what a lenient reading passed over; empty if that was nothing.
std::string PassedOverLine(const std::filesystem::path& pairs, const PairScore& score);
std::string PassedOverLine(const std::filesystem::path& questions,
                           std::span<const SectionScore> sections);

// A line `FILE: ...` on how much of it was asked with unseen words; empty if nothing was.
std::string UnseenLine(const std::filesystem::path& pairs, const PairScore& score);
std::string UnseenLine(const std::filesystem::path& questions,
                       std::span<const SectionScore> sections);

}  // namespace hogvec

#endif  // HOGVEC_CLI_TEST_SET_LINES_H_
