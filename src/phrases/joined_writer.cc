#include "phrases/joined_writer.h"

#include <string>
#include <utility>

#include "base/workers.h"

namespace hogvec {

JoinedWriter::JoinedWriter(const PhraseOptions& options, const PhraseBook& book, Readings& readings,
                           ByteSink& out)
    : reading_(options, PhraseProgress::Phase::kJoining, readings), out_(out) {
  for (std::size_t i = 0; i < ThreadCount(options.threads); ++i) {
    joiners_.emplace_back(book, options.joiner, options.text);
  }
}

JoinedCounts JoinedWriter::WriteAll() {
  constexpr std::size_t kBlocksPerWorker = 8;
  std::vector<TextBlock> blocks(joiners_.size() * kBlocksPerWorker);
  std::vector<Joiner::Joined> joined(blocks.size());
  for (bool more = true; more;) {
    std::size_t count = 0;
    while (count < blocks.size() && (more = reading_.Next(blocks[count]))) ++count;
    RunWorkers(joiners_.size(), [&](std::size_t worker) {
      for (std::size_t i = worker; i < count; i += joiners_.size()) {
        joined[i] = joiners_[worker].Join(blocks[i]);
      }
    });
    for (std::size_t i = 0; i < count; ++i) Write(blocks[i], joined[i]);
  }
  WriteOpen();
  return counts_;
}

// A text that ends without a newline must not run into the next one.
void JoinedWriter::Write(const TextBlock& block, Joiner::Joined& joined) {
  if (block.before.empty()) WriteOpen();
  if (!joined.certain) joined = joiners_.front().Join(block, last_);
  if (block.before.empty() && in_line_ && !joined.text.empty()) out_.Write("\n");
  out_.Write(joined.text);
  if (!joined.text.empty()) in_line_ = joined.text.back() != '\n';
  last_ = std::move(joined.last);
  counts_.words += joined.counts.words;
  counts_.joined += joined.counts.joined;
}

// The connectors after the last word of a text: no phrase ends with them.
void JoinedWriter::WriteOpen() {
  std::string rest;
  AppendBetween(last_, " ", rest);
  out_.Write(rest);
  last_ = Opening();
}

}  // namespace hogvec
