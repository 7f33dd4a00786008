#ifndef HOGVEC_MODEL_H_
#define HOGVEC_MODEL_H_

#include <cstddef>
#include <filesystem>
#include <memory>

#include "hogvec/neighbours.h"
#include "hogvec/train.h"
#include "hogvec/word_vectors.h"

namespace hogvec {

// What was trained as word vectors, with output rows and counts, but without a configuration.
WordVectors VectorsOf(TrainResult trained);

// Word vectors that were trained or read, to be saved and searched. Owns them, together with its
// copies and its searches: copying a model or searching it copies neither words nor rows, and they
// live as long as anybody needs them.
//
// Immutable, so safe to share between threads.
class Model {
 public:
  // Takes over what was trained, output rows and counts too.
  explicit Model(TrainResult trained);
  explicit Model(WordVectors vectors);

  // Reads a file of any format. Throws as ReadVectors() does.
  static Model Load(const std::filesystem::path& path, const ReadOptions& options = {});

  // Writes a file, in the format that its name ends in, or in that of the options. Throws as
  // WriteVectors() does; Error{kUsage} if no format has this ending.
  void Save(const std::filesystem::path& path) const;
  void Save(const std::filesystem::path& path, const WriteOptions& options) const;

  // Answers questions about these vectors. `threads` as for NeighbourSearch.
  NeighbourSearch Search(std::size_t threads = 0) const;

  const WordVectors& vectors() const { return *vectors_; }

 private:
  std::shared_ptr<const WordVectors> vectors_;
};

}  // namespace hogvec

#endif  // HOGVEC_MODEL_H_
