#ifndef HOGVEC_SUPPORT_TRAINING_H_
#define HOGVEC_SUPPORT_TRAINING_H_

#include <fmt/format.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "base/random.h"
#include "hogvec/train.h"

namespace hogvec::testing {

// Lines of random length over `words` words, the first ones far more frequent.
inline std::string RandomLines(std::size_t lines, std::uint32_t words, std::uint64_t seed) {
  Random random(seed, RandomPurpose::kTest);
  std::string text;
  for (std::size_t line = 0; line < lines; ++line) {
    const std::uint32_t length = random.Below(12);
    for (std::uint32_t i = 0; i < length; ++i) {
      const std::uint32_t word = random.Below(1 + random.Below(words));
      text += fmt::format("w{} ", word);
    }
    text += '\n';
  }
  return text;
}

inline TrainResult TrainQuietly(const std::filesystem::path& corpus, const TrainOptions& options,
                                IngestOptions ingest = {}) {
  ingest.corpus = {corpus};
  TrainObserver silent;
  return Train(ingest, options, silent);
}

// All the input rows, one after the other.
inline std::vector<float> RowsOf(const EmbeddingTable& table) {
  std::vector<float> values;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const auto floats = table.Row(ToWordId(row));
    values.insert(values.end(), floats.begin(), floats.end());
  }
  return values;
}

}  // namespace hogvec::testing

#endif  // HOGVEC_SUPPORT_TRAINING_H_
