#include <fmt/format.h>

#include <array>
#include <atomic>
#include <optional>

#include "base/line_reader.h"
#include "base/workers.h"
#include "evaluation/fields.h"
#include "hogvec/evaluation.h"

namespace hogvec {
namespace {

struct Question {
  std::size_t section = 0;
  std::array<WordId, 4> words = {};  // A is to B as C is to D
};

// The ids of four words, or nothing if one is unknown.
std::optional<std::array<WordId, 4>> Look(const WordIndex& words,
                                          const std::vector<std::string_view>& fields) {
  std::array<WordId, 4> ids = {};
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const auto id = words.Find(fields[i]);
    if (!id) return std::nullopt;
    ids[i] = *id;
  }
  return ids;
}

std::vector<Question> ReadQuestions(const std::filesystem::path& path, const WordIndex& words,
                                    std::vector<SectionScore>& sections) {
  LineReader lines(path);
  std::vector<Question> questions;
  for (std::string_view line; lines.NextLine(line);) {
    const auto fields = FieldsOf(line);
    if (fields.empty()) continue;
    if (fields[0] == ":") {
      sections.emplace_back().name =
          fmt::format("{}", fmt::join(fields.begin() + 1, fields.end(), " "));
      continue;
    }
    if (fields.size() != 4) {
      throw lines.MalformedLine(fmt::format("expected four words, found {}", fields.size()));
    }
    if (sections.empty()) sections.emplace_back();
    const auto ids = Look(words, fields);
    if (ids) questions.push_back({sections.size() - 1, *ids});
    ++(ids ? sections.back().covered : sections.back().skipped);
  }
  return questions;
}

bool AnswersRight(const NeighbourSearch& search, const Question& question) {
  const auto [a, b, c, d] = question.words;
  const auto answer = search.Analogy(a, b, c, 1);
  return !answer.empty() && answer[0].id == d;
}

}  // namespace

std::vector<SectionScore> ScoreAnalogies(const NeighbourSearch& search,
                                         const std::filesystem::path& questions) {
  std::vector<SectionScore> sections;
  const auto asked = ReadQuestions(questions, search.words(), sections);
  std::vector<std::atomic<std::size_t>> right(sections.size());
  std::atomic<std::size_t> next = 0;
  RunWorkers(ThreadCount(0), [&](std::size_t) {
    for (std::size_t i = next++; i < asked.size(); i = next++) {
      if (AnswersRight(search, asked[i])) ++right[asked[i].section];
    }
  });
  for (std::size_t i = 0; i < sections.size(); ++i) sections[i].right = right[i];
  return sections;
}

}  // namespace hogvec
