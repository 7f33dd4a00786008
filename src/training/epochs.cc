#include "training/epochs.h"

#include <vector>

#include "base/random.h"
#include "base/workers.h"
#include "training/block_dealer.h"

namespace hogvec {
namespace {

void TrainDeals(const SharedTraining& shared, const TokenStore& tokens, BlockDealer& dealer) {
  Worker worker(shared);
  std::vector<WordId> buffer;
  while (const auto deal = dealer.Next()) {
    Random random(shared.options.seed, RandomPurpose::kTraining, deal->epoch, deal->block);
    worker.TrainBlock(tokens.Block(deal->block, buffer), deal->epoch, random);
  }
}

}  // namespace

void TrainEpochs(const SharedTraining& shared, const TokenStore& tokens, std::size_t threads) {
  BlockDealer dealer(tokens.block_count(), shared.options.epochs, shared.options.seed);
  RunWorkers(threads, [&](std::size_t) {
    try {
      TrainDeals(shared, tokens, dealer);
    } catch (...) {
      dealer.Stop();  // the others need not train for hours what is lost already
      throw;
    }
  });
}

}  // namespace hogvec
