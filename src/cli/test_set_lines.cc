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

std::string WithUnseen(const std::filesystem::path& file, std::size_t unseen, std::size_t covered,
                       std::string_view what) {
  if (unseen == 0) return {};
  return fmt::format(
      "{}: {} of {} {} have a word that was not in the training text; its vector is made from its "
      "n-grams\n",
      Printable(file.native()), WithCommas(unseen), WithCommas(covered), what);
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

std::string UnseenLine(const std::filesystem::path& pairs, const PairScore& score) {
  return WithUnseen(pairs, score.unseen, score.covered, "pairs");
}

std::string UnseenLine(const std::filesystem::path& questions,
                       std::span<const SectionScore> sections) {
  std::size_t unseen = 0, covered = 0;
  for (const SectionScore& section : sections) {
    unseen += section.unseen;
    covered += section.covered;
  }
  return WithUnseen(questions, unseen, covered, "questions");
}

}  // namespace hogvec
