#ifndef HOGVEC_SUPPORT_TRAINING_H_
#define HOGVEC_SUPPORT_TRAINING_H_

#include <fmt/format.h>

#include <algorithm>
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

// Lines of random length with something to learn: each is about one of `topics`, and so are four in
// five of its words; the others are of any topic. A topic has fifty words, the first ones more
// frequent.
inline std::string TopicLines(std::size_t tokens, std::uint32_t topics, std::uint64_t seed) {
  constexpr std::uint32_t kWordsOfTopic = 50;
  Random random(seed, RandomPurpose::kTest);
  std::string text;
  while (tokens > 0) {
    const std::uint32_t topic = random.Below(topics);
    const std::size_t length = std::min<std::size_t>(tokens, 5 + random.Below(20));
    for (std::size_t i = 0; i < length; ++i) {
      const std::uint32_t about = random.Below(5) < 4 ? topic : random.Below(topics);
      text += fmt::format("t{}w{} ", about, random.Below(1 + random.Below(kWordsOfTopic)));
    }
    text += '\n';
    tokens -= length;
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
