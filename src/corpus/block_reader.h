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

// A piece of the corpus: the unit of parallel work. It ends where a line ends, so no sentence is
// torn, unless a line is longer than a whole block: then where a word ends.
struct TextBlock {
  std::size_t number = 0;  // in the order of the corpus, from 0
  std::string text;
  std::string file = {};     // where it is from,
  std::uint64_t offset = 0;  // and from which byte of that text on
  bool starts_line = true;
  // What precedes it on its line, from a word's start on: up to 4 KiB, but kWordsBefore words at
  // least if there are so many; without the line's byte-order mark. Empty at a line's start.
  static constexpr std::size_t kWordsBefore = 16;
  std::string before = {};
};

// Cuts a list of texts into blocks of about `block_bytes`. The blocks depend on the texts and on
// block_bytes only; joined, they are the texts, without what follows the first 16 MiB of a word: no
// corpus has such words, and memory must stay bounded. A block never spans two texts.
//
// May be asked from several threads at once; each block goes to one of them.
class BlockReader {
 public:
  // With `take_binary`, files that are no text by their first bytes are read all the same.
  BlockReader(std::vector<std::filesystem::path> paths, std::size_t block_bytes,
              bool take_binary = false);

  // The next block; false when all has been read. Throws Error{kNoInput}, Error{kIo}, and
  // Error{kMalformed} for a damaged compressed file or one that is no text.
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
  std::mutex mutex_;  // guards all below but the counter
  std::size_t next_path_ = 0;
  std::unique_ptr<ByteSource> source_;  // null before the first text and after its end
  std::uint64_t bytes_before_ = 0;      // of the files read to their ends
  std::string pending_;                 // read, not yet handed out
  std::uint64_t offset_ = 0;            // of it in its text
  bool at_line_start_ = false;          // whether what is next begins a line
  std::string before_;                  // the end of the last block, if its line goes on
  bool in_long_word_ = false;           // the last block ended inside of one
  std::size_t next_number_ = 0;
  std::atomic<std::uint64_t> bytes_read_ = 0;
};

}  // namespace hogvec

#endif  // HOGVEC_CORPUS_BLOCK_READER_H_
