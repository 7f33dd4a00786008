#include <algorithm>
#include <array>
#include <functional>
#include <system_error>
#include <utility>

#include "base/unit_length.h"
#include "base/workers.h"
#include "hogvec/error.h"
#include "hogvec/graph_index.h"
#include "hogvec/neighbours.h"
#include "kernel/kernel.h"
#include "query/scan.h"
#include "query/searched_rows.h"

namespace hogvec {
namespace {

float Dot(std::span<const float> a, std::span<const float> b) {
  static const DotFunction kDot = FindKernel("").dot;
  return kDot(a.data(), b.data(), a.size());
}

std::vector<Neighbour> AboveThreshold(std::vector<Neighbour> neighbours, float threshold) {
  std::erase_if(neighbours, [&](const Neighbour& each) { return each.similarity < threshold; });
  return neighbours;
}

}  // namespace

NeighbourSearch::NeighbourSearch(WordVectors vectors, std::size_t threads)
    : rows_(std::make_unique<SearchedRows>(std::move(vectors))), threads_(ThreadCount(threads)) {}

NeighbourSearch::NeighbourSearch(MappedVectors vectors, std::size_t threads)
    : rows_(std::make_unique<SearchedRows>(std::move(vectors))), threads_(ThreadCount(threads)) {}

NeighbourSearch::~NeighbourSearch() = default;
NeighbourSearch::NeighbourSearch(NeighbourSearch&&) noexcept = default;
NeighbourSearch& NeighbourSearch::operator=(NeighbourSearch&&) noexcept = default;

void NeighbourSearch::Use(GraphIndex index, std::size_t breadth) {
  index_ = std::make_unique<GraphIndex>(std::move(index));
  breadth_ = breadth;
}

bool NeighbourSearch::AsksIndex() const {
  return index_ != nullptr && range_.allowed.empty() && range_.top >= rows_->size();
}

WordsView NeighbourSearch::words() const { return rows_->words(); }
std::size_t NeighbourSearch::dim() const { return rows_->dim(); }
std::vector<std::uint64_t> NeighbourSearch::Counts() const { return rows_->Counts(); }
std::vector<float> NeighbourSearch::Unit(WordId id) const { return rows_->Unit(id); }

std::vector<Neighbour> NeighbourSearch::Nearest(std::span<const float> query, std::size_t count,
                                                std::span<const WordId> excluded) const {
  const Query whole{{query.begin(), query.end()}, {excluded.begin(), excluded.end()}};
  if (AsksIndex()) return AboveThreshold(index_->Nearest(whole, count, breadth_), range_.threshold);
  return Scan(*rows_, range_, threads_).Nearest(whole, count);
}

std::vector<std::vector<Neighbour>> NeighbourSearch::NearestOfMany(std::span<const Query> queries,
                                                                   std::size_t count) const {
  if (!AsksIndex()) return Scan(*rows_, range_, threads_).NearestOfMany(queries, count);
  auto answers = index_->NearestOfMany(queries, count, breadth_);
  for (auto& answer : answers) answer = AboveThreshold(std::move(answer), range_.threshold);
  return answers;
}

std::vector<Neighbour> NeighbourSearch::Nearest(WordId word, std::size_t count) const {
  return Nearest(Unit(word), count, std::span(&word, 1));
}

Query NeighbourSearch::AnalogyQuery(WordId a, WordId b, WordId c) const {
  const std::vector<float> unit_a = Unit(a), unit_b = Unit(b), unit_c = Unit(c);
  Query query{std::vector<float>(dim()), {a, b, c}};
  for (std::size_t k = 0; k < dim(); ++k) query.values[k] = unit_b[k] - unit_a[k] + unit_c[k];
  return query;
}

Query NeighbourSearch::MeanQuery(std::span<const WordId> words) const {
  Query query{std::vector<float>(dim()), {words.begin(), words.end()}};
  for (const WordId word : words) {
    std::ranges::transform(query.values, Unit(word), query.values.begin(), std::plus<>());
  }
  return query;
}

std::vector<Neighbour> NeighbourSearch::Analogy(WordId a, WordId b, WordId c,
                                                std::size_t count) const {
  const Query query = AnalogyQuery(a, b, c);
  return Nearest(query.values, count, query.excluded);
}

std::vector<std::vector<Neighbour>> NeighbourSearch::AnalogiesByProduct(
    std::span<const std::array<WordId, 3>> questions, std::size_t count) const {
  std::vector<std::array<Query, 3>> triples;
  for (const auto& [a, b, c] : questions) {
    triples.push_back({Query{Unit(a), {a, b, c}}, Query{Unit(b)}, Query{Unit(c)}});
  }
  return Scan(*rows_, range_, threads_).BestProducts(triples, count);
}

std::vector<Neighbour> NeighbourSearch::AnalogyByProduct(WordId a, WordId b, WordId c,
                                                         std::size_t count) const {
  const std::array<WordId, 3> question = {a, b, c};
  return AnalogiesByProduct(std::span(&question, 1), count)[0];
}

WordId NeighbourSearch::OddOneOut(std::span<const WordId> words) const {
  Query mean = MeanQuery(words);
  ScaleToUnit(mean.values);
  return *std::ranges::min_element(words, {},
                                   [&](WordId word) { return Dot(Unit(word), mean.values); });
}

float NeighbourSearch::Similarity(WordId a, WordId b) const { return Dot(Unit(a), Unit(b)); }

NeighbourSearch OpenSearch(const std::filesystem::path& path, const ReadOptions& options,
                           PassedOver& passed_over, std::size_t threads) {
  const ReadOptions all;
  std::error_code unknown;
  // A pipe can be opened only once.
  if (!options.lenient && options.top == all.top &&
      std::filesystem::is_regular_file(path, unknown)) {
    try {
      return NeighbourSearch(MappedVectors(path), threads);
    } catch (const Error& error) {  // of another format, or of smaller numbers, or damaged
      if (error.kind() != ErrorKind::kMalformed) throw;
    }
  }
  return NeighbourSearch(ReadVectors(path, options, passed_over), threads);
}

}  // namespace hogvec
