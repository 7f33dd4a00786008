#include "kernel/plain_kernel.h"

#include <algorithm>
#include <atomic>

#include "kernel/reference.h"

namespace hogvec {
namespace {

struct AtomicCell {
  // atomic_ref accepts no const object before C++26; the cell itself is never const.
  static float Get(const float& cell) {
    return std::atomic_ref<float>(const_cast<float&>(cell)).load(std::memory_order_relaxed);
  }
  static void Set(float& cell, float value) {
    std::atomic_ref<float>(cell).store(value, std::memory_order_relaxed);
  }
};

template <typename Cell>
void Step(const StepBatch& batch, StepScratch& scratch) noexcept {
  const ReferenceStep<float, Cell> step(batch.inputs, batch.outputs, batch.dim);
  step.ComputeDots(scratch.dots());
  step.ComputeGradients(scratch.dots(), batch.windows, batch.targets, batch.alpha,
                        scratch.gradients());
  step.UpdateRows(scratch.gradients());
}

float Dot(const float* a, const float* b, std::size_t dim) noexcept {
  float sum = 0;
  for (std::size_t k = 0; k < dim; ++k) sum += a[k] * b[k];
  return sum;
}

void Dots(std::span<const float* const> inputs, std::span<const float* const> outputs,
          std::size_t dim, float* out) noexcept {
  for (const float* input : inputs) {
    for (const float* output : outputs) *out++ = Dot(input, output, dim);
  }
}

void DotRows(const float* query, const float* rows, std::size_t stride, std::size_t dim,
             std::span<float> out) noexcept {
  for (std::size_t r = 0; r < out.size(); ++r) out[r] = Dot(query, rows + r * stride, dim);
}

void DotPanel(const float* panel, const float* rows, std::size_t stride, std::size_t dim,
              std::size_t count, float* out) noexcept {
  for (std::size_t r = 0; r < count; ++r) {
    float* const dots = out + r * kPanelQueries;
    std::fill_n(dots, kPanelQueries, 0.0f);
    for (std::size_t k = 0; k < dim; ++k) {
      const float value = rows[r * stride + k];
      for (std::size_t q = 0; q < kPanelQueries; ++q)
        dots[q] += value * panel[k * kPanelQueries + q];
    }
  }
}

void Sigmoid(std::span<float> values) noexcept {
  for (float& value : values) value = ReferenceStep<float, PlainCell<float>>::Sigmoid(value);
}

template <typename Cell>
void MeanOfRows(const RowsOfTable& table, std::span<const RowShare> shares, float scale,
                float* mean, float* copy) noexcept {
  for (std::size_t k = 0; k < table.dim; ++k) {
    float sum = 0;
    for (const RowShare& share : shares)
      sum += Cell::Get(table.first[share.row * table.stride + k]);
    mean[k] = copy[k] = sum * scale;
  }
}

template <typename Cell>
void AddToRows(const RowsOfTable& table, std::span<const RowShare> shares, const float* before,
               const float* after) noexcept {
  for (const RowShare& share : shares) {
    float* const row = table.first + share.row * table.stride;
    for (std::size_t k = 0; k < table.dim; ++k) {
      Cell::Set(row[k], Cell::Get(row[k]) + share.gain * (after[k] - before[k]));
    }
  }
}

bool BelongsTo(WindowSet windows, std::size_t window) { return (windows >> window & 1) != 0; }

template <typename Cell>
void MeansOfContexts(const ContextRows& contexts, FactorOfEach scales, RowOfEach means,
                     RowOfEach gains) noexcept {
  for (const std::size_t window : {0u, 1u}) {
    for (std::size_t k = 0; k < contexts.dim; ++k) {
      float sum = 0;
      for (std::size_t i = 0; i < contexts.rows.size(); ++i) {
        if (BelongsTo(contexts.windows[i], window)) sum += Cell::Get(contexts.rows[i][k]);
      }
      means[window][k] = sum * scales[window];
      gains[window][k] = 0;
    }
  }
}

template <typename Cell>
void StepOfMeans(const StepBatch& batch, float* const* gains, StepScratch& scratch) noexcept {
  const ReferenceStep<float, Cell> step(batch.inputs, batch.outputs, batch.dim);
  step.ComputeDots(scratch.dots());
  step.ComputeGradients(scratch.dots(), batch.windows, batch.targets, batch.alpha,
                        scratch.gradients());
  step.UpdateOutputs(scratch.gradients(), gains);
}

template <typename Cell>
void AddToContexts(const ContextRows& contexts, FactorOfEach factors, RowOfEach gains) noexcept {
  for (std::size_t i = 0; i < contexts.rows.size(); ++i) {
    float* const row = contexts.rows[i];
    for (std::size_t k = 0; k < contexts.dim; ++k) {
      float value = Cell::Get(row[k]);
      for (const std::size_t window : {0u, 1u}) {
        if (BelongsTo(contexts.windows[i], window)) value += factors[window] * gains[window][k];
      }
      Cell::Set(row[k], value);
    }
  }
}

template <typename Cell>
Kernel KernelOf(std::string_view name) {
  return {name,
          Step<Cell>,
          Dots,
          Dot,
          DotRows,
          DotPanel,
          Sigmoid,
          MeanOfRows<Cell>,
          AddToRows<Cell>,
          MeansOfContexts<Cell>,
          StepOfMeans<Cell>,
          AddToContexts<Cell>};
}

}  // namespace

Kernel PlainKernel() { return KernelOf<PlainCell<float>>("plain"); }
Kernel AtomicKernel() { return KernelOf<AtomicCell>("atomic"); }

}  // namespace hogvec
