#ifndef HOGVEC_SUBWORDS_FIT_PASSES_H_
#define HOGVEC_SUBWORDS_FIT_PASSES_H_

#include <array>
#include <cstddef>
#include <span>

#include "hogvec/embedding_table.h"
#include "subwords/fit_system.h"

namespace hogvec {

// A panel: this many dimensions, as many as a cache line has floats. Each is computed on its own,
// with every product rounded, so that all instruction sets give the same bits.
inline constexpr std::size_t kFitColumns = 16;
using FitLine = std::array<float, kFitColumns>;
using FitSums = std::array<double, kFitColumns>;

// Of each unknown two lines, one after the other.
struct FitLines {
  explicit FitLines(std::size_t unknowns) : table(unknowns, 2 * kFitColumns) {}

  float* First(std::size_t unknown) { return table.Address(ToRowId(unknown)); }
  float* Second(std::size_t unknown) { return First(unknown) + kFitColumns; }
  const float* First(std::size_t unknown) const { return table.Address(ToRowId(unknown)); }

  EmbeddingTable table;
};

// What goes through all words, or all unknowns, that a step of conjugate gradients is made of.
// `state` has the values v and the residuals r, `directions` the directions p, and what the system
// makes of them, s. Sums are over all unknowns, or words, of a column.
struct FitPasses {
  // r += a'c'(x - a v) for the vectors x of all words, from the float `column` on.
  void (*add_residuals)(const FitSystem& system, std::span<const float> reduced,
                        const EmbeddingTable& rows, std::size_t column, FitLines& state) noexcept;
  // s += a'c'a p. Returns the sums of c' (a p)^2.
  FitSums (*multiply)(const FitSystem& system, std::span<const float> reduced,
                      FitLines& directions) noexcept;
  // v += alpha p, r -= alpha s. Returns the sums of r^2.
  FitSums (*advance)(const FitLine& alpha, FitLines& state, const FitLines& directions) noexcept;
  // p = r + beta p, s = penalty p. Returns the sums of p s.
  FitSums (*turn)(const FitSystem& system, const FitLine& beta, const FitLines& state,
                  FitLines& directions) noexcept;
};

// For this machine.
FitPasses BestFitPasses();

}  // namespace hogvec

#endif  // HOGVEC_SUBWORDS_FIT_PASSES_H_
