#include <fmt/format.h>

#include <algorithm>

#include "cli/option_table.h"

namespace hogvec {
namespace {

constexpr std::size_t kHelpColumn = 26;
constexpr std::size_t kHelpWidth = 80;

// Appends `text`, broken into lines between kHelpColumn and kHelpWidth.
void AppendWrapped(std::string_view text, std::string& out) {
  std::size_t column = kHelpColumn;
  while (!text.empty()) {
    const std::string_view word = text.substr(0, text.find(' '));
    if (column + 1 + word.size() > kHelpWidth) {
      out += '\n' + std::string(kHelpColumn, ' ');
      column = kHelpColumn;
    } else if (column > kHelpColumn) {
      out += ' ';
      ++column;
    }
    out += word;
    column += word.size();
    text.remove_prefix(std::min(word.size() + 1, text.size()));
  }
  out += '\n';
}

// The words in single quotes of what an option says it takes: "'a', 'b' or 'c'".
std::vector<std::string> QuotedWords(std::string_view text) {
  std::vector<std::string> words;
  for (;;) {
    const std::size_t begin = text.find('\''), end = text.find('\'', begin + 1);
    if (begin == std::string_view::npos || end == std::string_view::npos) return words;
    words.emplace_back(text.substr(begin + 1, end - begin - 1));
    text.remove_prefix(end + 1);
  }
}

}  // namespace

std::string OptionTable::Help() const {
  std::string out, group;
  for (const Row& row : rows()) {
    if (row.hidden) continue;
    if (row.group != group) out += fmt::format("\n{}:\n", group = row.group);
    std::string left = row.short_name.empty() ? "      --" : "  -" + row.short_name + ", --";
    left += row.name + (row.value_name.empty() ? "" : " " + row.value_name);
    out += left + (left.size() + 2 > kHelpColumn ? "\n" + std::string(kHelpColumn, ' ')
                                                 : std::string(kHelpColumn - left.size(), ' '));
    AppendWrapped(row.help + (row.fallback.empty() ? "" : " [" + row.fallback + "]"), out);
  }
  return out;
}

std::vector<OptionTable::Description> OptionTable::Descriptions() const {
  std::vector<Description> descriptions;
  for (const Row& row : rows()) {
    if (row.hidden) continue;
    Description description{row.name, row.short_name, row.value_name, row.help, row.kind};
    const bool takes_value = !row.value_name.empty() && !NamesFile(row.kind);
    if (takes_value) description.choices = QuotedWords(row.apply(""));
    descriptions.push_back(std::move(description));
  }
  return descriptions;
}

}  // namespace hogvec
