#include "asking/table.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <variant>
#include <vector>

#include "base/number.h"
#include "base/printable.h"
#include "unicode/columns.h"

namespace hogvec::asking {
namespace {

constexpr std::size_t kIndent = 2;
constexpr std::size_t kBetween = 2;         // spaces between columns of words
constexpr std::size_t kSimilarity = 1 + 7;  // a blank and -0.1234
constexpr const char* kBold = "\x1b[1m";    // ISO 6429, as are those below
constexpr const char* kFaint = "\x1b[2m";
constexpr const char* kRed = "\x1b[31m";
constexpr const char* kPlain = "\x1b[0m";
constexpr const char* kLeftToRight = "\xe2\x80\x8e";  // a mark without width

std::string In(const char* colour, std::string_view text, const TerminalStyle& style) {
  return style.colour ? fmt::format("{}{}{}", colour, text, kPlain) : std::string(text);
}

std::size_t Less(std::size_t columns, std::size_t taken) {
  return columns - std::min(columns, taken);
}

std::string Padding(std::string_view text, std::size_t columns) {
  std::string padding(Less(columns, ColumnsOf(text)), ' ');
  return padding;
}

// Without this mark, a number after a word in Hebrew or Arabic would be shown before it.
const char* EndOf(std::string_view word) { return HasRightToLeft(word) ? kLeftToRight : ""; }

std::vector<std::string> ShownWords(std::span<const std::string_view> words, std::size_t columns) {
  std::vector<std::string> shown;
  shown.reserve(words.size());
  for (const std::string_view word : words) shown.push_back(CutTo(Printable(word), columns));
  return shown;
}

std::size_t Widest(std::span<const std::string> words) {
  std::size_t widest = 0;
  for (const std::string& word : words) widest = std::max(widest, ColumnsOf(word));
  return widest;
}

std::string NeighbourLines(WordsView words, std::span<const Neighbour> neighbours,
                           const TerminalStyle& style) {
  std::vector<std::string_view> answers;
  answers.reserve(neighbours.size());
  for (const Neighbour& neighbour : neighbours) answers.push_back(words[neighbour.id]);
  const auto shown = ShownWords(answers, Less(style.columns, kIndent + kSimilarity));
  const std::size_t widest = Widest(shown);
  std::string out;
  for (std::size_t i = 0; i < shown.size(); ++i) {
    const std::string similarity = fmt::format("{:7.4f}", neighbours[i].similarity);
    fmt::format_to(std::back_inserter(out), "  {}{}{} {}\n", shown[i], EndOf(shown[i]),
                   Padding(shown[i], widest), In(kFaint, similarity, style));
  }
  return out;
}

std::string AnswerLine(std::string_view answer, const TerminalStyle& style) {
  return fmt::format("  {}\n", CutTo(Printable(answer), Less(style.columns, kIndent)));
}

}  // namespace

std::string TitleLine(std::string_view title, const TerminalStyle& style) {
  return In(kBold, CutTo(Printable(title), style.columns), style) + "\n";
}

std::string ToTable(const Answer& answer, WordsView words, const TerminalStyle& style) {
  if (const auto* const similarity = std::get_if<Similarity>(&answer)) {
    return AnswerLine(fmt::format("{:.4f}", similarity->cosine), style);
  }
  if (const auto* const odd = std::get_if<OddWord>(&answer)) {
    return AnswerLine(odd->word, style);
  }
  return NeighbourLines(words, std::get<std::vector<Neighbour>>(answer), style);
}

std::string MessageLines(std::string_view message, const TerminalStyle& style) {
  return In(kRed, Folded(Printable(message), style.columns), style) + "\n";
}

std::string WordColumns(std::span<const std::string_view> words, std::size_t total,
                        std::size_t lines, const TerminalStyle& style) {
  std::vector<std::string> shown = ShownWords(words, style.columns);
  const std::size_t width = Widest(shown) + kBetween;
  const std::size_t across = std::max<std::size_t>((style.columns + kBetween) / width, 1);
  shown.resize(std::min(shown.size(), across * lines));
  const std::size_t down = (shown.size() + across - 1) / across;
  std::string out;
  for (std::size_t line = 0; line < down; ++line) {
    for (std::size_t i = line; i < shown.size(); i += down) {
      out += shown[i];
      if (i + down < shown.size()) out += EndOf(shown[i]) + Padding(shown[i], width);
    }
    out += '\n';
  }
  if (total > shown.size()) {
    out +=
        CutTo(fmt::format("and {} more", WithCommas(total - shown.size())), style.columns) + "\n";
  }
  return out;
}

}  // namespace hogvec::asking
