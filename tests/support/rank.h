#ifndef HOGVEC_SUPPORT_RANK_H_
#define HOGVEC_SUPPORT_RANK_H_

#include <cstddef>
#include <functional>
#include <utility>
#include <vector>

#include "hogvec/replicas.h"
#include "ingest/ingest.h"
#include "model/layers.h"
#include "replicas/local_replicas.h"
#include "sampling/sampling.h"
#include "training/replica_merger.h"
#include "training/trainer.h"

namespace hogvec::testing {

// Every row is due at every meeting, and gets the sum of all gains.
inline constexpr MergeRule kSumOfAll{.floor = 0, .slope = 0, .most = 0, .growth = 0, .least = 0};

// No row is due before all are, and gets the mean then if it has gone any way at all.
inline constexpr MergeRule kMeanAtTheEnd{
    .floor = 1e9, .slope = 0, .most = 1e30, .growth = 1, .least = 1e30};

// Intervals of a thousand tokens, of which none is short; and one term for each row and token.
inline MergePlan PlanOf(std::size_t words, const MergeRule& rule) {
  const std::vector<float> ones(words, 1.0f);
  MergePlan plan;
  plan.rows.rule = rule;
  plan.rows.input_terms = plan.rows.words.input = plan.rows.words.output = ones;
  plan.intervals.first = plan.intervals.last = 1000;
  return plan;
}

// One of several ranks, with a model of its own to train: inputs are drawn, outputs are zeros.
struct Rank {
  Rank(Replicas& among, Corpus read, const TrainOptions& options, RunState state = {})
      : replicas(among),
        corpus(std::move(read)),
        sampling(corpus.vocabulary.counts(), options.sample, options.ns_exponent),
        model{Inputs(options), EmbeddingTable(words(), options.dim)},
        trainer(model, sampling,
                {*corpus.tokens, corpus.vocabulary, corpus.blocks, corpus.identity.tokens,
                 corpus.own_tokens},
                options, silent, std::move(state)) {}

  InputLayer Inputs(const TrainOptions& options) const {
    EmbeddingTable rows(words(), options.dim);
    rows.InitializeUniform(options.seed);
    return InputLayer(std::move(rows));
  }

  std::size_t words() const { return corpus.vocabulary.size(); }
  float& Output(std::size_t row, std::size_t k) { return model.output.Row(ToRowId(row))[k]; }

  Replicas& replicas;
  Corpus corpus;
  Sampling sampling;
  Layers model;
  TrainObserver silent;
  Trainer trainer;
};

// Calls body(rank) for each of so many, side by side; they go on from `state`.
inline void OnEachRank(std::size_t ranks, const IngestOptions& ingest, const TrainOptions& options,
                       const std::function<void(Rank&)>& body, const RunState& state = {}) {
  RunLocalReplicas(ranks, [&](Replicas& replicas) {
    IngestProgress progress;
    Rank rank(replicas, Ingest(ingest, replicas, progress), options, state);
    body(rank);
  });
}

}  // namespace hogvec::testing

#endif  // HOGVEC_SUPPORT_RANK_H_
