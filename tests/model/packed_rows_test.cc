#include "model/packed_rows.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "base/half.h"
#include "base/random.h"

namespace hogvec {
namespace {

using ::testing::ElementsAre;

using Packed = std::vector<std::uint16_t>;
using Row = std::vector<float>;

Row RandomRow(std::size_t dim, Random& random) {
  Row row(dim);
  for (float& value : row) value = random.UnitFloat() - 0.5f;
  return row;
}

Packed GainOf(const Row& row, const Row& base) {
  Packed packed(row.size());
  PackGain(row, base, packed.data());
  return packed;
}

TEST(Pack, RoundsAsFilesDo) {
  Random random(1, RandomPurpose::kTest);
  Row numbers;
  for (int i = 0; i < 100'000; ++i) numbers.push_back(std::bit_cast<float>(random.Bits32()));
  for (const std::uint32_t bits :
       {0u, 0x8000'0000u, 0x3f80'8000u, 0x3f81'8000u, 0x3f80'8001u, 0x7f7f'ffffu, 0x7f80'0000u,
        0xff80'0000u, 0x7f80'0001u, 0x7fff'ffffu, 0xffff'ffffu, 1u}) {
    numbers.push_back(std::bit_cast<float>(bits));
  }
  Packed packed(numbers.size());
  Pack(numbers, packed.data());
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    ASSERT_EQ(packed[i], ToBfloat16(numbers[i])) << std::bit_cast<std::uint32_t>(numbers[i]);
  }
}

TEST(PackGain, SendsWhatARowHasGained) {
  const Row base = {1, -2, 0.5f}, row = {1.5f, -2, 0.25f};
  Row sum = {0, 10, 1};
  AddPacked(GainOf(row, base).data(), sum);
  EXPECT_THAT(sum, ElementsAre(0.5f, 10, 0.75f));
}

TEST(PackGain, ShowsARowThatIsNotFinite) {
  constexpr float kInfinity = std::numeric_limits<float>::infinity();
  constexpr float kNan = std::numeric_limits<float>::quiet_NaN();
  constexpr float kMost = std::numeric_limits<float>::max();
  const Row row = {kNan, kInfinity, -kInfinity, kMost, 1}, base = {0, 0, 0, -kMost, kNan};
  Row sum(row.size());
  AddPacked(GainOf(row, base).data(), sum);
  for (const float value : sum) EXPECT_FALSE(std::isfinite(value));
}

TEST(AddPacked, TakesTheNumbersOfFiles) {
  Random random(2, RandomPurpose::kTest);
  Packed packed(1000);
  for (std::uint16_t& each : packed) each = ToBfloat16(random.UnitFloat() - 0.5f);
  Row sum = RandomRow(packed.size(), random);
  const Row before = sum;
  AddPacked(packed.data(), sum);
  for (std::size_t k = 0; k < sum.size(); ++k) {
    EXPECT_EQ(sum[k], before[k] + FromBfloat16(packed[k]));
  }
}

TEST(TakeOver, KeepsWhatWasTrainedMeanwhile) {
  Row base = {1, 2}, row = {1.5f, 2};
  const Packed sent = GainOf(row, base);
  row[0] += 0.125f, row[1] -= 0.25f;
  const Row change = {0.75f, -1};
  Packed merged(2);
  Pack(change, merged.data());
  TakeOver(merged.data(), sent.data(), base, row);
  EXPECT_THAT(base, ElementsAre(1.75f, 1));
  EXPECT_THAT(row, ElementsAre(1.875f, 0.75f));
}

TEST(TakeOver, LeavesInTheRowWhatRoundingTook) {
  Row base = {0}, row = {1 + 0x1p-9f};  // bfloat16 ends at 2^-7
  const Packed sent = GainOf(row, base);
  TakeOver(sent.data(), sent.data(), base, row);
  EXPECT_EQ(base[0], 1);
  EXPECT_EQ(row[0] - base[0], 0x1p-9f);
  const Packed next = GainOf(row, base);
  EXPECT_EQ(FromBfloat16(next[0]), 0x1p-9f);
}

TEST(TakeOver, LeavesTwoRanksWithOneBase) {
  constexpr std::size_t kDim = 100;
  Random random(3, RandomPurpose::kTest);
  const Row start = RandomRow(kDim, random);
  std::array<Row, 2> bases = {start, start}, rows = bases;
  double left = 0;
  for (int merge = 0; merge < 50; ++merge) {
    std::array<Packed, 2> sent;
    Row sum(kDim);
    for (std::size_t rank = 0; rank < 2; ++rank) {
      for (float& value : rows[rank]) value += 0.1f * (random.UnitFloat() - 0.5f);
      sent[rank] = GainOf(rows[rank], bases[rank]);
      AddPacked(sent[rank].data(), sum);
    }
    Packed merged(kDim);
    Pack(sum, merged.data());
    for (std::size_t rank = 0; rank < 2; ++rank) {
      TakeOver(merged.data(), sent[rank].data(), bases[rank], rows[rank]);
    }
    ASSERT_EQ(bases[0], bases[1]);
    ASSERT_NE(bases[0], start);
    for (std::size_t k = 0; k < kDim; ++k) {
      ASSERT_NEAR(rows[0][k], bases[0][k], 0.05 / 128) << "half a bfloat16 of the gain at most";
      left = std::max(left, std::abs(double{rows[0][k]} - bases[0][k]));
    }
  }
  EXPECT_GT(left, 0) << "so rounding has taken something";
}

}  // namespace
}  // namespace hogvec
