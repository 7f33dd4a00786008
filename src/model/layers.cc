#include "model/layers.h"

#include <utility>

namespace hogvec {
void SavedRows::CopyFrom(const Layers& model) {
  input.CopyFrom(model.input.rows());
  output.CopyFrom(model.output);
}

void SavedRows::MoveTo(Layers& model) {
  model.input.rows() = std::move(input);
  model.output = std::move(output);
}

}  // namespace hogvec
