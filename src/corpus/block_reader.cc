#include "corpus/block_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <string_view>
#include <utility>

#include "base/utf8.h"
#include "corpus/binary_data.h"
#include "corpus/tokenizer.h"
#include "hogvec/error.h"

namespace hogvec {
namespace {

constexpr std::size_t kLongestWord = std::size_t{16} << 20;

// Where a block of `text` should end: after its last line end, else after its last whitespace; 0
// if it has neither.
std::size_t CutPoint(std::string_view text) {
  const std::size_t newline = text.rfind('\n');
  if (newline != std::string_view::npos) return newline + 1;
  const std::size_t space = text.find_last_of(kWhiteSpace);
  return space == std::string_view::npos ? 0 : space + 1;
}

// Where the last `count` words of a text begin; 0 if there are no more than that.
std::size_t StartOfLastWords(std::string_view text, std::size_t count) {
  std::size_t start = text.size();
  for (std::size_t i = 0; i < count && start > 0; ++i) {
    const std::size_t end = text.find_last_not_of(kWhiteSpace, start - 1);
    if (end == std::string_view::npos) return 0;
    start = text.find_last_of(kWhiteSpace, end) + 1;  // npos + 1 is 0
  }
  return start;
}

}  // namespace

BlockReader::BlockReader(std::vector<std::filesystem::path> paths, std::size_t block_bytes,
                         bool take_binary)
    : paths_(std::move(paths)), block_bytes_(block_bytes), take_binary_(take_binary) {}

bool BlockReader::Next(TextBlock& block) {
  const std::lock_guard lock(mutex_);
  while (source_ || !pending_.empty() || OpenNextSource()) {
    if (CutBlock(block)) return true;
  }
  return false;
}

bool BlockReader::OpenNextSource() {
  if (next_path_ == paths_.size()) return false;
  source_ = OpenByteSource(paths_[next_path_++]);
  offset_ = 0;
  at_line_start_ = true;
  before_.clear();
  Fill(kBinaryLook);
  if (!take_binary_) RefuseBinary();
  return true;
}

void BlockReader::RefuseBinary() const {
  const std::string why = WhyBinary(std::string_view(pending_).substr(0, kBinaryLook));
  if (why.empty()) return;
  throw Error(ErrorKind::kMalformed, fmt::format("{}: {}", paths_[next_path_ - 1].string(), why));
}

// Reads until `count` bytes are pending or the text ends; closes it at its end.
void BlockReader::Fill(std::size_t count) {
  if (!source_ || pending_.size() >= count) return;
  const std::size_t before = pending_.size();
  pending_.resize(count);
  const std::size_t got = source_->Read(std::span(pending_).subspan(before));
  pending_.resize(before + got);
  bytes_read_.store(bytes_before_ + source_->file_bytes(), std::memory_order_relaxed);
  if (pending_.size() < count) {
    bytes_before_ += source_->file_bytes();
    source_.reset();
  }
}

// A word longer than the block doubles the block until the word ends or is too long.
bool BlockReader::CutBlock(TextBlock& block) {
  SkipRestOfWord();
  std::size_t cut = 0;
  for (std::size_t wanted = block_bytes_; cut == 0; wanted *= 2) {
    Fill(wanted);
    if (!source_ && pending_.empty()) return false;
    const std::string_view ahead = std::string_view(pending_).substr(0, wanted);
    const bool rest = !source_ && ahead.size() == pending_.size();
    cut = rest ? ahead.size() : CutPoint(ahead);
    in_long_word_ = cut == 0 && ahead.size() >= kLongestWord;
    if (in_long_word_) cut = ahead.size();
  }
  block.text.assign(pending_, 0, cut);
  block.number = next_number_++;
  block.file = paths_[next_path_ - 1].string();
  block.offset = offset_;
  block.starts_line = at_line_start_;
  block.before = before_;
  RememberEnd(block);
  Pass(cut);
  return true;
}

// The last words are kept whole, however long they are; whitespace alone adds nothing to them.
void BlockReader::RememberEnd(const TextBlock& block) {
  constexpr std::size_t kMost = 4096;
  std::string_view text = block.text;
  const std::size_t newline = text.rfind('\n');
  at_line_start_ = newline != std::string_view::npos && newline + 1 == text.size();
  if (newline != std::string_view::npos) {
    before_.clear();
    text.remove_prefix(newline + 1);
  }
  const bool starts_line = newline != std::string_view::npos || block.starts_line;
  while (starts_line && text.starts_with(kByteOrderMark)) text = WithoutByteOrderMark(text);
  if (text.find_last_not_of(kWhiteSpace) == std::string_view::npos) return;
  before_ += text;
  const std::size_t far =
      before_.size() <= kMost ? 0 : before_.find_first_of(kWhiteSpace, before_.size() - kMost);
  before_.erase(0, std::min(far, StartOfLastWords(before_, TextBlock::kWordsBefore)));
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
  offset_ += count;
}

}  // namespace hogvec
