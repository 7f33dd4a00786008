// The means of CBOW's windows in every kernel, against the same sums in double.
//
// Rows are of the size that training has, at most 1 per element. Some stand twice in a window, or
// in both. Dimensions run over the sizes around multiples of each vector length and each tile.
#include <gtest/gtest.h>

#include <algorithm>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/random.h"
#include "hogvec/embedding_table.h"
#include "kernel/kernel.h"

namespace hogvec {
namespace {

constexpr std::size_t kRows = 12;
constexpr std::size_t kDims[] = {1,  2,  3,   4,   7,   8,   9,   15,  16,  17,  31,  32,  33, 50,
                                 63, 64, 100, 127, 128, 129, 200, 255, 256, 257, 300, 333, 513};

// Which rows stand in which windows.
struct Standing {
  std::vector<std::size_t> rows;
  std::vector<WindowSet> windows;
};

bool IsIn(WindowSet windows, std::size_t window) { return (windows >> window & 1) != 0; }

// From `least` to `most` as the window of each; {1, 3}: the first, the second, or both.
Standing DrawStanding(std::size_t contexts, WindowSet least, WindowSet most, Random& random) {
  Standing standing;
  for (std::size_t i = 0; i < contexts; ++i) {
    standing.rows.push_back(random.Below(kRows));
    standing.windows.push_back(static_cast<WindowSet>(least + random.Below(1u + most - least)));
  }
  return standing;
}

EmbeddingTable DrawTable(std::size_t rows, std::size_t dim, Random& random) {
  EmbeddingTable table(rows, dim);
  for (std::size_t row = 0; row < rows; ++row) {
    for (float& value : table.Row(ToRowId(row))) value = 2 * random.UnitFloat() - 1;
  }
  return table;
}

std::vector<float*> AddressesOf(const Standing& standing, EmbeddingTable& table) {
  std::vector<float*> rows;
  for (const std::size_t row : standing.rows) rows.push_back(table.Address(ToRowId(row)));
  return rows;
}

using Upcoming = std::span<const float* const>;

// What the kernel leaves in rows whose first `dim` floats were arbitrary: the means of both
// windows, and the gains of both.
EmbeddingTable MeansBy(const Kernel& kernel, const Standing& standing, EmbeddingTable& table,
                       const float (&scales)[2], Random& random, Upcoming upcoming = {}) {
  EmbeddingTable out = DrawTable(4, table.dim(), random);
  float* const means[] = {out.Address(RowId{0}), out.Address(RowId{1})};
  float* const gains[] = {out.Address(RowId{2}), out.Address(RowId{3})};
  const std::vector<float*> rows = AddressesOf(standing, table);
  kernel.means_of_contexts({rows, standing.windows, table.dim(), upcoming}, scales, means, gains);
  return out;
}

// Gives the rows their shares of the gains of both windows, rows 0 and 1 of a table.
void AddGains(const Kernel& kernel, const Standing& standing, EmbeddingTable& table,
              const float (&factors)[2], EmbeddingTable& of_windows, Upcoming upcoming = {}) {
  float* const gains[] = {of_windows.Address(RowId{0}), of_windows.Address(RowId{1})};
  const std::vector<float*> rows = AddressesOf(standing, table);
  kernel.add_to_contexts({rows, standing.windows, table.dim(), upcoming}, factors, gains);
}

bool SameRows(const EmbeddingTable& a, const EmbeddingTable& b) {
  const float* const first = a.Address(RowId{0});
  return std::equal(first, first + a.rows() * a.stride(), b.Address(RowId{0}));
}

EmbeddingTable CopyOf(const EmbeddingTable& table) {
  EmbeddingTable copy;
  copy.CopyFrom(table);
  return copy;
}

double SumOf(const Standing& standing, std::size_t window, const EmbeddingTable& table,
             std::size_t column) {
  double sum = 0;
  for (std::size_t i = 0; i < standing.rows.size(); ++i) {
    if (!IsIn(standing.windows[i], window)) continue;
    sum += table.Row(ToRowId(standing.rows[i]))[column];
  }
  return sum;
}

bool PaddingIsZero(const EmbeddingTable& table) {
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const float* const values = table.Address(ToRowId(row));
    const auto is_zero = [](float value) { return value == 0; };
    if (!std::all_of(values + table.dim(), values + table.stride(), is_zero)) return false;
  }
  return true;
}

class Contexts : public ::testing::TestWithParam<std::size_t> {
 protected:
  const Kernel& kernel() const { return AvailableKernels()[GetParam()]; }

  void ExpectMeans(const Standing& standing, std::size_t dim) {
    EmbeddingTable table = DrawTable(kRows, dim, random_);
    const float scales[] = {0.125f, 0.3f};
    const EmbeddingTable out = MeansBy(kernel(), standing, table, scales, random_);
    for (const std::size_t window : {0u, 1u}) {
      for (std::size_t k = 0; k < dim; ++k) {
        const double exact = SumOf(standing, window, table, k) * double{scales[window]};
        ASSERT_NEAR(out.Row(ToRowId(window))[k], exact, 1e-6) << "dim " << dim << ", " << k;
        ASSERT_EQ(out.Row(ToRowId(window + 2))[k], 0) << "the gains, dim " << dim << ", " << k;
      }
    }
    EXPECT_TRUE(PaddingIsZero(out)) << "dim " << dim;
  }

  void ExpectGains(const Standing& standing, std::size_t dim) {
    EmbeddingTable table = DrawTable(kRows, dim, random_), gains = DrawTable(2, dim, random_);
    const EmbeddingTable kept = CopyOf(table), given = CopyOf(gains);
    const float factors[] = {0.25f, 0.7f};
    AddGains(kernel(), standing, table, factors, gains);
    for (std::size_t row = 0; row < kRows; ++row) {
      for (std::size_t k = 0; k < dim; ++k) {
        double exact = kept.Row(ToRowId(row))[k];
        for (std::size_t i = 0; i < standing.rows.size(); ++i) {
          for (const std::size_t window : {0u, 1u}) {
            if (standing.rows[i] != row || !IsIn(standing.windows[i], window)) continue;
            exact += double{factors[window]} * given.Row(ToRowId(window))[k];
          }
        }
        ASSERT_NEAR(table.Row(ToRowId(row))[k], exact, 5e-6) << "dim " << dim << ", row " << row;
      }
    }
    EXPECT_TRUE(PaddingIsZero(table)) << "dim " << dim;
    EXPECT_TRUE(SameRows(gains, given)) << "only read";
  }

  Random random_{9, RandomPurpose::kTest};
};

std::string KernelName(const ::testing::TestParamInfo<std::size_t>& info) {
  return std::string(AvailableKernels()[info.param].name);
}

INSTANTIATE_TEST_SUITE_P(EveryKernel, Contexts,
                         ::testing::Range<std::size_t>(0, AvailableKernels().size()), KernelName);

TEST_P(Contexts, HaveTheMeansOfBothWindowsInEveryDimension) {
  for (const std::size_t dim : kDims) ExpectMeans(DrawStanding(9, 1, 3, random_), dim);
}

TEST_P(Contexts, HaveMeansForAnyNumberOfThem) {
  for (std::size_t contexts = 0; contexts <= 24; ++contexts) {
    ExpectMeans(DrawStanding(contexts, 1, 3, random_), 37);
  }
}

TEST_P(Contexts, OfOneWindowHaveAMeanOfZerosForTheOther) {
  const std::pair<WindowSet, std::size_t> kEmpties[] = {{1, 1}, {2, 0}};
  for (const auto& [set, empty] : kEmpties) {
    const Standing standing = DrawStanding(5, set, set, random_);
    ExpectMeans(standing, 50);
    EmbeddingTable table = DrawTable(kRows, 50, random_);
    const EmbeddingTable out = MeansBy(kernel(), standing, table, {0.2f, 0.2f}, random_);
    for (const float value : out.Row(ToRowId(empty))) EXPECT_EQ(value, 0);
  }
}

TEST_P(Contexts, AreOnlyReadForTheirMeans) {
  EmbeddingTable table = DrawTable(kRows, 50, random_);
  const EmbeddingTable kept = CopyOf(table);
  MeansBy(kernel(), DrawStanding(9, 1, 3, random_), table, {0.5f, 0.5f}, random_);
  EXPECT_TRUE(SameRows(table, kept));
}

// A centre word's row may be among the rows of its window.
TEST_P(Contexts, OfNoWindowAreInNoMeanAndGainNothing) {
  const Standing all{{0, 1, 2, 3, 4}, {1, 0, 3, 0, 2}}, some{{0, 2, 4}, {1, 3, 2}};
  EmbeddingTable table = DrawTable(kRows, 50, random_), gains = DrawTable(2, 50, random_);
  const EmbeddingTable kept = CopyOf(table);
  const EmbeddingTable with = MeansBy(kernel(), all, table, {0.5f, 0.5f}, random_);
  const EmbeddingTable without = MeansBy(kernel(), some, table, {0.5f, 0.5f}, random_);
  EXPECT_TRUE(SameRows(with, without));
  AddGains(kernel(), all, table, {0.5f, 0.5f}, gains);
  for (const std::size_t row : {1u, 3u}) {
    EXPECT_TRUE(std::ranges::equal(table.Row(ToRowId(row)), kept.Row(ToRowId(row))));
  }
  EXPECT_FALSE(SameRows(table, kept));
}

// As many as rows of contexts, fewer, and more.
TEST_P(Contexts, AreTheSameWhateverRowsAreFetchedMeanwhile) {
  const Standing standing = DrawStanding(5, 1, 3, random_);
  for (const std::size_t dim : {1u, 50u, 300u}) {
    EmbeddingTable later = DrawTable(30, dim, random_), gains = DrawTable(2, dim, random_);
    const EmbeddingTable first = DrawTable(kRows, dim, random_), kept = CopyOf(later);
    std::vector<const float*> upcoming;
    for (std::size_t row = 0; row < later.rows(); ++row) {
      upcoming.push_back(later.Address(ToRowId(row)));
    }
    EmbeddingTable plain = CopyOf(first);
    const EmbeddingTable means = MeansBy(kernel(), standing, plain, {0.5f, 0.3f}, random_);
    AddGains(kernel(), standing, plain, {0.5f, 0.3f}, gains);
    for (const std::size_t count : {1u, 4u, 5u, 6u, 30u}) {
      EmbeddingTable table = CopyOf(first);
      const Upcoming some = Upcoming(upcoming).first(count);
      EXPECT_TRUE(SameRows(MeansBy(kernel(), standing, table, {0.5f, 0.3f}, random_, some), means));
      AddGains(kernel(), standing, table, {0.5f, 0.3f}, gains, some);
      EXPECT_TRUE(SameRows(table, plain)) << "dim " << dim << ", " << count << " upcoming";
    }
    EXPECT_TRUE(SameRows(later, kept));
  }
}

TEST_P(Contexts, GainInEveryDimension) {
  for (const std::size_t dim : kDims) ExpectGains(DrawStanding(9, 1, 3, random_), dim);
}

TEST_P(Contexts, GainInAnyNumber) {
  for (std::size_t contexts = 0; contexts <= 24; ++contexts) {
    ExpectGains(DrawStanding(contexts, 1, 3, random_), 37);
  }
}

TEST_P(Contexts, OfOneWindowGainNothingOfTheOther) {
  for (const WindowSet set : {WindowSet{1}, WindowSet{2}})
    ExpectGains(DrawStanding(5, set, set, random_), 50);
}

TEST_P(Contexts, GainOnceForEachTimeThatTheyStandInAWindow) {
  ExpectGains({{4, 4, 4, 7, 4}, {1, 3, 3, 2, 2}}, 50);
  ExpectMeans({{4, 4, 4, 7, 4}, {1, 3, 3, 2, 2}}, 50);
}

}  // namespace
}  // namespace hogvec
