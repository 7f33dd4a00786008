#include "explore/place.h"

#include <gmock/gmock.h>

#include "explore/some_words.h"
#include "hogvec/error.h"

namespace hogvec::explore {
namespace {

class PlaceTest : public ::testing::Test {
 protected:
  std::uint32_t Version() const { return place_.described().version; }
  bool Finished() const { return place_.MapAsBytes()[16] == 1; }

  Place place_{std::move(testing::OneModel(testing::SomeVectors())[0])};
};

TEST_F(PlaceTest, HasNoMapAtFirst) {
  EXPECT_EQ(place_.map(), nullptr);
  EXPECT_EQ(Version(), 0u);
  try {
    place_.MapAsBytes();
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kBusy);
  }
}

TEST_F(PlaceTest, EveryPictureIsANewVersion) {
  place_.SetPicture(std::vector<MapPoint>(10));
  EXPECT_EQ(Version(), 1u);
  EXPECT_FALSE(Finished());
  place_.SetPicture(std::vector<MapPoint>(10));
  EXPECT_EQ(Version(), 2u);
  place_.SetMap(testing::RowOfWords(10));
  EXPECT_EQ(Version(), 3u);
  EXPECT_TRUE(Finished());
}

TEST_F(PlaceTest, AMapIsTheLastWord) {
  place_.SetMap(testing::RowOfWords(10));
  const auto map = place_.map();
  place_.SetPicture(std::vector<MapPoint>(10));
  place_.SetState({.kind = MapState::Kind::kFailed});
  EXPECT_EQ(place_.map(), map);
  EXPECT_EQ(Version(), 1u);
  EXPECT_EQ(place_.described().state.kind, MapState::Kind::kReady);
}

TEST_F(PlaceTest, AFailureIsSaid) {
  place_.SetState({.kind = MapState::Kind::kFailed, .fault = "no memory"});
  try {
    place_.MapAsBytes();
    FAIL();
  } catch (const Error& error) {
    EXPECT_STREQ(error.what(), "there is no map: no memory");
  }
}

TEST_F(PlaceTest, MapsOfOtherWordsAreRefused) {
  EXPECT_THROW(place_.SetPicture(std::vector<MapPoint>(9)), Error);
  EXPECT_THROW(place_.SetMap(testing::RowOfWords(11)), Error);
  WordMap map = testing::RowOfWords(10);
  map.trust.pop_back();
  EXPECT_THROW(place_.SetMap(map), Error);
  EXPECT_EQ(Version(), 0u);
}

TEST_F(PlaceTest, CompletesItsWords) {
  EXPECT_EQ(place_.index().Find("king", 10).total, 2u);
  EXPECT_EQ(&place_.index(), &place_.index());
}

}  // namespace
}  // namespace hogvec::explore
