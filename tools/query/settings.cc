#include "query/settings.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>
#include <vector>

#include "base/number.h"
#include "cli/passed_over.h"
#include "cli/terminal.h"
#include "hogvec/error.h"
#include "io/word_list.h"

namespace hogvec::query {
namespace {

void AllowListed(const std::filesystem::path& list, WordsView words,
                 std::vector<std::uint8_t>& allowed) {
  std::size_t known = 0, unknown = 0;
  for (const std::string& word : ReadWordList(list)) {
    const auto id = FindGiven(words, word);
    if (id) allowed[ToIndex(*id)] = 1;
    ++(id ? known : unknown);
  }
  if (known == 0) {
    throw Error(ErrorKind::kNotFound,
                fmt::format("{}: none of its words has a vector", list.string()));
  }
  Say(UnknownWordsLine(list, unknown));
}

std::vector<std::uint8_t> AllowedWords(const Settings& settings, const NeighbourSearch& search) {
  std::vector<std::uint8_t> allowed;
  if (settings.restrict.empty() && settings.min_count == 0) return allowed;
  const std::vector<std::uint64_t> counts =
      settings.min_count > 0 ? search.Counts() : std::vector<std::uint64_t>();
  if (settings.min_count > 0 && counts.empty()) {
    throw Error(ErrorKind::kUsage,
                "--min-count requires word counts, which this file does not have; a .safetensors "
                "file has them");
  }
  allowed.assign(search.words().size(), settings.restrict.empty() ? 1 : 0);
  if (!settings.restrict.empty()) {
    AllowListed(settings.restrict, search.words(), allowed);
  }
  for (std::size_t i = 0; settings.min_count > 0 && i < allowed.size(); ++i) {
    if (counts[i] < settings.min_count) allowed[i] = 0;
  }
  return allowed;
}

std::string ParseColour(std::string_view value, Colour& colour) {
  constexpr std::pair<std::string_view, Colour> kNames[] = {
      {"auto", Colour::kAuto}, {"always", Colour::kAlways}, {"never", Colour::kNever}};
  const auto* found = std::ranges::find(kNames, value, &std::pair<std::string_view, Colour>::first);
  if (found == std::end(kNames)) return "auto, always or never";
  colour = found->second;
  return {};
}

}  // namespace

void AddOptions(OptionTable& table, Settings& settings) {
  table.Check([&settings] {
    if (settings.ask.count == 0) throw Error(ErrorKind::kUsage, "--count must be 1 or more");
    if (settings.threads > 4096) throw Error(ErrorKind::kUsage, "--threads must be at most 4096");
  });
  table.Group("Options");
  table.Number("count,k", settings.ask.count, "answers per question");
  table.Flag("json", settings.json, "one JSON object per question");
  table.Flag("cosmul", settings.ask.cosmul, "find analogies by 3CosMul instead of 3CosAdd");
  table.Flag("fuzzy", settings.ask.fuzzy, "use the nearest spelling for an unknown word");
  table.Flag("known-only", settings.ask.known_only,
             "no vectors made from n-grams for words that were not in the training text");
  table.Choice(
      "color", "WHEN", "auto",
      [&settings](std::string_view value) { return ParseColour(value, settings.colour); },
      "when to use colours: 'auto' (on a terminal), 'always' or 'never'");
  table.Alias("colour", "color");
  table.Group("Which words may be answers");
  table.Count("top", settings.top, "only the first N, the most frequent");
  table.Number("min-count", settings.min_count,
               "only words seen N times or more, if the file has counts");
  table.Path("restrict", settings.restrict, "only the words in a file, one per line");
  table.Choice(
      "threshold", "X", "",
      [&settings](std::string_view value) -> std::string {
        const auto number = ParseDouble(value);
        if (!number) return "a number";
        settings.threshold = *number;
        return {};
      },
      "only answers of at least this similarity");
  AddIndexOptions(table, settings.index);
  table.Group("Other");
  table.Number("threads", settings.threads, "threads per search; 0 means one per core");
  AddLenientOption(table, settings.lenient);
  table.Flag("version", settings.version, "show the version");
  table.Flag("help,h", settings.help, "show this help");
}

AnswerRange RangeOf(const Settings& settings, const NeighbourSearch& search) {
  AnswerRange range{.threshold = static_cast<float>(settings.threshold),
                    .allowed = AllowedWords(settings, search)};
  if (settings.top > 0) range.top = settings.top;
  return range;
}

asking::Rendering RenderingOf(const Settings& settings) {
  const bool always = settings.colour == Colour::kAlways;
  const bool shown = settings.colour == Colour::kAuto && ShowsColours(STDOUT_FILENO);
  const auto text = always || IsTerminal(STDOUT_FILENO) ? asking::Form::kTable : asking::Form::kTsv;
  return {.form = settings.json ? asking::Form::kJson : text,
          .style = {.columns = TerminalColumns(STDOUT_FILENO), .colour = shown || always}};
}

}  // namespace hogvec::query
