#include "replicas/message.h"

#include <gmock/gmock.h>

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace hogvec {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

struct Pair {
  double first = 0;
  std::uint16_t second = 0;
};

TEST(Message, BringsValuesInTheirOrder) {
  Replicas::Bytes message;
  const std::vector<float> floats{1.5f, -2.0f};
  const Pair pair{0.25, 7};
  Append(std::span(floats), message);
  Append(std::span(&pair, 1), message);
  std::span<const char> left(message);
  std::array<float, 2> floats_there{};
  Pair pair_there;
  TakeFront(std::span<float>(floats_there), left);
  TakeFront(std::span(&pair_there, 1), left);
  EXPECT_THAT(floats_there, ElementsAre(1.5f, -2.0f));
  EXPECT_EQ(pair_there.first, 0.25);
  EXPECT_EQ(pair_there.second, 7);
  EXPECT_THAT(left, IsEmpty());
}

TEST(Message, TakesValuesThatLieAnywhere) {
  Replicas::Bytes message{'x'};
  const double value = 0.1;
  Append(std::span(&value, 1), message);
  std::span<const char> left = std::span<const char>(message).subspan(1);
  double there = 0;
  TakeFront(std::span(&there, 1), left);
  EXPECT_EQ(there, 0.1);
}

TEST(Message, OfNothingHasNoBytes) {
  Replicas::Bytes message;
  Append(std::span<const float>(), message);
  EXPECT_THAT(message, IsEmpty());
  std::span<const char> left(message);
  TakeFront(std::span<float>(), left);
  EXPECT_THAT(left, IsEmpty());
}

TEST(Message, ThatIsTooShortIsRefusedAndLeftAsItIs) {
  const Replicas::Bytes message(7);
  std::span<const char> left(message);
  std::array<float, 2> floats{1, 2};
  try {
    TakeFront(std::span<float>(floats), left);
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kIo);
    EXPECT_THAT(error.what(), HasSubstr("another rank sent less than it must"));
  }
  EXPECT_THAT(left, SizeIs(7));
  EXPECT_THAT(floats, ElementsAre(1, 2));
}

}  // namespace
}  // namespace hogvec
