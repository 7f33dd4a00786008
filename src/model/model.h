#ifndef HOGVEC_MODEL_MODEL_H_
#define HOGVEC_MODEL_MODEL_H_

#include <cstddef>

#include "hogvec/embedding_table.h"
#include "model/input_layer.h"

namespace hogvec {

// What is trained: the rows that people use, and the output rows (word2vec.c's syn1neg), one per
// word. Owns them; movable.
struct Model {
  InputLayer input;
  EmbeddingTable output;
};

// The rows of a model as they stood at some time; empty where nobody keeps any.
struct SavedRows {
  EmbeddingTable input, output;

  bool empty() const { return input.rows() == 0; }
  void CopyFrom(const Model& model);
  // Puts the rows back; they are gone from here.
  void MoveTo(Model& model);
};

}  // namespace hogvec

#endif  // HOGVEC_MODEL_MODEL_H_
