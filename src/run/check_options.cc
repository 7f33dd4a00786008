#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <utility>

#include "hogvec/error.h"
#include "hogvec/train.h"

namespace hogvec {
namespace {

void Require(bool fine, std::string_view option, std::string_view expected) {
  if (fine) return;
  throw Error(ErrorKind::kUsage, fmt::format("{} must be {}", option, expected),
              std::string(option));
}

void RequireCbowFor(bool given, std::string_view option, const TrainOptions& options) {
  if (!given || IsCbow(options)) return;
  throw Error(ErrorKind::kUsage,
              fmt::format("{} is for CBOW, and the model is a skip-gram; leave it out, or set "
                          "the option 'model' to cbow",
                          option),
              std::string(option));
}

// The names of a few values.
template <typename Value, std::size_t kNames>
struct NameTable {
  std::pair<std::string_view, Value> names[kNames];

  std::string_view NameOf(Value value) const {
    return std::ranges::find(names, value, [](const auto& name) { return name.second; })->first;
  }
  std::optional<Value> Find(std::string_view name) const {
    for (const auto& [text, value] : names) {
      if (text == name) return value;
    }
    return std::nullopt;
  }
};

constexpr NameTable<Architecture, 2> kArchitectures{
    {{"skipgram", Architecture::kSkipGram}, {"cbow", Architecture::kCbow}}};
constexpr NameTable<CbowUpdate, 2> kUpdates{
    {{"corrected", CbowUpdate::kCorrected}, {"word2vec", CbowUpdate::kWord2vec}}};
constexpr NameTable<NegativeSharing, 3> kSharings{{{"two-windows", NegativeSharing::kTwoWindows},
                                                   {"window", NegativeSharing::kWindow},
                                                   {"none", NegativeSharing::kNone}}};
constexpr NameTable<SubwordLearning, 3> kLearnings{{{"none", SubwordLearning::kNone},
                                                    {"trained", SubwordLearning::kTrained},
                                                    {"fit", SubwordLearning::kFitted}}};

}  // namespace

std::string_view NameOf(Architecture architecture) { return kArchitectures.NameOf(architecture); }
std::optional<Architecture> ArchitectureByName(std::string_view name) {
  return kArchitectures.Find(name);
}
std::optional<Architecture> ArchitectureOf(
    const std::map<std::string, std::string>& configuration) {
  const auto name = configuration.find("model");
  return name == configuration.end() ? Architecture::kSkipGram : ArchitectureByName(name->second);
}

std::string_view NameOf(CbowUpdate update) { return kUpdates.NameOf(update); }
std::optional<CbowUpdate> CbowUpdateByName(std::string_view name) { return kUpdates.Find(name); }

std::string_view NameOf(SubwordLearning learning) { return kLearnings.NameOf(learning); }
std::optional<SubwordLearning> SubwordLearningByName(std::string_view name) {
  return kLearnings.Find(name);
}

std::string_view NameOf(NegativeSharing sharing) { return kSharings.NameOf(sharing); }
std::optional<NegativeSharing> SharingByName(std::string_view name) { return kSharings.Find(name); }

void CheckOptions(const IngestOptions& options) {
  constexpr std::size_t kMost = std::size_t{1} << 20;  // what a reader of vectors takes for a word
  Require(options.max_word_bytes >= 1 && options.max_word_bytes <= kMost, "max-word-bytes",
          "from 1 to 1048576");
  // Positions in a block are 32 bits, ICU's sizes 31, and a text may grow sixfold on the way there.
  constexpr std::size_t kMostBlock = std::size_t{256} << 20;
  Require(options.block_bytes <= kMostBlock, "block-size", "256M at most");
}

// The upper bounds are far above all use; they keep sizes that are multiplied later in range.
void CheckOptions(const TrainOptions& options) {
  constexpr std::size_t kMost = 1'000'000;
  constexpr double kLargest = std::numeric_limits<float>::max();
  Require(options.dim >= 1 && options.dim <= kMost, "dim", "from 1 to 1000000");
  Require(options.window >= 1 && options.window <= 10'000, "window", "from 1 to 10000");
  Require(options.negative >= 1 && options.negative <= 10'000, "negative", "from 1 to 10000");
  Require(options.epochs >= 1 && options.epochs <= kMost, "epochs", "from 1 to 1000000");
  Require(options.threads <= 4096, "threads", "4096 at most");
  const double alpha = AlphaOf(options);
  Require(alpha > 0 && alpha <= kLargest, "alpha", "a number above 0");
  const double min_alpha = options.min_alpha.value_or(0);
  Require(min_alpha >= 0 && min_alpha <= kLargest, "min-alpha", "0 or a number above 0");
  Require(options.sample >= 0 && options.sample <= kLargest, "sample", "0 or a number above 0");
  Require(std::abs(options.ns_exponent) <= 10, "ns-exponent", "from -10 to 10");
  Require(options.validation.fraction >= 0 && options.validation.fraction < 1, "validation",
          "a file, or a share of the text above 0 and below 1");
}

double DefaultAlpha(const TrainOptions& options) {
  if (!IsCbow(options)) return 0.05;
  // The input moves by what all its words gain, so a wide window would take it too far.
  if (!options.cbow_mean) return 0.02 * std::min(1.0, 25.0 / static_cast<double>(options.window));
  return options.cbow_update == CbowUpdate::kCorrected ? 0.15 : 0.05;
}

void CheckTogether(const TrainOptions& options) {
  if (options.subwords != SubwordLearning::kNone) CheckOptions(options.ngrams);
  RequireCbowFor(options.cbow_update != CbowUpdate::kCorrected, "cbow-update", options);
  RequireCbowFor(!options.cbow_mean, "cbow-mean", options);
  if (!options.min_alpha || *options.min_alpha <= AlphaOf(options)) return;
  throw Error(
      ErrorKind::kUsage,
      fmt::format("min-alpha {} is above alpha {}, from which the learning rate decays to it",
                  *options.min_alpha, AlphaOf(options)),
      "min-alpha");
}

}  // namespace hogvec
