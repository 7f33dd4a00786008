#include "layout/nearest_words.h"

#include <algorithm>

#include "hogvec/error.h"

namespace hogvec {
namespace {

// Questions that share each pass over the rows. More would hold more memory and be no faster.
constexpr std::size_t kBatch = 2048;

std::vector<Query> QueriesOf(const NeighbourSearch& search, std::size_t begin, std::size_t end) {
  std::vector<Query> queries(end - begin);
  for (std::size_t i = begin; i < end; ++i) {
    queries[i - begin] = {search.Unit(ToWordId(i)), {ToWordId(i)}};
  }
  return queries;
}

// The words of a range that may be answers; all of them need no list.
AnswerRange AmongLandmarks(std::size_t landmarks, std::span<const std::uint8_t> has_direction) {
  AnswerRange range{.top = landmarks};
  if (std::ranges::count(has_direction, 0) != 0) {
    range.allowed.assign(has_direction.begin(), has_direction.end());
  }
  return range;
}

}  // namespace

NearestWords FindNearestWords(const NeighbourSearch& search, std::size_t landmarks,
                              std::size_t count, std::span<const std::uint8_t> has_direction,
                              const std::stop_token& stop,
                              const std::function<void(std::size_t)>& done) {
  const std::size_t words = search.words().size();
  const AnswerRange range = AmongLandmarks(landmarks, has_direction);
  NearestWords nearest{count, std::vector<std::uint32_t>(words * count, kNoNeighbour)};
  for (std::size_t begin = 0; begin < words; begin += kBatch) {
    if (stop.stop_requested()) throw Interrupted("the layout was stopped");
    const std::size_t end = std::min(words, begin + kBatch);
    const auto answers = search.NearestOfMany(QueriesOf(search, begin, end), count, range);
    for (std::size_t i = begin; i < end; ++i) {
      if (has_direction[i] == 0) continue;
      std::ranges::transform(
          answers[i - begin], nearest.ids.begin() + static_cast<std::ptrdiff_t>(i * count),
          [](const Neighbour& near) { return static_cast<std::uint32_t>(near.id); });
    }
    done(end);
  }
  return nearest;
}

std::vector<std::uint32_t> HubsOf(const NearestWords& nearest, std::size_t first) {
  std::vector<std::uint32_t> hubs(nearest.words());
  for (std::size_t word = 0; word < nearest.words(); ++word) {
    for (const std::uint32_t id : nearest.Of(word).first(std::min(first, nearest.per_word))) {
      if (id != kNoNeighbour) ++hubs[id];
    }
  }
  return hubs;
}

std::vector<std::uint32_t> FirstOf(const NearestWords& nearest, std::size_t first) {
  std::vector<std::uint32_t> ids(nearest.words() * first, kNoNeighbour);
  for (std::size_t word = 0; word < nearest.words(); ++word) {
    std::ranges::copy(nearest.Of(word).first(std::min(first, nearest.per_word)),
                      ids.begin() + static_cast<std::ptrdiff_t>(word * first));
  }
  return ids;
}

}  // namespace hogvec
