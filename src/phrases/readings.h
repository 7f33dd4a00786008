#ifndef HOGVEC_PHRASES_READINGS_H_
#define HOGVEC_PHRASES_READINGS_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>

#include "base/monitor.h"
#include "base/stopwatch.h"
#include "corpus/block_reader.h"
#include "hogvec/phrases.h"

namespace hogvec {

// All readings of the text for finding and joining its phrases, reported to an observer.
class Readings {
 public:
  Readings(PhraseObserver& observer, std::size_t foreseen)
      : observer_(observer), foreseen_(foreseen) {}

  // Adds to the number of readings expected.
  void Foresee(std::size_t more) { foreseen_ += more; }

 private:
  friend class Reading;

  void Tell(PhraseProgress progress) const;

  PhraseObserver& observer_;
  const Stopwatch watch_;
  std::size_t foreseen_, done_ = 0;
};

// One reading of the texts of a pass, from construction to destruction. Several threads may ask for
// blocks.
class Reading {
 public:
  Reading(const PhraseOptions& options, PhraseProgress::Phase phase, Readings& readings);
  ~Reading();
  Reading(const Reading&) = delete;
  Reading& operator=(const Reading&) = delete;

  // As BlockReader::Next.
  bool Next(TextBlock& block) { return reader_.Next(block); }

  // Calls body(worker, block) for every block, on all workers.
  void ForEachBlock(const std::function<void(std::size_t, const TextBlock&)>& body);

 private:
  PhraseProgress Progress() const;

  const PhraseProgress::Phase phase_;
  const std::size_t threads_;
  const std::uint64_t bytes_;  // of the files; 0 for a pipe
  Readings& readings_;
  BlockReader reader_;
  std::optional<Monitor> monitor_;
};

}  // namespace hogvec

#endif  // HOGVEC_PHRASES_READINGS_H_
