#ifndef HOGVEC_BENCH_MICRO_STEP_ROWS_H_
#define HOGVEC_BENCH_MICRO_STEP_ROWS_H_

#include <cstddef>
#include <span>
#include <vector>

#include "base/random.h"
#include "hogvec/embedding_table.h"
#include "kernel/kernel.h"

namespace hogvec::bench {

// A typical step at the default window and negatives: half-widths of 1 to 5 give six context words
// on average.
struct Shape {
  std::size_t centres;
  std::size_t inputs;  // context words
  std::size_t outputs;
};
inline constexpr Shape kOneWindow{1, 6, 6};
inline constexpr Shape kTwoWindows{2, 9, 8};

// The windows of each input. Two neighbouring windows share all inputs except the outermost.
std::vector<WindowSet> WindowsOf(const Shape& shape);

struct Tables {
  Tables(std::size_t inputs, std::size_t outputs, std::size_t dim);
  EmbeddingTable input, output;
};

// Four times a last-level cache of 32 MB each. They take a while to fill, so the last ones are
// kept.
Tables& LargeTables(std::size_t dim);

std::vector<float*> AllRows(EmbeddingTable& table);

double RowBytes(const EmbeddingTable& table);

// The rows of many steps over large tables, drawn uniformly: the worst case of training. As in
// training, the inputs advance by the number of centre words, all outputs are new, and rows are
// prefetched some steps before their use.
class ColdSteps {
 public:
  // More rows than the cache can hold, even at the smallest dim.
  static constexpr std::size_t kSteps = 32'768;

  ColdSteps(Tables& tables, const Shape& shape);

  std::span<float* const> Inputs(std::size_t step) const;
  std::span<float* const> Outputs(std::size_t step) const;
  std::span<const float* const> Upcoming(std::size_t step) const;

  // Rows that no earlier step uses.
  std::size_t RowsPerStep() const { return shape_.centres + shape_.outputs; }

 private:
  static constexpr std::size_t kStepsAhead = 2;  // as in training

  void AppendUpcoming(std::size_t step);

  Shape shape_;
  std::vector<float*> words_;
  std::vector<float*> outputs_;
  std::vector<const float*> upcoming_;
};

}  // namespace hogvec::bench

#endif  // HOGVEC_BENCH_MICRO_STEP_ROWS_H_
