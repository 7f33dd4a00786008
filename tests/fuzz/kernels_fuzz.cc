// Runs one step of any shape on any rows with every kernel, once on its inputs and once on the
// means of their windows: all must agree with the plain one, and the padding of the rows must stay
// zero.
#include <algorithm>
#include <cmath>
#include <span>
#include <vector>

#include "fuzz/fuzzing.h"
#include "hogvec/embedding_table.h"
#include "kernel/kernel.h"

namespace hogvec {
namespace {

using fuzzing::Bytes;
using fuzzing::Require;

constexpr std::size_t kRows = 24;

struct Lesson {
  std::size_t dim, centres;
  float alpha;
  std::vector<WordId> in, out;
  std::vector<WindowSet> windows;
  std::vector<float> values;              // of the input rows, then of the output rows
  float scales[2] = {}, factors[2] = {};  // of the means of the two windows
};

Lesson LessonFrom(Bytes& bytes) {
  Lesson lesson{.dim = bytes.Between(1, 140),
                .centres = bytes.Between(1, 2),
                .alpha = static_cast<float>(bytes.Next()) / 256,
                .in = std::vector<WordId>(bytes.Between(1, 22)),
                .out = std::vector<WordId>(bytes.Between(2, kTile)),
                .windows = {},
                .values = std::vector<float>(2 * kRows * 140)};
  for (auto* const ids : {&lesson.in, &lesson.out}) {
    for (WordId& id : *ids) id = ToWordId(bytes.Next() % kRows);
  }
  for (std::size_t i = 0; i < lesson.in.size(); ++i) {
    lesson.windows.push_back(lesson.centres == 1 ? 1
                                                 : static_cast<WindowSet>(1 + bytes.Next() % 3));
  }
  for (float& value : lesson.values) value = (static_cast<float>(bytes.Next()) - 128) / 128;
  for (auto* const numbers : {&lesson.scales, &lesson.factors}) {
    for (float& number : *numbers) number = (1 + static_cast<float>(bytes.Next())) / 256;
  }
  // A mean at most: sums of many rows have dots so large that their roundings differ by more.
  for (float& scale : lesson.scales) scale /= static_cast<float>(lesson.in.size());
  return lesson;
}

// Input rows and output rows.
struct Tables {
  explicit Tables(const Lesson& lesson) : input(kRows, lesson.dim), output(kRows, lesson.dim) {
    for (std::size_t row = 0; row < kRows; ++row) {
      const float* const values = &lesson.values[row * lesson.dim];
      std::copy_n(values, lesson.dim, input.Address(ToWordId(row)));
      std::copy_n(values + kRows * lesson.dim, lesson.dim, output.Address(ToWordId(row)));
    }
    for (const WordId id : lesson.in) inputs.push_back(input.Address(id));
    for (const WordId id : lesson.out) outputs.push_back(output.Address(id));
  }

  EmbeddingTable input, output;
  std::vector<float*> inputs, outputs;  // of the step
};

// Padding and all.
void Append(const EmbeddingTable& table, std::vector<float>& rows) {
  rows.insert(rows.end(), table.Address(WordId{0}),
              table.Address(WordId{0}) + table.rows() * table.stride());
}

std::vector<float> RowsAfterStep(const Kernel& kernel, const Lesson& lesson) {
  Tables tables(lesson);
  StepScratch scratch(tables.inputs.size());
  const Targets targets(lesson.centres, 0.75f);
  kernel.step(
      {tables.inputs, lesson.windows, tables.outputs, targets, lesson.dim, lesson.alpha, {}},
      scratch);
  std::vector<float> rows;
  Append(tables.input, rows);
  Append(tables.output, rows);
  return rows;
}

// The means of the inputs, what they gain by two steps, and all rows thereafter. Rows to be fetched
// are some of those that change.
std::vector<float> RowsAfterMeans(const Kernel& kernel, const Lesson& lesson) {
  Tables tables(lesson);
  EmbeddingTable out(4, lesson.dim);
  float* const means[] = {out.Address(WordId{0}), out.Address(WordId{1})};
  float* const gains[] = {out.Address(WordId{2}), out.Address(WordId{3})};
  const std::vector<const float*> upcoming(tables.outputs.begin(), tables.outputs.end());
  const ContextRows contexts{tables.inputs, lesson.windows, lesson.dim, upcoming};
  kernel.means_of_contexts(contexts, lesson.scales, means, gains);
  constexpr WindowSet kSets[] = {1, 2};
  StepScratch scratch(2);
  for (const std::size_t centres : {lesson.centres, std::size_t{0}}) {
    const Targets targets(centres, 0.75f);
    kernel.step_of_means(
        {std::span(means).first(lesson.centres), std::span(kSets).first(lesson.centres),
         tables.outputs, targets, lesson.dim, lesson.alpha, upcoming},
        gains, scratch);
  }
  kernel.add_to_contexts(contexts, lesson.factors, gains);
  std::vector<float> rows;
  for (const EmbeddingTable* const table : {&out, &tables.input, &tables.output}) {
    Append(*table, rows);
  }
  return rows;
}

// Sums of up to 22 products of up to 140 roundings each, of values that repeated rows may let grow.
bool Agree(float a, float b) { return std::abs(a - b) <= 1e-3f * (1 + std::abs(a)); }

template <typename Rows>
void Check(const Lesson& lesson, const Rows& rows_by) {
  const std::size_t stride = EmbeddingTable(1, lesson.dim).stride();
  const std::vector<float> plain = rows_by(AvailableKernels().back(), lesson);
  for (const Kernel& kernel : AvailableKernels()) {
    const std::vector<float> rows = rows_by(kernel, lesson);
    Require(std::equal(rows.begin(), rows.end(), plain.begin(), Agree));
    for (std::size_t i = 0; i < rows.size(); ++i) Require(i % stride < lesson.dim || rows[i] == 0);
  }
}

}  // namespace
}  // namespace hogvec

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  hogvec::fuzzing::Bytes bytes(hogvec::fuzzing::TextOf(data, size));
  const hogvec::Lesson lesson = hogvec::LessonFrom(bytes);
  hogvec::Check(lesson, hogvec::RowsAfterStep);
  hogvec::Check(lesson, hogvec::RowsAfterMeans);
  return 0;
}
