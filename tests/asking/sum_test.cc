#include "asking/sum.h"

#include <gmock/gmock.h>

#include <sstream>

#include "hogvec/error.h"

namespace hogvec::asking {

// For gmock's comparisons and messages.
bool operator==(const Term& a, const Term& b) { return a.weight == b.weight && a.word == b.word; }
void PrintTo(const Term& term, std::ostream* out) { *out << term.weight << "*" << term.word; }

namespace {

using ::testing::ElementsAre;

std::vector<Term> Parse(const std::string& line) {
  std::istringstream words(line);
  const std::vector<std::string> all{std::istream_iterator<std::string>(words), {}};
  return ParseSum(all, [](std::string_view word) { return word == "-ly" || word == "king"; });
}

TEST(ParseSum, ReadsSignsThatStandAlone) {
  EXPECT_THAT(Parse("king - man + woman"),
              ElementsAre(Term{1, "king"}, Term{-1, "man"}, Term{1, "woman"}));
  EXPECT_THAT(Parse("- man"), ElementsAre(Term{-1, "man"}));
  EXPECT_THAT(Parse("king"), ElementsAre(Term{1, "king"}));
}

TEST(ParseSum, ReadsSignsBeforeATerm) {
  EXPECT_THAT(Parse("king -man +woman"),
              ElementsAre(Term{1, "king"}, Term{-1, "man"}, Term{1, "woman"}));
  EXPECT_THAT(Parse("-man +2*woman"), ElementsAre(Term{-1, "man"}, Term{2, "woman"}));
}

TEST(ParseSum, LeavesSignsToTheWordsThatTheyArePartOf) {
  EXPECT_THAT(Parse("well-known + -ly"), ElementsAre(Term{1, "well-known"}, Term{1, "-ly"}));
  EXPECT_THAT(Parse("-ly + king"), ElementsAre(Term{1, "-ly"}, Term{1, "king"}));
  EXPECT_THAT(Parse("king -ly"), ElementsAre(Term{1, "king"}, Term{-1, "ly"}));
  EXPECT_THAT(Parse("c++"), ElementsAre(Term{1, "c++"}));
}

TEST(ParseSum, ReadsWeights) {
  EXPECT_THAT(Parse("2*paris - 0.5*rome"), ElementsAre(Term{2, "paris"}, Term{-0.5, "rome"}));
  EXPECT_THAT(Parse("-2*paris"), ElementsAre(Term{-2, "paris"}));
  EXPECT_THAT(Parse("king + -2*man"), ElementsAre(Term{1, "king"}, Term{-2, "man"}));
  EXPECT_THAT(Parse("king -2*man"), ElementsAre(Term{1, "king"}, Term{-2, "man"}));
  EXPECT_THAT(Parse("2 * paris - 3 * rome"), ElementsAre(Term{2, "paris"}, Term{-3, "rome"}));
  EXPECT_THAT(Parse("m*a*s*h"), ElementsAre(Term{1, "m*a*s*h"}));
  EXPECT_THAT(Parse("nan*king + inf*man + 1e300*woman"),
              ElementsAre(Term{1, "nan*king"}, Term{1, "inf*man"}, Term{1, "1e300*woman"}));
}

TEST(ParseSum, RefusesWhatIsNoSum) {
  for (const char* line :
       {"", "+", "king +", "king man", "+ + king", "king + - man", "2 *", "king 2 * man", "- -"}) {
    EXPECT_THROW(Parse(line), Error) << line;
  }
}

TEST(ParseSum, SaysWhatItExpected) {
  try {
    Parse("king man");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kUsage);
    EXPECT_STREQ(error.what(),
                 "expected words with + or - between them, as in 'king - man + "
                 "woman', not 'king man'");
  }
}

}  // namespace
}  // namespace hogvec::asking
