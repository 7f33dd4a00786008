#include "hogvec/model.h"

#include <fmt/format.h>

#include <utility>

#include "hogvec/error.h"

namespace hogvec {

WordVectors VectorsOf(TrainResult trained) {
  const auto counts = trained.vocabulary.counts();
  WordVectors vectors{.words = {},
                      .table = std::move(trained.input),
                      .output = std::move(trained.output),
                      .counts = {counts.begin(), counts.end()},
                      .subwords = std::move(trained.subwords)};
  vectors.words = std::move(trained.vocabulary).TakeWords();
  return vectors;
}

Model::Model(TrainResult trained) : Model(VectorsOf(std::move(trained))) {}

Model::Model(WordVectors vectors)
    : vectors_(std::make_shared<const WordVectors>(std::move(vectors))) {}

Model Model::Load(const std::filesystem::path& path, const ReadOptions& options) {
  return Model(ReadVectors(path, options));
}

void Model::Save(const std::filesystem::path& path) const {
  const auto format = FormatBySuffix(path, vectors_->subwords.has_value());
  if (!format) {
    throw Error(ErrorKind::kUsage,
                fmt::format("{}: no format of vectors has this ending", path.string()));
  }
  Save(path, {.format = *format});
}

void Model::Save(const std::filesystem::path& path, const WriteOptions& options) const {
  WriteVectors(path, options, AllOf(*vectors_));
}

NeighbourSearch Model::Search(std::size_t threads) const {
  return NeighbourSearch(vectors_, threads);
}

}  // namespace hogvec
