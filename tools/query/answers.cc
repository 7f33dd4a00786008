#include "query/answers.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <limits>
#include <nlohmann/json.hpp>

#include "base/number.h"
#include "cli/terminal.h"

namespace hogvec::query {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kAnyNumber = std::numeric_limits<std::size_t>::max();

struct Command {
  std::string_view name;
  std::size_t fewest, most;  // words of a question
};

constexpr std::array kCommands = {Command{"nn", 1, 1},
                                  Command{"analogy", 3, 3},
                                  Command{"similarity", 2, 2},
                                  Command{"between", 2, kAnyNumber},
                                  Command{"odd-one-out", 3, kAnyNumber},
                                  Command{"arith", 1, kAnyNumber},
                                  Command{"vector", 1, kAnyNumber}};

const Command& CommandNamed(std::string_view name) {
  return *std::ranges::find(kCommands, name, &Command::name);
}

// Words are bytes, JSON is UTF-8: what is none is replaced.
std::string Dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

// Six decimals, as in TSV: a float has no more to say.
double Rounded(float similarity) { return std::round(double{similarity} * 1e6) / 1e6; }

std::string Table(const NeighbourSearch& search, std::span<const Neighbour> neighbours) {
  std::vector<std::string> words;
  std::size_t widest = 0;
  for (const Neighbour& neighbour : neighbours) {
    words.push_back(Printable(search.words()[neighbour.id]));
    widest = std::max(widest, ColumnsOf(words.back()));
  }
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string padding(widest - ColumnsOf(words[i]), ' ');
    fmt::format_to(std::back_inserter(out), "  {}{} {:7.4f}\n", words[i], padding,
                   neighbours[i].similarity);
  }
  return out;
}

// A term of a sum: "2*paris" or "paris".
struct Term {
  double factor = 1;
  std::string word;
};

Term ParseTerm(const std::string& text) {
  const std::size_t star = text.find('*');
  if (star == std::string::npos) return {1, text};
  const auto factor = ParseDouble(std::string_view(text).substr(0, star));
  return factor ? Term{*factor, text.substr(star + 1)} : Term{1, text};
}

Error NoSum(const Words& words) {
  return {ErrorKind::kUsage,
          fmt::format("expected words with + or - between them, as in 'king - man + woman', not "
                      "'{}'",
                      fmt::join(words, " "))};
}

}  // namespace

Asker::Asker(const NeighbourSearch& search, const std::string& command, const AskOptions& options)
    : search_(search), command_(command), options_(options) {
  if (std::ranges::find(kCommands, command, &Command::name) != kCommands.end()) return;
  std::vector<std::string_view> names;
  for (const Command& each : kCommands) names.push_back(each.name);
  throw Error(ErrorKind::kUsage,
              fmt::format("unknown command '{}'; there are {}", command, fmt::join(names, ", ")));
}

std::optional<std::size_t> Asker::words_per_question() const {
  const Command& command = CommandNamed(command_);
  return command.fewest == command.most ? std::optional(command.fewest) : std::nullopt;
}

void Asker::CheckCount(std::size_t words) const {
  const auto [name, fewest, most] = CommandNamed(command_);
  if (words >= fewest && words <= most) return;
  throw Error(ErrorKind::kUsage,
              fmt::format("{} takes {}{} {}, not {}", name, fewest,
                          fewest == most ? "" : " or more", fewest == 1 ? "word" : "words", words));
}

std::vector<Outcome> Asker::Answer(std::span<const Words> questions) const {
  std::vector<Outcome> outcomes(questions.size());
  std::vector<Query> queries;
  std::vector<std::size_t> asked;  // the questions that the queries are of
  for (std::size_t i = 0; i < questions.size(); ++i) {
    try {
      CheckCount(questions[i].size());
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
  if (command_ == "vector") return VectorOf(words);
  if (command_ == "arith") return SumOf(words, outcome);
  const std::vector<WordId> ids = FindAll(words, outcome);
  if (command_ == "nn") {
    const auto unit = search_.Unit(ids[0]);
    return Query{{unit.begin(), unit.end()}, ids};
  }
  if (command_ == "between") return search_.MeanQuery(ids);
  if (command_ == "analogy" && !options_.by_product) {
    return search_.AnalogyQuery(ids[0], ids[1], ids[2]);
  }
  if (command_ == "analogy") {
    outcome.answer =
        WriteNeighbours(words, search_.AnalogyByProduct(ids[0], ids[1], ids[2], options_.count));
  } else if (command_ == "similarity") {
    outcome.answer = WriteSimilarity(words, search_.Similarity(ids[0], ids[1]));
  } else {
    outcome.answer = WriteOdd(words, search_.OddOneOut(ids));
  }
  return std::nullopt;
}

// A sign before the first word may be left out.
Query Asker::SumOf(const Words& words, Outcome& outcome) const {
  Query query{std::vector<float>(search_.dim())};
  double sign = 1;
  bool expects_word = true;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string& word = words[i];
    const bool is_sign = word == "+" || word == "-";
    if (is_sign == expects_word && !(is_sign && i == 0)) throw NoSum(words);
    expects_word = is_sign;
    if (is_sign) {
      sign = word == "-" ? -1 : 1;
      continue;
    }
    const Term term = ParseTerm(word);
    const WordId id = Find(term.word, outcome);
    const auto weight = static_cast<float>(sign * term.factor);
    for (std::size_t k = 0; k < query.values.size(); ++k) {
      query.values[k] += weight * search_.Unit(id)[k];
    }
    query.excluded.push_back(id);
  }
  if (expects_word) throw NoSum(words);
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
      throw Error(ErrorKind::kUsage, fmt::format("expected a number, found '{}'", word));
    }
    query.values.push_back(*value);
  }
  return query;
}

std::vector<WordId> Asker::FindAll(const Words& words, Outcome& outcome) const {
  std::vector<WordId> ids;
  ids.reserve(words.size());
  for (const std::string& word : words) ids.push_back(Find(word, outcome));
  return ids;
}

WordId Asker::Find(const std::string& word, Outcome& outcome) const {
  if (const auto id = search_.words().Find(word)) return *id;
  const auto near = NearSpellings(search_.words(), word, 3);
  if (options_.fuzzy && !near.empty()) {
    outcome.notes.push_back(fmt::format("'{}' taken for '{}'", word, near[0]));
    return *search_.words().Find(near[0]);
  }
  throw Error(ErrorKind::kNotFound,
              fmt::format("unknown word '{}'{}", word,
                          near.empty() ? "" : fmt::format("; near it: {}", fmt::join(near, ", "))));
}

std::string Asker::WriteNeighbours(const Words& words,
                                   std::span<const Neighbour> neighbours) const {
  if (options_.style == Style::kTable) return Table(search_, neighbours);
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
  if (options_.style == Style::kTable) return fmt::format("  {:.4f}\n", similarity);
  if (options_.style == Style::kJson) {
    return Dump({{"v", 1}, {"query", words}, {"similarity", Rounded(similarity)}});
  }
  return fmt::format("{}\t{:.6f}\n", fmt::join(words, "\t"), similarity);
}

std::string Asker::WriteOdd(const Words& words, WordId odd) const {
  const std::string_view word = search_.words()[odd];
  if (options_.style == Style::kTable) return fmt::format("  {}\n", Printable(word));
  if (options_.style == Style::kJson) return Dump({{"v", 1}, {"query", words}, {"odd", word}});
  return fmt::format("{}\t{}\n", fmt::join(words, "\t"), word);
}

}  // namespace hogvec::query
