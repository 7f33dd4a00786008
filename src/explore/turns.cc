#include "explore/turns.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numeric>
#include <utility>

#include "hogvec/error.h"

namespace hogvec::explore {
namespace {

using SharedWord = ModelPair::SharedWord;

constexpr std::size_t kBlock = 4096;  // words at a time
constexpr float kUnknown = std::numeric_limits<float>::quiet_NaN();

// The unit vectors of the same words in two models, one after the other.
struct Vectors {
  std::vector<float> a, b;
};

bool IsDirection(std::span<const float> unit) {
  const float square = std::inner_product(unit.begin(), unit.end(), unit.begin(), 0.0f);
  return std::isfinite(square) && square > 0;
}

// Without words that have no direction.
Vectors DirectionsOf(const NeighbourSearch& a, const NeighbourSearch& b,
                     std::span<const SharedWord> words) {
  Vectors vectors;
  for (const SharedWord& word : words) {
    const std::vector<float> in_a = a.Unit(word.a), in_b = b.Unit(word.b);
    if (!IsDirection(in_a) || !IsDirection(in_b)) continue;
    vectors.a.insert(vectors.a.end(), in_a.begin(), in_a.end());
    vectors.b.insert(vectors.b.end(), in_b.begin(), in_b.end());
  }
  return vectors;
}

float Dot(std::span<const float> a, std::span<const float> b) {
  return static_cast<float>(std::inner_product(a.begin(), a.end(), b.begin(), 0.0));
}

// The unit vectors of words in one of the models, one after the other.
template <typename IdOf>
std::vector<float> UnitsOf(const NeighbourSearch& model, std::span<const SharedWord> words,
                           IdOf id_of) {
  std::vector<float> units;
  units.reserve(words.size() * model.dim());
  for (const SharedWord& word : words) {
    const std::vector<float> unit = model.Unit(id_of(word));
    units.insert(units.end(), unit.begin(), unit.end());
  }
  return units;
}

// Appends the cosine of each vector of the one with that of the other after the turn.
void AppendCosines(const Turn& turn, std::span<const float> a, std::span<const float> b,
                   std::vector<float>& cosines) {
  std::vector<float> turned(b.size());
  turn.Apply(b, turned);
  for (std::size_t i = 0; i < a.size(); i += turn.dim()) {
    cosines.push_back(Dot(a.subspan(i, turn.dim()), std::span(turned).subspan(i, turn.dim())));
  }
}

// 1 for each word of a model that may be an answer.
template <typename IdOf>
AnswerRange RangeOf(const NeighbourSearch& model, std::span<const SharedWord> words, IdOf id_of) {
  AnswerRange range;
  range.allowed.assign(model.words().size(), 0);
  for (const SharedWord& word : words) range.allowed[ToIndex(id_of(word))] = 1;
  return range;
}

// The nearest shared words of some of these, in one of the models, by their ids there.
template <typename IdOf>
std::vector<std::vector<Neighbour>> NeighboursIn(const NeighbourSearch& model,
                                                 std::span<const SharedWord> words,
                                                 std::span<const std::size_t> places, IdOf id_of) {
  std::vector<Query> queries;
  queries.reserve(places.size());
  for (const std::size_t place : places) {
    const WordId id = id_of(words[place]);
    queries.push_back({model.Unit(id), {id}});
  }
  const auto compared = words.first(std::min(words.size(), ModelPair::kCompared));
  return model.NearestOfMany(queries, ModelPair::kNeighbours, RangeOf(model, compared, id_of));
}

float SharedPart(std::span<const Neighbour> a, std::span<const Neighbour> b,
                 std::span<const std::uint32_t> place_in_a,
                 std::span<const std::uint32_t> place_in_b) {
  const std::size_t most = std::max(a.size(), b.size());
  if (most == 0) return 0;
  std::size_t shared = 0;
  for (const Neighbour& each : a) {
    shared += static_cast<std::size_t>(std::ranges::count_if(b, [&](const Neighbour& other) {
      return place_in_a[ToIndex(each.id)] == place_in_b[ToIndex(other.id)];
    }));
  }
  return static_cast<float>(shared) / static_cast<float>(most);
}

// For each word of a model its place among the shared ones; only those of shared words mean
// anything.
template <typename IdOf>
std::vector<std::uint32_t> PlacesOf(const NeighbourSearch& model, std::span<const SharedWord> words,
                                    IdOf id_of) {
  std::vector<std::uint32_t> places(model.words().size());
  for (std::size_t i = 0; i < words.size(); ++i) {
    places[ToIndex(id_of(words[i]))] = static_cast<std::uint32_t>(i);
  }
  return places;
}

WordId IdInA(const SharedWord& word) { return word.a; }
WordId IdInB(const SharedWord& word) { return word.b; }

}  // namespace

ModelPair::ModelPair(const NeighbourSearch& a, const NeighbourSearch& b) : a_(a), b_(b) {
  FindShared();
  FindTurn();
  shared_parts_.assign(words_.size(), kUnknown);
}

void ModelPair::FindShared() {
  const WordsView words = a_.words();
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (const auto there = b_.words().Find(words[ToWordId(i)])) {
      words_.push_back({ToWordId(i), *there});
    }
  }
}

void ModelPair::FindTurn() {
  if (a_.dim() != b_.dim()) return;
  TurnFinder finder(a_.dim());
  std::size_t directions = 0;
  const std::size_t compared = std::min(words_.size(), kCompared);
  for (std::size_t i = 0; i < compared; i += kBlock) {
    const auto block = std::span(words_).subspan(i, std::min(kBlock, compared - i));
    const Vectors vectors = DirectionsOf(a_, b_, block);
    finder.Add(vectors.b, vectors.a);
    directions += vectors.a.size() / a_.dim();
  }
  if (directions >= 2) turn_ = finder.Find();
}

float ModelPair::Cosine(std::span<const float> a, std::span<const float> b) const {
  std::vector<float> turned(b.size());
  turn_->Apply(b, turned);
  return Dot(a, turned);
}

std::span<const float> ModelPair::Cosines() {
  std::call_once(cosines_found_, [this] { FindCosines(); });
  return cosines_;
}

void ModelPair::FindCosines() {
  std::vector<float> cosines;
  cosines.reserve(words_.size());
  for (std::size_t i = 0; i < words_.size(); i += kBlock) {
    const auto block = std::span(words_).subspan(i, std::min(kBlock, words_.size() - i));
    AppendCosines(*turn_, UnitsOf(a_, block, IdInA), UnitsOf(b_, block, IdInB), cosines);
  }
  cosines_ = std::move(cosines);
}

std::vector<float> ModelPair::SharedParts(std::span<const std::size_t> places) {
  // Who waits here keeps a thread from answering others, for seconds in large models.
  const std::unique_lock lock(parts_in_use_, std::try_to_lock);
  if (!lock) {
    throw Error(ErrorKind::kBusy, "the neighbours are being compared; ask again in a moment");
  }
  std::vector<std::size_t> missing;
  for (const std::size_t place : places) {
    if (std::isnan(shared_parts_[place])) missing.push_back(place);
  }
  if (!missing.empty()) FindSharedParts(missing);
  std::vector<float> parts;
  for (const std::size_t place : places) parts.push_back(shared_parts_[place]);
  return parts;
}

void ModelPair::FindSharedParts(std::span<const std::size_t> places) {
  const auto in_a = NeighboursIn(a_, words_, places, IdInA);
  const auto in_b = NeighboursIn(b_, words_, places, IdInB);
  const auto place_in_a = PlacesOf(a_, words_, IdInA), place_in_b = PlacesOf(b_, words_, IdInB);
  for (std::size_t i = 0; i < places.size(); ++i) {
    shared_parts_[places[i]] = SharedPart(in_a[i], in_b[i], place_in_a, place_in_b);
  }
}

ModelPair& Turns::Of(std::size_t a, const NeighbourSearch& first, std::size_t b,
                     const NeighbourSearch& second) {
  Slot* slot = nullptr;
  {
    const std::lock_guard lock(slots_in_use_);
    slot = &slots_[{a, b}];
  }
  std::call_once(slot->made, [&] { slot->pair = std::make_unique<ModelPair>(first, second); });
  return *slot->pair;
}

}  // namespace hogvec::explore
