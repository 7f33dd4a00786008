#include "evaluation/turn.h"

#include <Eigen/Eigenvalues>

namespace hogvec {
namespace {

template <typename Number>
using RowMatrix = Eigen::Matrix<Number, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

// Numbers as a matrix of `columns` columns, row by row.
template <typename Number>
Eigen::Map<const RowMatrix<Number>> MatrixOf(std::span<const Number> values, std::size_t columns) {
  return {values.data(), static_cast<Eigen::Index>(values.size() / columns),
          static_cast<Eigen::Index>(columns)};
}

// The rotation that is nearest to a matrix M: M (M'M)^-1/2, in the directions that M has. By its
// singular values it would be shorter, but Eigen's BDCSVD takes as long to compile as ten files.
RowMatrix<float> NearestRotation(const Eigen::MatrixXd& matrix) {
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> squares(matrix.transpose() * matrix);
  const Eigen::ArrayXd values = squares.eigenvalues().array();
  constexpr double kExact = 1e-14;  // what is less, as part of the largest, is rounding
  const Eigen::ArrayXd roots =
      (values > kExact * values.maxCoeff()).select(values.max(1e-300).rsqrt(), 0.0);
  const Eigen::MatrixXd& vectors = squares.eigenvectors();
  return (matrix * vectors * roots.matrix().asDiagonal() * vectors.transpose()).cast<float>();
}

}  // namespace

void Turn::Apply(std::span<const float> vectors, std::span<float> out) const {
  Eigen::Map<RowMatrix<float>> turned(out.data(), static_cast<Eigen::Index>(out.size() / dim_),
                                      static_cast<Eigen::Index>(dim_));
  turned.noalias() = MatrixOf(vectors, dim_) * MatrixOf(std::span(matrix_), dim_);
}

void TurnFinder::Add(std::span<const float> from, std::span<const float> to) {
  const auto dim = static_cast<Eigen::Index>(dim_);
  Eigen::Map<RowMatrix<double>> products(products_.data(), dim, dim);
  const RowMatrix<float> added = MatrixOf(from, dim_).transpose() * MatrixOf(to, dim_);
  products += added.cast<double>();
}

Turn TurnFinder::Find() const {
  const RowMatrix<float> turn = NearestRotation(MatrixOf(std::span(products_), dim_));
  return {dim_, {turn.data(), turn.data() + turn.size()}};
}

}  // namespace hogvec
