#include "hogvec/kept_text.h"

#include <memory>
#include <optional>
#include <utility>

#include "base/stopwatch.h"
#include "ingest/ingest.h"
#include "replicas/alone.h"
#include "run/check_run.h"
#include "run/observer_relay.h"
#include "run/read_corpus.h"

namespace hogvec {
namespace {

std::shared_ptr<const Corpus> Shared(Corpus corpus) {
  return std::make_shared<const Corpus>(std::move(corpus));
}

// What read(replicas) makes of those of the run, or of this process by itself.
template <typename Read>
Corpus WithReplicas(const RunControl& control, const Read& read) {
  Alone alone;
  return read(control.replicas != nullptr ? *control.replicas : alone);
}

}  // namespace

KeptText::KeptText(IngestOptions options, std::shared_ptr<const Corpus> corpus, double seconds)
    : options_(std::move(options)), corpus_(std::move(corpus)), seconds_(seconds) {
  options_.sentences = nullptr;
}

KeptText KeptText::Read(const IngestOptions& options, TrainObserver& observer,
                        const RunControl& control) {
  CheckOptions(options);
  CheckText(options);
  CheckWords(options, control.start);
  const Stopwatch reading;
  ObserverRelay relay(observer, control.stop);
  std::optional<StoredRun> none;
  const auto read = [&](Replicas& replicas) {
    return ReadCorpus(options, control.start, none, replicas, relay);
  };
  auto corpus = Shared(relay.Observed([&] { return WithReplicas(control, read); }));
  relay.RethrowFailure();
  return {options, std::move(corpus), reading.Seconds()};
}

KeptText KeptText::ReadAs(const Vocabulary& vocabulary, const IngestOptions& options,
                          TrainObserver& observer, const RunControl& control) {
  CheckOptions(options);
  CheckText(options);
  const Stopwatch reading;
  ObserverRelay relay(observer, control.stop);
  const auto read = [&](Replicas& replicas) {
    return ReadCorpusAs(vocabulary, options, replicas, relay);
  };
  auto corpus = Shared(relay.Observed([&] { return WithReplicas(control, read); }));
  relay.RethrowFailure();
  return {options, std::move(corpus), reading.Seconds()};
}

const Vocabulary& KeptText::vocabulary() const { return corpus_->vocabulary; }
const PruneReport& KeptText::prune() const { return corpus_->prune; }
std::uint64_t KeptText::tokens() const { return corpus_->identity.tokens; }
std::uint64_t KeptText::lines() const { return corpus_->identity.lines; }

}  // namespace hogvec
