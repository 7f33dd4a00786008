// The whole way on a world whose truth is known: the atlas corpus, trained at the defaults, must
// answer its own analogies and rank its own pairs. Corpus and training take the same seed, so three
// seeds are three texts and three runs.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <fstream>
#include <tuple>

#include "atlas/generator.h"
#include "atlas/pairs.h"
#include "atlas/questions.h"
#include "hogvec/evaluation.h"
#include "hogvec/train.h"
#include "support/temp_folder.h"

namespace hogvec {
namespace {

std::filesystem::path WriteCorpus(const testing::TempFolder& folder, std::uint64_t seed) {
  const auto path = folder.path() / "atlas.txt";
  std::ofstream file(path, std::ios::binary);
  atlas::AtlasCorpus corpus({.words = 2'000'000, .seed = seed});
  for (std::string chunk; corpus.Next(chunk);) file << chunk;
  return path;
}

NeighbourSearch TrainAtDefaults(const std::filesystem::path& corpus, std::uint64_t seed,
                                std::size_t threads,
                                Architecture architecture = Architecture::kSkipGram) {
  IngestOptions ingest;
  ingest.corpus = {corpus};
  TrainOptions options;
  options.architecture = architecture;
  options.seed = seed;
  options.threads = threads;
  TrainObserver silent;
  TrainResult result = Train(ingest, options, silent);
  return NeighbourSearch({result.vocabulary.words(), std::move(result.input)});
}

double ShareOfRightAnswers(const NeighbourSearch& search, const testing::TempFolder& folder) {
  std::string questions;
  atlas::AppendQuestions(questions);
  double right = 0, all = 0;
  for (const SectionScore& s : ScoreAnalogies(search, folder.Write("questions", questions))) {
    right += static_cast<double>(s.right);
    all += static_cast<double>(s.covered + s.skipped);
  }
  EXPECT_GT(all, 2000);
  return right / all;
}

class Atlas : public ::testing::TestWithParam<std::tuple<std::uint64_t, std::size_t>> {};

INSTANTIATE_TEST_SUITE_P(SeedsAndThreads, Atlas,
                         ::testing::Combine(::testing::Values(1, 2, 3),
                                            ::testing::Values(1, 2, 4)));

TEST_P(Atlas, IsLearnedWell) {
  const auto [seed, threads] = GetParam();
  const testing::TempFolder folder;
  const NeighbourSearch search = TrainAtDefaults(WriteCorpus(folder, seed), seed, threads);
  const double analogies = ShareOfRightAnswers(search, folder);
  std::string pairs;
  atlas::AppendPairs(pairs);
  const PairScore similarity = ScorePairs(search, folder.Write("pairs", pairs));
  ASSERT_TRUE(similarity.rank);
  fmt::print("seed {}, {} threads: analogies {:.1f} %, Spearman {:.3f} over {} pairs\n", seed,
             threads, 100 * analogies, similarity.rank->value, similarity.covered);
  EXPECT_GE(analogies, 0.9);
  EXPECT_GE(similarity.rank->value, 0.8);
  EXPECT_GT(similarity.covered, 300u);
}

class AtlasByCbow : public ::testing::TestWithParam<std::uint64_t> {};

INSTANTIATE_TEST_SUITE_P(Seeds, AtlasByCbow, ::testing::Values(1, 2, 3));

TEST_P(AtlasByCbow, IsLearnedWell) {
  const testing::TempFolder folder;
  const NeighbourSearch search =
      TrainAtDefaults(WriteCorpus(folder, GetParam()), GetParam(), 2, Architecture::kCbow);
  const double analogies = ShareOfRightAnswers(search, folder);
  std::string pairs;
  atlas::AppendPairs(pairs);
  const PairScore similarity = ScorePairs(search, folder.Write("pairs", pairs));
  ASSERT_TRUE(similarity.rank);
  fmt::print("seed {}, CBOW: analogies {:.1f} %, Spearman {:.3f}\n", GetParam(), 100 * analogies,
             similarity.rank->value);
  EXPECT_GE(analogies, 0.9);
  EXPECT_GE(similarity.rank->value, 0.8);
}

}  // namespace
}  // namespace hogvec
