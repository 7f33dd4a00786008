#include "ingest/sentence_blocks.h"

#include <fmt/format.h>

#include "base/quoted.h"
#include "hogvec/error.h"

namespace hogvec {
namespace {

// Checkpoints and vocabularies end a word with a line feed.
void RequireWord(std::string_view word, std::size_t sentence) {
  const bool too_long = word.size() >= std::numeric_limits<std::uint32_t>::max();
  if (!word.empty() && !too_long && word.find('\n') == std::string_view::npos) return;
  throw Error(ErrorKind::kMalformed,
              word.empty() ? fmt::format("sentence {} has an empty word", sentence)
                           : fmt::format("sentence {} has a word with a line feed: {}", sentence,
                                         Quoted(word)));
}

}  // namespace

bool SentenceBlocks::Next(SentenceBlock& block) {
  block.bytes_.clear();
  block.lengths_.clear();
  block.number_ = blocks_;
  while (block.bytes_.size() < block_bytes_ && NextSentence()) Append(block);
  if (block.bytes_.empty()) return false;
  ++blocks_;
  return true;
}

bool SentenceBlocks::NextSentence() {
  words_.clear();
  ended_ = ended_ || !source_.Next(words_);
  sentences_ += ended_ ? 0 : 1;
  return !ended_;
}

void SentenceBlocks::Append(SentenceBlock& block) const {
  for (const std::string_view word : words_) {
    RequireWord(word, sentences_);
    block.bytes_.append(word) += ' ';
    block.lengths_.push_back(static_cast<std::uint32_t>(word.size()));
  }
  block.bytes_ += '\n';
  block.lengths_.push_back(SentenceBlock::kEnd);
}

}  // namespace hogvec
