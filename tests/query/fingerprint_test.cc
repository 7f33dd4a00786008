#include "query/fingerprint.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "query/hnsw/graphs.h"

namespace hogvec {
namespace {

WordIndex IndexOf(const std::vector<std::string>& words) {
  WordIndex index;
  for (const std::string& word : words) index.FindOrAdd(word);
  return index;
}

TEST(FingerprintOf, IsTheSameOnAnyNumberOfThreads) {
  const SearchedRows rows(testing::ClusteredVectors(1003, 5, 3));
  EXPECT_EQ(FingerprintOf(rows, 1), FingerprintOf(rows, 7));
  EXPECT_EQ(FingerprintOfWords(rows.words(), 1), FingerprintOfWords(rows.words(), 7));
}

// Pinned: a change would make every index foreign to its vectors.
TEST(FingerprintOf, IsTheSameInEveryVersion) {
  WordVectors vectors{.words = IndexOf({"a", "b"}), .table = {2, 3}};
  for (std::size_t row = 0; row < 2; ++row) {
    vectors.table.Row(ToWordId(row))[row] = 1.5f;
  }
  EXPECT_EQ(FingerprintOf(SearchedRows(std::move(vectors)), 1), 0x5ef76a43e6fde4e4u);
}

TEST(FingerprintOf, KnowsEveryValueAndTheShape) {
  const SearchedRows rows(testing::ClusteredVectors(300, 6, 3));
  for (const std::size_t row : {0u, 239u, 240u, 299u}) {
    WordVectors other = testing::ClusteredVectors(300, 6, 3);
    other.table.Row(ToWordId(row))[row % 6] += 1e-6f;
    EXPECT_NE(FingerprintOf(rows, 1), FingerprintOf(SearchedRows(std::move(other)), 1));
  }
  const SearchedRows one({.words = {}, .table = {2, 3}}), two({.words = {}, .table = {3, 2}});
  EXPECT_NE(FingerprintOf(one, 1), FingerprintOf(two, 1));
}

TEST(FingerprintOfWords, KnowsEveryWordAndTheirOrder) {
  std::set<std::uint64_t> different;
  for (const std::vector<std::string>& words :
       {std::vector<std::string>{}, {""}, {"a", "b"}, {"b", "a"}, {"ab"}, {"a", "b", "c"}}) {
    const WordIndex index = IndexOf(words);
    different.insert(FingerprintOfWords(index, 1));
  }
  EXPECT_EQ(different.size(), 6u);
}

}  // namespace
}  // namespace hogvec
