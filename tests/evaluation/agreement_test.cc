#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "hogvec/error.h"
#include "hogvec/evaluation.h"
#include "support/turned.h"

namespace hogvec {
namespace {

using ::testing::Each;
using ::testing::Field;
using ::testing::SizeIs;

using testing::RandomModel;
using testing::Turned;

auto AllTheSame() {
  return Each(Field(&Agreement::Change::similarity, ::testing::DoubleNear(1, 1e-5)));
}

TEST(CompareModels, FindsNoChangeInAModelThatWasTurned) {
  const WordVectors model = RandomModel(200, 30);
  const Agreement agreement = CompareModels(model, Turned(model), {.threads = 1});
  EXPECT_THAT(agreement.changed, SizeIs(20));
  EXPECT_THAT(agreement.changed, AllTheSame());
  EXPECT_NEAR(agreement.overlap, 1, 1e-9);
}

// The words span only a part of the space then, and so does what their rotation is found from.
TEST(CompareModels, ComparesFewerWordsThanDimensions) {
  for (const std::size_t words : {2, 7, 29}) {
    const WordVectors model = RandomModel(words, 30);
    const Agreement agreement = CompareModels(model, Turned(model), {.threads = 1});
    EXPECT_THAT(agreement.changed, AllTheSame()) << words << " words";
  }
}

TEST(CompareModels, NamesTheWordThatMovedFirst) {
  const WordVectors model = RandomModel(200, 30);
  WordVectors other = Turned(model);
  for (float& value : other.table.Row(*other.words.Find("w57"))) value = -value;
  const Agreement agreement = CompareModels(model, other, {.threads = 1});
  EXPECT_EQ(agreement.changed.front().word, "w57");
  EXPECT_LT(agreement.changed.front().similarity, -0.8);
  EXPECT_GT(agreement.changed[1].similarity, 0.9);
}

TEST(CompareModels, NeedsTwoCommonWords) {
  const WordVectors model = RandomModel(10, 4);
  EXPECT_THROW(CompareModels(model, RandomModel(1, 4)), Error);
}

}  // namespace
}  // namespace hogvec
