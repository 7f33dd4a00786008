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

using Sharing = std::pair<std::string_view, NegativeSharing>;
constexpr Sharing kSharings[] = {{"two-windows", NegativeSharing::kTwoWindows},
                                 {"window", NegativeSharing::kWindow},
                                 {"none", NegativeSharing::kNone}};

using Learning = std::pair<std::string_view, SubwordLearning>;
constexpr Learning kLearnings[] = {{"none", SubwordLearning::kNone},
                                   {"trained", SubwordLearning::kTrained},
                                   {"fit", SubwordLearning::kFitted}};

}  // namespace

std::string_view NameOf(SubwordLearning learning) {
  return std::ranges::find(kLearnings, learning, &Learning::second)->first;
}

std::optional<SubwordLearning> SubwordLearningByName(std::string_view name) {
  const auto* const found = std::ranges::find(kLearnings, name, &Learning::first);
  return found == std::end(kLearnings) ? std::nullopt : std::optional(found->second);
}

std::string_view NameOf(NegativeSharing sharing) {
  return std::ranges::find(kSharings, sharing, &Sharing::second)->first;
}

std::optional<NegativeSharing> SharingByName(std::string_view name) {
  const auto* const found = std::ranges::find(kSharings, name, &Sharing::first);
  return found == std::end(kSharings) ? std::nullopt : std::optional(found->second);
}

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
  Require(options.alpha > 0 && options.alpha <= kLargest, "alpha", "a number above 0");
  const double min_alpha = options.min_alpha.value_or(0);
  Require(min_alpha >= 0 && min_alpha <= kLargest, "min-alpha", "0 or a number above 0");
  Require(options.sample >= 0 && options.sample <= kLargest, "sample", "0 or a number above 0");
  Require(std::abs(options.ns_exponent) <= 10, "ns-exponent", "from -10 to 10");
  Require(options.validation.fraction >= 0 && options.validation.fraction < 1, "validation",
          "a file, or a share of the text above 0 and below 1");
}

void CheckTogether(const TrainOptions& options) {
  if (options.subwords != SubwordLearning::kNone) CheckOptions(options.ngrams);
  if (!options.min_alpha || *options.min_alpha <= options.alpha) return;
  throw Error(
      ErrorKind::kUsage,
      fmt::format("min-alpha {} is above alpha {}, from which the learning rate decays to it",
                  *options.min_alpha, options.alpha),
      "min-alpha");
}

}  // namespace hogvec
