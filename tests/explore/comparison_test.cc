#include "explore/comparison.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "explore/asked.h"
#include "hogvec/error.h"
#include "support/explored.h"
#include "support/turned.h"

namespace hogvec::explore {
namespace {

using testing::OwnedModel;
using testing::RandomModel;
using testing::Turned;

// The model of "first" turned, in which w5 lies the other way round and w60 ... w99 are missing;
// and one of fewer dimensions.
WordVectors Changed() {
  WordVectors vectors = Turned(RandomModel(60, 8));
  for (float& value : vectors.table.Row(WordId{5})) value = -value;
  vectors.counts.assign(60, 1000);
  vectors.counts[5] = 10;
  return vectors;
}

WordVectors Counted(WordVectors vectors) {
  for (std::size_t i = 0; i < vectors.words.size(); ++i) vectors.counts.push_back(100 - i);
  return vectors;
}

class ComparisonTest : public ::testing::Test {
 protected:
  Json Compare(std::string_view target) {
    return CompareAnswer(asked_, Parameters(target), turns_);
  }
  Json ChangedBy(std::string_view target) {
    return ChangedAnswer(asked_, Parameters(target), turns_);
  }
  std::string ComplaintOf(std::string_view target) {
    try {
      ChangedBy(target);
    } catch (const Error& error) {
      return error.what();
    }
    return "none";
  }

  OwnedModel first_{Counted(RandomModel(100, 8)), "first"}, second_{Changed(), "second"},
      small_{RandomModel(60, 4, 3), "small"};
  std::vector<Explored> models_{first_.explored(), second_.explored(), small_.explored()};
  std::span<const Explored> asked_ = models_;
  Turns turns_;
};

TEST_F(ComparisonTest, PutsNeighboursOfEachModelSideBySide) {
  const Json json = Compare("api/compare?w=w7&k=3");
  EXPECT_EQ(json["query"], Json::array({"w7"}));
  EXPECT_EQ(json["models"].size(), 3u);
  const auto nearest = first_.search().Nearest(WordId{7}, 3);
  const Json& answers = json["models"][0]["answers"];
  ASSERT_EQ(answers.size(), 3u);
  EXPECT_EQ(answers[0]["word"], first_.search().words()[nearest[0].id]);
  EXPECT_EQ(answers[0]["similarity"], SixDecimals(nearest[0].similarity));
  EXPECT_EQ(answers[0]["count"], 100 - ToIndex(nearest[0].id));
  EXPECT_FALSE(json["models"][2]["answers"][0].contains("count"));
}

TEST_F(ComparisonTest, ComparesVectorsAfterTurningAndNotOfOtherDimensions) {
  const Json json = Compare("api/compare?w=w7");
  EXPECT_EQ(json["cosine"][0], 1);
  EXPECT_GT(json["cosine"][1], 0.98);
  EXPECT_TRUE(json["cosine"][2].is_null());
  EXPECT_LT(Compare("api/compare?w=w5")["cosine"][1], -0.8);
}

TEST_F(ComparisonTest, SaysHowManyAnswersAreShared) {
  const Json shared = Compare("api/compare?w=w7&k=20")["shared"];
  EXPECT_EQ(shared[0][0], 1);
  EXPECT_EQ(shared[0][1], shared[1][0]);
  EXPECT_GT(shared[0][1], 0.3);
  EXPECT_LT(shared[0][1], 1);
}

TEST_F(ComparisonTest, SaysWhereAWordIsMissing) {
  const Json json = Compare("api/compare?w=w70");
  EXPECT_TRUE(json["models"][0].contains("answers"));
  EXPECT_FALSE(json["models"][1].contains("answers"));
  EXPECT_THAT(json["models"][1]["error"].get<std::string>(), ::testing::HasSubstr("w70"));
  EXPECT_FALSE(json["models"][1]["near"].empty());
  EXPECT_TRUE(json["shared"][0][1].is_null());
  EXPECT_TRUE(json["cosine"][1].is_null());
}

TEST_F(ComparisonTest, RefusesAWordThatNoModelHas) {
  EXPECT_THROW(Compare("api/compare?w=w700"), UnknownWord);
}

TEST_F(ComparisonTest, NamesTheWordThatChangedMostFirst) {
  const Json json = ChangedBy("api/changed?k=5");
  EXPECT_EQ(json["by"], "vector");
  EXPECT_EQ(json["shared_words"], 60);
  EXPECT_EQ(json["compared"], 60);
  ASSERT_EQ(json["answers"].size(), 5u);
  EXPECT_EQ(json["answers"][0]["word"], "w5");
  EXPECT_EQ(json["answers"][0]["id"], 5);
  EXPECT_EQ(json["answers"][0]["count"], 95);
  EXPECT_LT(json["answers"][0]["similarity"], -0.8);
  EXPECT_GT(json["answers"][1]["similarity"], 0.9);
  EXPECT_LT(json["answers"][0]["shared"], json["answers"][1]["shared"]);
}

TEST_F(ComparisonTest, FindsTheSameWordByItsNeighbours) {
  const Json json = ChangedBy("api/changed?a=1&b=0&by=neighbours&k=60");
  EXPECT_EQ(json["answers"][0]["word"], "w5");
  EXPECT_EQ(json["answers"].size(), 60u);
  const auto more = [](const Json& a, const Json& b) { return a["shared"] > b["shared"]; };
  EXPECT_EQ(std::ranges::adjacent_find(json["answers"], more), json["answers"].end());
}

TEST_F(ComparisonTest, LeavesOutWordsThatAreRareInEither) {
  const Json json = ChangedBy("api/changed?least=41&k=1000");
  EXPECT_EQ(json["compared"], 59);  // w5 was seen 10 times in the second
  EXPECT_NE(json["answers"][0]["word"], "w5");
  EXPECT_EQ(ChangedBy("api/changed?least=51")["compared"], 49);  // w50 ... in the first
}

TEST_F(ComparisonTest, ComparesOtherDimensionsByNeighboursOnly) {
  const Json json = ChangedBy("api/changed?a=0&b=2");
  EXPECT_EQ(json["by"], "neighbours");
  EXPECT_TRUE(json["answers"][0]["similarity"].is_null());
  EXPECT_THAT(ComplaintOf("api/changed?a=0&b=2&by=vector"),
              "vectors of 8 and of 4 dimensions can't be compared; use by=neighbours");
}

TEST_F(ComparisonTest, RefusesWhatIsNoQuestion) {
  EXPECT_EQ(ComplaintOf("api/changed?a=1&b=1"), "a and b are the same model");
  EXPECT_EQ(ComplaintOf("api/changed?by=luck"), "by is neither 'vector' nor 'neighbours'");
  EXPECT_NE(ComplaintOf("api/changed?b=3"), "none");
  EXPECT_NE(ComplaintOf("api/changed?k=0"), "none");
  asked_ = asked_.first(1);
  EXPECT_EQ(ComplaintOf("api/changed"), "there is one model only; changes are between two");
}

TEST_F(ComparisonTest, RefusesModelsWithoutCommonWords) {
  const OwnedModel other(testing::VectorsOf({{"a", {1, 0, 0, 0, 0, 0, 0, 0}}}));
  const std::vector<Explored> two{first_.explored(), other.explored()};
  asked_ = two;
  EXPECT_EQ(ComplaintOf("api/changed"), "the two models have 0 words in common; two are needed");
}

}  // namespace
}  // namespace hogvec::explore
