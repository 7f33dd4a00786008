#include "layout/principal.h"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>

#include "base/parts.h"
#include "base/random.h"

namespace hogvec {
namespace {

// The sample is small enough for a first picture within a second or two.
constexpr std::size_t kSampledRows = 10'000, kSampledFloats = 4'000'000;

// Directions that are followed for two, so that these converge fast, and rounds: each multiplies
// what is left of smaller components by the ratio of the variances, of the ninth to the second.
constexpr Eigen::Index kDirections = 8;
constexpr int kRounds = 25;

using Axis = Eigen::VectorXf;

// The unit vector of a row; zeros for one without a direction.
Axis UnitRow(const SearchedRows& rows, std::size_t row) {
  const std::size_t block = row / SearchedRows::kBlockRows * SearchedRows::kBlockRows;
  const float scale = rows.Scales(block)[row - block];
  const auto dim = static_cast<Eigen::Index>(rows.dim());
  if (!(scale > 0)) return Axis::Zero(dim);
  return Eigen::Map<const Axis>(rows.Address(row), dim) * scale;
}

// One sampled row per column.
Eigen::MatrixXf Sample(const SearchedRows& rows) {
  const std::size_t count =
      std::min({rows.size(), kSampledRows, std::max<std::size_t>(kSampledFloats / rows.dim(), 2)});
  Eigen::MatrixXf sample(static_cast<Eigen::Index>(rows.dim()), static_cast<Eigen::Index>(count));
  for (std::size_t i = 0; i < count; ++i) {
    sample.col(static_cast<Eigen::Index>(i)) = UnitRow(rows, rows.size() * i / count);
  }
  return sample;
}

void PointToLargestLoading(Axis& axis) {
  Eigen::Index largest = 0;
  axis.cwiseAbs().maxCoeff(&largest);
  if (axis[largest] < 0) axis = -axis;
}

struct Plane {
  Axis mean, first, second;
};

// Any directions that are not across the first components: the same for each sample.
Eigen::MatrixXf SomeDirections(Eigen::Index dim, Eigen::Index count) {
  Random random(0, RandomPurpose::kLayout);
  Eigen::MatrixXf directions(dim, count);
  for (Eigen::Index column = 0; column < count; ++column) {
    for (Eigen::Index row = 0; row < dim; ++row)
      directions(row, column) = random.UnitFloat() - 0.5f;
  }
  return directions;
}

Eigen::MatrixXf Orthonormal(const Eigen::MatrixXf& columns) {
  const Eigen::HouseholderQR<Eigen::MatrixXf> solver(columns);
  return solver.householderQ() * Eigen::MatrixXf::Identity(columns.rows(), columns.cols());
}

// Orthonormal columns that span the directions of largest variance, by subspace iteration: of a
// thousand dimensions, all the eigenvectors of the covariance would take minutes.
Eigen::MatrixXf LargestDirections(const Eigen::MatrixXf& sample) {
  const Eigen::Index count = std::min(kDirections, sample.rows());
  Eigen::MatrixXf directions = Orthonormal(SomeDirections(sample.rows(), count));
  for (int round = 0; round < kRounds; ++round) {
    const Eigen::MatrixXf along = sample.transpose() * directions;
    directions = Orthonormal(sample * along);
  }
  return directions;
}

Plane PrincipalPlane(const SearchedRows& rows) {
  Eigen::MatrixXf sample = Sample(rows);
  Plane plane{sample.rowwise().mean(), {}, {}};
  sample.colwise() -= plane.mean;
  const Eigen::MatrixXf directions = LargestDirections(sample);
  const Eigen::MatrixXf along = sample.transpose() * directions;
  const Eigen::MatrixXd covariance = (along.transpose() * along).cast<double>();
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(covariance);
  const Eigen::MatrixXf axes = directions * solver.eigenvectors().cast<float>();
  const Eigen::Index last = axes.cols() - 1;  // variances are in ascending order
  plane.first = axes.col(last);
  plane.second = last == 0 ? Axis(Axis::Zero(1)) : Axis(axes.col(last - 1));
  PointToLargestLoading(plane.first);
  PointToLargestLoading(plane.second);
  return plane;
}

void ScaleToDeviation(std::vector<MapPoint>& points) {
  double squares = 0;
  for (const MapPoint& point : points) squares += double{point.x} * double{point.x};
  const double deviation = std::sqrt(squares / static_cast<double>(points.size()));
  if (!(deviation > 1e-6)) return;  // all rows are equal
  const auto scale = static_cast<float>(1 / deviation);
  for (MapPoint& point : points) point = {point.x * scale, point.y * scale};
}

}  // namespace

std::vector<MapPoint> PrincipalComponents(const SearchedRows& rows, std::size_t threads) {
  std::vector<MapPoint> points(rows.size());
  if (points.empty() || rows.dim() == 0) return points;
  const Plane plane = PrincipalPlane(rows);
  RunParts(threads, rows.size(), [&](std::size_t, std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      const Axis row = UnitRow(rows, i);
      if (row.isZero(0)) continue;
      const Axis centred = row - plane.mean;
      points[i] = {centred.dot(plane.first), centred.dot(plane.second)};
    }
  });
  ScaleToDeviation(points);
  return points;
}

}  // namespace hogvec
