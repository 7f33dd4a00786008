#include "explore/lists.h"

#include <gmock/gmock.h>

#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "hogvec/error.h"
#include "support/explored.h"

namespace hogvec::explore {
namespace {

using ::testing::ElementsAre;
using testing::OwnedModel;

WordVectors FourWords() {
  return testing::VectorsOf({{"d", {1, 0}},
                             {"b", {std::numeric_limits<float>::infinity(), 0}},
                             {"c", {0, 3}},
                             {"a", {2, 0}}});
}

WordMap MapOfFour() {
  WordMap map;
  map.clusters = {1, 0, 0, 0};
  map.hubs = {3, 8, 3, 1};
  map.trust = {40, WordMap::kUnknownTrust, 0, 90};
  return map;
}

class ListsTest : public ::testing::Test {
 protected:
  ListsTest() { model_.SetMap(MapOfFour()); }

  Json Ask(std::string_view target) const {
    return ListAnswer(model_.explored(), Parameters(target));
  }

  // The words of a list, in their order.
  std::vector<std::string> WordsOf(std::string_view target) const {
    std::vector<std::string> words;
    const Json answer = Ask(target);
    for (const Json& row : answer["rows"]) words.push_back(row["word"]);
    return words;
  }

  OwnedModel model_{FourWords()};
};

TEST_F(ListsTest, SortsByEachColumn) {
  EXPECT_THAT(WordsOf("api/list"), ElementsAre("d", "b", "c", "a"));
  EXPECT_THAT(WordsOf("api/list?sort=word"), ElementsAre("a", "b", "c", "d"));
  EXPECT_THAT(WordsOf("api/list?sort=hubs"), ElementsAre("b", "d", "c", "a"));
  EXPECT_THAT(WordsOf("api/list?sort=trust"), ElementsAre("a", "d", "c", "b"));
  EXPECT_THAT(WordsOf("api/list?sort=norm"), ElementsAre("c", "a", "d", "b"));
}

TEST_F(ListsTest, GivesAPartOfTheList) {
  EXPECT_THAT(WordsOf("api/list?sort=word&from=1&k=2"), ElementsAre("b", "c"));
  EXPECT_THAT(WordsOf("api/list?sort=hubs&from=3&k=2"), ElementsAre("a"));
  EXPECT_THAT(WordsOf("api/list?from=4"), ElementsAre());
  EXPECT_THAT(WordsOf("api/list?from=1000"), ElementsAre());
  EXPECT_EQ(Ask("api/list?from=4")["total"], 4);
}

TEST_F(ListsTest, SaysWhatIsKnownOfEachWord) {
  const Json rows = Ask("api/list")["rows"];
  EXPECT_EQ(
      rows[0],
      Json({{"id", 0}, {"word", "d"}, {"cluster", 1}, {"hub", 3}, {"trust", 40}, {"norm", 1}}));
  EXPECT_TRUE(rows[1]["trust"].is_null());
  EXPECT_TRUE(rows[1]["norm"].is_null());
}

TEST_F(ListsTest, DoesWithoutAMapWhereItCan) {
  model_ = OwnedModel(FourWords());
  EXPECT_FALSE(Ask("api/list")["rows"][0].contains("hub"));
  for (const char* target : {"api/list?sort=hubs", "api/list?sort=trust"}) {
    EXPECT_THROW(Ask(target), Error) << target;
  }
  EXPECT_THROW(ClustersAnswer(model_.explored()), Error);
}

TEST_F(ListsTest, RefusesOtherOrders) {
  EXPECT_THROW(Ask("api/list?sort=length"), Error);
  EXPECT_THROW(Ask("api/list?k=1001"), Error);
}

TEST_F(ListsTest, NamesTheMostFrequentWordsOfEachCluster) {
  const Json clusters = ClustersAnswer(model_.explored())["clusters"];
  ASSERT_EQ(clusters.size(), 2u);
  EXPECT_EQ(clusters[0], Json({{"id", 0}, {"size", 3}, {"words", Json::array({"b", "c", "a"})}}));
  EXPECT_EQ(clusters[1]["words"], Json::array({"d"}));
}

}  // namespace
}  // namespace hogvec::explore
