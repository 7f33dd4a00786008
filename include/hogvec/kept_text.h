#ifndef HOGVEC_KEPT_TEXT_H_
#define HOGVEC_KEPT_TEXT_H_

#include <cstdint>
#include <memory>

#include "hogvec/train.h"
#include "hogvec/vocabulary.h"

namespace hogvec {

struct Corpus;  // of the library's own

// A corpus that was read once, as numbers of its words, for any number of runs of training; so that
// a caller can look at the vocabulary before training begins, and hands sentences in only once.
//
// Copies share the text. Immutable, so safe to share between threads.
class KeptText {
 public:
  // Reads a corpus as Train() does, with the words of control.start.words in its vocabulary, and
  // reports how reading gets on, by OnProgress() alone. Of `control` the checkpoints have no effect
  // here; with replicas, each reads its share, and they train on it together. Throws as Train()
  // does before it trains.
  static KeptText Read(const IngestOptions& options, TrainObserver& observer,
                       const RunControl& control = {});

  // The same in terms of a vocabulary, which is the text's then, with its counts: other words are
  // left out. `options.read_vocab` and `options.prune` have no effect.
  static KeptText ReadAs(const Vocabulary& vocabulary, const IngestOptions& options,
                         TrainObserver& observer, const RunControl& control = {});

  // How it was read; the sentences that were handed in are gone.
  const IngestOptions& options() const { return options_; }

  const Vocabulary& vocabulary() const;
  const PruneReport& prune() const;
  std::uint64_t tokens() const;                // of the vocabulary's words, in the text
  std::uint64_t lines() const;                 // with such a word
  double seconds() const { return seconds_; }  // that reading took

  const Corpus& corpus() const { return *corpus_; }

 private:
  KeptText(IngestOptions options, std::shared_ptr<const Corpus> corpus, double seconds);

  IngestOptions options_;
  std::shared_ptr<const Corpus> corpus_;
  double seconds_ = 0;
};

// Trains on a text that was read before: the same as Train() with the options that it was read
// with, to the byte. Throws as that does; Error{kMalformed} for a checkpoint of another text.
TrainResult Train(const KeptText& text, const TrainOptions& options, TrainObserver& observer,
                  const RunControl& control = {});

}  // namespace hogvec

#endif  // HOGVEC_KEPT_TEXT_H_
