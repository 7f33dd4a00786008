#ifndef HOGVEC_SUPPORT_PLAIN_CBOW_H_
#define HOGVEC_SUPPORT_PLAIN_CBOW_H_

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

#include "hogvec/embedding_table.h"
#include "hogvec/train_options.h"

namespace hogvec::testing {

// One centre word and the words around it; a word may be among them more than once.
struct PlainWindow {
  WordId centre;
  std::vector<WordId> context = {};
};

// CBOW in double, as the papers have it, row by row and without any haste.
class PlainCbow {
 public:
  using Row = std::vector<double>;

  PlainCbow(const EmbeddingTable& inputs, const EmbeddingTable& outputs,
            const TrainOptions& options)
      : input(RowsOf(inputs)),
        output(RowsOf(outputs)),
        mean_(options.cbow_mean),
        corrected_(options.cbow_update == CbowUpdate::kCorrected) {}

  // h: the mean of the context words' inputs, or their sum.
  Row InputOf(const PlainWindow& window) const {
    Row h(input[0].size());
    for (const WordId word : window.context) Add(h, input[ToIndex(word)], ScaleOf(window));
    return h;
  }

  // The sum over the windows that have a context word of
  //   -log s(h . centre) - weight * sum over the negatives n of log s(-h . n);
  // a negative that is the centre of any of the windows is left out.
  double LossOf(std::span<const PlainWindow> windows, std::span<const WordId> negatives,
                double weight) const {
    double loss = 0;
    for (const PlainWindow& window : windows) {
      if (window.context.empty()) continue;
      const Row h = InputOf(window);
      loss += NegativeLogSigmoid(Dot(h, output[ToIndex(window.centre)]));
      for (const WordId negative : negatives) {
        if (IsCentre(negative, windows)) continue;
        loss += weight * NegativeLogSigmoid(-Dot(h, output[ToIndex(negative)]));
      }
    }
    return loss;
  }

  // One step down the gradient for all of these windows, as training takes it: their inputs stay as
  // they are until all outputs have changed, one after the other. The dot products are taken part
  // by part (BeginsPart).
  void Step(std::span<const PlainWindow> windows, std::span<const WordId> negatives, double weight,
            double alpha) {
    std::vector<Row> inputs, gains;
    for (const PlainWindow& window : windows) {
      inputs.push_back(InputOf(window));
      gains.emplace_back(input[0].size());
    }
    const std::vector<WordId> outputs = OutputsOf(windows, negatives);
    std::vector<Row> before = output;
    for (std::size_t j = 0; j < outputs.size(); ++j) {
      if (BeginsPart(j, outputs.size())) before = output;
      Row& y = output[ToIndex(outputs[j])];
      const Row y_before = y;
      for (std::size_t w = 0; w < windows.size(); ++w) {
        const bool positive = j == w;
        if (windows[w].context.empty() || (j < windows.size() && !positive)) continue;
        const double s = Sigmoid(Dot(inputs[w], before[ToIndex(outputs[j])]));
        const double g = alpha * (positive ? 1 - s : -weight * s);
        Add(gains[w], y_before, g);
        Add(y, inputs[w], g);
      }
    }
    for (std::size_t w = 0; w < windows.size(); ++w) {
      const double share = corrected_ ? ScaleOf(windows[w]) : 1;
      for (const WordId word : windows[w].context) Add(input[ToIndex(word)], gains[w], share);
    }
  }

  // Whether output j of so many is the first of a part. Parts are nearly equal, of eight at most.
  static bool BeginsPart(std::size_t j, std::size_t outputs) {
    const std::size_t parts = (outputs + 7) / 8;
    for (std::size_t part = 0; part < parts; ++part) {
      if (outputs * part / parts == j) return true;
    }
    return false;
  }

  static double Sigmoid(double x) { return 1 / (1 + std::exp(-x)); }
  static double NegativeLogSigmoid(double x) { return std::log1p(std::exp(-x)); }

  static double Dot(const Row& x, const Row& y) {
    double sum = 0;
    for (std::size_t k = 0; k < x.size(); ++k) sum += x[k] * y[k];
    return sum;
  }
  static void Add(Row& to, const Row& what, double times) {
    for (std::size_t k = 0; k < to.size(); ++k) to[k] += times * what[k];
  }
  static Row Scaled(const Row& row, double times) {
    Row scaled(row.size());
    Add(scaled, row, times);
    return scaled;
  }

  // The largest difference of an element from those of a table.
  static double Difference(const std::vector<Row>& rows, const EmbeddingTable& table) {
    double largest = 0;
    for (std::size_t row = 0; row < rows.size(); ++row) {
      for (std::size_t k = 0; k < table.dim(); ++k) {
        const double difference = std::abs(rows[row][k] - table.Row(ToRowId(row))[k]);
        if (!(difference <= largest)) largest = difference;  // NaN counts, too
      }
    }
    return largest;
  }

  std::vector<Row> input, output;

 private:
  static std::vector<Row> RowsOf(const EmbeddingTable& table) {
    std::vector<Row> rows;
    for (std::size_t row = 0; row < table.rows(); ++row) {
      const auto floats = table.Row(ToRowId(row));
      rows.emplace_back(floats.begin(), floats.end());
    }
    return rows;
  }

  // The centre words, and the negatives that are none of them.
  static std::vector<WordId> OutputsOf(std::span<const PlainWindow> windows,
                                       std::span<const WordId> negatives) {
    std::vector<WordId> outputs;
    for (const PlainWindow& window : windows) outputs.push_back(window.centre);
    for (const WordId negative : negatives) {
      if (!IsCentre(negative, windows)) outputs.push_back(negative);
    }
    return outputs;
  }

  static bool IsCentre(WordId word, std::span<const PlainWindow> windows) {
    return std::ranges::find(windows, word, &PlainWindow::centre) != windows.end();
  }

  double ScaleOf(const PlainWindow& window) const {
    return mean_ ? 1 / static_cast<double>(window.context.size()) : 1;
  }

  bool mean_, corrected_;
};

}  // namespace hogvec::testing

#endif  // HOGVEC_SUPPORT_PLAIN_CBOW_H_
