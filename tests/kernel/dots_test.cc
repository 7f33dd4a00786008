#include <gtest/gtest.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <stdexcept>
#include <vector>

#include "base/random.h"
#include "hogvec/embedding_table.h"
#include "kernel/kernel.h"

namespace hogvec {
namespace {

// Floats at the end of mapped memory: reading past them crashes.
class LastFloats {
 public:
  explicit LastFloats(std::size_t count) {
    const auto page = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
    const std::size_t bytes = (count * sizeof(float) + page - 1) / page * page;
    bytes_ = bytes + page;
    void* const start =
        ::mmap(nullptr, bytes_, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (start == MAP_FAILED) throw std::runtime_error("no memory");
    start_ = static_cast<char*>(start);
    ::mprotect(start_ + bytes, page, PROT_NONE);
    floats_ = {reinterpret_cast<float*>(start_ + bytes) - count, count};
    Random random(count, RandomPurpose::kTest);
    for (float& value : floats_) value = static_cast<float>(random.Below(2000)) / 1000 - 1;
  }
  ~LastFloats() { ::munmap(start_, bytes_); }
  LastFloats(const LastFloats&) = delete;
  LastFloats& operator=(const LastFloats&) = delete;

  const float* data() const { return floats_.data(); }

 private:
  char* start_ = nullptr;
  std::size_t bytes_ = 0;
  std::span<float> floats_;
};

double ExactDot(const float* a, const float* b, std::size_t dim) {
  double sum = 0;
  for (std::size_t k = 0; k < dim; ++k) sum += double{a[k]} * b[k];
  return sum;
}

constexpr std::size_t kDims[] = {1, 3, 4, 16, 31, 64, 100, 300};

// Rows as training has them, of random values.
EmbeddingTable RandomRows(std::size_t rows, std::size_t dim, std::uint64_t seed) {
  EmbeddingTable table(rows, dim);
  Random random(seed, RandomPurpose::kTest);
  for (std::size_t row = 0; row < rows; ++row) {
    for (float& value : table.Row(ToWordId(row))) value = random.UnitFloat() - 0.5f;
  }
  return table;
}

std::vector<const float*> FirstRows(const EmbeddingTable& table, std::size_t count) {
  std::vector<const float*> rows;
  for (std::size_t row = 0; row < count; ++row) rows.push_back(table.Address(ToWordId(row)));
  return rows;
}

TEST(Dots, AreThoseOfAllInputsWithAllOutputs) {
  constexpr std::size_t kDim = 100;
  const EmbeddingTable input = RandomRows(5, kDim, 1), output = RandomRows(20, kDim, 2);
  for (const Kernel& kernel : AvailableKernels()) {
    for (const std::size_t inputs : {0, 1, 2, 5}) {
      for (const std::size_t outputs : {1, 7, 8, 9, 20}) {
        const auto x = FirstRows(input, inputs), y = FirstRows(output, outputs);
        std::vector<float> dots(inputs * outputs + 1, 7.0f);
        kernel.dots(x, y, kDim, dots.data());
        for (std::size_t i = 0; i < inputs; ++i) {
          for (std::size_t j = 0; j < outputs; ++j) {
            EXPECT_NEAR(dots[i * outputs + j], ExactDot(x[i], y[j], kDim), 1e-5)
                << kernel.name << ", " << inputs << " x " << outputs;
          }
        }
        EXPECT_EQ(dots.back(), 7.0f) << "written past the last";
      }
    }
  }
}

TEST(Dot, ReadsTheFloatsAndNothingBehind) {
  for (const Kernel& kernel : AvailableKernels()) {
    for (const std::size_t dim : kDims) {
      const LastFloats a(dim), b(dim + 1);
      const float* const odd = b.data() + 1;  // on no boundary
      EXPECT_NEAR(kernel.dot(a.data(), odd, dim), ExactDot(a.data(), odd, dim), 1e-5)
          << kernel.name << ", dim " << dim;
    }
  }
}

// Rows without padding, as in a file, give exactly the same sums as padded ones in a table.
void CheckRows(const Kernel& kernel, std::size_t rows, std::size_t dim) {
  const LastFloats packed(rows * dim);
  EmbeddingTable table(rows, dim), query(1, dim);
  query.InitializeUniform(dim);
  for (std::size_t r = 0; r < rows; ++r) {
    std::copy_n(packed.data() + r * dim, dim, table.Row(ToWordId(r)).begin());
  }
  std::vector<float> from_packed(rows), from_table(rows);
  const float* const q = query.Address(WordId{0});
  kernel.dot_rows(q, packed.data(), dim, dim, from_packed);
  kernel.dot_rows(q, table.Address(WordId{0}), table.stride(), dim, from_table);
  EXPECT_EQ(from_packed, from_table) << kernel.name << ": " << rows << " rows, dim " << dim;
}

TEST(DotRows, IsTheSameWhereverRowsStand) {
  for (const Kernel& kernel : AvailableKernels()) {
    for (const std::size_t rows : {1, 2, 5, 64}) {
      for (const std::size_t dim : kDims) CheckRows(kernel, rows, dim);
    }
  }
}

void CheckPanel(const Kernel& kernel, std::size_t rows, std::size_t dim) {
  const LastFloats packed(rows * dim);
  EmbeddingTable queries(kPanelQueries, dim);
  queries.InitializeUniform(rows);
  AlignedFloats panel(dim * kPanelQueries);
  for (std::size_t q = 0; q < kPanelQueries; ++q) {
    for (std::size_t k = 0; k < dim; ++k) {
      panel.data()[k * kPanelQueries + q] = queries.Row(ToWordId(q))[k];
    }
  }
  std::vector<float> found(rows * kPanelQueries + 1, 7.0f);
  kernel.dot_panel(panel.data(), packed.data(), dim, dim, rows, found.data());
  for (std::size_t r = 0; r < rows; ++r) {
    for (std::size_t q = 0; q < kPanelQueries; ++q) {
      EXPECT_NEAR(found[r * kPanelQueries + q],
                  ExactDot(queries.Address(ToWordId(q)), packed.data() + r * dim, dim), 1e-5)
          << kernel.name << ": " << rows << " rows, dim " << dim;
    }
  }
  EXPECT_EQ(found.back(), 7.0f) << "written past the last row";
}

TEST(DotPanel, IsTheDotOfEachRowWithEachQuery) {
  for (const Kernel& kernel : AvailableKernels()) {
    for (const std::size_t rows : {1, 2, 5, 6, 7, 12, 13, 64}) {
      for (const std::size_t dim : {1, 16, 31, 100}) CheckPanel(kernel, rows, dim);
    }
  }
}

}  // namespace
}  // namespace hogvec
