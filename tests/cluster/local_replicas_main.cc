// Trains on a text with replicas on threads of one process, and otherwise as
// `mpirun -n RANKS hogvec-mpi train TEXT -o VECTORS --dim 16 --threads 1` does: vectors.bin of the
// two can be compared.
//
// usage: local_replicas RANKS TEXT VECTORS
#include <fmt/format.h>

#include <cstddef>
#include <cstdio>
#include <exception>
#include <string>

#include "hogvec/train.h"
#include "hogvec/word_vectors.h"
#include "replicas/local_replicas.h"

namespace hogvec {
namespace {

TrainResult TrainRank(Replicas& replicas, const std::string& text) {
  IngestOptions ingest;
  ingest.corpus = {text};
  ingest.threads = 1;
  ingest.block_bytes = kReplicaBlockBytes;
  TrainOptions options;
  options.dim = 16;
  options.threads = 1;
  options.alpha = RateForReplicas(AlphaOf(options), replicas.size());
  RunControl control;
  control.replicas = &replicas;
  TrainObserver nobody;
  return Train(ingest, options, nobody, control);
}

void TrainAll(std::size_t ranks, const std::string& text, const std::string& vectors) {
  RunLocalReplicas(ranks, [&](Replicas& replicas) {
    const TrainResult result = TrainRank(replicas, text);
    if (replicas.rank() > 0) return;
    WriteVectors(vectors, VectorFormat::kBinary, result.vocabulary.words(), result.input);
  });
}

}  // namespace
}  // namespace hogvec

int main(int argc, char** argv) {
  if (argc != 4) return 2;
  try {
    hogvec::TrainAll(std::stoul(argv[1]), argv[2], argv[3]);
  } catch (const std::exception& error) {
    fmt::print(stderr, "local_replicas: {}\n", error.what());
    return 1;
  }
  return 0;
}
