// A vocabulary file has a line `word count` per word. A word contains no whitespace, so the last
// space or tab of a line separates the two.
#include <fmt/format.h>

#include <iterator>
#include <limits>

#include "base/number.h"
#include "base/quoted.h"
#include "hogvec/vocabulary.h"
#include "io/byte_sink.h"
#include "io/line_reader.h"
#include "vocabulary/word_counter.h"

namespace hogvec {
namespace {

struct CountedLine {
  std::string_view word;
  std::uint64_t count = 0;
};

CountedLine ParseLine(const LineReader& reader, std::string_view line) {
  const std::size_t blank = line.find_last_of(" \t");
  const std::string_view word = line.substr(0, blank);
  if (blank == std::string_view::npos || word.empty() ||
      word.find_first_of(" \t\v\f\r") != std::string_view::npos) {
    throw reader.MalformedLine(fmt::format("expected 'word count', found {}", Quoted(line)));
  }
  const auto count = ParseInteger<std::uint64_t>(line.substr(blank + 1));
  if (!count) {
    throw reader.MalformedLine(fmt::format("expected a count after {}, found {}", Quoted(word),
                                           Quoted(line.substr(blank + 1))));
  }
  return {word, *count};
}

}  // namespace

void SaveVocabulary(const Vocabulary& vocabulary, const std::filesystem::path& path) {
  const auto file = CreateFile(path);
  std::string line;
  for (std::size_t i = 0; i < vocabulary.size(); ++i) {
    const WordId id = ToWordId(i);
    line.clear();
    fmt::format_to(std::back_inserter(line), "{} {}\n", vocabulary.Word(id), vocabulary.Count(id));
    file->Write(line);
  }
  file->Finish();
}

Vocabulary LoadVocabulary(const std::filesystem::path& path, const PruneOptions& prune,
                          PruneReport& report) {
  LineReader reader(path);
  WordCounter counter;
  std::string_view line;
  std::uint64_t total = 0;
  while (reader.NextLine(line)) {
    const auto [word, count] = ParseLine(reader, line);
    if (reader.line_number() == 1 && word == "</s>") continue;
    if (counter.words().Find(word)) {
      throw reader.MalformedLine(fmt::format("the word {} appears a second time", Quoted(word)));
    }
    if (count > std::numeric_limits<std::uint64_t>::max() - total) {
      throw reader.MalformedLine("the sum of the counts does not fit in 64 bits");
    }
    total += count;
    counter.Count(word, count);
  }
  return PruneToVocabulary(counter, prune, report);
}

}  // namespace hogvec
