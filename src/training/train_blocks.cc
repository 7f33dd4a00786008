#include "training/train_blocks.h"

#include <vector>

#include "base/random.h"
#include "base/workers.h"

namespace hogvec {
namespace {

void TrainDeals(const SharedTraining& shared, const TokenStore& tokens, BlockDealer& dealer,
                const PauseCondition& pause) {
  Worker worker(shared);
  std::vector<WordId> buffer;
  do {  // a block at least, so that the shortest interval gets on too
    const auto deal = dealer.Next();
    if (!deal) return;
    Random random(shared.options.seed, RandomPurpose::kTraining, deal->epoch, deal->block);
    worker.TrainBlock(tokens.Block(deal->block, buffer), deal->epoch, random);
  } while (!pause.IsDue());
}

}  // namespace

void TrainBlocks(const SharedTraining& shared, const TokenStore& tokens, std::size_t threads,
                 BlockDealer& dealer, const PauseCondition& pause) {
  RunWorkers(threads, [&](std::size_t) {
    try {
      TrainDeals(shared, tokens, dealer, pause);
    } catch (...) {
      dealer.Stop();  // the others need not train for hours what is lost already
      throw;
    }
  });
}

}  // namespace hogvec
