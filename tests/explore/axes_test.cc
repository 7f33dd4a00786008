#include "explore/axes.h"

#include <gmock/gmock.h>

#include <cmath>
#include <string>
#include <string_view>

#include "explore/asked.h"
#include "hogvec/error.h"
#include "support/explored.h"
#include "support/ngrams.h"

namespace hogvec::explore {
namespace {

using ::testing::HasSubstr;
using testing::OwnedModel;

WordVectors People() {
  WordVectors vectors = testing::VectorsOf({{"man", {2, 0}},
                                            {"woman", {0, 3}},
                                            {"king", {3, 4}},
                                            {"a:b", {0, -1}},
                                            {"nothing", {0, 0}}});
  vectors.counts = {1000, 100, 10, 1, 0};
  return vectors;
}

class AxesTest : public ::testing::Test {
 protected:
  Json Ask(std::string_view target) const {
    return AxesAnswer(model_.explored(), Parameters(target));
  }

  std::string ComplaintOf(std::string_view target) const {
    try {
      Ask(target);
    } catch (const Error& error) {
      return error.what();
    }
    return "none";
  }

  OwnedModel model_{People()};
};

TEST_F(AxesTest, MeasuresByTheCosineWithTheWayFromOneWordToTheOther) {
  const Json json = Ask("api/axes?x=man:woman&y=:norm");
  EXPECT_EQ(json["x"]["low"], "man");
  EXPECT_EQ(json["x"]["high"], "woman");
  ASSERT_EQ(json["points"].size(), 5u);
  const double root = std::sqrt(0.5);  // of woman, against (-1, 1)
  EXPECT_NEAR(json["points"][0]["x"].get<double>(), -root, 1e-6);
  EXPECT_NEAR(json["points"][1]["x"].get<double>(), root, 1e-6);
  EXPECT_NEAR(json["points"][2]["x"].get<double>(), 0.2 * root, 1e-6);
  EXPECT_EQ(json["points"][2]["word"], "king");
  EXPECT_EQ(json["points"][2]["id"], 2);
  EXPECT_EQ(json["points"][2]["count"], 10);
  EXPECT_EQ(json["points"][2]["y"], 5);
}

TEST_F(AxesTest, MeasuresFrequencyByCountsOrElseByRanks) {
  Json json = Ask("api/axes?x=:frequency&y=:norm");
  EXPECT_EQ(json["points"][0]["x"], 3);
  EXPECT_EQ(json["x"]["high"], "frequent");
  EXPECT_EQ(json["points"].size(), 4u);  // a count of 0 has no logarithm
  EXPECT_EQ(json["left_out"], Json::array({"nothing"}));
  WordVectors vectors = People();
  vectors.counts.clear();
  model_ = OwnedModel(std::move(vectors));
  json = Ask("api/axes?x=:frequency&y=:norm");
  EXPECT_EQ(json["points"][0]["x"], 0);
  EXPECT_EQ(json["points"][1]["x"], 0.30103);
  EXPECT_EQ(json["x"]["high"], "rare");
}

TEST_F(AxesTest, MeasuresHubsOnceThereIsAMap) {
  EXPECT_THAT(ComplaintOf("api/axes?x=:hubs&y=:norm"), HasSubstr("once the map is finished"));
  WordMap map;
  map.hubs = {5, 0, 7, 1, 2};
  model_.SetMap(map);
  EXPECT_EQ(Ask("api/axes?x=:hubs&y=:norm")["points"][2]["x"], 7);
}

TEST_F(AxesTest, PlacesTheWordsThatAreGivenOrTheMostFrequent) {
  Json json = Ask("api/axes?x=man:woman&y=:norm&w=king&w=man");
  ASSERT_EQ(json["points"].size(), 2u);
  EXPECT_EQ(json["points"][0]["word"], "king");
  json = Ask("api/axes?x=man:woman&y=:norm&top=2");
  ASSERT_EQ(json["points"].size(), 2u);
  EXPECT_EQ(json["points"][1]["word"], "woman");
}

TEST_F(AxesTest, TakesAColonForAPartOfAWordIfThereIsSuchAWord) {
  const Json json = Ask("api/axes?x=a:b:man&y=woman:a:b&top=1");
  EXPECT_EQ(json["x"]["low"], "a:b");
  EXPECT_EQ(json["y"]["low"], "woman");
  EXPECT_EQ(json["y"]["high"], "a:b");
}

TEST_F(AxesTest, PlacesAWordThatWasNeverSeenByItsNgrams) {
  WordVectors vectors = People();
  vectors.subwords = testing::NgramsOf({{"queen", {0, 3}}});
  model_ = OwnedModel(std::move(vectors));
  const Json json = Ask("api/axes?x=man:woman&y=:norm&w=queen");
  ASSERT_EQ(json["points"].size(), 1u);
  EXPECT_NEAR(json["points"][0]["x"].get<double>(), std::sqrt(0.5), 1e-5);
  EXPECT_FALSE(json["points"][0].contains("id"));
  EXPECT_EQ(Ask("api/axes?x=:frequency&y=:norm&w=queen")["left_out"], Json::array({"queen"}));
}

TEST_F(AxesTest, RefusesWhatIsNoAxis) {
  EXPECT_EQ(ComplaintOf("api/axes?x=man&y=:norm"),
            "an axis is A:B, :frequency, :norm or :hubs, not 'man'");
  EXPECT_THAT(ComplaintOf("api/axes?x=man:man&y=:norm"), HasSubstr("has no direction"));
  EXPECT_THAT(ComplaintOf("api/axes?x=man:womann&y=:norm"), HasSubstr("unknown word 'womann'"));
  EXPECT_NE(ComplaintOf("api/axes?x=man:woman"), "none");
  EXPECT_NE(ComplaintOf("api/axes?x=man:woman&y=:norm&top=5001"), "none");
  EXPECT_THROW(Ask("api/axes?x=man:woman&y=:norm&w=kingg"), UnknownWord);
}

}  // namespace
}  // namespace hogvec::explore
