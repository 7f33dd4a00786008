#include "layout/convolution.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <vector>

namespace hogvec {
namespace {

// What cubic B-splines at the nodes make of values there: a node has 2/3 of its own, and 1/6 of
// each neighbour's.
std::vector<float> Smoothed(const std::vector<float>& grid, std::size_t side) {
  std::vector<float> smooth(grid.size());
  constexpr float kWeights[] = {1 / 6.0f, 2 / 3.0f, 1 / 6.0f};
  for (std::size_t r = 1; r + 1 < side; ++r) {
    for (std::size_t c = 1; c + 1 < side; ++c) {
      for (std::size_t i = 0; i < 3; ++i) {
        for (std::size_t j = 0; j < 3; ++j) {
          smooth[r * side + c] += kWeights[i] * kWeights[j] * grid[(r + i - 1) * side + c + j - 1];
        }
      }
    }
  }
  return smooth;
}

float Kernel(std::size_t r, std::size_t c, std::size_t row, std::size_t column, float spacing) {
  const float y = spacing * (static_cast<float>(r) - static_cast<float>(row));
  const float x = spacing * (static_cast<float>(c) - static_cast<float>(column));
  return 1 / (1 + x * x + y * y);
}

// A charge at one node, spread by the splines and the result interpolated by them, is the kernel.
TEST(GridConvolution, GivesTheKernelAroundACharge) {
  constexpr std::size_t kSide = 30, kRow = 9, kColumn = 17;
  constexpr float kSpacing = 0.7f;
  for (const std::size_t threads : {1u, 3u}) {
    GridConvolution convolution(kSide, kSpacing, threads);
    std::vector<float> charge(kSide * kSide);
    charge[kRow * kSide + kColumn] = 1;
    std::vector<float> grid = Smoothed(charge, kSide);
    convolution.Run(grid);
    const std::vector<float> field = Smoothed(grid, kSide);
    for (std::size_t r = 2; r + 2 < kSide; ++r) {
      for (std::size_t c = 2; c + 2 < kSide; ++c) {
        ASSERT_NEAR(field[r * kSide + c], Kernel(r, c, kRow, kColumn, kSpacing), 1e-4f)
            << r << ", " << c;
      }
    }
  }
}

// A charge at one edge is felt at the other, and not from beyond it.
TEST(GridConvolution, DoesNotWrapAround) {
  constexpr std::size_t kSide = 40;
  GridConvolution convolution(kSide, 1, 1);
  std::vector<float> charge(kSide * kSide);
  charge[2 * kSide + 2] = 1;
  std::vector<float> grid = Smoothed(charge, kSide);
  convolution.Run(grid);
  EXPECT_NEAR(Smoothed(grid, kSide)[2 * kSide + 37], Kernel(2, 37, 2, 2, 1), 1e-5f);
}

TEST(GridConvolution, IsLinear) {
  constexpr std::size_t kSide = 16;
  GridConvolution convolution(kSide, 0.5f, 1);
  std::vector<float> one(kSide * kSide), three(kSide * kSide);
  one[100] = 1;
  three[100] = 3;
  convolution.Run(one);
  convolution.Run(three);
  for (std::size_t i = 0; i < one.size(); ++i) EXPECT_NEAR(three[i], 3 * one[i], 1e-4f);
}

TEST(FastPeriod, IsTheNextEvenNumberOfSmallFactors) {
  EXPECT_EQ(FastPeriod(2), 2u);
  EXPECT_EQ(FastPeriod(7), 8u);
  EXPECT_EQ(FastPeriod(14), 16u);
  EXPECT_EQ(FastPeriod(121), 128u);
  EXPECT_EQ(FastPeriod(1000), 1000u);
}

}  // namespace
}  // namespace hogvec
