#include "explore/about.h"

#include <gmock/gmock.h>

#include "explore/some_words.h"
#include "hogvec/version.h"

namespace hogvec::explore {
namespace {

class AboutTest : public ::testing::Test {
 protected:
  Json Map(MapState state, std::shared_ptr<const WordMap> map = nullptr) const {
    const Described model{{name_, search_, counts_, std::move(map)}, std::move(state), 5};
    return AboutAnswer(std::span(&model, 1), {})["models"][0]["map"];
  }

  const std::string name_ = "some.bin";
  const NeighbourSearch search_{testing::SomeVectors(), 1};
  const std::vector<std::uint64_t> counts_ = search_.Counts();
};

TEST_F(AboutTest, DescribesModelsColumnsAndLimits) {
  const Described model{{name_, search_, counts_, nullptr}, {}, 0};
  const Column columns[] = {{"year", {1}}, {"class", {0}, {"noun", "verb"}}};
  const Json json = AboutAnswer(std::span(&model, 1), columns);
  EXPECT_EQ(json["v"], 1);
  EXPECT_EQ(json["program"], "hogvec-explore " + std::string(kVersion));
  EXPECT_EQ(json["models"], Json::parse(R"([{"name": "some.bin", "words": 10, "dim": 2,
      "counts": true, "subwords": false, "map": {"state": "first", "version": 0}}])"));
  EXPECT_EQ(json["columns"], Json::parse(R"([{"name": "year", "kind": "number"},
                {"name": "class", "kind": "category", "categories": ["noun", "verb"]}])"));
  EXPECT_EQ(json["limits"],
            Json::parse(R"({"answers": 1000, "terms": 64, "list": 1000, "matrix": 100})"));
}

TEST_F(AboutTest, SaysHowFarAMapIs) {
  const LayoutProgress progress{LayoutProgress::Phase::kMoving, 0.5, 12.5};
  EXPECT_EQ(Map({.kind = MapState::Kind::kMaking, .progress = progress}),
            Json({{"state", "making"},
                  {"version", 5},
                  {"phase", NameOf(progress.phase)},
                  {"done", 0.5},
                  {"seconds_left", 12.5}}));
}

TEST_F(AboutTest, SaysHowGoodAMapIs) {
  const auto map = std::make_shared<const WordMap>(testing::RowOfWords(10));
  EXPECT_EQ(Map({.kind = MapState::Kind::kReady}, map),
            Json::parse(R"({"state": "ready", "version": 5, "quality":
                {"recall": 0.25, "trustworthiness": 0.75, "triplets": 0.5}})"));
}

TEST_F(AboutTest, SaysWhyAMapFailed) {
  EXPECT_EQ(Map({.kind = MapState::Kind::kFailed, .fault = "no memory"}),
            Json::parse(R"({"state": "failed", "version": 5, "fault": "no memory"})"));
}

}  // namespace
}  // namespace hogvec::explore
