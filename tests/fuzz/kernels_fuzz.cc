// Runs one step of any shape on any rows with every kernel: all must agree with the plain one, and
// the padding of the rows must stay zero.
#include <algorithm>
#include <cmath>
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
  std::vector<float> values;  // of the input rows, then of the output rows
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
  return lesson;
}

// The rows after a step, padding and all.
std::vector<float> RowsAfter(const Kernel& kernel, const Lesson& lesson) {
  EmbeddingTable tables[] = {{kRows, lesson.dim}, {kRows, lesson.dim}};
  for (std::size_t row = 0; row < 2 * kRows; ++row) {
    std::copy_n(&lesson.values[row * lesson.dim], lesson.dim,
                tables[row / kRows].Address(ToWordId(row % kRows)));
  }
  std::vector<float*> inputs, outputs;
  for (const WordId id : lesson.in) inputs.push_back(tables[0].Address(id));
  for (const WordId id : lesson.out) outputs.push_back(tables[1].Address(id));
  StepScratch scratch(inputs.size());
  const Targets targets(lesson.centres, 0.75f);
  kernel.step({inputs, lesson.windows, outputs, targets, lesson.dim, lesson.alpha, {}}, scratch);
  std::vector<float> rows;
  for (const EmbeddingTable& table : tables) {
    rows.insert(rows.end(), table.Address(WordId{0}),
                table.Address(WordId{0}) + kRows * table.stride());
  }
  return rows;
}

// Sums of up to 22 products of up to 140 roundings each, of values that repeated rows may let grow.
bool Agree(float a, float b) { return std::abs(a - b) <= 1e-3f * (1 + std::abs(a)); }

void Check(const Lesson& lesson) {
  const auto plain = RowsAfter(AvailableKernels().back(), lesson);
  const std::size_t stride = plain.size() / (2 * kRows);
  for (const Kernel& kernel : AvailableKernels()) {
    const auto rows = RowsAfter(kernel, lesson);
    Require(std::equal(rows.begin(), rows.end(), plain.begin(), Agree));
    for (std::size_t i = 0; i < rows.size(); ++i) Require(i % stride < lesson.dim || rows[i] == 0);
  }
}

}  // namespace
}  // namespace hogvec

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  hogvec::fuzzing::Bytes bytes(hogvec::fuzzing::TextOf(data, size));
  hogvec::Check(hogvec::LessonFrom(bytes));
  return 0;
}
