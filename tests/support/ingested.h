#ifndef HOGVEC_SUPPORT_INGESTED_H_
#define HOGVEC_SUPPORT_INGESTED_H_

#include <fmt/format.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "ingest/ingest.h"
#include "replicas/alone.h"

namespace hogvec::testing {

// What ingest says of a text, written out again as text.
struct Reading {
  Vocabulary vocabulary;
  std::string text;
  std::uint64_t tokens = 0, lines = 0;
  PruneReport prune = {};
};

inline Reading Read(const IngestOptions& options, std::uint64_t budget = 1 << 30) {
  Alone alone;
  IngestProgress progress;
  IngestOptions own = options;
  own.token_memory = budget;
  Corpus corpus = Ingest(own, alone, progress);
  const TokenStore& store = *corpus.tokens;
  Reading reading{std::move(corpus.vocabulary), "", corpus.identity.tokens, corpus.identity.lines,
                  corpus.prune};
  std::vector<WordId> buffer;
  for (std::size_t block = 0; block < store.block_count(); ++block) {
    for (const WordId id : store.Block(block, buffer)) {
      reading.text += id == kLineEnd ? "\n" : fmt::format("{} ", reading.vocabulary.Word(id));
    }
  }
  return reading;
}

inline IngestOptions Options(const std::filesystem::path& path, std::uint64_t min_count = 1) {
  IngestOptions options;
  options.corpus = {path};
  options.prune.min_count = min_count;
  options.threads = 1;
  return options;
}

}  // namespace hogvec::testing

#endif  // HOGVEC_SUPPORT_INGESTED_H_
