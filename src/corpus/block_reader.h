#ifndef HOGVEC_CORPUS_BLOCK_READER_H_
#define HOGVEC_CORPUS_BLOCK_READER_H_

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "io/byte_source.h"

namespace hogvec {

// A piece of the corpus, the unit of parallel work. It ends at the end of a line, so that no
// sentence is split, or, if a line is longer than a block, at the end of a word.
struct TextBlock {
  std::size_t number = 0;  // in the order of the corpus, from 0
  std::string text;
  std::string file = {};     // where it comes from,
  std::uint64_t offset = 0;  // and the byte of that text at which it begins
  bool starts_line = true;
  // The text before it on its line, from the start of a word: up to 4 KiB, but at least
  // kWordsBefore words if there are that many, without the line's byte-order mark. Empty at a
  // line's start.
  static constexpr std::size_t kWordsBefore = 16;
  std::string before = {};
};

// Splits a list of texts into blocks of about `block_bytes`. The blocks depend only on the texts
// and on block_bytes. Joined, they are the texts, except that a word is cut off after 16 MiB: no
// corpus has such words, and memory must stay bounded. A block never spans two texts.
//
// Can be called from several threads at once; each block goes to one of them.
class BlockReader {
 public:
  // With `take_binary`, files that do not look like text are read as well.
  BlockReader(std::vector<std::filesystem::path> paths, std::size_t block_bytes,
              bool take_binary = false);

  // The next block; false when everything has been read. Throws Error{kNoInput}, Error{kIo}, and
  // Error{kMalformed} for a damaged compressed file or one that is not text.
  bool Next(TextBlock& block);

  // Bytes of the files read so far.
  std::uint64_t bytes_read() const { return bytes_read_.load(std::memory_order_relaxed); }

 private:
  bool OpenNextSource();
  void RefuseBinary() const;
  void Fill(std::size_t count);
  bool CutBlock(TextBlock& block);
  void RememberEnd(const TextBlock& block);
  void SkipRestOfWord();
  void Pass(std::size_t count);

  const std::vector<std::filesystem::path> paths_;
  const std::size_t block_bytes_;
  const bool take_binary_;
  std::mutex mutex_;  // guards everything below except the counter
  std::size_t next_path_ = 0;
  std::unique_ptr<ByteSource> source_;  // null before the first text and after its end
  std::uint64_t bytes_before_ = 0;      // in the files that were read completely
  std::string pending_;                 // read, not yet handed out
  std::uint64_t offset_ = 0;            // of pending_ in its text
  bool at_line_start_ = false;          // whether pending_ begins a line
  std::string before_;                  // the end of the last block, if its line continues
  bool in_long_word_ = false;           // the last block ended inside one
  std::size_t next_number_ = 0;
  std::atomic<std::uint64_t> bytes_read_ = 0;
};

}  // namespace hogvec

#endif  // HOGVEC_CORPUS_BLOCK_READER_H_
