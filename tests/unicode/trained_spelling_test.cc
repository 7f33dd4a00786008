#include "unicode/trained_spelling.h"

#include <gtest/gtest.h>

namespace hogvec {
namespace {

constexpr const char* kDecomposed = "Cafe\u0301";  // with an accent of its own

std::string Spelled(const std::map<std::string, std::string>& options, std::string_view word) {
  return TrainedSpelling(options).Of(word);
}

TEST(TrainedSpelling, FollowsTheOptions) {
  EXPECT_EQ(TrainedSpelling().Of(kDecomposed), kDecomposed);
  EXPECT_EQ(Spelled({{"dim", "100"}, {"lowercase", "false"}}, kDecomposed), kDecomposed);
  EXPECT_EQ(Spelled({{"lowercase", "true"}}, kDecomposed), "cafe\u0301");
  EXPECT_EQ(Spelled({{"nfc", "true"}}, kDecomposed), "Caf\u00e9");
  EXPECT_EQ(Spelled({{"nfc", "true"}, {"lowercase", "true"}}, kDecomposed), "caf\u00e9");
}

TEST(TrainedSpelling, KeepsWhatIsNotUtf8) {
  EXPECT_EQ(Spelled({{"nfc", "true"}, {"lowercase", "true"}}, "A\xff"), "A\xff");
  EXPECT_EQ(Spelled({{"lowercase", "true"}}, ""), "");
}

}  // namespace
}  // namespace hogvec
