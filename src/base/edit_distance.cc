#include "base/edit_distance.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <utility>
#include <vector>

namespace hogvec {
namespace {

using Row = std::vector<std::size_t>;

// One row of the table of distances: row[j] turns the first `i` bytes of `from` into the first j of
// `to`. Only entries within `limit` of the diagonal can be that small, so only these are computed,
// and the one on either side of them is set to more. Returns the smallest entry, a lower bound for
// all later rows.
std::size_t NextRow(std::string_view from, std::string_view to, std::size_t i, std::size_t limit,
                    const Row& two_back, const Row& one_back, Row& row) {
  const std::size_t first = i > limit ? i - limit : 0, last = std::min(i + limit, to.size());
  std::size_t least = limit + 1;
  if (first > 0) row[first - 1] = least;
  if (last < to.size()) row[last + 1] = least;
  for (std::size_t j = first; j <= last; ++j) {
    if (j == 0) {
      row[j] = i;
    } else {
      const std::size_t change = from[i - 1] == to[j - 1] ? 0 : 1;
      row[j] = std::min({one_back[j] + 1, row[j - 1] + 1, one_back[j - 1] + change});
      if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1]) {
        row[j] = std::min(row[j], two_back[j - 2] + 1);
      }
    }
    least = std::min(least, row[j]);
  }
  return least;
}

// The letters of a text, one bit each; some letters share a bit.
std::uint64_t LettersOf(std::string_view text) {
  std::uint64_t letters = 0;
  for (const char byte : text)
    letters |= std::uint64_t{1} << (static_cast<unsigned char>(byte) % 64);
  return letters;
}

// An edit brings in one letter at most, and takes one away: so texts that differ in more letters
// are further apart. Most words differ so much from another, and this is much faster than the
// table.
bool DifferInMoreLetters(std::string_view from, std::string_view to, std::size_t limit) {
  const std::uint64_t a = LettersOf(from), b = LettersOf(to);
  return static_cast<std::size_t>(std::max(std::popcount(a & ~b), std::popcount(b & ~a))) > limit;
}

}  // namespace

std::size_t EditDistance(std::string_view from, std::string_view to, std::size_t limit) {
  const std::size_t longer = std::max(from.size(), to.size());
  if (longer - std::min(from.size(), to.size()) > limit) return limit + 1;
  if (DifferInMoreLetters(from, to, limit)) return limit + 1;
  Row two_back(to.size() + 1), one_back(to.size() + 1), row(to.size() + 1);
  for (std::size_t j = 0; j <= to.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= from.size(); ++i) {
    std::swap(two_back, one_back);
    std::swap(one_back, row);
    if (NextRow(from, to, i, limit, two_back, one_back, row) > limit) return limit + 1;
  }
  return std::min(row[to.size()], limit + 1);
}

}  // namespace hogvec
