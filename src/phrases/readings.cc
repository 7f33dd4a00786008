#include "phrases/readings.h"

#include <algorithm>

#include "base/workers.h"
#include "io/byte_source.h"

namespace hogvec {
namespace {

constexpr std::size_t kBlockBytes = std::size_t{128} << 10;

std::uint64_t BytesOf(const std::vector<std::filesystem::path>& texts) {
  std::uint64_t bytes = 0;
  for (const auto& text : texts) bytes += FileSizeOf(text);
  return bytes;
}

}  // namespace

// Assumes the same speed for the rest.
void Readings::Tell(PhraseProgress progress) const {
  const double share = progress.bytes_total == 0
                           ? 0
                           : std::min(1.0, static_cast<double>(progress.bytes_done) /
                                               static_cast<double>(progress.bytes_total));
  const double done = static_cast<double>(done_) + share;
  progress.reading = done_ + 1;
  progress.readings = foreseen_;
  progress.seconds_left =
      done > 0 ? watch_.Seconds() * (static_cast<double>(foreseen_) - done) / done : 0;
  observer_.OnProgress(progress);
}

Reading::Reading(const PhraseOptions& options, PhraseProgress::Phase phase, Readings& readings)
    : phase_(phase),
      threads_(ThreadCount(options.threads)),
      bytes_(BytesOf(options.corpus)),
      readings_(readings),
      reader_(options.corpus, options.block_bytes > 0 ? options.block_bytes : kBlockBytes,
              options.take_binary) {
  monitor_.emplace([this] { readings_.Tell(Progress()); });
}

Reading::~Reading() {
  monitor_.reset();
  ++readings_.done_;
}

PhraseProgress Reading::Progress() const {
  return {.phase = phase_, .bytes_done = reader_.bytes_read(), .bytes_total = bytes_};
}

void Reading::ForEachBlock(const std::function<void(std::size_t, const TextBlock&)>& body) {
  RunWorkers(threads_, [&](std::size_t worker) {
    for (TextBlock block; Next(block);) body(worker, block);
  });
}

}  // namespace hogvec
