#include "layout/principal.h"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>

#include "base/parts.h"

namespace hogvec {
namespace {

constexpr std::size_t kSampledRows = 10'000;

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
  const std::size_t count = std::min(rows.size(), kSampledRows);
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

Plane PrincipalPlane(const SearchedRows& rows) {
  Eigen::MatrixXf sample = Sample(rows);
  Plane plane{sample.rowwise().mean(), {}, {}};
  sample.colwise() -= plane.mean;
  const Eigen::MatrixXd covariance = (sample * sample.transpose()).cast<double>();
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(covariance);
  const Eigen::Index last = covariance.cols() - 1;  // values are in ascending order
  plane.first = solver.eigenvectors().col(last).cast<float>();
  plane.second =
      last == 0 ? Axis::Zero(1) : Axis(solver.eigenvectors().col(last - 1).cast<float>());
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
