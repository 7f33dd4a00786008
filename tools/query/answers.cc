#include "query/answers.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <nlohmann/json.hpp>

#include "base/number.h"
#include "base/quoted.h"
#include "query/sum.h"

namespace hogvec::query {
namespace {

using Json = nlohmann::ordered_json;

// Words are bytes, JSON is UTF-8: what is none is replaced.
std::string Dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

// Six decimals, as in TSV: a float has no more to say.
double Rounded(float similarity) { return std::round(double{similarity} * 1e6) / 1e6; }

// The word in small letters, if that is known, and words spelled nearly like it.
std::vector<std::string_view> WordsNear(WordsView words, std::string_view word) {
  constexpr std::size_t kMost = 3;
  std::string small(word);
  std::ranges::transform(small, small.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  });
  std::vector<std::string_view> near = NearSpellings(words, word, kMost);
  if (const auto id = FindGiven(words, small)) {
    std::erase(near, words[*id]);
    near.insert(near.begin(), words[*id]);
  }
  near.resize(std::min(near.size(), kMost));
  return near;
}

// A direction that is none has no neighbours.
void RequireLength(const Query& query) {
  double squares = 0;
  for (const float value : query.values) squares += double{value} * value;
  if (squares > 0 && squares <= std::numeric_limits<float>::max()) return;
  throw Error(ErrorKind::kUsage, squares > 0 ? "the vector is too long to compare"
                                             : "the vector is zero, which has no neighbours");
}

}  // namespace

Asker::Asker(const NeighbourSearch& search, std::string_view command, const AskOptions& options)
    : search_(search), command_(CommandNamed(command)), options_(options) {}

Asker Asker::As(std::string_view command, const Look& look) const {
  AskOptions options = options_;
  options.look = look;
  return {search_, command, options};
}

std::vector<Outcome> Asker::Answer(std::span<const Words> questions) const {
  std::vector<Outcome> outcomes(questions.size());
  std::vector<Query> queries;
  std::vector<std::size_t> asked;  // the questions that the queries are of
  for (std::size_t i = 0; i < questions.size(); ++i) {
    try {
      CheckCount(command_, questions[i].size());
      auto query = QueryFor(questions[i], outcomes[i]);
      if (!query) continue;
      queries.push_back(std::move(*query));
      asked.push_back(i);
    } catch (const Error& error) {
      outcomes[i].error = error;
    }
  }
  // One question is scanned by all threads, many are shared among them.
  if (queries.size() == 1) {
    const auto found = search_.Nearest(queries[0].values, options_.count, queries[0].excluded);
    outcomes[asked[0]].answer = WriteNeighbours(questions[asked[0]], found);
    return outcomes;
  }
  const auto found = search_.NearestOfMany(queries, options_.count);
  for (std::size_t i = 0; i < asked.size(); ++i) {
    outcomes[asked[i]].answer = WriteNeighbours(questions[asked[i]], found[i]);
  }
  return outcomes;
}

// The query that a question comes to; nothing if it could be answered at once.
std::optional<Query> Asker::QueryFor(const Words& words, Outcome& outcome) const {
  if (Is("vector")) return VectorOf(words);
  if (Is("arith")) return SumOf(words, outcome);
  const std::vector<WordId> ids = FindAll(words, outcome);
  if (Is("nn")) {
    return Query{search_.Unit(ids[0]), ids};
  }
  if (Is("between")) return search_.MeanQuery(ids);
  if (Is("analogy") && !options_.by_product) {
    return search_.AnalogyQuery(ids[0], ids[1], ids[2]);
  }
  if (Is("analogy")) {
    outcome.answer =
        WriteNeighbours(words, search_.AnalogyByProduct(ids[0], ids[1], ids[2], options_.count));
  } else if (Is("similarity")) {
    outcome.answer = WriteSimilarity(words, search_.Similarity(ids[0], ids[1]));
  } else {
    outcome.answer = WriteOdd(words, search_.OddOneOut(ids));
  }
  return std::nullopt;
}

Query Asker::SumOf(const Words& words, Outcome& outcome) const {
  Query query{std::vector<float>(search_.dim())};
  const auto is_known = [this](std::string_view word) {
    return FindGiven(search_.words(), word).has_value();
  };
  for (const Term& term : ParseSum(words, is_known)) {
    const WordId id = Find(term.word, outcome);
    const auto weight = static_cast<float>(term.weight);
    const std::vector<float> unit = search_.Unit(id);
    for (std::size_t k = 0; k < unit.size(); ++k) query.values[k] += weight * unit[k];
    query.excluded.push_back(id);
  }
  RequireLength(query);
  return query;
}

Query Asker::VectorOf(const Words& words) const {
  if (words.size() != search_.dim()) {
    throw Error(ErrorKind::kUsage, fmt::format("expected a vector of {} numbers, found {}",
                                               search_.dim(), words.size()));
  }
  Query query;
  for (const std::string& word : words) {
    const auto value = ParseFloat(word);
    if (!value || !std::isfinite(*value)) {
      throw Error(ErrorKind::kUsage, fmt::format("expected a number, found {}", Quoted(word)));
    }
    query.values.push_back(*value);
  }
  RequireLength(query);
  return query;
}

std::vector<WordId> Asker::FindAll(const Words& words, Outcome& outcome) const {
  std::vector<WordId> ids;
  ids.reserve(words.size());
  for (const std::string& word : words) ids.push_back(Find(word, outcome));
  return ids;
}

WordId Asker::Find(const std::string& word, Outcome& outcome) const {
  if (const auto id = FindGiven(search_.words(), word)) return *id;
  const auto near = WordsNear(search_.words(), word);
  if (options_.fuzzy && !near.empty()) {
    outcome.notes.push_back(fmt::format("{} taken for '{}'", Quoted(word), near[0]));
    return *search_.words().Find(near[0]);
  }
  const bool has_sign = Is("arith") && word.find_first_of("+-*") != std::string::npos;
  throw Error(ErrorKind::kNotFound,
              fmt::format("unknown word {}{}{}", Quoted(word),
                          has_sign ? "; signs stand between blanks, as in 'king - man'" : "",
                          near.empty() ? "" : fmt::format("; near it: {}", fmt::join(near, ", "))));
}

std::string Asker::WriteNeighbours(const Words& words,
                                   std::span<const Neighbour> neighbours) const {
  if (options_.style == Style::kTable) {
    return NeighbourLines(search_.words(), neighbours, options_.look);
  }
  std::string out;
  Json answers = Json::array();
  for (const Neighbour& neighbour : neighbours) {
    const std::string_view word = search_.words()[neighbour.id];
    if (options_.style == Style::kJson) {
      answers.push_back({{"word", word}, {"similarity", Rounded(neighbour.similarity)}});
    } else {
      fmt::format_to(std::back_inserter(out), "{}\t{}\t{:.6f}\n", fmt::join(words, "\t"), word,
                     neighbour.similarity);
    }
  }
  if (options_.style == Style::kTsv) return out;
  return Dump({{"v", 1}, {"query", words}, {"answers", answers}});
}

std::string Asker::WriteSimilarity(const Words& words, float similarity) const {
  if (options_.style == Style::kTable) {
    return AnswerLine(fmt::format("{:.4f}", similarity), options_.look);
  }
  if (options_.style == Style::kJson) {
    return Dump({{"v", 1}, {"query", words}, {"similarity", Rounded(similarity)}});
  }
  return fmt::format("{}\t{:.6f}\n", fmt::join(words, "\t"), similarity);
}

std::string Asker::WriteOdd(const Words& words, WordId odd) const {
  const std::string_view word = search_.words()[odd];
  if (options_.style == Style::kTable) return AnswerLine(word, options_.look);
  if (options_.style == Style::kJson) return Dump({{"v", 1}, {"query", words}, {"odd", word}});
  return fmt::format("{}\t{}\n", fmt::join(words, "\t"), word);
}

}  // namespace hogvec::query
