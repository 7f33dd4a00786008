#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/workers.h"
#include "hogvec/error.h"
#include "hogvec/graph_index.h"
#include "hogvec/neighbours.h"
#include "query/preconditions.h"
#include "query/scan.h"
#include "query/searched_rows.h"

namespace hogvec {
namespace {

std::vector<Neighbour> AboveThreshold(std::vector<Neighbour> neighbours, float threshold) {
  std::erase_if(neighbours, [&](const Neighbour& each) { return each.similarity < threshold; });
  return neighbours;
}

void RequireAsMany(std::size_t words, std::size_t others, std::string_view what) {
  if (words == others) return;
  throw Error(ErrorKind::kUsage, fmt::format("vectors can't be searched that have {} words, {} {}",
                                             words, others, what));
}

void RequireSameLength(const Subwords& subwords, const EmbeddingTable& table) {
  if (subwords.buckets().empty() || subwords.table().dim() == table.dim()) return;
  throw Error(ErrorKind::kUsage,
              fmt::format("vectors can't be searched that have {} values, {} those of n-grams",
                          table.dim(), subwords.table().dim()));
}

SharedVectors Checked(SharedVectors vectors) {
  if (vectors.words == nullptr || vectors.table == nullptr) {
    throw Error(ErrorKind::kUsage, "there are no vectors to be searched");
  }
  RequireAsMany(vectors.words->size(), vectors.table->rows(), "rows");
  if (vectors.counts != nullptr && !vectors.counts->empty()) {
    RequireAsMany(vectors.words->size(), vectors.counts->size(), "counts");
  }
  if (vectors.subwords != nullptr) RequireSameLength(*vectors.subwords, *vectors.table);
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

void NeighbourSearch::SetThreads(std::size_t threads) { threads_ = ThreadCount(threads); }

void NeighbourSearch::RequireRange(const AnswerRange& range) const {
  if (range.allowed.empty() || range.allowed.size() == rows_->size()) return;
  throw Error(ErrorKind::kUsage, fmt::format("the range is one of {} words, there are {}",
                                             range.allowed.size(), rows_->size()));
}

void NeighbourSearch::Restrict(AnswerRange range) {
  RequireRange(range);
  range_ = std::move(range);
}

bool NeighbourSearch::AsksIndex(const AnswerRange& range) const {
  return index_ != nullptr && range.allowed.empty() && range.first == 0 &&
         range.top >= rows_->size();
}

WordsView NeighbourSearch::words() const { return rows_->words(); }
std::size_t NeighbourSearch::dim() const { return rows_->dim(); }
std::vector<std::uint64_t> NeighbourSearch::Counts() const { return rows_->Counts(); }

RowsView NeighbourSearch::rows() const {
  return {rows_->Address(0), rows_->size(), rows_->dim(), rows_->stride()};
}

std::vector<Neighbour> NeighbourSearch::Nearest(const Query& query, std::size_t count) const {
  return Nearest(query, count, range_);
}

std::vector<Neighbour> NeighbourSearch::Nearest(const Query& query, std::size_t count,
                                                const AnswerRange& range) const {
  RequireLength(query, dim());
  RequireRange(range);
  if (AsksIndex(range)) {
    return AboveThreshold(index_->Nearest(query, count, breadth_), range.threshold);
  }
  return Scan(*rows_, range, threads_).Nearest(query, count);
}

std::vector<std::vector<Neighbour>> NeighbourSearch::NearestOfMany(std::span<const Query> queries,
                                                                   std::size_t count) const {
  return NearestOfMany(queries, count, range_);
}

std::vector<std::vector<Neighbour>> NeighbourSearch::NearestOfMany(std::span<const Query> queries,
                                                                   std::size_t count,
                                                                   const AnswerRange& range) const {
  for (const Query& query : queries) RequireLength(query, dim());
  RequireRange(range);
  if (!AsksIndex(range)) return Scan(*rows_, range, threads_).NearestOfMany(queries, count);
  auto answers = index_->NearestOfMany(queries, count, breadth_);
  for (auto& answer : answers) answer = AboveThreshold(std::move(answer), range.threshold);
  return answers;
}

void NeighbourSearch::Similarities(const Query& query, std::size_t first,
                                   std::span<float> out) const {
  RequireLength(query, dim());
  if (first > rows_->size() || out.size() > rows_->size() - first) {
    throw Error(ErrorKind::kUsage, fmt::format("there are {} words, not {} from number {} on",
                                               rows_->size(), out.size(), first));
  }
  const AnswerRange range{.top = first + out.size(), .first = first};
  Scan(*rows_, range, threads_).Cosines(query, out);
}

NeighbourSearch OpenSearch(const std::filesystem::path& path, const ReadOptions& options,
                           PassedOver& passed_over, std::size_t threads) {
  const ReadOptions all;
  if (!options.lenient && options.top == all.top) {
    if (auto mapped = MapIfPossible(path)) return NeighbourSearch(*std::move(mapped), threads);
  }
  return NeighbourSearch(ReadVectors(path, options, passed_over), threads);
}

}  // namespace hogvec
