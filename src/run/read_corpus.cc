#include "run/read_corpus.h"

#include <fmt/format.h>

#include <memory>
#include <utility>

#include "base/monitor.h"
#include "hogvec/error.h"
#include "replicas/agreement.h"

namespace hogvec {
namespace {

Corpus ToCorpus(EncodedText text, Vocabulary vocabulary, const PruneReport& prune) {
  const CorpusIdentity identity = text.identity;
  auto tokens = std::make_shared<const TokenStore>(std::move(text.tokens));
  BlocksHeld& held = text;
  return {std::move(held), std::move(vocabulary), prune, identity, std::move(tokens)};
}

// The vocabulary moves from the stored run to its corpus.
Corpus ReadStored(const IngestOptions& options, StoredRun& stored, Replicas& replicas,
                  IngestProgress& progress, const std::stop_token& stop) {
  EncodedText text = Encode(options, stored.vocabulary, replicas, progress, stop);
  stored.RequireCorpus(text.identity);
  return ToCorpus(std::move(text), std::move(stored.vocabulary), stored.checkpoint.prune);
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
                  std::optional<StoredRun>& stored, Replicas& replicas, ObserverRelay& observer) {
  return ReadObserved(observer, [&](IngestProgress& progress) {
    return stored ? ReadStored(options, *stored, replicas, progress, observer.stop())
                  : Ingest(options, replicas, progress, observer.stop(), start.words);
  });
}

Corpus ReadCorpusAs(const Vocabulary& vocabulary, const IngestOptions& options, Replicas& replicas,
                    ObserverRelay& observer) {
  return ReadObserved(observer, [&](IngestProgress& progress) {
    EncodedText text = Encode(options, vocabulary, replicas, progress, observer.stop());
    const PruneReport prune = text.prune;
    return ToCorpus(std::move(text), vocabulary, prune);
  });
}

Corpus CorpusOf(const KeptText& text, const std::optional<StoredRun>& stored, Replicas& replicas) {
  if (SumOver(replicas, text.corpus().own_tokens) != text.tokens()) {
    throw Error(ErrorKind::kUsage,
                "a text is trained on by the ranks that have read it, each of "
                "which holds its share");
  }
  if (stored) {
    stored->RequireCorpus(text.corpus().identity);
    stored->RequireVocabulary(text.vocabulary());
  }
  return text.corpus();
}

}  // namespace hogvec
