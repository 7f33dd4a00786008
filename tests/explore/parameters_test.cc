#include "explore/parameters.h"

#include <gmock/gmock.h>

#include "hogvec/error.h"

namespace hogvec::explore {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

ErrorKind KindOf(std::string_view target) {
  try {
    Parameters{target};
  } catch (const Error& error) {
    return error.kind();
  }
  return ErrorKind::kInternal;
}

TEST(Parameters, AreThePathAndTheValuesInTheirOrder) {
  const Parameters parameters("api/between?w=A&k=3&w=B");
  EXPECT_EQ(parameters.path(), "api/between");
  EXPECT_THAT(parameters.values(), ElementsAre(Pair("w", "A"), Pair("k", "3"), Pair("w", "B")));
  EXPECT_THAT(parameters.All("w"), ElementsAre("A", "B"));
  EXPECT_EQ(parameters.Get("w"), "A");
  EXPECT_EQ(parameters.Find("x"), std::nullopt);
}

TEST(Parameters, AreDecoded) {
  EXPECT_EQ(Parameters("p?q=king+-+man+%2B+woman").Get("q"), "king - man + woman");
  EXPECT_EQ(Parameters("p?q=%26%23%2f%2F%3D%25").Get("q"), "&#//=%");
  EXPECT_EQ(Parameters("p?q=a%00b").Get("q"), std::string_view("a\0b", 3));
  EXPECT_EQ(Parameters("p?q=%ff%FE").Get("q"), "\xff\xfe");
  EXPECT_EQ(Parameters("p?a%20b=1").Get("a b"), "1");
  EXPECT_EQ(Parameters("p?q=a=b?c").Get("q"), "a=b?c");
}

TEST(Parameters, MayHaveEmptyNamesAndValues) {
  EXPECT_THAT(Parameters("").values(), IsEmpty());
  EXPECT_THAT(Parameters("p?").values(), IsEmpty());
  EXPECT_THAT(Parameters("p?&&").values(), IsEmpty());
  EXPECT_THAT(Parameters("p?a&b=&=c").values(),
              ElementsAre(Pair("a", ""), Pair("b", ""), Pair("", "c")));
}

TEST(Parameters, ThePathIsNotDecoded) {
  EXPECT_EQ(Parameters("api/%6Eear?k=1").path(), "api/%6Eear");
}

TEST(Parameters, RefuseAPercentSignWithoutDigits) {
  for (const char* target : {"p?q=%", "p?q=%1", "p?q=%g0", "p?q=%0x", "p?%=1", "p?q=%%"}) {
    EXPECT_EQ(KindOf(target), ErrorKind::kUsage) << target;
  }
}

TEST(Parameters, RefuseAMissingValue) { EXPECT_THROW(Parameters("p?k=1").Get("w"), Error); }

TEST(Parameters, ANumberIsWholeAndInItsRange) {
  EXPECT_EQ(Parameters("p").Number("k", 10, 1, 1000), 10u);
  EXPECT_EQ(Parameters("p?k=1000").Number("k", 10, 1, 1000), 1000u);
  for (const char* wrong :
       {"0", "1001", "-1", "+1", "1.5", "", "1e2", "x", "99999999999999999999"}) {
    EXPECT_THROW(Parameters(std::string("p?k=") + wrong).Number("k", 10, 1, 1000), Error) << wrong;
  }
}

TEST(WholeNumber, IsDigitsOnly) {
  EXPECT_EQ(WholeNumber("42"), 42u);
  EXPECT_EQ(WholeNumber(" 42"), std::nullopt);
  EXPECT_EQ(WholeNumber("-0"), std::nullopt);
}

}  // namespace
}  // namespace hogvec::explore
