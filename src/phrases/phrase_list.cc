#include "phrases/phrase_list.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <string_view>
#include <tuple>
#include <utility>

#include "base/quoted.h"
#include "hogvec/error.h"
#include "io/line_reader.h"

namespace hogvec {
namespace {

struct ScoredPhrase {
  std::string words;
  double score = 0;
  std::uint64_t count = 0;
};

bool ComesFirst(const ScoredPhrase& a, const ScoredPhrase& b) {
  return std::tie(b.score, b.count, a.words) < std::tie(a.score, a.count, b.words);
}

std::string WordsOf(const Lexicon& lexicon, const WordPair& pair) {
  std::string words(lexicon.words.Word(pair.first));
  if (pair.between != kGap) words.append(" ").append(lexicon.betweens.Word(pair.between));
  return words.append(" ").append(lexicon.words.Word(pair.second));
}

// The words of a phrase in the form of a list.
struct ListedPhrase {
  std::uint64_t line = 0;
  std::string first, between, last;
};

ListedPhrase ParsePhrase(const LineReader& file, std::string_view line) {
  const std::string_view phrase = line.substr(0, line.find('\t'));
  const std::size_t first = phrase.find(' '), last = phrase.rfind(' ');
  const bool blanks_alone = phrase.find("  ") == std::string_view::npos &&
                            phrase.find_first_of("\v\f\r") == std::string_view::npos;
  if (first == std::string_view::npos || first == 0 || last + 1 == phrase.size() || !blanks_alone) {
    throw file.MalformedLine(fmt::format(
        "expected a phrase, its words separated by single spaces, then tabs with its score and "
        "count; found {}",
        Quoted(line)));
  }
  const std::string_view between = phrase.substr(first, last - first);
  if (static_cast<std::size_t>(std::ranges::count(between, ' ')) > kMostConnectors) {
    throw file.MalformedLine(
        fmt::format("expected at most {} words between the ends of a phrase", kMostConnectors));
  }
  return {file.line_number(), std::string(phrase.substr(0, first)),
          std::string(between.substr(between.empty() ? 0 : 1)),
          std::string(phrase.substr(last + 1))};
}

Vocabulary VocabularyOf(const WordIndex& words) {
  return {words, std::vector<std::uint64_t>(words.size(), 1)};
}

void RequireNoConnector(const std::filesystem::path& path, const WordIndex& connectors,
                        const ListedPhrase& phrase) {
  for (const std::string& word : {phrase.first, phrase.last}) {
    if (!connectors.Find(word)) continue;
    throw Error(ErrorKind::kMalformed,
                fmt::format("{}:{}: expected words at the ends of the phrase that no phrase has in "
                            "its middle, found {}",
                            path.string(), phrase.line, Quoted(word)));
  }
}

PhraseBook BookOf(const std::filesystem::path& path, const std::vector<ListedPhrase>& listed) {
  WordIndex ends, betweens;
  PhraseBook book;
  for (const ListedPhrase& phrase : listed) {
    for (const std::string& word : {phrase.first, phrase.last}) ends.FindOrAdd(word);
    if (phrase.between.empty()) continue;
    betweens.FindOrAdd(phrase.between);
    Tokenize(
        phrase.between, [&](std::string_view word) { book.lexicon.connectors.FindOrAdd(word); },
        [] {});
  }
  auto& [words, connectors, insides] = book.lexicon;
  words = VocabularyOf(ends);
  insides = VocabularyOf(betweens);
  for (const ListedPhrase& phrase : listed) {
    RequireNoConnector(path, connectors, phrase);
    WordPair pair{*words.Find(phrase.first), *words.Find(phrase.last)};
    if (!phrase.between.empty()) pair.between = *insides.Find(phrase.between);
    book.phrases.insert({pair, 1});
  }
  return book;
}

}  // namespace

std::string PhraseLines(const PhraseOptions& options, const FoundPhrases& found) {
  std::vector<ScoredPhrase> phrases;
  for (const auto& [pair, count] : found.book.phrases) {
    phrases.push_back(
        {WordsOf(found.book.lexicon, pair), ScoreOf(options, found, pair, count), count});
  }
  std::ranges::sort(phrases, ComesFirst);
  std::string lines;
  for (const ScoredPhrase& phrase : phrases) {
    fmt::format_to(std::back_inserter(lines), "{}\t{}\t{}\n", phrase.words, phrase.score,
                   phrase.count);
  }
  return lines;
}

std::vector<PhraseBook> ReadPhraseList(const std::filesystem::path& path) {
  LineReader file(path);
  std::vector<PhraseBook> passes;
  std::vector<ListedPhrase> listed;
  for (std::string_view line; file.NextLine(line);) {
    if (!line.empty()) {
      listed.push_back(ParsePhrase(file, line));
    } else {
      passes.push_back(BookOf(path, std::exchange(listed, {})));
    }
  }
  passes.push_back(BookOf(path, listed));
  return passes;
}

}  // namespace hogvec
