#include "run/read_corpus.h"

#include <fmt/format.h>

#include <memory>
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
          std::make_shared<const TokenStore>(std::move(text.tokens))};
}

// With one word there are no negatives, and nothing to be near to.
void RequireTwoWords(const Vocabulary& vocabulary) {
  if (vocabulary.size() >= 2) return;
  throw Error(ErrorKind::kMalformed,
              fmt::format("the vocabulary has one word only, '{}'; training needs two or more "
                          "(lower --min-count, or give more text)",
                          vocabulary.Word(WordId{0})));
}

// What read(progress) returns; the observer hears how it gets on.
template <typename Read>
Corpus ReadObserved(ObserverRelay& observer, const Read& read) {
  IngestProgress progress;
  const Monitor monitor([&] {
    TrainProgress snapshot;
    snapshot.bytes_done = progress.bytes_done;
    snapshot.bytes_total = progress.bytes_total;
    observer.OnProgress(snapshot);
  });
  Corpus corpus = read(progress);
  RequireTwoWords(corpus.vocabulary);
  return corpus;
}

}  // namespace

Corpus ReadCorpus(const IngestOptions& options, const StartingPoint& start,
                  std::optional<StoredRun>& stored, ObserverRelay& observer) {
  return ReadObserved(observer, [&](IngestProgress& progress) {
    return stored ? ReadStored(options, *stored, progress, observer.stop())
                  : Ingest(options, progress, observer.stop(), start.words);
  });
}

Corpus ReadCorpusAs(const Vocabulary& vocabulary, const IngestOptions& options,
                    ObserverRelay& observer) {
  return ReadObserved(observer, [&](IngestProgress& progress) {
    EncodedText text = Encode(options, vocabulary, progress, observer.stop());
    return Corpus{vocabulary, text.prune, text.identity,
                  std::make_shared<const TokenStore>(std::move(text.tokens))};
  });
}

Corpus CorpusOf(const KeptText& text, const std::optional<StoredRun>& stored) {
  if (stored) {
    stored->RequireCorpus(text.corpus().identity);
    stored->RequireVocabulary(text.vocabulary());
  }
  return text.corpus();
}

}  // namespace hogvec
