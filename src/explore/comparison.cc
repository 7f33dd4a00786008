#include "explore/comparison.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "explore/asked.h"
#include "hogvec/error.h"

namespace hogvec::explore {
namespace {

// A word in one of the models: as it is asked about, with its neighbours, or unknown.
struct Found {
  AskedWord word;
  std::vector<Neighbour> answers;
};
using Finding = std::variant<Found, UnknownWord>;

Finding FindIn(const Explored& model, std::string_view word, std::size_t count) {
  try {
    const AskedWord found = FindWord(model.search, word);
    return Found{found, model.search.Nearest(found, count)};
  } catch (const UnknownWord& unknown) {
    return unknown;
  }
}

Json JsonOf(const Explored& model, std::span<const Neighbour> neighbours) {
  Json answers = Json::array();
  for (const Neighbour& neighbour : neighbours) {
    Json& answer = answers.emplace_back(Json{{"word", model.search.words()[neighbour.id]},
                                             {"similarity", SixDecimals(neighbour.similarity)},
                                             {"id", ToIndex(neighbour.id)}});
    AddCount(model, neighbour.id, answer);
  }
  return answers;
}

Json JsonOf(const Explored& model, std::string_view word, const Finding& finding) {
  Json json = {{"name", model.name}};
  if (const auto* unknown = std::get_if<UnknownWord>(&finding)) {
    json["error"] = unknown->what();
    json["near"] = unknown->near();
    return json;
  }
  const auto& found = std::get<Found>(finding);
  if (!found.word.id()) json["unseen"] = Json::array({word});
  json["answers"] = JsonOf(model, found.answers);
  return json;
}

// The part of the answers that two models share; null if one of them has none.
Json SharedPart(const Explored& a, const Finding& in_a, const Explored& b, const Finding& in_b) {
  const auto* const first = std::get_if<Found>(&in_a);
  const auto* const second = std::get_if<Found>(&in_b);
  if (first == nullptr || second == nullptr) return nullptr;
  const std::size_t most = std::max(first->answers.size(), second->answers.size());
  if (most == 0) return nullptr;
  std::set<std::string_view> words;
  for (const Neighbour& each : first->answers) words.insert(a.search.words()[each.id]);
  const auto shared = std::ranges::count_if(second->answers, [&](const Neighbour& each) {
    return words.contains(b.search.words()[each.id]);
  });
  return SixDecimals(static_cast<float>(shared) / static_cast<float>(most));
}

Json SharedParts(std::span<const Explored> models, std::span<const Finding> findings) {
  Json rows = Json::array();
  for (std::size_t a = 0; a < models.size(); ++a) {
    Json row = Json::array();
    for (std::size_t b = 0; b < models.size(); ++b) {
      row.push_back(SharedPart(models[a], findings[a], models[b], findings[b]));
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

// JSON has no numbers that are not finite.
Json NumberOrNull(float value) {
  return std::isfinite(value) ? Json(SixDecimals(value)) : Json(nullptr);
}

// The cosine of a word's vector in model `m` with that in the first; null where there is none.
Json CosineWithFirst(std::span<const Explored> models, std::span<const Finding> findings,
                     std::size_t m, Turns& turns) {
  const auto* const first = std::get_if<Found>(findings.data());
  const auto* const other = std::get_if<Found>(&findings[m]);
  if (first == nullptr || other == nullptr) return nullptr;
  if (m == 0) return 1;
  const ModelPair& pair = turns.Of(0, models[0].search, m, models[m].search);
  if (!pair.turn()) return nullptr;
  return NumberOrNull(
      pair.Cosine(models[0].search.Unit(first->word), models[m].search.Unit(other->word)));
}

// The two models that are asked about.
struct Asked {
  std::size_t a, b;
  bool by_neighbours;
  std::size_t least;  // how often a word must have been seen in both
};

Asked ReadAsked(std::span<const Explored> models, const Parameters& parameters) {
  if (models.size() < 2) {
    throw Error(ErrorKind::kUsage, "there is one model only; changes are between two");
  }
  Asked asked{parameters.Number("a", 0, 0, models.size() - 1),
              parameters.Number("b", 1, 0, models.size() - 1), false,
              parameters.Number("least", 0, 0, std::numeric_limits<std::size_t>::max())};
  if (asked.a == asked.b) throw Error(ErrorKind::kUsage, "a and b are the same model");
  const bool comparable = models[asked.a].search.dim() == models[asked.b].search.dim();
  const std::string_view by = parameters.Find("by").value_or(comparable ? "vector" : "neighbours");
  if (by != "vector" && by != "neighbours") {
    throw Error(ErrorKind::kUsage, "by is neither 'vector' nor 'neighbours'");
  }
  asked.by_neighbours = by == "neighbours";
  return asked;
}

void RequireWords(const ModelPair& pair) {
  if (pair.words().size() >= 2) return;
  throw Error(ErrorKind::kNotFound, fmt::format("the two models have {} words in common; two are "
                                                "needed",
                                                pair.words().size()));
}

void RequireTurn(const ModelPair& pair, const NeighbourSearch& a, const NeighbourSearch& b) {
  if (pair.turn()) return;
  if (a.dim() == b.dim()) {
    throw Error(ErrorKind::kNotFound, "the common words of the two models have no vectors");
  }
  throw Error(ErrorKind::kUsage,
              fmt::format("vectors of {} and of {} dimensions can't be compared; use by=neighbours",
                          a.dim(), b.dim()));
}

bool IsSeen(const Explored& model, WordId id, std::size_t least) {
  return model.counts.empty() || model.counts[ToIndex(id)] >= least;
}

// The places in pair.words() that the changes are found among.
std::vector<std::size_t> Candidates(std::span<const Explored> models, const Asked& asked,
                                    const ModelPair& pair) {
  const std::size_t most = asked.by_neighbours ? kMostByNeighbours : pair.words().size();
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < std::min(most, pair.words().size()); ++i) {
    const auto& word = pair.words()[i];
    if (IsSeen(models[asked.a], word.a, asked.least) &&
        IsSeen(models[asked.b], word.b, asked.least)) {
      places.push_back(i);
    }
  }
  return places;
}

// Moves the `count` places with the lowest values to the front, lowest first, and drops the rest.
// Equal ones keep the order of frequency.
void KeepLowest(std::vector<std::size_t>& places, std::size_t count,
                std::span<const float> values) {
  std::erase_if(places, [&](std::size_t place) { return std::isnan(values[place]); });
  const auto end = places.begin() + static_cast<std::ptrdiff_t>(std::min(count, places.size()));
  std::partial_sort(places.begin(), end, places.end(), [&](std::size_t a, std::size_t b) {
    return values[a] != values[b] ? values[a] < values[b] : a < b;
  });
  places.erase(end, places.end());
}

// Those with the fewest common neighbours; of equal ones those with the lowest cosines.
std::vector<float> ChangesOfNeighbours(ModelPair& pair, std::span<const std::size_t> places) {
  const std::vector<float> parts = pair.SharedParts(places);
  std::vector<float> changes(pair.words().size(), 2);
  for (std::size_t i = 0; i < places.size(); ++i) {
    constexpr float kTieBreak = 0.01f;  // the parts are tenths
    const float cosine = pair.turn() ? pair.Cosines()[places[i]] : 0;
    changes[places[i]] = parts[i] + kTieBreak * (std::isnan(cosine) ? 0 : cosine);
  }
  return changes;
}

Json ChangesOf(const Explored& model, ModelPair& pair, std::span<const std::size_t> places) {
  const std::vector<float> parts = pair.SharedParts(places);
  Json answers = Json::array();
  for (std::size_t i = 0; i < places.size(); ++i) {
    const WordId id = pair.words()[places[i]].a;
    Json& answer = answers.emplace_back(
        Json{{"word", model.search.words()[id]},
             {"similarity", pair.turn() ? NumberOrNull(pair.Cosines()[places[i]]) : Json(nullptr)},
             {"shared", SixDecimals(parts[i])}});
    AddCount(model, id, answer);
    answer["id"] = ToIndex(id);
  }
  return answers;
}

}  // namespace

Json CompareAnswer(std::span<const Explored> models, const Parameters& parameters, Turns& turns) {
  const std::string word = WordsGiven(models[0].search, parameters, 1)[0];
  const std::size_t count = AnswersWanted(parameters);
  std::vector<Finding> findings;
  for (const Explored& model : models) findings.push_back(FindIn(model, word, count));
  const auto is_unknown = [](const Finding& each) { return each.index() == 1; };
  if (std::ranges::all_of(findings, is_unknown)) {
    throw UnknownWord(std::get<UnknownWord>(findings[0]));
  }

  Json json = {{"v", 1}, {"query", Json::array({word})}, {"models", Json::array()}};
  Json cosines = Json::array();
  for (std::size_t m = 0; m < models.size(); ++m) {
    json["models"].push_back(JsonOf(models[m], word, findings[m]));
    cosines.push_back(CosineWithFirst(models, findings, m, turns));
  }
  json["shared"] = SharedParts(models, findings);
  json["cosine"] = std::move(cosines);
  return json;
}

Json ChangedAnswer(std::span<const Explored> models, const Parameters& parameters, Turns& turns) {
  const Asked asked = ReadAsked(models, parameters);
  const NeighbourSearch& a = models[asked.a].search;
  const NeighbourSearch& b = models[asked.b].search;
  ModelPair& pair = turns.Of(asked.a, a, asked.b, b);
  RequireWords(pair);
  if (!asked.by_neighbours) RequireTurn(pair, a, b);

  std::vector<std::size_t> places = Candidates(models, asked, pair);
  const std::size_t compared = places.size(), count = AnswersWanted(parameters);
  if (asked.by_neighbours) {
    KeepLowest(places, count, ChangesOfNeighbours(pair, places));
  } else {
    KeepLowest(places, count, pair.Cosines());
  }
  return {{"v", 1},
          {"a", asked.a},
          {"b", asked.b},
          {"by", asked.by_neighbours ? "neighbours" : "vector"},
          {"shared_words", pair.words().size()},
          {"compared", compared},
          {"answers", ChangesOf(models[asked.a], pair, places)}};
}

}  // namespace hogvec::explore
