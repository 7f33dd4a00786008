#ifndef HOGVEC_SUPPORT_RANKS_H_
#define HOGVEC_SUPPORT_RANKS_H_

#include <fmt/format.h>

#include <cstddef>
#include <exception>
#include <optional>
#include <stdexcept>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "hogvec/error.h"
#include "hogvec/train.h"
#include "ingest/ingest.h"
#include "replicas/alone.h"
#include "replicas/local_replicas.h"

namespace hogvec::testing {

inline Corpus IngestAlone(const IngestOptions& options, const Vocabulary* base = nullptr) {
  Alone alone;
  IngestProgress progress;
  return Ingest(options, alone, progress, {}, base);
}

// What each rank has read, each by options of its own.
inline std::vector<Corpus> IngestApart(const std::vector<IngestOptions>& options,
                                       const Vocabulary* base = nullptr) {
  std::vector<Corpus> corpora(options.size());
  RunLocalReplicas(options.size(), [&](Replicas& replicas) {
    IngestProgress progress;
    corpora[replicas.rank()] = Ingest(options[replicas.rank()], replicas, progress, {}, base);
  });
  return corpora;
}

// A word and its count each, by id.
inline std::vector<std::string> LinesOf(const Vocabulary& vocabulary) {
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < vocabulary.size(); ++i) {
    lines.push_back(fmt::format("{} {}", vocabulary.Word(ToWordId(i)), vocabulary.counts()[i]));
  }
  return lines;
}

// What each rank throws, as "kind message"; "nothing" if it doesn't.
inline std::vector<std::string> ThrownBy(const std::vector<IngestOptions>& options,
                                         const std::vector<std::stop_token>& stops = {}) {
  std::vector<std::string> thrown(options.size(), "nothing");
  RunLocalReplicas(options.size(), [&](Replicas& replicas) {
    const std::size_t rank = replicas.rank();
    IngestProgress progress;
    try {
      Ingest(options[rank], replicas, progress, stops.empty() ? std::stop_token() : stops[rank]);
    } catch (const Error& error) {
      thrown[rank] = fmt::format("{} {}", static_cast<int>(error.kind()), error.what());
    } catch (const Interrupted&) {
      thrown[rank] = "Interrupted";
    }
  });
  return thrown;
}

// How what ThrownBy() gives for such errors starts.
inline std::string Start(ErrorKind kind) { return fmt::format("{} ", static_cast<int>(kind)); }

// What a rank calls Train() with.
struct RankRun {
  IngestOptions ingest = {};
  TrainOptions options = {};
  RunControl control = {};
  TrainObserver* observer = nullptr;  // null: nobody
};

// What came of it: a result, or what it threw, as "TrainingStopped message", "kind message" of an
// Error, or just the message of something else.
struct RankEnd {
  std::optional<TrainResult> result = {};
  std::string thrown = {};
};

inline RankEnd EndOf(RankRun run, Replicas& replicas) {
  TrainObserver nobody;
  run.control.replicas = &replicas;
  RankEnd end;
  try {
    end.result = Train(run.ingest, run.options, run.observer != nullptr ? *run.observer : nobody,
                       run.control);
  } catch (const TrainingDiverged& diverged) {
    end.thrown = fmt::format("TrainingDiverged {}", diverged.what());
  } catch (const Error& error) {
    end.thrown = fmt::format("{} {}", static_cast<int>(error.kind()), error.what());
  } catch (const TrainingStopped& stopped) {
    end.thrown = fmt::format("TrainingStopped {}", stopped.what());
  } catch (const std::exception& other) {
    end.thrown = other.what();
  }
  return end;
}

// How each rank ends.
inline std::vector<RankEnd> EndsOf(const std::vector<RankRun>& runs) {
  std::vector<RankEnd> ends(runs.size());
  RunLocalReplicas(runs.size(), [&](Replicas& replicas) {
    ends[replicas.rank()] = EndOf(runs[replicas.rank()], replicas);
  });
  return ends;
}

inline std::vector<std::string> ThrownBy(const std::vector<RankRun>& runs) {
  std::vector<std::string> thrown;
  for (RankEnd& end : EndsOf(runs)) thrown.push_back(std::move(end.thrown));
  return thrown;
}

// What each rank has trained; no rank may fail.
inline std::vector<TrainResult> TrainApart(const std::vector<RankRun>& runs) {
  std::vector<TrainResult> results;
  for (RankEnd& end : EndsOf(runs)) {
    if (!end.result) throw std::runtime_error(end.thrown);
    results.push_back(std::move(*end.result));
  }
  return results;
}

}  // namespace hogvec::testing

#endif  // HOGVEC_SUPPORT_RANKS_H_
