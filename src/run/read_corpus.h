#ifndef HOGVEC_RUN_READ_CORPUS_H_
#define HOGVEC_RUN_READ_CORPUS_H_

#include <optional>

#include "checkpoint/checkpoint_store.h"
#include "hogvec/kept_text.h"
#include "hogvec/replicas.h"
#include "ingest/ingest.h"
#include "run/observer_relay.h"

namespace hogvec {

// Reads the corpus of a run and reports how reading gets on: in terms of the stored run's words if
// there is one, else by words of its own and those to start with. Throws as Ingest() does;
// Error{kMalformed} for a corpus other than the stored run's, or a vocabulary of one word.
// Collective.
Corpus ReadCorpus(const IngestOptions& options, const StartingPoint& start,
                  std::optional<StoredRun>& stored, Replicas& replicas, ObserverRelay& observer);

// Reads a corpus in terms of a vocabulary, whose counts stay. Throws as Encode() does.
// Collective.
Corpus ReadCorpusAs(const Vocabulary& vocabulary, const IngestOptions& options, Replicas& replicas,
                    ObserverRelay& observer);

// That of a text that was read before. Throws Error{kMalformed} if a stored run was one of another
// text or other words, Error{kUsage} if it was read by other ranks. Collective.
Corpus CorpusOf(const KeptText& text, const std::optional<StoredRun>& stored, Replicas& replicas);

}  // namespace hogvec

#endif  // HOGVEC_RUN_READ_CORPUS_H_
