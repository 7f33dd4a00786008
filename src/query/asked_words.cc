// The questions about words, which become vectors here.
#include <algorithm>
#include <array>
#include <functional>
#include <utility>

#include "base/unit_length.h"
#include "hogvec/neighbours.h"
#include "query/preconditions.h"
#include "query/scan.h"
#include "query/search_kernel.h"
#include "query/searched_rows.h"

namespace hogvec {
namespace {

float Dot(std::span<const float> a, std::span<const float> b) {
  return SearchKernel().dot(a.data(), b.data(), a.size());
}

std::vector<AskedWord> Asked(std::span<const WordId> words) { return {words.begin(), words.end()}; }

// Those that could be answers otherwise.
std::vector<WordId> IdsOf(std::span<const AskedWord> words) {
  std::vector<WordId> ids;
  for (const AskedWord& word : words) {
    if (word.id()) ids.push_back(*word.id());
  }
  return ids;
}

}  // namespace

std::vector<float> NeighbourSearch::Unit(WordId id) const {
  RequireWords(std::span(&id, 1), rows_->size());
  return rows_->Unit(id);
}

std::vector<float> NeighbourSearch::Unit(const AskedWord& word) const {
  if (word.id()) return Unit(*word.id());
  RequireLength(word.values(), dim());
  return UnitOf(word.values());
}

bool NeighbourSearch::HasSubwords() const { return rows_->HasSubwords(); }

std::optional<AskedWord> NeighbourSearch::Find(std::string_view word) const {
  if (const auto id = FindGiven(words(), word)) return *id;
  if (!HasSubwords()) return std::nullopt;
  if (const auto id = words().Find(rows_->SpelledAsTrained(word))) return *id;
  auto composed = Compose(word);
  if (!composed) return std::nullopt;
  return AskedWord::Unseen(*std::move(composed));
}

std::optional<std::vector<float>> NeighbourSearch::Compose(std::string_view word) const {
  if (!HasSubwords()) return std::nullopt;
  std::vector<float> vector(dim());
  rows_->Compose(rows_->SpelledAsTrained(word), vector);
  const bool is_zero = std::ranges::all_of(vector, [](float value) { return value == 0; });
  return is_zero ? std::nullopt : std::optional(std::move(vector));
}

std::optional<std::vector<float>> NeighbourSearch::Vector(std::string_view word) const {
  const auto found = Find(word);
  if (!found) return std::nullopt;
  if (!found->id()) return found->values();
  const float* const row = rows_->Address(ToIndex(*found->id()));
  return std::vector<float>(row, row + dim());
}

std::vector<Neighbour> NeighbourSearch::Nearest(const AskedWord& word, std::size_t count) const {
  return Nearest({Unit(word), IdsOf(std::span(&word, 1))}, count);
}

Query NeighbourSearch::AnalogyQuery(const AskedWord& a, const AskedWord& b,
                                    const AskedWord& c) const {
  const std::array terms = {QueryTerm{a, -1}, QueryTerm{b}, QueryTerm{c}};
  return SumQuery(terms);
}

Query NeighbourSearch::MeanQuery(std::span<const AskedWord> words) const {
  std::vector<QueryTerm> terms;
  for (const AskedWord& word : words) terms.push_back({word});
  return SumQuery(terms);
}

Query NeighbourSearch::MeanQuery(std::span<const WordId> words) const {
  return MeanQuery(Asked(words));
}

Query NeighbourSearch::SumQuery(std::span<const QueryTerm> terms) const {
  RequireSome(terms.size());
  Query query{std::vector<float>(dim()), {}};
  for (const QueryTerm& term : terms) {
    const auto* const word = std::get_if<AskedWord>(&term.of);
    const std::vector<float> vector =
        word != nullptr ? Unit(*word) : std::get<std::vector<float>>(term.of);
    RequireLength(vector, dim());
    for (std::size_t k = 0; k < dim(); ++k) query.values[k] += term.weight * vector[k];
    if (word != nullptr && word->id()) query.excluded.push_back(*word->id());
  }
  return query;
}

std::vector<Neighbour> NeighbourSearch::Analogy(const AskedWord& a, const AskedWord& b,
                                                const AskedWord& c, std::size_t count) const {
  return Nearest(AnalogyQuery(a, b, c), count);
}

std::vector<std::vector<Neighbour>> NeighbourSearch::AnalogiesByCosMul(
    std::span<const std::array<AskedWord, 3>> questions, std::size_t count) const {
  std::vector<std::array<Query, 3>> triples;
  for (const auto& words : questions) {
    const auto& [a, b, c] = words;
    triples.push_back({Query{Unit(a), IdsOf(words)}, Query{Unit(b)}, Query{Unit(c)}});
  }
  return Scan(*rows_, range_, threads_).BestProducts(triples, count);
}

std::vector<std::vector<Neighbour>> NeighbourSearch::AnalogiesByCosMul(
    std::span<const std::array<WordId, 3>> questions, std::size_t count) const {
  std::vector<std::array<AskedWord, 3>> asked;
  for (const auto& [a, b, c] : questions) asked.push_back({a, b, c});
  return AnalogiesByCosMul(asked, count);
}

std::vector<Neighbour> NeighbourSearch::AnalogyByCosMul(const AskedWord& a, const AskedWord& b,
                                                        const AskedWord& c,
                                                        std::size_t count) const {
  const std::array question = {a, b, c};
  return AnalogiesByCosMul(std::span(&question, 1), count)[0];
}

std::size_t NeighbourSearch::OddOneOut(std::span<const AskedWord> words) const {
  Query mean = MeanQuery(words);
  ScaleToUnit(mean.values);
  const auto odd = std::ranges::min_element(
      words, {}, [&](const AskedWord& word) { return Dot(Unit(word), mean.values); });
  return static_cast<std::size_t>(odd - words.begin());
}

WordId NeighbourSearch::OddOneOut(std::span<const WordId> words) const {
  return words[OddOneOut(Asked(words))];
}

float NeighbourSearch::Similarity(const AskedWord& a, const AskedWord& b) const {
  return Dot(Unit(a), Unit(b));
}

}  // namespace hogvec
