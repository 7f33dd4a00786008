#include "hogvec/phrases.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "corpus/tokenizer.h"
#include "hogvec/error.h"
#include "io/byte_sink.h"
#include "io/line_reader.h"
#include "phrases/joined_writer.h"
#include "phrases/kept_texts.h"
#include "phrases/phrase_finder.h"
#include "phrases/phrase_list.h"
#include "phrases/readings.h"

namespace hogvec {
namespace {

namespace fs = std::filesystem;

using Names = std::pair<PhraseScore, std::string_view>;
constexpr std::array kScores = {Names{PhraseScore::kDiscount, "discount"},
                                Names{PhraseScore::kNpmi, "npmi"}};

void CheckJoiner(const PhraseOptions& options) {
  if (options.joiner.find_first_of(kWhiteSpace) != std::string::npos) {
    throw Error(ErrorKind::kUsage, "--joiner must not contain whitespace");
  }
}

void CheckOptions(const PhraseOptions& options) {
  if (options.score == PhraseScore::kNpmi && options.threshold >= 1) {
    throw Error(ErrorKind::kUsage, "--threshold must be below 1 with --score npmi; 0.5 is usual");
  }
  if (options.passes == 0) throw Error(ErrorKind::kUsage, "--passes must be 1 or more");
  CheckJoiner(options);
}

JoinedCounts WriteJoined(const PhraseOptions& options, const PhraseBook& book, Readings& readings,
                         const fs::path& output) {
  const auto out = CreateFile(output);
  const JoinedCounts counts = JoinedWriter(options, book, readings, *out).WriteAll();
  out->Finish();
  return counts;
}

// The options of the next pass, which reads the file that the previous one wrote, already
// normalized.
void GoOnWith(const fs::path& text, PhraseOptions& options) {
  options.corpus = {text};
  options.text = {};
}

}  // namespace

std::string_view NameOf(PhraseScore score) {
  return std::ranges::find(kScores, score, &Names::first)->second;
}

std::optional<PhraseScore> PhraseScoreByName(std::string_view name) {
  const auto* const found = std::ranges::find(kScores, name, &Names::second);
  return found == kScores.end() ? std::nullopt : std::optional(found->first);
}

std::vector<std::string> EnglishConnectors() {
  return {"a",    "an", "the", "for", "of", "with", "without", "at",
          "from", "to", "in",  "on",  "by", "and",  "or"};
}

std::vector<std::string> ReadConnectors(const fs::path& path) {
  std::vector<std::string> words;
  LineReader file(path);
  for (std::string_view line; file.NextLine(line);) {
    Tokenize(
        line, [&](std::string_view word) { words.emplace_back(word); }, [] {});
  }
  if (words.empty()) {
    throw Error(ErrorKind::kMalformed,
                fmt::format("{}: expected words, found none", path.string()));
  }
  return words;
}

PhraseReport JoinPhrases(const PhraseOptions& options, const fs::path& output,
                         PhraseObserver& observer) {
  CheckOptions(options);
  KeptTexts kept(options.tmp_dir);
  PhraseOptions pass = options;
  Readings readings(observer, 3 * options.passes - (output.empty() ? 1 : 0));
  for (std::size_t i = 0; i < pass.corpus.size(); ++i) {
    pass.corpus[i] = kept.Readable(pass.corpus[i], i, options.take_binary, readings);
  }
  std::string list;
  PhraseReport report;
  for (std::size_t i = 1; i <= options.passes; ++i) {
    const FoundPhrases found = FindPhrases(pass, readings);
    report = {.words = found.words,
              .phrases = found.book.phrases.size(),
              .not_utf8_words = std::max(report.not_utf8_words, found.not_utf8)};
    if (!options.list.empty()) list += (i > 1 ? "\n" : "") + PhraseLines(pass, found);
    const fs::path text = i < options.passes ? kept.ForPass(i) : output;
    if (text.empty()) break;
    report.joined = WriteJoined(pass, found.book, readings, text).joined;
    GoOnWith(text, pass);
  }
  if (!options.list.empty()) WriteFile(options.list, list);
  return report;
}

PhraseReport JoinPhrases(const PhraseOptions& options, const fs::path& output) {
  PhraseObserver silent;
  return JoinPhrases(options, output, silent);
}

PhraseReport ApplyPhrases(const PhraseOptions& options, const fs::path& list,
                          const fs::path& output, PhraseObserver& observer) {
  CheckJoiner(options);
  const std::vector<PhraseBook> books = ReadPhraseList(list);
  KeptTexts kept(options.tmp_dir);
  PhraseOptions pass = options;
  Readings readings(observer, books.size());
  PhraseReport report;
  for (std::size_t i = 1; i <= books.size(); ++i) {
    const fs::path text = i < books.size() ? kept.ForPass(i) : output;
    const JoinedCounts counts = WriteJoined(pass, books[i - 1], readings, text);
    if (i == 1) report.words = counts.words;
    report.phrases += books[i - 1].phrases.size();
    report.joined += counts.joined;
    GoOnWith(text, pass);
  }
  return report;
}

PhraseReport ApplyPhrases(const PhraseOptions& options, const fs::path& list,
                          const fs::path& output) {
  PhraseObserver silent;
  return ApplyPhrases(options, list, output, silent);
}

}  // namespace hogvec
