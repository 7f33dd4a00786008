#include "ingest/sentence_blocks.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/quoted.h"
#include "hogvec/error.h"

namespace hogvec {
namespace {

// Checkpoints and vocabularies end a word with a line feed.
void RequireWord(std::string_view word, std::size_t sentence) {
  if (word.empty()) {
    throw Error(ErrorKind::kMalformed, fmt::format("sentence {} has an empty word", sentence));
  }
  if (word.find('\n') == std::string_view::npos) return;
  throw Error(ErrorKind::kMalformed,
              fmt::format("sentence {} has a word with a line feed: {}", sentence, Quoted(word)));
}

}  // namespace

void SentenceSource::AddTo(SentenceBatch& batch, std::size_t bytes) {
  std::vector<std::string_view> words;
  while (batch.bytes.size() < bytes && Next(words)) {
    for (const std::string_view word : words) {
      if (word.size() >= SentenceBatch::kEnd) {
        throw Error(ErrorKind::kMalformed, "a sentence has a word of 4 GiB or more");
      }
      batch.AddWord(word);
    }
    batch.EndSentence();
    words.clear();
  }
}

bool SentenceBlocks::Next(SentenceBlock& block) {
  block.batch_.bytes.clear();
  block.batch_.lengths.clear();
  block.number_ = blocks_;
  if (!ended_) source_.AddTo(block.batch_, block_bytes_);
  ended_ = block.bytes().size() < block_bytes_;
  CheckWords(block);
  if (block.bytes().empty()) return false;
  ++blocks_;
  return true;
}

// All is well if there are no more line feeds than sentences, and no empty word; else it is looked
// for.
void SentenceBlocks::CheckWords(const SentenceBlock& block) {
  const auto& [bytes, lengths] = block.batch_;
  const auto ends = std::ranges::count(lengths, SentenceBatch::kEnd);
  if (std::ranges::count(bytes, '\n') != ends || std::ranges::count(lengths, 0u) != 0) {
    std::size_t sentence = sentences_ + 1;
    block.ForEachWord([&](std::string_view word) { RequireWord(word, sentence); },
                      [&] { ++sentence; });
  }
  sentences_ += static_cast<std::size_t>(ends);
}

}  // namespace hogvec
