#include "explore/questions.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "asking/query_engine.h"
#include "asking/render.h"
#include "asking/sum.h"
#include "explore/asked.h"
#include "explore/nearness.h"

namespace hogvec::explore {
namespace {

using asking::Answer;
using asking::AskOptions;
using asking::Outcome;
using asking::Words;

constexpr std::size_t kRecallOf = 10;  // nearest words

// What becomes of a question. Its words must be known: this finds no similar spellings.
Outcome Ask(const Explored& model, std::string_view command, const Words& question,
            const AskOptions& options) {
  const asking::QueryEngine engine(model.search, options);
  Outcome outcome = engine.AnswerTo(*asking::FindCommand(command), question);
  if (const auto* const error = std::get_if<Error>(&outcome.result)) throw Error(*error);
  return outcome;
}

std::vector<Neighbour>& NeighboursIn(Outcome& outcome) {
  return std::get<std::vector<Neighbour>>(std::get<Answer>(outcome.result));
}

// As `hogvec-query --json` writes it, so that the two can't differ.
Json Rendered(const Explored& model, const Words& question, const Outcome& outcome) {
  return Json::parse(asking::ToJson(question, std::get<Answer>(outcome.result),
                                    model.search.words(), outcome.unseen));
}

void AddIds(const Explored& model, std::span<const Neighbour> neighbours, Json& json) {
  for (std::size_t i = 0; i < neighbours.size(); ++i) {
    Json& answer = json["answers"][i];
    answer["id"] = ToIndex(neighbours[i].id);
    AddCount(model, neighbours[i].id, answer);
  }
}

Json WithIds(const Explored& model, const Words& question, Outcome outcome) {
  Json json = Rendered(model, question, outcome);
  AddIds(model, NeighboursIn(outcome), json);
  json["notes"] = outcome.notes;
  return json;
}

void AddRanks(std::span<const std::size_t> ranks, std::size_t words, Json& json) {
  for (std::size_t i = 0; i < json["answers"].size(); ++i) {
    Json& answer = json["answers"][i];
    answer["map_rank"] = ranks[i];
    answer["near"] = ranks[i] <= NearestPlaces(words);
  }
}

void RequireKnown(const NeighbourSearch& search, std::span<const std::string> words) {
  for (const std::string& word : words) FindWord(search, word);
}

// The words of a question of which all must be known.
Words KnownWords(const Explored& model, const Parameters& parameters, std::size_t most) {
  Words words = WordsGiven(model.search, parameters, most);
  RequireKnown(model.search, words);
  return words;
}

// What is said of the word itself, where it has a row.
void AddSelf(const Explored& model, WordId id, std::span<const std::size_t> ranks, Json& json) {
  json["id"] = ToIndex(id);
  AddCount(model, id, json);
  if (model.map == nullptr) return;
  if (!ranks.empty()) json["map_recall"] = MapRecall(ranks);
  json["hub"] = model.map->hubs[ToIndex(id)];
}

void RequireTerms(const NeighbourSearch& search, const Words& words) {
  const auto is_known = [&](std::string_view word) {
    return FindGiven(search.words(), word).has_value();
  };
  const std::vector<asking::Term> terms = asking::ParseSum(words, is_known);
  if (terms.size() > kMostTerms) {
    throw Error(ErrorKind::kUsage,
                fmt::format("expected at most {} terms, found {}", kMostTerms, terms.size()));
  }
  for (const asking::Term& term : terms) {
    const bool has_sign = term.word.find_first_of("+-*") != std::string::npos;
    FindWord(search, term.word, has_sign ? "; put spaces around signs, as in 'king - man'" : "");
  }
}

bool ByMultiplication(const Parameters& parameters) {
  const std::string_view rule = parameters.Find("rule").value_or("add");
  if (rule == "add" || rule == "mul") return rule == "mul";
  throw Error(ErrorKind::kUsage, "'rule' must be add or mul");
}

// The similarities of one word with all of them.
Json MatrixRow(const NeighbourSearch& search, const AskedWord& word,
               std::span<const AskedWord> words) {
  Json row = Json::array();
  for (const AskedWord& other : words) row.push_back(SixDecimals(search.Similarity(word, other)));
  return row;
}

}  // namespace

Json NearAnswer(const Explored& model, const Parameters& parameters) {
  const Words question = KnownWords(model, parameters, 1);
  const std::size_t wanted = AnswersWanted(parameters);
  Outcome outcome = Ask(model, "nn", question, {.count = std::max(wanted, kRecallOf)});
  std::vector<Neighbour>& neighbours = NeighboursIn(outcome);
  const auto id = model.search.Find(question[0])->id();
  std::vector<std::size_t> ranks;
  if (id && model.map != nullptr) ranks = MapRanks(model.map->points, *id, neighbours);
  neighbours.resize(std::min(neighbours.size(), wanted));
  Json json = WithIds(model, question, std::move(outcome));
  if (!ranks.empty()) AddRanks(ranks, model.map->points.size(), json);
  if (id) AddSelf(model, *id, ranks, json);
  return json;
}

Json SumAnswer(const Explored& model, const Parameters& parameters) {
  const Words question = asking::WordsOf(parameters.Get("q"));
  if (question.empty()) {
    throw Error(ErrorKind::kUsage, "expected words in 'q', as in 'king - man + woman'");
  }
  RequireTerms(model.search, question);
  const AskOptions options{.count = AnswersWanted(parameters)};
  return WithIds(model, question, Ask(model, "arith", question, options));
}

Json AnalogyAnswer(const Explored& model, const Parameters& parameters) {
  Words question;
  for (const char* const name : {"a", "b", "c"}) question.emplace_back(parameters.Get(name));
  const AskOptions options{.count = AnswersWanted(parameters),
                           .cosmul = ByMultiplication(parameters)};
  RequireKnown(model.search, question);
  return WithIds(model, question, Ask(model, "analogy", question, options));
}

Json BetweenAnswer(const Explored& model, const Parameters& parameters) {
  const AskOptions options{.count = AnswersWanted(parameters)};
  const Words question = KnownWords(model, parameters, kMostListed);
  return WithIds(model, question, Ask(model, "between", question, options));
}

Json OddAnswer(const Explored& model, const Parameters& parameters) {
  const Words question = KnownWords(model, parameters, kMostListed);
  const Outcome outcome = Ask(model, "odd-one-out", question, {});
  Json json = Rendered(model, question, outcome);
  json["notes"] = outcome.notes;
  return json;
}

Json MatrixAnswer(const Explored& model, const Parameters& parameters) {
  const Words words = WordsGiven(model.search, parameters, kMostInMatrix);
  std::vector<AskedWord> found;
  Json unseen = Json::array();
  for (const std::string& word : words) {
    found.push_back(FindWord(model.search, word));
    if (!found.back().id()) unseen.push_back(word);
  }
  Json json = {{"v", 1}, {"words", words}};
  if (!unseen.empty()) json["unseen"] = std::move(unseen);
  json["similarities"] = Json::array();
  for (const AskedWord& word : found) {
    json["similarities"].push_back(MatrixRow(model.search, word, found));
  }
  return json;
}

}  // namespace hogvec::explore
