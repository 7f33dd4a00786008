#include "layout/links.h"

#include <algorithm>

namespace hogvec {
namespace {

bool GoesBefore(const Links::Link& a, const Links::Link& b) { return a.to < b.to; }

// Calls look(neighbour, weight) for each neighbour of a word that is among the first `words`.
template <typename Look>
void ForEachNear(std::span<const std::uint32_t> nearest, std::size_t words, const Look& look) {
  const auto counted = std::ranges::count_if(nearest, [&](std::uint32_t id) { return id < words; });
  const float weight = 1 / (2 * static_cast<float>(counted));
  for (const std::uint32_t id : nearest) {
    if (id < words) look(id, weight);
  }
}

}  // namespace

Links::Links(const NearestWords& nearest, std::size_t words, std::size_t count)
    : begins_(words + 1) {
  const auto near = [&](std::size_t word) {
    return nearest.Of(word).first(std::min(count, nearest.per_word));
  };
  for (std::size_t word = 0; word < words; ++word) {
    ForEachNear(near(word), words, [&](std::uint32_t id, float) {
      ++begins_[word + 1];
      ++begins_[id + 1];
    });
  }
  for (std::size_t word = 0; word < words; ++word) begins_[word + 1] += begins_[word];
  links_.resize(begins_.back());
  std::vector<std::size_t> ends(begins_.begin(), begins_.end() - 1);
  for (std::size_t word = 0; word < words; ++word) {
    ForEachNear(near(word), words, [&](std::uint32_t id, float weight) {
      links_[ends[word]++] = {id, weight};
      links_[ends[id]++] = {static_cast<std::uint32_t>(word), weight};
    });
  }
  JoinDoubles();
}

// Words that are among each other's nearest have a link from either side: these become one.
void Links::JoinDoubles() {
  std::size_t end = 0;
  for (std::size_t word = 0; word + 1 < begins_.size(); ++word) {
    const auto first = links_.begin() + static_cast<std::ptrdiff_t>(begins_[word]);
    const auto last = links_.begin() + static_cast<std::ptrdiff_t>(begins_[word + 1]);
    std::sort(first, last, GoesBefore);
    const std::size_t begin = end;
    for (auto link = first; link != last; ++link) {
      if (end > begin && links_[end - 1].to == link->to) {
        links_[end - 1].weight += link->weight;
      } else {
        links_[end++] = *link;
      }
    }
    begins_[word] = begin;
  }
  begins_.back() = end;
  links_.resize(end);
}

Links Links::InOrder(std::span<const std::uint32_t> order) const {
  std::vector<std::uint32_t> place(words());
  for (std::size_t i = 0; i < order.size(); ++i) place[order[i]] = static_cast<std::uint32_t>(i);
  Links ordered;
  ordered.begins_.reserve(begins_.size());
  ordered.links_.reserve(links_.size());
  for (const std::uint32_t word : order) {
    ordered.begins_.push_back(ordered.links_.size());
    for (const Link& link : Of(word)) ordered.links_.push_back({place[link.to], link.weight});
    std::sort(ordered.links_.begin() + static_cast<std::ptrdiff_t>(ordered.begins_.back()),
              ordered.links_.end(), GoesBefore);
  }
  ordered.begins_.push_back(ordered.links_.size());
  return ordered;
}

}  // namespace hogvec
