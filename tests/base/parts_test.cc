#include "base/parts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <utility>
#include <vector>

namespace hogvec {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;

std::vector<std::pair<std::size_t, std::size_t>> PartsOf(std::size_t parts, std::size_t count) {
  std::vector<std::pair<std::size_t, std::size_t>> ranges(parts);
  RunParts(parts, count, [&](std::size_t part, std::size_t begin, std::size_t end) {
    ranges[part] = {begin, end};
  });
  return ranges;
}

TEST(RunParts, CoversEachNumberOnce) {
  EXPECT_THAT(PartsOf(3, 10), ElementsAre(Pair(0, 3), Pair(3, 6), Pair(6, 10)));
  EXPECT_THAT(PartsOf(1, 4), ElementsAre(Pair(0, 4)));
}

TEST(RunParts, HasEmptyPartsWhereThereAreTooFew) {
  EXPECT_THAT(PartsOf(3, 1), ElementsAre(Pair(0, 0), Pair(0, 0), Pair(0, 1)));
}

}  // namespace
}  // namespace hogvec
