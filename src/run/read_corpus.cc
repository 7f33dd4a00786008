#include "run/read_corpus.h"

#include <fmt/format.h>

#include <utility>

#include "base/monitor.h"
#include "hogvec/error.h"

namespace hogvec {
namespace {

// The vocabulary moves from the stored run to its corpus.
Corpus ReadStored(const IngestOptions& options, StoredRun& stored, IngestProgress& progress,
                  const std::stop_token& stop) {
  EncodedText text = Encode(options, stored.vocabulary, progress, stop);
  stored.RequireCorpus(text.identity);
  return {std::move(stored.vocabulary), stored.checkpoint.prune, text.identity,
          std::move(text.tokens)};
}

// With one word there are no negatives, and nothing to be near to.
void RequireTwoWords(const Vocabulary& vocabulary) {
  if (vocabulary.size() >= 2) return;
  throw Error(ErrorKind::kMalformed,
              fmt::format("the vocabulary has one word only, '{}'; training needs two or more "
                          "(lower --min-count, or give more text)",
                          vocabulary.Word(WordId{0})));
}

}  // namespace

Corpus ReadCorpus(const IngestOptions& options, const StartingPoint& start,
                  std::optional<StoredRun>& stored, ObserverRelay& observer) {
  IngestProgress progress;
  const Monitor monitor([&] {
    TrainProgress snapshot;
    snapshot.bytes_done = progress.bytes_done;
    snapshot.bytes_total = progress.bytes_total;
    observer.OnProgress(snapshot);
  });
  Corpus corpus = stored ? ReadStored(options, *stored, progress, observer.stop())
                         : Ingest(options, progress, observer.stop(), start.words);
  RequireTwoWords(corpus.vocabulary);
  return corpus;
}

}  // namespace hogvec
