#ifndef HOGVEC_EVALUATION_TURN_H_
#define HOGVEC_EVALUATION_TURN_H_

#include <cstddef>
#include <span>
#include <utility>
#include <vector>

namespace hogvec {

// A rotation of the space, with or without a reflection. Lengths and angles stay as they are, but
// for directions in which it was found from no vectors: those are lost.
class Turn {
 public:
  // `matrix` has a row for each dimension before the turn, a column for each after it.
  Turn(std::size_t dim, std::vector<float> matrix) : dim_(dim), matrix_(std::move(matrix)) {}

  std::size_t dim() const { return dim_; }

  // Sets `out` to vectors after the turn. Both hold whole vectors one after the other, and are of
  // the same size, and apart. May be called by several threads at once.
  void Apply(std::span<const float> vectors, std::span<float> out) const;

 private:
  std::size_t dim_;
  std::vector<float> matrix_;
};

// Finds the turn that brings the vectors of one model nearest to those of another, given vectors of
// words of both (orthogonal Procrustes, Schoenemann 1966). Training is blind to how the space lies,
// so two models of one text are near each other only after such a turn.
class TurnFinder {
 public:
  explicit TurnFinder(std::size_t dim) : dim_(dim), products_(dim * dim) {}

  // Takes vectors of the same words, one after the other: those to be turned, and those to be
  // approached. They should be of length 1, since longer ones weigh more, and must be finite.
  void Add(std::span<const float> from, std::span<const float> to);

  Turn Find() const;

 private:
  std::size_t dim_;
  std::vector<double> products_;  // from' * to, row by row
};

}  // namespace hogvec

#endif  // HOGVEC_EVALUATION_TURN_H_
