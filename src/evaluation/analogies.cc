#include <fmt/format.h>

#include <array>
#include <optional>

#include "base/line_reader.h"
#include "evaluation/fields.h"
#include "evaluation/look_up.h"
#include "hogvec/evaluation.h"

namespace hogvec {
namespace {

struct Question {
  std::size_t section = 0;
  std::array<WordId, 4> words = {};  // A is to B as C is to D
};

// The ids of four words, or nothing if one is not among the first `top`.
std::optional<std::array<WordId, 4>> Look(WordsView words, std::size_t top,
                                          const std::vector<std::string_view>& fields) {
  std::array<WordId, 4> ids = {};
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const auto id = LookUp(words, fields[i]);
    if (!id || ToIndex(*id) >= top) return std::nullopt;
    ids[i] = *id;
  }
  return ids;
}

std::vector<Question> ReadQuestions(const std::filesystem::path& path, WordsView words,
                                    std::size_t top, std::vector<SectionScore>& sections) {
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
    const auto ids = Look(words, top, fields);
    if (ids) questions.push_back({sections.size() - 1, *ids});
    ++(ids ? sections.back().covered : sections.back().skipped);
  }
  return questions;
}

using Analogy = std::array<WordId, 3>;

// The first answer to each analogy, by the rule, or none.
std::vector<std::vector<Neighbour>> FirstAnswers(const NeighbourSearch& search, AnalogyRule rule,
                                                 std::span<const Analogy> analogies) {
  if (rule == AnalogyRule::kProduct) return search.AnalogiesByProduct(analogies, 1);
  std::vector<Query> queries;
  queries.reserve(analogies.size());
  for (const auto& [a, b, c] : analogies) queries.push_back(search.AnalogyQuery(a, b, c));
  return search.NearestOfMany(queries, 1);
}

void Score(const NeighbourSearch& search, AnalogyRule rule, std::span<const Question> questions,
           std::vector<SectionScore>& sections) {
  constexpr std::size_t kAtOnce = 2048;
  for (std::size_t first = 0; first < questions.size(); first += kAtOnce) {
    const auto some = questions.subspan(first, std::min(kAtOnce, questions.size() - first));
    std::vector<Analogy> analogies;
    for (const Question& question : some) {
      analogies.push_back({question.words[0], question.words[1], question.words[2]});
    }
    const auto answers = FirstAnswers(search, rule, analogies);
    for (std::size_t i = 0; i < some.size(); ++i) {
      const bool right = !answers[i].empty() && answers[i][0].id == some[i].words[3];
      sections[some[i].section].right += right ? 1 : 0;
    }
  }
}

}  // namespace

std::vector<SectionScore> ScoreAnalogies(const NeighbourSearch& search,
                                         const std::filesystem::path& questions, AnalogyRule rule) {
  std::vector<SectionScore> sections;
  const auto asked = ReadQuestions(questions, search.words(), search.range().top, sections);
  Score(search, rule, asked, sections);
  return sections;
}

}  // namespace hogvec
