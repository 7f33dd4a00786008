#include "model/input_layer.h"

#include <utility>

namespace hogvec {

InputLayer::InputLayer(EmbeddingTable rows, std::vector<std::uint8_t> frozen)
    : rows_(std::move(rows)), frozen_(std::move(frozen)) {}

std::optional<WordId> InputLayer::FirstNonFinite() const {
  const auto row = rows_.FirstNonFinite();
  if (!row) return std::nullopt;
  return ToWordId(ToIndex(*row));
}

}  // namespace hogvec
