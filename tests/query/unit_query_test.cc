#include "query/unit_query.h"

#include <gmock/gmock.h>

#include <cstdint>
#include <vector>

namespace hogvec {
namespace {

using ::testing::ElementsAre;

TEST(UnitQuery, HasLengthOneAndIsPaddedWithZeros) {
  const std::vector<float> values = {3, 0, -4};
  const UnitQuery unit(values);
  EXPECT_THAT(unit.values(), ElementsAre(0.6f, 0, -0.8f));
  for (std::size_t k = values.size(); k < 16; ++k) EXPECT_EQ(unit.data()[k], 0);
  EXPECT_EQ(reinterpret_cast<std::uintptr_t>(unit.data()) % 64, 0u);
}

TEST(UnitQuery, LeavesZerosAsTheyAre) {
  EXPECT_THAT(UnitQuery(std::vector<float>(2)).values(), ElementsAre(0, 0));
}

}  // namespace
}  // namespace hogvec
