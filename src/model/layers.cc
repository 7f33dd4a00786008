#include "model/layers.h"

#include <algorithm>
#include <utility>

namespace hogvec {
namespace {

void CopyTable(const EmbeddingTable& from, EmbeddingTable& to) {
  if (to.rows() == 0) to = EmbeddingTable(from.rows(), from.dim());
  std::copy_n(from.Address(RowId{0}), from.rows() * from.stride(), to.Address(RowId{0}));
}

}  // namespace

void SavedRows::CopyFrom(const Layers& model) {
  CopyTable(model.input.rows(), input);
  CopyTable(model.output, output);
}

void SavedRows::MoveTo(Layers& model) {
  model.input.rows() = std::move(input);
  model.output = std::move(output);
}

}  // namespace hogvec
