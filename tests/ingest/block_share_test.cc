#include "ingest/block_share.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <string>
#include <vector>

#include "hogvec/error.h"
#include "replicas/alone.h"
#include "support/temp_folder.h"

namespace hogvec {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

// A rank that says nothing.
class Rank : public Replicas {
 public:
  Rank(std::size_t rank, std::size_t size) : rank_(rank), size_(size) {}
  std::size_t rank() const override { return rank_; }
  std::size_t size() const override { return size_; }
  std::vector<Bytes> Exchange(std::vector<Bytes>) override { return {}; }
  std::vector<Bytes> Gather(Bytes) override { return {}; }
  std::uint64_t bytes_sent() const override { return 0; }

 private:
  const std::size_t rank_, size_;
};

std::vector<std::size_t> NumbersOf(const BlockShare& share, std::size_t read) {
  std::vector<std::size_t> numbers;
  for (std::size_t i = 0; i < read; ++i) {
    if (const auto number = share.NumberOf(i)) numbers.push_back(*number);
  }
  return numbers;
}

TEST(BlockShare, DealsTheBlocksOfASharedTextInTurn) {
  EXPECT_THAT(NumbersOf({0, 3, false}, 8), ElementsAre(0, 3, 6));
  EXPECT_THAT(NumbersOf({2, 3, false}, 8), ElementsAre(2, 5));
  EXPECT_THAT(NumbersOf({0, 1, false}, 3), ElementsAre(0, 1, 2));
}

TEST(BlockShare, NumbersTheBlocksOfARanksOwnTextApartFromOthers) {
  EXPECT_THAT(NumbersOf({0, 3, true}, 3), ElementsAre(0, 3, 6));
  EXPECT_THAT(NumbersOf({2, 3, true}, 3), ElementsAre(2, 5, 8));
  EXPECT_THAT(NumbersOf({0, 1, true}, 3), ElementsAre(0, 1, 2));
}

TEST(ShareOf, TellsATextOfARanksOwnFromAPartOfTheWhole) {
  class None : public SentenceBatches {
    void AddTo(SentenceBatch&, std::size_t) override {}
  } none;
  EXPECT_FALSE(ShareOf({.corpus = {"text"}}, Rank(1, 2)).own_text());
  EXPECT_TRUE(ShareOf({.corpus = {"text"}, .local_corpus = true}, Rank(1, 2)).own_text());
  EXPECT_TRUE(ShareOf({.sentences = &none}, Rank(1, 2)).own_text());
}

TEST(ShareOf, RefusesToShareStandardInput) {
  const IngestOptions shared{.corpus = {"text", "-"}};
  try {
    ShareOf(shared, Rank(1, 2));
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kUsage);
    EXPECT_THAT(error.what(), HasSubstr("standard input can be read by one rank only"));
  }
  EXPECT_NO_THROW(ShareOf(shared, Alone()));
  EXPECT_NO_THROW(ShareOf({.corpus = {"-"}, .local_corpus = true}, Rank(1, 2)));
}

TEST(ShareOf, RefusesToShareAPipe) {
  const testing::TempFolder folder;
  const auto pipe = folder.path() / "pipe";
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  EXPECT_THROW(ShareOf({.corpus = {pipe}}, Rank(0, 2)), Error);
  EXPECT_NO_THROW(ShareOf({.corpus = {pipe}}, Alone()));
}

}  // namespace
}  // namespace hogvec
