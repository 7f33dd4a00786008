#ifndef HOGVEC_INGEST_BLOCK_SHARE_H_
#define HOGVEC_INGEST_BLOCK_SHARE_H_

#include <cstddef>
#include <optional>

#include "hogvec/replicas.h"
#include "hogvec/train_options.h"

namespace hogvec {

// Which blocks a rank reads, and the number that each has among those of all ranks. What is random
// about a block, and its part of the corpus's identity, go by that number.
//
// All ranks read a text that is the whole's, and block i belongs to rank i mod R. A text that is a
// rank's own belongs to it alone; the ranks' blocks are numbered in turn, so that no two have the
// same number.
class BlockShare {
 public:
  BlockShare(std::size_t rank, std::size_t ranks, bool own_text)
      : rank_(rank), ranks_(ranks), own_text_(own_text) {}

  // The number of the block that this rank's reader has numbered `read`; nothing if the block is
  // another rank's.
  std::optional<std::size_t> NumberOf(std::size_t read) const {
    if (own_text_) return read * ranks_ + rank_;
    return read % ranks_ == rank_ ? std::optional(read) : std::nullopt;
  }

  // Whether the text is this rank's own, no part of a whole.
  bool own_text() const { return own_text_; }

 private:
  std::size_t rank_;
  std::size_t ranks_;
  bool own_text_;
};

// That of a rank in the text of the options: sentences are a rank's own, and files with
// local_corpus. Throws Error{kUsage} if several ranks would have to share standard input or a pipe,
// whose bytes come only once.
BlockShare ShareOf(const IngestOptions& options, const Replicas& replicas);

// Throws Error{kUsage} if ranks that are to share a text see files of different sizes, such as
// those of their own. Collective.
void RequireSameText(const IngestOptions& options, Replicas& replicas);

}  // namespace hogvec

#endif  // HOGVEC_INGEST_BLOCK_SHARE_H_
