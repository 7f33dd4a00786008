#include "query/top_k.h"

#include <gtest/gtest.h>

#include <cmath>

#include "base/random.h"

namespace hogvec {
namespace {

TEST(TopK, KeepsWhatSortingWouldPutFirst) {
  Random random(1, RandomPurpose::kTest);
  for (const std::size_t count : {1, 2, 10, 100, 1000}) {
    std::vector<Neighbour> all;
    TopK best(count);
    for (std::uint32_t i = 0; i < 500; ++i) {
      all.push_back({WordId{i}, static_cast<float>(random.Below(50)) / 50});  // with ties
      best.Offer(all.back());
    }
    std::sort(all.begin(), all.end(), ComesBefore);
    const auto kept = std::move(best).Sorted();
    ASSERT_EQ(kept.size(), std::min<std::size_t>(count, 500));
    for (std::size_t i = 0; i < kept.size(); ++i) EXPECT_EQ(kept[i].id, all[i].id);
  }
}

TEST(TopK, KeepsNoNaN) {
  TopK best(3);
  best.Offer({WordId{0}, NAN});
  best.Offer({WordId{1}, 0.5f});
  EXPECT_EQ(std::move(best).Sorted().size(), 1u);
}

TEST(TopK, MayKeepNothing) {
  TopK best(0);
  best.Offer({WordId{0}, 1});
  EXPECT_TRUE(std::move(best).Sorted().empty());
}

}  // namespace
}  // namespace hogvec
