#include "cli/test_set_lines.h"

#include <fmt/format.h>

#include "base/number.h"
#include "cli/terminal.h"

namespace hogvec {
namespace {

std::string LinesPassedOver(const std::filesystem::path& file, std::size_t lines,
                            std::string_view what) {
  if (lines == 0) return {};
  return fmt::format("{}: warning: {} lines that are no {} passed over\n", Printable(file.native()),
                     WithCommas(lines), what);
}

}  // namespace

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

std::string PassedOverLine(const std::filesystem::path& pairs, const PairScore& score) {
  return LinesPassedOver(pairs, score.passed_over, "pair");
}

std::string PassedOverLine(const std::filesystem::path& questions,
                           std::span<const SectionScore> sections) {
  std::size_t lines = 0;
  for (const SectionScore& section : sections) lines += section.passed_over;
  return LinesPassedOver(questions, lines, "question");
}

}  // namespace hogvec
