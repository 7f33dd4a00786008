#ifndef HOGVEC_LAYOUT_CONVOLUTION_H_
#define HOGVEC_LAYOUT_CONVOLUTION_H_

#include <complex>
#include <cstddef>
#include <span>
#include <vector>

namespace hogvec {

// Sums, at each node of a square grid, the kernel 1 / (1 + d^2) of the distances d to charges,
// which cubic B-splines have spread over the nodes (and will interpolate the result between them):
// the Fourier transform of the charges times that of the kernel, divided by the square of the
// splines'. That is smooth particle-mesh Ewald (Essmann et al. 1995) with t-SNE's kernel, as
// FIt-SNE (Linderman et al. 2019) does it with polynomials.
//
// The grid is padded to twice its side, since charges do not wrap around. For one thread at a time;
// it runs on several.
class GridConvolution {
 public:
  // `spacing` is the distance of two nodes. Takes about as long as two calls of Run.
  GridConvolution(std::size_t side, float spacing, std::size_t threads);

  std::size_t side() const { return side_; }

  // Replaces the charges of side() x side() nodes by the sums at these nodes.
  void Run(std::span<float> grid);

 private:
  using Complex = std::complex<float>;
  class Plans;

  std::size_t frequencies() const { return period_ / 2 + 1; }
  template <typename Row>
  void TransformRows(std::size_t rows, const Row& row);
  template <typename Column>
  void TransformColumns(std::size_t rows, const Column& column);
  void TransformBack(std::span<float> grid);
  void FindResponse(float spacing);

  std::size_t side_, period_, threads_;
  std::vector<Complex> spectrum_;  // period_ rows at most, of frequencies() each
  std::vector<float> response_;    // of each column of frequencies in turn, period_ values
};

// The least even number from `least` on without prime factors above 5, for which transforms are
// fast.
std::size_t FastPeriod(std::size_t least);

}  // namespace hogvec

#endif  // HOGVEC_LAYOUT_CONVOLUTION_H_
