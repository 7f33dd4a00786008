#include <fmt/format.h>

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
#include "query/preconditions.h"
#include "query/scan.h"
#include "query/search_kernel.h"
#include "query/searched_rows.h"

namespace hogvec {
namespace {

float Dot(std::span<const float> a, std::span<const float> b) {
  return SearchKernel().dot(a.data(), b.data(), a.size());
}

std::vector<Neighbour> AboveThreshold(std::vector<Neighbour> neighbours, float threshold) {
  std::erase_if(neighbours, [&](const Neighbour& each) { return each.similarity < threshold; });
  return neighbours;
}

void RequireAsMany(std::size_t words, std::size_t others, std::string_view what) {
  if (words == others) return;
  throw Error(ErrorKind::kUsage, fmt::format("vectors can't be searched that have {} words, {} {}",
                                             words, others, what));
}

SharedVectors Checked(SharedVectors vectors) {
  if (vectors.words == nullptr || vectors.table == nullptr) {
    throw Error(ErrorKind::kUsage, "there are no vectors to be searched");
  }
  RequireAsMany(vectors.words->size(), vectors.table->rows(), "rows");
  if (vectors.counts != nullptr && !vectors.counts->empty()) {
    RequireAsMany(vectors.words->size(), vectors.counts->size(), "counts");
  }
  return vectors;
}

SharedVectors Checked(std::shared_ptr<const WordVectors> vectors) {
  return Checked(vectors == nullptr ? SharedVectors() : SharedOf(std::move(vectors)));
}

}  // namespace

const std::shared_ptr<const SearchedRows>& SearchInternals::Rows(const NeighbourSearch& search) {
  return search.rows_;
}

NeighbourSearch::NeighbourSearch(std::shared_ptr<const WordVectors> vectors, std::size_t threads)
    : rows_(std::make_shared<const SearchedRows>(Checked(std::move(vectors)))),
      threads_(ThreadCount(threads)) {}

NeighbourSearch::NeighbourSearch(WordVectors vectors, std::size_t threads)
    : NeighbourSearch(std::make_shared<const WordVectors>(std::move(vectors)), threads) {}

NeighbourSearch::NeighbourSearch(std::shared_ptr<const WordIndex> words,
                                 std::shared_ptr<const EmbeddingTable> rows, std::size_t threads)
    : rows_(std::make_shared<const SearchedRows>(
          Checked(SharedVectors{std::move(words), std::move(rows)}))),
      threads_(ThreadCount(threads)) {}

NeighbourSearch::NeighbourSearch(MappedVectors vectors, std::size_t threads)
    : rows_(std::make_shared<const SearchedRows>(std::move(vectors))),
      threads_(ThreadCount(threads)) {}

void NeighbourSearch::Use(GraphIndex index, std::size_t breadth) {
  if (!index.IsOf(*this)) throw Error(ErrorKind::kUsage, "the index is one of other rows");
  index_ = std::make_shared<const GraphIndex>(std::move(index));
  breadth_ = breadth;
}

void NeighbourSearch::Restrict(AnswerRange range) {
  if (!range.allowed.empty() && range.allowed.size() != rows_->size()) {
    throw Error(ErrorKind::kUsage, fmt::format("the range is one of {} words, there are {}",
                                               range.allowed.size(), rows_->size()));
  }
  range_ = std::move(range);
}

bool NeighbourSearch::AsksIndex() const {
  return index_ != nullptr && range_.allowed.empty() && range_.top >= rows_->size();
}

WordsView NeighbourSearch::words() const { return rows_->words(); }
std::size_t NeighbourSearch::dim() const { return rows_->dim(); }
std::vector<std::uint64_t> NeighbourSearch::Counts() const { return rows_->Counts(); }

std::vector<float> NeighbourSearch::Unit(WordId id) const {
  RequireWords(std::span(&id, 1), rows_->size());
  return rows_->Unit(id);
}

std::optional<std::vector<float>> NeighbourSearch::Vector(std::string_view word) const {
  const auto id = FindGiven(words(), word);
  if (!id) return std::nullopt;
  const float* const row = rows_->Address(ToIndex(*id));
  return std::vector<float>(row, row + dim());
}

std::vector<Neighbour> NeighbourSearch::Nearest(const Query& query, std::size_t count) const {
  RequireLength(query, dim());
  if (AsksIndex()) return AboveThreshold(index_->Nearest(query, count, breadth_), range_.threshold);
  return Scan(*rows_, range_, threads_).Nearest(query, count);
}

std::vector<std::vector<Neighbour>> NeighbourSearch::NearestOfMany(std::span<const Query> queries,
                                                                   std::size_t count) const {
  for (const Query& query : queries) RequireLength(query, dim());
  if (!AsksIndex()) return Scan(*rows_, range_, threads_).NearestOfMany(queries, count);
  auto answers = index_->NearestOfMany(queries, count, breadth_);
  for (auto& answer : answers) answer = AboveThreshold(std::move(answer), range_.threshold);
  return answers;
}

std::vector<Neighbour> NeighbourSearch::Nearest(WordId word, std::size_t count) const {
  return Nearest({Unit(word), {word}}, count);
}

Query NeighbourSearch::AnalogyQuery(WordId a, WordId b, WordId c) const {
  const std::vector<float> unit_a = Unit(a), unit_b = Unit(b), unit_c = Unit(c);
  Query query{std::vector<float>(dim()), {a, b, c}};
  for (std::size_t k = 0; k < dim(); ++k) query.values[k] = unit_b[k] - unit_a[k] + unit_c[k];
  return query;
}

Query NeighbourSearch::MeanQuery(std::span<const WordId> words) const {
  RequireSome(words);
  Query query{std::vector<float>(dim()), {words.begin(), words.end()}};
  for (const WordId word : words) {
    std::ranges::transform(query.values, Unit(word), query.values.begin(), std::plus<>());
  }
  return query;
}

std::vector<Neighbour> NeighbourSearch::Analogy(WordId a, WordId b, WordId c,
                                                std::size_t count) const {
  return Nearest(AnalogyQuery(a, b, c), count);
}

std::vector<std::vector<Neighbour>> NeighbourSearch::AnalogiesByCosMul(
    std::span<const std::array<WordId, 3>> questions, std::size_t count) const {
  std::vector<std::array<Query, 3>> triples;
  for (const auto& [a, b, c] : questions) {
    triples.push_back({Query{Unit(a), {a, b, c}}, Query{Unit(b)}, Query{Unit(c)}});
  }
  return Scan(*rows_, range_, threads_).BestProducts(triples, count);
}

std::vector<Neighbour> NeighbourSearch::AnalogyByCosMul(WordId a, WordId b, WordId c,
                                                        std::size_t count) const {
  const std::array<WordId, 3> question = {a, b, c};
  return AnalogiesByCosMul(std::span(&question, 1), count)[0];
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
