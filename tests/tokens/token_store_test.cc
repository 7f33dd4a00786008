#include "tokens/token_store.h"

#include <gtest/gtest.h>

#include <numeric>
#include <vector>

#include "base/workers.h"
#include "hogvec/error.h"
#include "support/temp_folder.h"

namespace hogvec {
namespace {

constexpr std::uint64_t kPlenty = 1 << 30;

// Block n holds n + 1 ids, counting on from 1000 n.
std::vector<WordId> BlockOf(std::size_t number) {
  std::vector<WordId> ids(number + 1);
  for (std::size_t i = 0; i < ids.size(); ++i) ids[i] = ToWordId(1000 * number + i);
  return ids;
}

std::vector<WordId> Read(const TokenStore& store, std::size_t number) {
  std::vector<WordId> buffer;
  const auto ids = store.Block(number, buffer);
  return {ids.begin(), ids.end()};
}

class TokenStoreTest : public ::testing::TestWithParam<std::uint64_t> {
 protected:
  testing::TempFolder folder_;
  TokenStore store_{GetParam(), folder_.path()};
};

// All in memory, some in memory, nothing in memory.
INSTANTIATE_TEST_SUITE_P(Budgets, TokenStoreTest, ::testing::Values(kPlenty, 2000, 0));

TEST_P(TokenStoreTest, GivesBackWhatWasPutInAnyOrder) {
  for (const std::size_t number : {7, 0, 49, 3, 12}) store_.Put(number, BlockOf(number));
  EXPECT_EQ(store_.block_count(), 50u);
  for (const std::size_t number : {0, 3, 7, 12, 49})
    EXPECT_EQ(Read(store_, number), BlockOf(number));
  EXPECT_TRUE(Read(store_, 1).empty());
}

TEST_P(TokenStoreTest, ReplacesBlocksByShorterOnes) {
  for (std::size_t number = 0; number < 30; ++number) store_.Put(number, BlockOf(number));
  store_.Replace(20, BlockOf(4));
  store_.Replace(21, {});
  EXPECT_EQ(Read(store_, 20), BlockOf(4));
  EXPECT_TRUE(Read(store_, 21).empty());
  EXPECT_EQ(Read(store_, 22), BlockOf(22));
}

TEST_P(TokenStoreTest, ReplacesBlocksByLongerOnesThatTheyHaveRoomFor) {
  for (std::size_t number = 0; number < 30; ++number) store_.Put(number, BlockOf(number), 5);
  for (const std::size_t number : {0, 20, 29}) {
    EXPECT_EQ(store_.Count(number), number + 1);
    store_.Replace(number, BlockOf(number + 5));
  }
  for (const std::size_t number : {0, 20, 29}) {
    EXPECT_EQ(Read(store_, number), BlockOf(number + 5));
    EXPECT_EQ(store_.Count(number), number + 6);
  }
  for (const std::size_t number : {1, 19, 21, 28}) {
    EXPECT_EQ(Read(store_, number), BlockOf(number));
  }
}

TEST_P(TokenStoreTest, TakesBlocksFromManyThreads) {
  RunWorkers(4, [&](std::size_t worker) {
    for (std::size_t number = worker; number < 200; number += 4) {
      store_.Put(number, BlockOf(number));
    }
  });
  for (std::size_t number = 0; number < 200; ++number) {
    EXPECT_EQ(Read(store_, number), BlockOf(number));
  }
  EXPECT_LE(store_.bytes_in_memory(), GetParam());
  EXPECT_EQ(store_.bytes_in_memory() + store_.bytes_spilled(), 4u * 200 * 201 / 2);
}

TEST_P(TokenStoreTest, LeavesNoFileBehind) {
  store_.Put(0, BlockOf(500));
  EXPECT_TRUE(std::filesystem::is_empty(folder_.path()));
}

TEST(TokenStore, SaysWhereItCanNotSpill) {
  TokenStore store(0, "/nonexistent-folder");
  try {
    store.Put(0, BlockOf(0));
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kCannotCreate);
    EXPECT_NE(std::string(error.what()).find("/nonexistent-folder"), std::string::npos);
  }
}

}  // namespace
}  // namespace hogvec
