#include "cli/no_result.h"

#include <fmt/format.h>

#include "base/number.h"

namespace hogvec {

std::string NoResult(const std::filesystem::path& pairs, const PairScore& score) {
  if (score.rank) return {};
  return fmt::format(
      "{}: no result: the vectors have both words of {} of its {} pairs, and two "
      "are needed",
      pairs.string(), score.covered, WithCommas(score.covered + score.skipped));
}

std::string NoResult(const std::filesystem::path& questions,
                     std::span<const SectionScore> sections) {
  std::size_t covered = 0, skipped = 0;
  for (const SectionScore& section : sections) {
    covered += section.covered;
    skipped += section.skipped;
  }
  if (covered > 0) return {};
  return fmt::format("{}: no result: the vectors have all four words of none of its {} questions",
                     questions.string(), WithCommas(skipped));
}

}  // namespace hogvec
