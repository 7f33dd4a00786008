#include "sampling/windows.h"

#include <algorithm>

namespace hogvec {

void WindowList::Sample(std::span<const WordId> ids, const Subsampler& subsampler,
                        const WindowWidth& width, Random& random) {
  KeepWords(ids, subsampler, random);
  windows_.clear();
  Position begin = 0;
  for (const Position end : line_ends_) {
    DrawWindows(begin, end, width, random);
    begin = end;
  }
}

// Every word is written to the next position, which advances only if the word is kept: a branch on
// the random draw would be mispredicted for about every third word.
void WindowList::KeepWords(std::span<const WordId> ids, const Subsampler& subsampler,
                           Random& random) {
  words_.resize(ids.size());
  line_ends_.clear();
  Position kept = 0;
  Random local = random;
  for (const WordId id : ids) {
    if (id == kLineEnd) {
      line_ends_.push_back(kept);
      continue;
    }
    words_[kept] = id;
    kept += subsampler.Keep(id, local) ? 1 : 0;
  }
  random = local;
  words_seen_ = ids.size() - line_ends_.size();
  line_ends_.push_back(kept);
  words_.resize(kept);
}

void WindowList::DrawWindows(Position begin, Position end, const WindowWidth& width,
                             Random& random) {
  const auto widest = static_cast<std::uint32_t>(width.widest);
  Random local = random;
  for (Position centre = begin; centre < end; ++centre) {
    const std::uint32_t reach = width.shrink ? 1 + local.Below(widest) : widest;
    windows_.push_back(
        {centre - std::min(reach, centre - begin), centre + 1 + std::min(reach, end - 1 - centre)});
  }
  random = local;
}

}  // namespace hogvec
