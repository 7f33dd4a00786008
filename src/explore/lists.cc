#include "explore/lists.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <numeric>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "base/quoted.h"
#include "explore/asked.h"
#include "hogvec/error.h"

namespace hogvec::explore {
namespace {

// The words from place `from` on of an order, `count` of them, without sorting all.
template <typename Before>
std::vector<std::size_t> Slice(std::size_t words, std::size_t from, std::size_t count,
                               Before before) {
  std::vector<std::size_t> ids(words);
  std::iota(ids.begin(), ids.end(), std::size_t{0});
  const auto begin = ids.begin() + static_cast<std::ptrdiff_t>(std::min(from, words));
  const auto end = begin + std::min(static_cast<std::ptrdiff_t>(count), ids.end() - begin);
  if (begin != ids.end()) std::nth_element(ids.begin(), begin, ids.end(), before);
  std::partial_sort(begin, end, ids.end(), before);
  return {begin, end};
}

// The same by a value of each word, the largest first; equal ones by frequency.
template <typename Value>
std::vector<std::size_t> LargestFirst(std::span<const Value> values, std::size_t from,
                                      std::size_t count) {
  return Slice(values.size(), from, count, [&](std::size_t a, std::size_t b) {
    return values[a] != values[b] ? values[a] > values[b] : a < b;
  });
}

double Norm(const NeighbourSearch& search, std::size_t id) {
  const RowsView rows = search.rows();
  const float* const row = rows.first + id * rows.stride;
  return std::sqrt(std::inner_product(row, row + rows.dim, row, 0.0));
}

// Of each word; -1 where it is not finite, so that these words come last.
std::vector<double> NormsOf(const NeighbourSearch& search) {
  std::vector<double> norms(search.words().size());
  for (std::size_t id = 0; id < norms.size(); ++id) {
    const double norm = Norm(search, id);
    norms[id] = std::isfinite(norm) ? norm : -1;
  }
  return norms;
}

// Of each word in per cent; -1 where it is unknown.
std::vector<int> TrustOf(const WordMap& map) {
  std::vector<int> trust(map.trust.begin(), map.trust.end());
  std::ranges::replace(trust, int{WordMap::kUnknownTrust}, -1);
  return trust;
}

const WordMap& MapOf(const Explored& model) {
  if (model.map != nullptr) return *model.map;
  throw Error(ErrorKind::kBusy, "that is known once the map is finished");
}

std::vector<std::size_t> InOrder(const Explored& model, std::string_view sort, std::size_t from,
                                 std::size_t count) {
  const WordsView words = model.search.words();
  if (sort == "frequency") return Slice(words.size(), from, count, std::less<>());
  if (sort == "hubs") return LargestFirst(std::span(MapOf(model).hubs), from, count);
  if (sort == "trust") {
    return LargestFirst(std::span<const int>(TrustOf(MapOf(model))), from, count);
  }
  if (sort == "norm") {
    return LargestFirst(std::span<const double>(NormsOf(model.search)), from, count);
  }
  if (sort == "word") {
    return Slice(words.size(), from, count, [&](std::size_t a, std::size_t b) {
      return words[ToWordId(a)] < words[ToWordId(b)];
    });
  }
  throw Error(ErrorKind::kUsage,
              fmt::format("sort is frequency, word, hubs, trust or norm, not {}", Quoted(sort)));
}

void AddFromMap(const WordMap& map, std::size_t id, Json& json) {
  json["cluster"] = map.clusters[id];
  json["hub"] = map.hubs[id];
  const auto trust = map.trust[id];
  json["trust"] = trust == WordMap::kUnknownTrust ? Json(nullptr) : Json(trust);
}

Json RowOf(const Explored& model, std::size_t id) {
  Json json = {{"id", id}, {"word", model.search.words()[ToWordId(id)]}};
  AddCount(model, ToWordId(id), json);
  if (model.map != nullptr) AddFromMap(*model.map, id, json);
  const double norm = Norm(model.search, id);
  json["norm"] = std::isfinite(norm) ? Json(SixDecimals(static_cast<float>(norm))) : Json(nullptr);
  return json;
}

struct Cluster {
  std::size_t size = 0;
  std::vector<WordId> words = {};  // the most frequent
};

std::vector<Cluster> ClustersOf(const WordMap& map) {
  constexpr std::size_t kWords = 5;
  std::vector<Cluster> clusters;
  for (std::size_t id = 0; id < map.clusters.size(); ++id) {
    clusters.resize(std::max<std::size_t>(clusters.size(), map.clusters[id] + 1u));
    Cluster& cluster = clusters[map.clusters[id]];
    ++cluster.size;
    if (cluster.words.size() < kWords) cluster.words.push_back(ToWordId(id));
  }
  return clusters;
}

}  // namespace

Json ListAnswer(const Explored& model, const Parameters& parameters) {
  const std::string_view sort = parameters.Find("sort").value_or("frequency");
  const std::size_t total = model.search.words().size();
  const std::size_t from = parameters.Number("from", 0, 0, kMaxWords);
  const std::size_t count = parameters.Number("k", 100, 1, kMostListed);
  Json rows = Json::array();
  for (const std::size_t id : InOrder(model, sort, from, count)) rows.push_back(RowOf(model, id));
  return {{"v", 1}, {"total", total}, {"sort", sort}, {"rows", std::move(rows)}};
}

Json ClustersAnswer(const Explored& model) {
  Json answers = Json::array();
  for (const Cluster& cluster : ClustersOf(MapOf(model))) {
    Json words = Json::array();
    for (const WordId id : cluster.words) words.push_back(model.search.words()[id]);
    answers.push_back(
        {{"id", answers.size()}, {"size", cluster.size}, {"words", std::move(words)}});
  }
  return {{"v", 1}, {"clusters", std::move(answers)}};
}

}  // namespace hogvec::explore
