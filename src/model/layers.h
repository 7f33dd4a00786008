#ifndef HOGVEC_MODEL_LAYERS_H_
#define HOGVEC_MODEL_LAYERS_H_

#include <cstddef>

#include "hogvec/embedding_table.h"
#include "model/input_layer.h"

namespace hogvec {

// What is trained: the rows that people use, and the output rows (word2vec.c's syn1neg), one per
// word. Owns them; movable.
struct Layers {
  InputLayer input;
  EmbeddingTable output;
};

// The rows of a model as they stood at some time; empty where nobody keeps any.
struct SavedRows {
  EmbeddingTable input, output;

  bool empty() const { return input.rows() == 0; }
  void CopyFrom(const Layers& model);
  // Puts the rows back; they are gone from here.
  void MoveTo(Layers& model);
};

}  // namespace hogvec

#endif  // HOGVEC_MODEL_LAYERS_H_
