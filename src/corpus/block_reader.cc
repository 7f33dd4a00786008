#include "corpus/block_reader.h"

#include <algorithm>
#include <span>
#include <string_view>
#include <utility>

#include "corpus/tokenizer.h"

namespace hogvec {
namespace {

constexpr std::size_t kLongestWord = std::size_t{16} << 20;

constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

// Where a block of `text` should end: after its last line end, else after its last white space; 0
// if it has neither.
std::size_t CutPoint(std::string_view text) {
  const std::size_t newline = text.rfind('\n');
  if (newline != std::string_view::npos) return newline + 1;
  const std::size_t space = text.find_last_of(kWhiteSpace);
  return space == std::string_view::npos ? 0 : space + 1;
}

}  // namespace

BlockReader::BlockReader(std::vector<std::filesystem::path> paths, std::size_t block_bytes)
    : paths_(std::move(paths)), block_bytes_(block_bytes) {}

bool BlockReader::Next(TextBlock& block) {
  const std::lock_guard lock(mutex_);
  while (source_ || OpenNextSource()) {
    if (CutBlock(block)) return true;
  }
  return false;
}

bool BlockReader::OpenNextSource() {
  if (next_path_ == paths_.size()) return false;
  source_ = OpenByteSource(paths_[next_path_++]);
  Fill(kByteOrderMark.size());
  if (pending_ == kByteOrderMark) {
    Pass(kByteOrderMark.size());
    ++byte_order_marks_;
  }
  return true;
}

// Reads until `count` bytes are pending or the text ends, which closes it.
void BlockReader::Fill(std::size_t count) {
  if (!source_ || pending_.size() >= count) return;
  const std::size_t before = pending_.size();
  pending_.resize(count);
  const std::size_t got = source_->Read(std::span(pending_).subspan(before));
  pending_.resize(before + got);
  if (pending_.size() < count) source_.reset();
}

// A word longer than the block doubles it until the word's end is found, or it is too long.
bool BlockReader::CutBlock(TextBlock& block) {
  SkipRestOfWord();
  std::size_t cut = 0;
  for (std::size_t wanted = block_bytes_; cut == 0; wanted *= 2) {
    Fill(wanted);
    cut = source_ ? CutPoint(pending_) : pending_.size();
    if (!source_) break;
    in_long_word_ = cut == 0 && pending_.size() >= kLongestWord;
    if (in_long_word_) cut = pending_.size();
  }
  if (cut == 0) return false;
  block.text.assign(pending_, 0, cut);
  block.number = next_number_++;
  Pass(cut);
  return true;
}

void BlockReader::SkipRestOfWord() {
  while (in_long_word_) {
    Fill(std::max<std::size_t>(block_bytes_, 1));
    const std::size_t end = pending_.find_first_of(kWhiteSpace);
    in_long_word_ = end == std::string::npos && source_ != nullptr;
    Pass(std::min(end, pending_.size()));
  }
}

void BlockReader::Pass(std::size_t count) {
  pending_.erase(0, count);
  bytes_read_.fetch_add(count, std::memory_order_relaxed);
}

}  // namespace hogvec
