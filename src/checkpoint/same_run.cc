// Whether a run that resumes is the one that was stopped: by its options, and by its text.
#include <fmt/format.h>

#include <algorithm>

#include "checkpoint/checkpoint.h"
#include "options/training_options.h"

namespace hogvec {

TensorMetadata LastingOptions(const IngestOptions& ingest, const TrainOptions& options,
                              const StartingPoint& start) {
  const auto shape = [](const WordVectors& vectors) {
    const std::size_t ngrams = vectors.subwords ? vectors.subwords->buckets().size() : 0;
    return fmt::format("{}{} x {}", vectors.words.size(),
                       ngrams > 0 ? fmt::format(" + {}", ngrams) : "", vectors.table.dim());
  };
  TensorMetadata lasting = FixedOptions(ingest, options);
  lasting["init-vectors"] = start.vectors == nullptr ? "none" : shape(*start.vectors);
  lasting["freeze-init"] = fmt::to_string(start.freeze);
  lasting["append-vocab"] = fmt::to_string(start.words != nullptr);
  return lasting;
}

void RequireSameOptions(const std::filesystem::path& path, const TensorMetadata& kept,
                        const TensorMetadata& given) {
  TensorMetadata before = kept;
  before.merge(LastingOptions({}, {}));  // what it does not name was not there to be changed
  const auto require_same = [&](const std::string& name, const std::string& value) {
    if (before[name] == value) return;
    throw Error(ErrorKind::kUsage,
                fmt::format("{0}: created with {1} {2}; cannot resume with {1} {3}", path.string(),
                            name, before[name], value),
                name);
  };
  // The model comes first: the others' defaults depend on it.
  if (const auto model = given.find("model"); model != given.end()) {
    require_same(model->first, model->second);
  }
  for (const auto& [name, value] : given) require_same(name, value);
}

void RequireSameCorpus(const std::filesystem::path& path, const CorpusIdentity& kept,
                       const CorpusIdentity& given) {
  if (kept == given) return;
  throw Error(
      ErrorKind::kMalformed,
      fmt::format("{}: was made on a corpus of {} bytes with {} tokens, and this one has {} "
                  "bytes with {}{}; give the same text, or start anew in another folder",
                  path.string(), kept.bytes, kept.tokens, given.bytes, given.tokens,
                  kept.bytes == given.bytes ? " and differs in content" : ""));
}

}  // namespace hogvec
