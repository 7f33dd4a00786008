#ifndef HOGVEC_PHRASES_JOINED_WRITER_H_
#define HOGVEC_PHRASES_JOINED_WRITER_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "hogvec/phrases.h"
#include "io/byte_sink.h"
#include "phrases/joiner.h"
#include "phrases/readings.h"

namespace hogvec {

// Writes a text with its phrases joined. All workers join blocks, a batch at a time, and the blocks
// are written in order.
class JoinedWriter {
 public:
  // Keeps references to the book, the readings and the sink.
  JoinedWriter(const PhraseOptions& options, const PhraseBook& book, Readings& readings,
               ByteSink& out);

  // Throws as reading and writing do.
  JoinedCounts WriteAll();

 private:
  void Write(const TextBlock& block, Joiner::Joined& joined);
  void WriteOpen();

  Reading reading_;
  ByteSink& out_;
  std::vector<Joiner> joiners_;
  Opening last_;          // to which the next word may be joined
  bool in_line_ = false;  // whether the output so far ends within a line
  JoinedCounts counts_;
};

}  // namespace hogvec

#endif  // HOGVEC_PHRASES_JOINED_WRITER_H_
