#ifndef HOGVEC_SUBWORDS_FITTED_PANEL_H_
#define HOGVEC_SUBWORDS_FITTED_PANEL_H_

#include <cstddef>
#include <span>
#include <vector>

#include "hogvec/embedding_table.h"
#include "subwords/fit_passes.h"
#include "subwords/fit_system.h"

namespace hogvec {

// What the words of a fit weigh: the c of each, and what FitSystem::Reduced makes of them.
struct FitWeights {
  std::vector<float> given, reduced;
};

// The dimensions of a panel, fitted: the solution of a FitSystem by conjugate gradients. For one
// thread at a time.
class FittedPanel {
 public:
  // Of the dimensions from kFitColumns * panel on. The system and the vectors must outlive this.
  FittedPanel(const FitSystem& system, const EmbeddingTable& rows, std::size_t panel);

  // Begins a fit at what was fitted so far, zeros at first.
  void Begin(const FitWeights& weights);
  // One step of it; false, without one, if the residual of each dimension is at most this part of
  // what it was for zeros.
  bool Step(std::span<const float> reduced, double tolerance);

  // Sets this panel's dimensions of `out`, of a table's stride, to the vector that n-grams give a
  // word which did not take part.
  void Guess(std::size_t word, float* out) const;

  // Sets this panel's dimensions of the rows of a table of n-gram vectors.
  void Write(const FitWeights& weights, EmbeddingTable& table);

  // The weighted squares of the words' values, and of what is left of them after Write().
  double squares() const { return squares_; }
  double left() const { return left_; }

 private:
  const float* Values(std::size_t word) const { return rows_.Address(ToRowId(word)) + column_; }
  // What of a word's values the unknowns leave, without its own class.
  FitLine Left(std::size_t word) const;
  void WriteOwn(std::size_t word, float weight, EmbeddingTable& table);

  const FitPasses passes_ = BestFitPasses();
  const FitSystem& system_;
  const EmbeddingTable& rows_;
  const std::size_t column_;
  FitLines state_, directions_;
  bool begun_ = false;
  FitSums residual_ = {}, at_zeros_ = {}, slope_ = {};
  double squares_ = 0, left_ = 0;
};

}  // namespace hogvec

#endif  // HOGVEC_SUBWORDS_FITTED_PANEL_H_
