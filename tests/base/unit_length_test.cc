#include "base/unit_length.h"

#include <gtest/gtest.h>

#include <vector>

namespace hogvec {
namespace {

TEST(ScaleToUnit, KeepsTheDirectionAndMakesTheLengthOne) {
  std::vector<float> row{3, 0, -4};
  ScaleToUnit(row);
  EXPECT_EQ(row, (std::vector<float>{0.6f, 0, -0.8f}));
}

TEST(ScaleToUnit, LeavesZerosAsTheyAre) {
  std::vector<float> row{0, 0};
  ScaleToUnit(row);
  EXPECT_EQ(row, (std::vector<float>{0, 0}));
}

}  // namespace
}  // namespace hogvec
