#include "cli/held_out_json.h"

#include <gtest/gtest.h>

namespace hogvec {
namespace {

TEST(HeldOutJson, HasTheLossOfEachBand) {
  const auto json = HeldOutJson(
      {.loss = 2.5, .pairs = 9, .tokens = 7, .bands = {{0, 1, 2.25, 4}, {1, 2, 2.75, 5}}});
  EXPECT_EQ(json["loss"], 2.5);
  EXPECT_EQ(json["pairs"], 9);
  EXPECT_EQ(json["tokens"], 7);
  ASSERT_EQ(json["bands"].size(), 2u);
  EXPECT_EQ(json["bands"][1]["first"], 1);
  EXPECT_EQ(json["bands"][1]["last"], 2);
  EXPECT_EQ(json["bands"][1]["loss"], 2.75);
  EXPECT_EQ(json["bands"][1]["pairs"], 5);
}

TEST(HeldOutJson, HasNoLossWhereThereAreNoPairs) {
  const auto json = HeldOutJson({.tokens = 2, .bands = {{0, 1, 0, 0}}});
  EXPECT_TRUE(json["loss"].is_null());
  EXPECT_TRUE(json["bands"][0]["loss"].is_null());
}

}  // namespace
}  // namespace hogvec
