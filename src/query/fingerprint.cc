#include "query/fingerprint.h"

#define XXH_INLINE_ALL
#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <span>
#include <string_view>
#include <vector>

#include "base/parts.h"

namespace hogvec {
namespace {

constexpr std::size_t kBlock = SearchedRows::kBlockRows;

std::uint64_t HashOf(std::span<const std::uint64_t> hashes) {
  return XXH3_64bits(hashes.data(), hashes.size_bytes());
}

// The hashes of blocks of `count` things, each of which hash_of(i) hashes.
template <typename Hash>
std::vector<std::uint64_t> HashesOfBlocks(std::size_t count, std::size_t threads,
                                          const Hash& hash_of) {
  std::vector<std::uint64_t> hashes((count + kBlock - 1) / kBlock);
  RunParts(threads, hashes.size(), [&](std::size_t, std::size_t begin, std::size_t end) {
    std::vector<std::uint64_t> of_block;
    for (std::size_t block = begin; block < end; ++block) {
      of_block.clear();
      const std::size_t last = std::min(count, (block + 1) * kBlock);
      for (std::size_t i = block * kBlock; i < last; ++i) of_block.push_back(hash_of(i));
      hashes[block] = HashOf(of_block);
    }
  });
  return hashes;
}

}  // namespace

std::uint64_t FingerprintOf(const SearchedRows& rows, std::size_t threads) {
  auto hashes = HashesOfBlocks(rows.size(), threads, [&](std::size_t row) {
    return XXH3_64bits(rows.Address(row), rows.dim() * sizeof(float));
  });
  hashes.push_back(rows.size());
  hashes.push_back(rows.dim());
  return HashOf(hashes);
}

std::string FingerprintText(std::uint64_t fingerprint) {
  return fmt::format("{:016x}", fingerprint);
}

std::uint64_t FingerprintOfWords(WordsView words, std::size_t threads) {
  auto hashes = HashesOfBlocks(words.size(), threads, [&](std::size_t id) {
    const std::string_view word = words[ToWordId(id)];
    return XXH3_64bits(word.data(), word.size());
  });
  hashes.push_back(words.size());
  return HashOf(hashes);
}

}  // namespace hogvec
