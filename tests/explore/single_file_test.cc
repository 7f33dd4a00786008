#include "explore/single_file.h"

#include <gmock/gmock.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "hogvec/error.h"
#include "support/turned.h"

namespace hogvec::explore {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using testing::RandomModel;
using testing::Turned;

WordMap MapOf(std::size_t words) {
  WordMap map;
  map.points.resize(words);
  map.levels.resize(words);
  map.clusters.resize(words);
  map.hubs.resize(words);
  map.trust.resize(words);
  return map;
}

// Two models with their maps, and a column.
std::unique_ptr<Explorer> TwoModels() {
  std::vector<Model> models;
  models.push_back({"first", NeighbourSearch(RandomModel(40, 8), 1)});
  models.push_back({"</script>", NeighbourSearch(Turned(RandomModel(30, 8)), 1)});
  auto explorer = std::make_unique<Explorer>(std::move(models),
                                             std::vector<Column>{{"age", std::vector<float>(40)}});
  explorer->SetMap(0, MapOf(40));
  explorer->SetMap(1, MapOf(30));
  return explorer;
}

std::string ComplaintOf(const Explorer& explorer) {
  try {
    SingleFile(explorer, page::Assets());
  } catch (const Error& error) {
    return error.what();
  }
  return "none";
}

TEST(SingleFile, HasAllThatThePageWouldAskFor) {
  const std::string file = SingleFile(*TwoModels(), page::Assets());
  for (const char* id : {"about", "map-0", "words-0", "rows-0", "near-0", "map-1", "words-1",
                         "rows-1", "near-1", "column-0"}) {
    EXPECT_THAT(file, HasSubstr("id=\"hogvec-" + std::string(id) + "\">H4sI")) << id;  // gzip
  }
  EXPECT_THAT(file, Not(HasSubstr("hogvec-map-2")));
  EXPECT_THAT(file, Not(HasSubstr("hogvec-column-1")));
}

TEST(SingleFile, IsTheSameEachTime) {
  EXPECT_EQ(SingleFile(*TwoModels(), page::Assets()), SingleFile(*TwoModels(), page::Assets()));
}

TEST(SingleFile, TellsHowFarItIs) {
  std::vector<double> done;
  SingleFile(*TwoModels(), page::Assets(), [&](double part) { done.push_back(part); });
  EXPECT_THAT(done, ::testing::ElementsAre(0, 40.0 / 70, 40.0 / 70, 1));
}

TEST(SingleFile, NeedsFinishedMaps) {
  std::vector<Model> models;
  models.push_back({"slow.bin", NeighbourSearch(RandomModel(4, 4), 1)});
  EXPECT_EQ(ComplaintOf(Explorer(std::move(models))), "the map of 'slow.bin' is not finished");
}

TEST(SingleFile, RefusesMoreWordsThanABrowserTakes) {
  std::vector<Model> models;
  models.push_back({"large.bin", NeighbourSearch(RandomModel(kMostWordsOfFile + 1, 1), 1)});
  EXPECT_EQ(ComplaintOf(Explorer(std::move(models))),
            "'large.bin' has 100,001 words; one file for a browser holds at most 100,000: take the "
            "most frequent with --top 100000");
}

TEST(SingleFile, HoldsAModelOfOneWord) {
  std::vector<Model> models;
  models.push_back({"one", NeighbourSearch(RandomModel(1, 4), 1)});
  Explorer explorer(std::move(models));
  explorer.SetMap(0, MapOf(1));
  EXPECT_THAT(SingleFile(explorer, page::Assets()), HasSubstr("id=\"hogvec-near-0\">H4sI"));
}

}  // namespace
}  // namespace hogvec::explore
