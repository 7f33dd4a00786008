#ifndef HOGVEC_SAMPLING_WINDOWS_H_
#define HOGVEC_SAMPLING_WINDOWS_H_

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/random.h"
#include "hogvec/word_id.h"
#include "sampling/subsampler.h"

namespace hogvec {

// A position among the kept words of a block.
using Position = std::uint32_t;

// The context of one centre word: the kept words in [begin, end) except the centre itself.
struct Window {
  Position begin = 0;
  Position end = 0;

  std::size_t context_count() const { return end - begin - 1; }

  // Whether the word at `at` is in the context of the centre word at `centre`.
  bool HasContext(std::size_t at, std::size_t centre) const {
    return (at >= begin) & (at < end) & (at != centre);
  }
};

// One window, or two that follow each other, and the words between their edges.
struct WindowGroup {
  Window left, right;       // the same if there is one
  std::size_t first, last;  // centre words, [first, last)
  std::size_t begin, end;   // words between the edges, [begin, end)

  // Whose context the word at `at` is in: a bit for each window. Found without a branch, which
  // would be mispredicted.
  std::uint8_t WindowsWith(std::size_t at) const {
    const std::size_t in_left = left.HasContext(at, first);
    const std::size_t in_right = right.HasContext(at, last - 1) & (last - first - 1);
    return static_cast<std::uint8_t>(in_left | in_right << 1);
  }

  // The number of context words of each.
  std::array<std::size_t, 2> counts() const {
    return {left.context_count(), last - first > 1 ? right.context_count() : 0};
  }
};

// How far windows reach: `widest` kept words to each side, or a width drawn uniformly from 1 to
// `widest`, which gives near context words more weight (Mikolov et al. 2013).
struct WindowWidth {
  std::size_t widest;
  bool shrink = true;
};

// The windows of a block of ids: the words that subsampling kept, and a window around each. Window
// i has its centre at position i. No window crosses a line end.
//
// Reuses its memory from block to block. For one thread.
class WindowList {
 public:
  // Subsamples `ids` (words, and kLineEnd after each line) and puts a window around each word.
  void Sample(std::span<const WordId> ids, const Subsampler& subsampler, const WindowWidth& width,
              Random& random);

  std::size_t size() const { return windows_.size(); }
  std::span<const WordId> words() const { return words_; }
  WordId Word(std::size_t position) const { return words_[position]; }
  const Window& operator[](std::size_t centre) const { return windows_[centre]; }

  // The windows of the centre words in [first, last), of which there are one or two.
  WindowGroup Group(std::size_t first, std::size_t last) const {
    const Window left = windows_[first], right = windows_[last - 1];
    return {
        left, right, first, last, std::min(left.begin, right.begin), std::max(left.end, right.end)};
  }

  // The number of context words in all windows, hence of pairs to train.
  std::size_t pairs() const {
    std::size_t count = 0;
    for (const Window& window : windows_) count += window.context_count();
    return count;
  }

  // The number of windows with a context word.
  std::size_t with_context() const {
    std::size_t count = 0;
    for (const Window& window : windows_) count += window.context_count() > 0 ? 1 : 0;
    return count;
  }

  // The number of words and line ends in `ids`, before subsampling.
  std::size_t words_seen() const { return words_seen_; }

 private:
  void KeepWords(std::span<const WordId> ids, const Subsampler& subsampler, Random& random);
  void DrawWindows(Position begin, Position end, const WindowWidth& width, Random& random);

  std::vector<WordId> words_;
  std::vector<Position> line_ends_;
  std::vector<Window> windows_;
  std::size_t words_seen_ = 0;
};

}  // namespace hogvec

#endif  // HOGVEC_SAMPLING_WINDOWS_H_
