#include "main/train/report_options.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <system_error>

#include "base/trimmed.h"
#include "cli/checks.h"
#include "hogvec/error.h"
#include "hogvec/evaluation.h"
#include "io/word_list.h"

namespace hogvec {
namespace {

namespace fs = std::filesystem;

// Their neighbours are looked for after each epoch, and a page with more is none to look at.
constexpr std::size_t kMostWords = 100;

bool IsList(std::string_view words) { return words.starts_with('@'); }

// @FILE as it means the same in any folder: a run may be resumed in another.
std::string WithWholePath(std::string_view words) {
  if (!IsList(words)) return std::string(words);
  std::error_code unknown;
  const fs::path path = fs::absolute(words.substr(1), unknown);
  return unknown ? std::string(words) : "@" + path.string();
}

void AddOnce(std::string_view word, std::vector<std::string>& words) {
  word = Trimmed(word);
  if (!word.empty() && std::ranges::find(words, word) == words.end()) words.emplace_back(word);
}

std::vector<std::string> ListedWords(const fs::path& file) {
  std::vector<std::string> words;
  for (const std::string& word : ReadWordList(file)) {
    if (words.size() <= kMostWords) AddOnce(word, words);
  }
  return words;
}

std::vector<std::string> WordsBetweenCommas(std::string_view text) {
  std::vector<std::string> words;
  while (!text.empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    AddOnce(text.substr(0, comma), words);
    text.remove_prefix(std::min(text.size(), comma + 1));
  }
  return words;
}

// Test sets, read against vectors that know none of their words.
void CheckTestSets(const ReportSettings& report, const TestSetOptions& options) {
  if (report.pairs.empty() && report.questions.empty()) return;
  const NeighbourSearch nothing({WordIndex(), EmbeddingTable(0, 1)}, 1);
  for (const fs::path& file : report.pairs) ScorePairs(nothing, file, options);
  for (const fs::path& file : report.questions) {
    ScoreAnalogies(nothing, file, AnalogyRule::kSum, options);
  }
}

}  // namespace

std::vector<fs::path> ReportSettings::Inputs() const {
  std::vector<fs::path> inputs = pairs;
  inputs.insert(inputs.end(), questions.begin(), questions.end());
  if (IsList(words)) inputs.emplace_back(words.substr(1));
  return inputs;
}

void AddReportOptions(OptionTable& table, ReportSettings& report) {
  table.Group("Report");
  table.Output("report", report.file,
               "also write a report with loss curves, neighbours and scores (self-contained HTML)");
  table.Choice(
      "report-words", "WORDS", "a sample",
      [&report](std::string_view words) {
        report.words = WithWholePath(words);
        return std::string(words.empty() || words == "@" ? "words, or @FILE" : "");
      },
      "words whose neighbours it follows: king,paris, or @FILE with one word per line",
      [&report] { return report.words; }, OptionRole::kOutput);
  table.Paths("report-pairs", report.pairs,
              "word pairs with human similarity scores to evaluate on; repeatable",
              OptionRole::kOutput);
  table.Paths("report-questions", report.questions, "analogies to evaluate on; repeatable",
              OptionRole::kOutput);
}

std::vector<std::string> WordsOf(const ReportSettings& report) {
  std::vector<std::string> words =
      IsList(report.words) ? ListedWords(report.words.substr(1)) : WordsBetweenCommas(report.words);
  if (words.size() <= kMostWords) return words;
  throw Error(ErrorKind::kUsage,
              fmt::format("--report-words: a report shows the neighbours of at most {} words; "
                          "name fewer",
                          kMostWords));
}

void CheckReport(const std::string& command, const ReportSettings& report,
                 const TestSetOptions& options) {
  const bool asked = !report.words.empty() || !report.pairs.empty() || !report.questions.empty();
  if (report.file.empty() && asked) {
    throw UsageError(command,
                     "--report-words, --report-pairs and --report-questions require --report FILE");
  }
  WordsOf(report);
  CheckTestSets(report, options);
}

}  // namespace hogvec
