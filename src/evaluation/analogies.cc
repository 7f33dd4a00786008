#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "evaluation/fields.h"
#include "evaluation/test_words.h"
#include "hogvec/evaluation.h"
#include "io/line_reader.h"

namespace hogvec {
namespace {

using Analogy = std::array<AskedWord, 3>;

struct Question {
  std::size_t section = 0;
  Analogy words;  // A is to B as C is to
  WordId answer{};

  bool HasUnseen() const {
    return !std::ranges::all_of(words, [](const AskedWord& word) { return word.id().has_value(); });
  }
};

// Nothing if a word is unknown.
std::optional<Question> QuestionOf(const TestWords& words, std::size_t section,
                                   const std::vector<std::string_view>& fields) {
  const auto answer = words.Find(fields[3]);
  if (!answer) return std::nullopt;
  const auto a = words.FindOrCompose(fields[0]), b = words.FindOrCompose(fields[1]),
             c = words.FindOrCompose(fields[2]);
  if (!a || !b || !c) return std::nullopt;
  return Question{section, {*a, *b, *c}, *answer};
}

Error NoQuestion(const LineReader& lines, std::size_t words) {
  return lines.MalformedLine(
      fmt::format("expected four words, found {}; --lenient skips such lines", words));
}

std::vector<Question> ReadQuestions(const std::filesystem::path& path, const TestWords& words,
                                    bool lenient, std::vector<SectionScore>& sections) {
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
    if (sections.empty()) sections.emplace_back();
    if (fields.size() != 4) {
      if (!lenient) throw NoQuestion(lines, fields.size());
      ++sections.back().passed_over;
      continue;
    }
    const auto question = QuestionOf(words, sections.size() - 1, fields);
    ++(question ? sections.back().covered : sections.back().skipped);
    if (!question) continue;
    sections.back().unseen += question->HasUnseen() ? 1 : 0;
    questions.push_back(*question);
  }
  return questions;
}

// The first answers to each analogy by the rule: as many as gensim searches for one that is not
// another spelling of a word of the question.
std::vector<std::vector<Neighbour>> FirstAnswers(const NeighbourSearch& search, AnalogyRule rule,
                                                 std::span<const Analogy> analogies) {
  constexpr std::size_t kAnswers = 5;
  if (rule == AnalogyRule::kProduct) return search.AnalogiesByCosMul(analogies, kAnswers);
  std::vector<Query> queries;
  queries.reserve(analogies.size());
  for (const auto& [a, b, c] : analogies) queries.push_back(search.AnalogyQuery(a, b, c));
  return search.NearestOfMany(queries, kAnswers);
}

bool IsRight(const TestWords& words, const Question& question, std::span<const Neighbour> answers) {
  for (const Neighbour& answer : answers) {
    const auto is = [&](const AskedWord& word) {
      return word.id() && words.AreOne(answer.id, *word.id());
    };
    if (std::ranges::none_of(question.words, is)) return is(question.answer);
  }
  return false;
}

void Score(const NeighbourSearch& search, const TestWords& words, AnalogyRule rule,
           std::span<const Question> questions, std::vector<SectionScore>& sections) {
  constexpr std::size_t kAtOnce = 2048;
  for (std::size_t first = 0; first < questions.size(); first += kAtOnce) {
    const auto some = questions.subspan(first, std::min(kAtOnce, questions.size() - first));
    std::vector<Analogy> analogies;
    for (const Question& question : some) analogies.push_back(question.words);
    const auto answers = FirstAnswers(search, rule, analogies);
    for (std::size_t i = 0; i < some.size(); ++i) {
      sections[some[i].section].right += IsRight(words, some[i], answers[i]) ? 1 : 0;
    }
  }
}

}  // namespace

std::vector<SectionScore> ScoreAnalogies(const NeighbourSearch& search,
                                         const std::filesystem::path& questions, AnalogyRule rule,
                                         const TestSetOptions& options) {
  const TestWords words(search, options);
  std::vector<SectionScore> sections;
  const auto asked = ReadQuestions(questions, words, options.lenient, sections);
  Score(search, words, rule, asked, sections);
  return sections;
}

}  // namespace hogvec
