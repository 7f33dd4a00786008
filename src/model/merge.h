#ifndef HOGVEC_MODEL_MERGE_H_
#define HOGVEC_MODEL_MERGE_H_

#include <cstddef>
#include <span>
#include <vector>

#include "hogvec/embedding_table.h"
#include "hogvec/row_id.h"

namespace hogvec {

// How replicas of a model that were trained apart become one again. Each rank has rows x_r that
// started from a common base b, and a merge moves the base by a part of the sum of their gains
// x_r - b. All here is arithmetic on what it is given: nothing is sent, and nothing is random.
//
// How large that part may be depends on how far a row has gone. Along a direction in which the loss
// curves by `curvature` per term, R replicas that took u worth of steps each (learning rate times
// terms, summed) from a common start have each gone 1 - e^-q of the way to the minimum, where
// q = curvature * u, and one process with all their text would have gone 1 - e^-Rq. So their summed
// gain is to be scaled by
//
//   s(q) = (1 - e^-Rq) / (R (1 - e^-q)):   1, the sum, for small q;   1/R, the mean, for large.
//
// The curvature that a row sees is g times the second moment of the other table's rows, p-weighted,
// and one direction e carries half of that: all replicas push every row the same way along it,
// while across it their gains are nearly orthogonal. So the two parts of a gain get scales of their
// own:
//
//   D = sum_r (x_r - b),   b += s(q0) D + (s(q1) - s(q0)) (D . e) e,
//   q1 = (c + g l1) u,     q0 = (c + g l0) u,
//
// l1 the eigenvalue of e, l0 the mean of all others, c a floor. With a single scale for the row,
// the loss of eight replicas is 1 % higher and more; the sum alone diverges.

// s(q) for R replicas, at least one, and q >= 0; without cancellation near 0, and never
// outside [1/R, 1]. NaN of NaN.
double MergeScale(double q, std::size_t replicas);

// What decides how often rows are merged and how much of the sum they get.
struct MergeRule {
  double floor = 0.01;   // c: curvature per term besides what the rows have
  double slope = 0.25;   // g: the largest slope of the sigmoid
  double most = 30;      // u at which a row is due however far it has come; while intervals are
  double at_first = 10;  // short, this,
  double growth = 0.5;   // or this share of its u from the start of training (not if 1 or more),
  double least = 0.2;    // but never below this; 1.6 for all replicas together is a good choice
};

// The direction in which rows of a table agree, and its weight. Its sign means nothing.
struct CommonDirection {
  std::vector<float> direction;  // e, of length 1; all zeros if every row is zero
  double along = 0;              // l1
  double across = 0;             // l0: (trace - l1) / (dim - 1); 0 if dim is 1
};

// Rows of a table that stand for all of them: drawn once by their share of the steps, in which they
// are met by the rows of the other table; weights add up to 1.
struct WeightedRows {
  std::vector<RowId> rows;
  std::vector<float> weights;
};

// The heaviest of a table's rows by `shares`, one for each row and none below 0: at most `count`
// and none without a share, in the order of their numbers. Of equal shares, lower numbers are taken
// first. At least one share must be above 0, and so must `count`.
WeightedRows HeaviestRows(std::span<const double> shares, std::size_t count);

// The leading eigenvector of M = sum_i weight_i y_i y_i^T over these rows of `table`, by power
// iteration from `guess` (a former direction; a fixed start if it is empty or zeros), until the
// direction moves by less than 1e-3 or `most_rounds`, at least one, are over. It points to the side
// of the guess; without one, its largest component is positive. A guess that has become a smaller
// eigenvector is left again. Rows that are not finite make the result NaN, and so all gains.
CommonDirection FindCommonDirection(const EmbeddingTable& table, const WeightedRows& sample,
                                    std::span<const float> guess = {},
                                    std::size_t most_rounds = 20);

// Turns a row's summed gain D into what the base gains, in place. `common` is of the other table,
// as wide as this one; `u` is the row's since its last merge. A gain that is not finite stays so.
void ScaleGain(const MergeRule& rule, const CommonDirection& common, double u, std::size_t replicas,
               std::span<float> gain);

}  // namespace hogvec

#endif  // HOGVEC_MODEL_MERGE_H_
