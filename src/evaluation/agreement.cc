#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <utility>
#include <vector>

#include "base/unit_length.h"
#include "evaluation/turn.h"
#include "hogvec/error.h"
#include "hogvec/evaluation.h"

namespace hogvec {
namespace {

constexpr std::size_t kBands = 10;

// The words of both models and their rows in each, the first model's order.
struct CommonWords {
  WordVectors first, second;
};

EmbeddingTable RowsOf(const EmbeddingTable& table, std::span<const WordId> ids) {
  EmbeddingTable rows(ids.size(), table.dim());
  for (std::size_t i = 0; i < ids.size(); ++i) {
    std::ranges::copy(table.Row(ids[i]), rows.Row(ToWordId(i)).begin());
    ScaleToUnit(rows.Row(ToWordId(i)));
  }
  return rows;
}

CommonWords FindCommon(const WordVectors& first, const WordVectors& second, std::size_t top) {
  WordIndex words;
  std::vector<WordId> first_ids, second_ids;
  for (std::size_t i = 0; i < first.words.size() && words.size() < top; ++i) {
    const auto there = second.words.Find(first.words[ToWordId(i)]);
    if (!there) continue;
    words.FindOrAdd(first.words[ToWordId(i)]);
    first_ids.push_back(ToWordId(i));
    second_ids.push_back(*there);
  }
  if (words.size() < 2) {
    throw Error(
        ErrorKind::kNotFound,
        fmt::format("the two models have {} words in common; two are needed", words.size()));
  }
  return {{.words = words, .table = RowsOf(first.table, first_ids)},
          {.words = words, .table = RowsOf(second.table, second_ids)}};
}

std::vector<std::vector<Neighbour>> NeighboursOfAll(const WordVectors& vectors, std::size_t count,
                                                    std::size_t threads) {
  WordVectors copy{.words = vectors.words,
                   .table = EmbeddingTable(vectors.table.rows(), vectors.table.dim())};
  std::vector<Query> queries;
  for (std::size_t i = 0; i < vectors.table.rows(); ++i) {
    const auto row = vectors.table.Row(ToWordId(i));
    std::ranges::copy(row, copy.table.Row(ToWordId(i)).begin());
    queries.push_back({{row.begin(), row.end()}, {ToWordId(i)}});
  }
  return NeighbourSearch(std::move(copy), threads).NearestOfMany(queries, count);
}

double SharedPart(const std::vector<Neighbour>& a, const std::vector<Neighbour>& b) {
  std::size_t shared = 0;
  for (const Neighbour& each : a) {
    shared += std::ranges::find(b, each.id, &Neighbour::id) == b.end() ? 0 : 1;
  }
  return a.empty() ? 0 : static_cast<double>(shared) / static_cast<double>(a.size());
}

// Some of a table's rows, one after the other, without what pads them.
std::vector<float> Packed(const EmbeddingTable& table, std::size_t first, std::size_t count) {
  std::vector<float> rows;
  rows.reserve(count * table.dim());
  for (std::size_t i = first; i < first + count; ++i) {
    const auto row = table.Row(ToWordId(i));
    rows.insert(rows.end(), row.begin(), row.end());
  }
  return rows;
}

constexpr std::size_t kBlock = 4096;  // rows at a time

Turn TurnOfSecond(const CommonWords& words) {
  const std::size_t rows = words.first.table.rows();
  TurnFinder finder(words.first.table.dim());
  for (std::size_t i = 0; i < rows; i += kBlock) {
    const std::size_t count = std::min(kBlock, rows - i);
    finder.Add(Packed(words.second.table, i, count), Packed(words.first.table, i, count));
  }
  return finder.Find();
}

// For unit rows a of the one and b of the other: the cosine of each a with its b after the turn.
std::vector<double> SimilaritiesWhenTurned(const CommonWords& words) {
  const Turn turn = TurnOfSecond(words);
  std::vector<double> similarities;
  std::vector<float> turned(turn.dim());
  for (std::size_t i = 0; i < words.first.table.rows(); ++i) {
    const auto a = words.first.table.Row(ToWordId(i));
    turn.Apply(words.second.table.Row(ToWordId(i)), turned);
    similarities.push_back(std::inner_product(a.begin(), a.end(), turned.begin(), 0.0));
  }
  return similarities;
}

std::vector<Agreement::Change> MostChanged(const CommonWords& words, std::size_t count) {
  const std::vector<double> similarities = SimilaritiesWhenTurned(words);
  std::vector<Agreement::Change> changes;
  for (std::size_t i = 0; i < similarities.size(); ++i) {
    changes.push_back({std::string(words.first.words[ToWordId(i)]), similarities[i]});
  }
  std::ranges::stable_sort(changes, {}, &Agreement::Change::similarity);
  changes.resize(std::min(changes.size(), count));
  return changes;
}

}  // namespace

Agreement CompareModels(const WordVectors& first, const WordVectors& second,
                        const AgreementOptions& options) {
  const CommonWords words = FindCommon(first, second, options.top);
  const auto a = NeighboursOfAll(words.first, options.neighbours, options.threads);
  const auto b = NeighboursOfAll(words.second, options.neighbours, options.threads);
  Agreement agreement{.words = a.size()};
  for (std::size_t band = 0; band < kBands; ++band) {
    Agreement::Band& now = agreement.bands.emplace_back(
        Agreement::Band{a.size() * band / kBands, a.size() * (band + 1) / kBands, 0});
    double sum = 0;
    for (std::size_t i = now.first; i < now.last; ++i) sum += SharedPart(a[i], b[i]);
    now.overlap = now.last > now.first ? sum / static_cast<double>(now.last - now.first) : 0;
    agreement.overlap += sum / static_cast<double>(a.size());
  }
  if (first.table.dim() == second.table.dim()) {
    agreement.changed = MostChanged(words, options.changed);
  }
  return agreement;
}

}  // namespace hogvec
