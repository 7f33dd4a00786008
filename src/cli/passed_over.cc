#include "cli/passed_over.h"

#include <fmt/format.h>

#include "cli/progress_display.h"
#include "cli/terminal.h"

namespace hogvec {

void AddLenientOption(OptionTable& table, bool& lenient) {
  table.Flag("lenient", lenient,
             "skip rows that are repeated, lack a word or are not finite, and read all rows even "
             "if the header has their number wrong; a warning counts each kind",
             OptionRole::kAtWill);
}

std::string PassedOverLines(const std::filesystem::path& path, const PassedOver& passed_over) {
  std::string lines;
  const auto warn = [&](std::uint64_t count, std::string_view what, const std::string& first) {
    if (count == 0) return;
    lines += fmt::format("{}: warning: {} {}", Printable(path.native()), WithCommas(count), what);
    lines += first.empty() ? "\n" : fmt::format(" (first: '{}')\n", Printable(first));
  };
  warn(passed_over.without_word, "rows without a word passed over", "");
  warn(passed_over.repeated, "rows with the word of an earlier one passed over",
       passed_over.first_repeated);
  warn(passed_over.not_finite, "rows with NaN or infinity passed over",
       passed_over.first_not_finite);
  warn(passed_over.missing, "rows fewer than the header says", "");
  warn(passed_over.more, "rows more than the header says", "");
  warn(passed_over.lines_beyond, "lines after those that are not rows", "");
  warn(passed_over.bytes_beyond, "bytes after those that are not rows", "");
  return lines;
}

WordVectors ReadAndWarn(const std::filesystem::path& path, const ReadOptions& options) {
  PassedOver passed_over;
  WordVectors vectors = ReadVectors(path, options, passed_over);
  Say(PassedOverLines(path, passed_over));
  return vectors;
}

std::string LeftOutLine(const std::filesystem::path& output, VectorFormat format,
                        const LeftOut& left_out) {
  if (left_out.words == 0) return {};
  return fmt::format("{}: warning: {} words that {} can't hold left out (first: '{}')\n",
                     Printable(output.native()), WithCommas(left_out.words), FormatName(format),
                     Printable(left_out.first));
}

std::string UnknownWordsLine(const std::filesystem::path& list, std::uint64_t words,
                             std::span<const std::string> first) {
  if (words == 0) return {};
  std::string named;
  for (const std::string& word : first) {
    named += fmt::format("{} '{}'", named.empty() ? ":" : ",", Printable(word));
  }
  if (!first.empty() && words > first.size()) named += " ...";
  return fmt::format("{}: warning: {} of its words have no vector{}\n", Printable(list.native()),
                     WithCommas(words), named);
}

std::string UnseenWordsLine(const std::filesystem::path& list, std::uint64_t words) {
  if (words == 0) return {};
  const std::string_view said =
      words == 1 ? "was not in the training text; its vector is made from its n-grams"
                 : "were not in the training text; their vectors are made from their n-grams";
  return fmt::format("{}: {} of its words {}\n", Printable(list.native()), WithCommas(words), said);
}

}  // namespace hogvec
