#include "bench/micro/step_rows.h"

#include <memory>

namespace hogvec::bench {
namespace {

constexpr std::size_t kTableBytes = std::size_t{128} << 20;

float* AnyRow(EmbeddingTable& table, Random& random) {
  return table.Address(WordId{random.Below(static_cast<std::uint32_t>(table.rows()))});
}

}  // namespace

std::vector<WindowSet> WindowsOf(const Shape& shape) {
  std::vector<WindowSet> windows(shape.inputs, shape.centres == 1 ? 1 : 3);
  if (shape.centres == 2) {
    windows.front() = 1;
    windows.back() = 2;
  }
  return windows;
}

Tables::Tables(std::size_t inputs, std::size_t outputs, std::size_t dim)
    : input(inputs, dim), output(outputs, dim) {
  input.InitializeUniform(1);
  output.InitializeUniform(2);
}

Tables& LargeTables(std::size_t dim) {
  static std::unique_ptr<Tables> tables;
  if (tables == nullptr || tables->input.dim() != dim) {
    tables.reset();  // two pairs of them need not fit into memory
    const std::size_t rows = kTableBytes / (EmbeddingTable(1, dim).stride() * sizeof(float));
    tables = std::make_unique<Tables>(rows, rows, dim);
  }
  return *tables;
}

std::vector<float*> AllRows(EmbeddingTable& table) {
  std::vector<float*> rows;
  for (std::size_t row = 0; row < table.rows(); ++row) rows.push_back(table.Address(ToWordId(row)));
  return rows;
}

double RowBytes(const EmbeddingTable& table) {
  return static_cast<double>(table.stride() * sizeof(float));
}

ColdSteps::ColdSteps(Tables& tables, const Shape& shape) : shape_(shape) {
  Random random(8, RandomPurpose::kTest);
  const std::size_t words = (kSteps + kStepsAhead) * shape.centres + shape.inputs;
  for (std::size_t i = 0; i < words; ++i) words_.push_back(AnyRow(tables.input, random));
  for (std::size_t i = 0; i < (kSteps + kStepsAhead) * shape.outputs; ++i) {
    outputs_.push_back(AnyRow(tables.output, random));
  }
  for (std::size_t step = 0; step < kSteps; ++step) AppendUpcoming(step + kStepsAhead);
}

std::span<float* const> ColdSteps::Inputs(std::size_t step) const {
  return std::span(words_).subspan(step * shape_.centres, shape_.inputs);
}

std::span<float* const> ColdSteps::Outputs(std::size_t step) const {
  return std::span(outputs_).subspan(step * shape_.outputs, shape_.outputs);
}

std::span<const float* const> ColdSteps::Upcoming(std::size_t step) const {
  return std::span(upcoming_).subspan(step * RowsPerStep(), RowsPerStep());
}

void ColdSteps::AppendUpcoming(std::size_t step) {
  const auto inputs = Inputs(step).last(shape_.centres), outputs = Outputs(step);
  upcoming_.insert(upcoming_.end(), inputs.begin(), inputs.end());
  upcoming_.insert(upcoming_.end(), outputs.begin(), outputs.end());
}

}  // namespace hogvec::bench
