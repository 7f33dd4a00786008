#include "explore/map_maker.h"

#include <gmock/gmock.h>
#include <sys/resource.h>

#include <nlohmann/json.hpp>
#include <thread>

#include "explore/common_places.h"
#include "explore/kept_map.h"
#include "hogvec/error.h"
#include "support/temp_folder.h"
#include "tools/explore/few_words.h"

namespace hogvec::explore {
namespace {

class Maps : public ::testing::Test {
 protected:
  Maps() {
    settings_.vectors = {folder_.Write("a.bin", ""), folder_.Write("b.bin", "")};
    settings_.layout.threads = 1;
  }

  static nlohmann::json StateOf(const Explorer& explorer, std::size_t model) {
    return nlohmann::json::parse(explorer.Answer("api/about").body)["models"][model]["map"];
  }

  static std::vector<Model> Models() {
    return {{"a.bin", FewWords(60)}, {"b.bin", FewWords(60, 1)}};
  }

  testing::TempFolder folder_;
  Settings settings_;
};

TEST_F(Maps, AreMadeAndKept) {
  Explorer explorer(Models());
  EXPECT_EQ(explorer.map(0), nullptr);
  MapMaker(explorer, settings_).MakeAll({});
  for (const std::size_t model : {0u, 1u}) {
    ASSERT_NE(explorer.map(model), nullptr);
    EXPECT_EQ(explorer.map(model)->points.size(), 60u);
    EXPECT_EQ(StateOf(explorer, model)["state"], "ready");
    const std::vector<MapPoint> start =
        model == 0 ? std::vector<MapPoint>{}
                   : CommonPlaces(explorer.map(0)->points, explorer.model(0).search.words(),
                                  explorer.model(1).search.words());
    EXPECT_EQ(ReadKeptMap(MapPathOf(settings_, model), explorer.model(model).search, start),
              *explorer.map(model));
  }
}

TEST_F(Maps, ThatAreKeptAreTaken) {
  Explorer first(Models());
  MapMaker(first, settings_).MakeAll({});
  settings_.layout.seed = 99;  // with which a new map would differ
  Explorer second(Models());
  MapMaker(second, settings_).MakeAll({});
  EXPECT_EQ(*second.map(0), *first.map(0));
  EXPECT_EQ(*second.map(1), *first.map(1));
}

// The map of a further model belongs to the first one's.
TEST_F(Maps, ThatBeganFromAnotherMapAreMadeAgain) {
  Explorer first(Models());
  MapMaker(first, settings_).MakeAll({});
  std::filesystem::remove(MapPathOf(settings_, 0));
  settings_.layout.seed = 99;
  Explorer second(Models());
  MapMaker(second, settings_).MakeAll({});
  EXPECT_NE(*second.map(0), *first.map(0));
  EXPECT_NE(*second.map(1), *first.map(1));
}

TEST_F(Maps, AreNotKeptWithoutACache) {
  settings_.no_cache = true;
  Explorer explorer(Models());
  MapMaker(explorer, settings_).MakeAll({});
  EXPECT_NE(explorer.map(0), nullptr);
  EXPECT_FALSE(std::filesystem::exists(folder_.path() / "a.bin.map"));
}

// The places of common words say so: with the same options, but alone, b gets another map.
TEST_F(Maps, OfFurtherModelsBeginFromTheFirst) {
  settings_.no_cache = true;
  settings_.layout.iterations = 1;
  Explorer both(Models());
  MapMaker(both, settings_).MakeAll({});
  Explorer alone(std::vector<Model>{{"b.bin", FewWords(60, 1)}});
  MapMaker(alone, settings_).MakeAll({});
  EXPECT_NE(both.map(1)->points, alone.map(0)->points);
}

TEST_F(Maps, ThatFailSayWhy) {
  settings_.layout.neighbours = 0;
  Explorer explorer(Models());
  ::testing::internal::CaptureStderr();
  MapMaker(explorer, settings_).MakeAll({});
  EXPECT_THAT(::testing::internal::GetCapturedStderr(),
              ::testing::HasSubstr("hogvec-explore: no map of a.bin: "));
  EXPECT_EQ(explorer.map(0), nullptr);
  EXPECT_EQ(StateOf(explorer, 0)["state"], "failed");
  EXPECT_NE(StateOf(explorer, 0)["fault"], "");
}

TEST_F(Maps, AreGivenUpWhenAStopIsRequested) {
  std::stop_source source;
  source.request_stop();
  Explorer explorer(Models());
  MapMaker(explorer, settings_).MakeAll(source.get_token());
  EXPECT_EQ(explorer.map(0), nullptr);
  EXPECT_FALSE(std::filesystem::exists(folder_.path() / "a.bin.map"));
}

TEST_F(Maps, OfOneModelAreMadeWithTheCallersObserver) {
  Explorer explorer(Models());
  LayoutObserver silent;
  MapMaker maker(explorer, settings_);
  maker.Make(0, {}, silent);
  EXPECT_NE(explorer.map(0), nullptr);
  EXPECT_EQ(explorer.map(1), nullptr);
  settings_.layout.neighbours = 0;
  EXPECT_THROW(maker.Make(1, {}, silent), Error);
}

TEST(StandBack, IsOfOneThreadAndThoseItStarts) {
  int inner = 0, outer = 0;
  std::thread([&] {
    StandBack();
    std::thread([&] { inner = ::getpriority(PRIO_PROCESS, 0); }).join();
    outer = ::getpriority(PRIO_PROCESS, 0);
  }).join();
  EXPECT_EQ(inner, outer);
  EXPECT_GT(outer, 0);
}

}  // namespace
}  // namespace hogvec::explore
