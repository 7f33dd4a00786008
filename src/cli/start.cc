#include "cli/start.h"

#include <fmt/format.h>

#include <utility>

#include "cli/passed_over.h"
#include "cli/terminal.h"
#include "hogvec/error.h"

namespace hogvec {
namespace {

Vocabulary VocabularyOf(const WordVectors& vectors) {
  std::vector<std::pair<std::string_view, std::uint64_t>> counted;
  for (std::size_t i = 0; i < vectors.words.size(); ++i) {
    counted.emplace_back(vectors.words[ToWordId(i)], vectors.counts[i]);
  }
  return Vocabulary(std::move(counted));
}

void TakeDim(const std::filesystem::path& path, std::size_t dim, TrainSettings& settings) {
  if (settings.IsGiven("dim") && settings.train.dim != dim) {
    throw Error(ErrorKind::kUsage,
                fmt::format("{}: has vectors of length {}, and --dim is {}; leave out --dim to "
                            "train such as it has",
                            path.string(), dim, settings.train.dim));
  }
  settings.train.dim = dim;
}

}  // namespace

Start::Start(TrainSettings& settings)
    : freeze_(settings.freeze_init), appends_(!settings.append_vocab.empty()) {
  const auto& path = appends_ ? settings.append_vocab : settings.init_vectors;
  used_ = !path.empty();
  if (!used_) return;
  PassedOver passed_over;
  vectors_ = ReadVectors(path, {.lenient = settings.lenient, .with_output = true}, passed_over);
  Say(PassedOverLines(path, passed_over));
  TakeDim(path, vectors_.table.dim(), settings);
  if (!appends_) return;
  if (vectors_.output.rows() == 0 || vectors_.counts.empty()) {
    throw Error(ErrorKind::kMalformed,
                fmt::format("{}: has no output rows and counts to go on with; a .safetensors file "
                            "that 'hogvec train' wrote has them (--init-vectors needs none)",
                            path.string()));
  }
  words_ = VocabularyOf(vectors_);
}

StartingPoint Start::point() const {
  return {.vectors = used_ ? &vectors_ : nullptr,
          .freeze = freeze_,
          .words = appends_ ? &words_ : nullptr};
}

}  // namespace hogvec
