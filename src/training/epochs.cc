#include "training/epochs.h"

#include <vector>

#include "base/random.h"
#include "base/workers.h"
#include "training/block_dealer.h"

namespace hogvec {

void TrainEpochs(const SharedTraining& shared, const TokenStore& tokens, std::size_t threads) {
  const TrainOptions& options = shared.options;
  BlockDealer dealer(tokens.block_count(), options.epochs, options.seed);
  RunWorkers(threads, [&](std::size_t) {
    Worker worker(shared);
    std::vector<WordId> buffer;
    while (const auto deal = dealer.Next()) {
      Random random(options.seed, RandomPurpose::kTraining, deal->epoch, deal->block);
      worker.TrainBlock(tokens.Block(deal->block, buffer), deal->epoch, random);
    }
  });
}

}  // namespace hogvec
