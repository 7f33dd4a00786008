#include "layout/convolution.h"

#include <kiss_fft.h>
#include <kiss_fftr.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <new>
#include <numbers>

#include "base/parts.h"

namespace hogvec {
namespace {

// Columns that are gathered at once: as many as a cache line holds.
constexpr std::size_t kColumns = 8;

struct Free {
  void operator()(void* memory) const { kiss_fft_free(memory); }
};

template <typename State>
std::unique_ptr<State, Free> Checked(State* state) {
  if (state == nullptr) throw std::bad_alloc();
  return std::unique_ptr<State, Free>(state);
}

// std::complex and the library's complex numbers have the same two floats.
const kiss_fft_cpx* Raw(const std::complex<float>* values) {
  return reinterpret_cast<const kiss_fft_cpx*>(values);
}
kiss_fft_cpx* Raw(std::complex<float>* values) { return reinterpret_cast<kiss_fft_cpx*>(values); }

// The Fourier transform of the cubic B-spline's values 1/6, 2/3, 1/6 at the nodes.
float SplineResponse(std::size_t frequency, std::size_t period) {
  const double angle =
      2 * std::numbers::pi * static_cast<double>(frequency) / static_cast<double>(period);
  return static_cast<float>((2 + std::cos(angle)) / 3);
}

}  // namespace

// What one thread needs for its transforms, which have one length.
class GridConvolution::Plans {
 public:
  explicit Plans(std::size_t period)
      : length_(static_cast<int>(period)),
        columns_(kColumns * period),
        transformed_(period),
        row_(period) {}

  std::span<float> row() { return row_; }
  Complex* column(std::size_t i) { return columns_.data() + i * row_.size(); }
  Complex* transformed() { return transformed_.data(); }

  void Row(Complex* out) {
    if (!row_forward_) row_forward_ = Checked(kiss_fftr_alloc(length_, 0, nullptr, nullptr));
    kiss_fftr(row_forward_.get(), row_.data(), Raw(out));
  }
  void RowBack(const Complex* in) {
    if (!row_back_) row_back_ = Checked(kiss_fftr_alloc(length_, 1, nullptr, nullptr));
    kiss_fftri(row_back_.get(), Raw(in), row_.data());
  }
  void Column(const Complex* in, Complex* out) {
    if (!forward_) forward_ = Checked(kiss_fft_alloc(length_, 0, nullptr, nullptr));
    kiss_fft(forward_.get(), Raw(in), Raw(out));
  }
  void ColumnBack(const Complex* in, Complex* out) {
    if (!back_) back_ = Checked(kiss_fft_alloc(length_, 1, nullptr, nullptr));
    kiss_fft(back_.get(), Raw(in), Raw(out));
  }

 private:
  int length_;
  std::vector<Complex> columns_;
  std::vector<Complex> transformed_;
  std::vector<float> row_;
  std::unique_ptr<kiss_fftr_state, Free> row_forward_, row_back_;
  std::unique_ptr<kiss_fft_state, Free> forward_, back_;
};

std::size_t FastPeriod(std::size_t least) {
  for (std::size_t n = least + least % 2;; n += 2) {
    std::size_t rest = n;
    for (const std::size_t prime : {2u, 3u, 5u}) {
      while (rest % prime == 0) rest /= prime;
    }
    if (rest == 1) return n;
  }
}

GridConvolution::GridConvolution(std::size_t side, float spacing, std::size_t threads)
    : side_(side), period_(FastPeriod(2 * side)), threads_(threads) {
  FindResponse(spacing);
}

// Calls row(plans, r) for each of the first rows, shared among the threads.
template <typename Row>
void GridConvolution::TransformRows(std::size_t rows, const Row& row) {
  RunParts(threads_, rows, [&](std::size_t, std::size_t begin, std::size_t end) {
    Plans plans(period_);
    for (std::size_t r = begin; r < end; ++r) row(plans, r);
  });
}

// Calls column(plans, c, values) for each column of frequencies, whose first `rows` values are
// those of the spectrum and the others zeros, and puts the first side() back.
template <typename Column>
void GridConvolution::TransformColumns(std::size_t rows, const Column& column) {
  const std::size_t width = frequencies(), blocks = (width + kColumns - 1) / kColumns;
  RunParts(threads_, blocks, [&](std::size_t, std::size_t begin, std::size_t end) {
    Plans plans(period_);
    for (std::size_t block = begin; block < end; ++block) {
      const std::size_t first = block * kColumns, count = std::min(kColumns, width - first);
      for (std::size_t r = 0; r < rows; ++r) {
        for (std::size_t i = 0; i < count; ++i) {
          plans.column(i)[r] = spectrum_[r * width + first + i];
        }
      }
      for (std::size_t i = 0; i < count; ++i) {
        std::fill(plans.column(i) + rows, plans.column(i) + period_, Complex());
        column(plans, first + i, plans.column(i));
      }
      for (std::size_t r = 0; r < side_; ++r) {
        for (std::size_t i = 0; i < count; ++i) {
          spectrum_[r * width + first + i] = plans.column(i)[r];
        }
      }
    }
  });
}

// The kernel is even, so its transform is real.
void GridConvolution::FindResponse(float spacing) {
  spectrum_.assign(period_ * frequencies(), Complex());
  response_.resize(period_ * frequencies());
  const auto squared_distance = [&](std::size_t node) {
    const float distance = static_cast<float>(std::min(node, period_ - node)) * spacing;
    return distance * distance;
  };
  TransformRows(period_, [&](Plans& plans, std::size_t r) {
    for (std::size_t c = 0; c < period_; ++c) {
      plans.row()[c] = 1 / (1 + squared_distance(r) + squared_distance(c));
    }
    plans.Row(spectrum_.data() + r * frequencies());
  });
  const float nodes = static_cast<float>(period_) * static_cast<float>(period_);
  TransformColumns(period_, [&](Plans& plans, std::size_t c, Complex* values) {
    plans.Column(values, plans.transformed());
    for (std::size_t r = 0; r < period_; ++r) {
      const float splines = SplineResponse(r, period_) * SplineResponse(c, period_);
      response_[c * period_ + r] = plans.transformed()[r].real() / (splines * splines * nodes);
    }
  });
  spectrum_.resize(side_ * frequencies());
}

void GridConvolution::Run(std::span<float> grid) {
  TransformRows(side_, [&](Plans& plans, std::size_t r) {
    std::ranges::fill(plans.row().subspan(side_), 0.0f);
    std::ranges::copy(grid.subspan(r * side_, side_), plans.row().begin());
    plans.Row(spectrum_.data() + r * frequencies());
  });
  TransformColumns(side_, [&](Plans& plans, std::size_t c, Complex* values) {
    plans.Column(values, plans.transformed());
    const float* const response = response_.data() + c * period_;
    for (std::size_t r = 0; r < period_; ++r) plans.transformed()[r] *= response[r];
    plans.ColumnBack(plans.transformed(), values);
  });
  TransformBack(grid);
}

void GridConvolution::TransformBack(std::span<float> grid) {
  TransformRows(side_, [&](Plans& plans, std::size_t r) {
    plans.RowBack(spectrum_.data() + r * frequencies());
    std::ranges::copy(plans.row().first(side_),
                      grid.begin() + static_cast<std::ptrdiff_t>(r * side_));
  });
}

}  // namespace hogvec
