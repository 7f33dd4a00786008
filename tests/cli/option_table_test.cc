#include "cli/option_table.h"

#include <gmock/gmock.h>

#include <optional>
#include <sstream>

#include "hogvec/error.h"

namespace hogvec {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

// A command with one option of each type, two foreign names and a refusal.
class OptionTableTest : public ::testing::Test {
 protected:
  OptionTableTest() {
    table_.Group("Group");
    table_.Number("count,k", count_, "how many of the things that are to be counted are counted");
    table_.Number("rate", rate_, "how fast");
    table_.Seed("seed", seed_, "where randomness starts");
    table_.Bytes("memory", memory_, "how much");
    table_.Count("top", top_, "only so many");
    table_.Output("output,o", output_, "where to");
    table_.Folder("kept", kept_, "where from");
    table_.PathOrNumber("judge", judge_, share_, "FILE|SHARE", "by what");
    table_.Number("least", least_, "the half", "how little");
    table_.Boolean("narrow", narrow_, "whether it is");
    table_.Flag("quiet,q", quiet_, "say nothing");
    table_.Choice(
        "shape", "NAME", "round",
        [this](std::string_view value) {
          shape_ = value;
          return value == "round" || value == "square" ? "" : "'round' or 'square'";
        },
        "which one");
    table_.Hidden("cbow", [](std::string_view value) {
      return value == "0" ? std::string() : kRefusal + std::string(value);
    });
    table_.Alias("size", "count");
    table_.Alias("minCount", "seed");
  }

  std::vector<std::string> Parse(const std::string& line) {
    std::istringstream words(line);
    std::vector<std::string> arguments;
    for (std::string word; words >> word;) arguments.push_back(word);
    return table_.Parse(arguments);
  }

  // What is said of a wrong line.
  std::string Complaint(const std::vector<std::string>& arguments) {
    try {
      table_.Parse(arguments);
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::kUsage);
      return error.what();
    }
    return "none";
  }

  static constexpr const char* kRefusal = "no cbow ";

  std::size_t count_ = 10;
  double rate_ = 0.05;
  std::uint64_t seed_ = 1;
  std::uint64_t memory_ = 0;
  std::size_t top_ = 0;
  std::filesystem::path output_, kept_;
  std::filesystem::path judge_;
  double share_ = 0;
  bool quiet_ = false, narrow_ = true;
  std::optional<double> least_;
  std::string shape_ = "round";
  OptionTable table_{"prog do"};
};

TEST_F(OptionTableTest, TakesADashForStandardOutputWhereItWrites) {
  Parse("-o -");
  EXPECT_EQ(output_, "/dev/stdout");
  Parse("-o ./-");
  EXPECT_EQ(output_, "./-");
  EXPECT_THAT(Complaint({"--kept", "-"}), HasSubstr("--kept takes the name of a folder"));
}

TEST_F(OptionTableTest, TakesValuesToTheirTargets) {
  EXPECT_THAT(Parse("a --count 7 b --rate 1e-3 --seed 18446744073709551615 --memory 4G"),
              ElementsAre("a", "b"));
  EXPECT_EQ(count_, 7u);
  EXPECT_EQ(rate_, 1e-3);
  EXPECT_EQ(seed_, 18446744073709551615u);
  EXPECT_EQ(memory_, std::uint64_t{4} << 30);
}

TEST_F(OptionTableTest, TakesEverySpelling) {
  for (const char* line : {"--count 7", "--count=7", "-count 7", "-count=7", "-k 7", "-k7",
                           "--size 7", "-size 7", "--size=7", "-size=7"}) {
    count_ = 10;
    EXPECT_THAT(Parse(line), ElementsAre()) << line;
    EXPECT_EQ(count_, 7u) << line;
  }
  Parse("-q");
  EXPECT_TRUE(quiet_);
}

TEST_F(OptionTableTest, TakesAPathOrANumber) {
  Parse("--judge 0.25");
  EXPECT_EQ(share_, 0.25);
  EXPECT_EQ(judge_, "");
  Parse("--judge ./0.25");
  EXPECT_EQ(share_, 0);
  EXPECT_EQ(judge_, "./0.25");
  EXPECT_THAT(Complaint({"--judge="}), HasSubstr("a number above 0 or the name of a file"));
  EXPECT_THAT(Complaint({"--judge=0"}), HasSubstr("a number above 0 or the name of a file"));
}

TEST_F(OptionTableTest, TakesEverythingAfterTwoDashesForWords) {
  EXPECT_THAT(Parse("-q -- --count -size"), ElementsAre("--count", "-size"));
  EXPECT_EQ(count_, 10u);
}

TEST_F(OptionTableTest, LeavesTargetsThatAreNotNamed) {
  Parse("word");
  EXPECT_EQ(count_, 10u);
  EXPECT_EQ(rate_, 0.05);
  EXPECT_FALSE(quiet_);
}

// What was given does not depend on what it says.
TEST_F(OptionTableTest, KnowsWhatWasGiven) {
  Parse("word --size 10 -q --rate=0.05");
  EXPECT_THAT(table_.given(), ElementsAre("count", "quiet", "rate"));
  Parse("--seed 1");
  EXPECT_THAT(table_.given(), ElementsAre("count", "quiet", "rate", "seed"));
  EXPECT_EQ(count_, 10u);
}

TEST_F(OptionTableTest, SwitchesOnAndOff) {
  Parse("--quiet=true");
  EXPECT_TRUE(quiet_);
  EXPECT_THAT(Parse("a --quiet=false b"), ElementsAre("a", "b"));
  EXPECT_FALSE(quiet_);
  EXPECT_THAT(table_.given(), ElementsAre("quiet"));
  EXPECT_THAT(Parse("-- --quiet=false"), ElementsAre("--quiet=false"));
  EXPECT_EQ(Complaint({"--quiet", "--quiet=false"}), "prog do: --quiet is given twice");
}

TEST_F(OptionTableTest, TakesTruthAndNumbersThatMayBeMissing) {
  for (const char* off : {"false", "0"}) {
    narrow_ = true;
    Parse(std::string("--narrow ") + off);
    EXPECT_FALSE(narrow_);
  }
  Parse("--narrow=true --least 0");
  EXPECT_TRUE(narrow_);
  EXPECT_EQ(least_, 0);
  EXPECT_EQ(Complaint({"--narrow", "no"}), "prog do: --narrow takes 'true' or 'false', not 'no'");
  EXPECT_EQ(Complaint({"--least", "no"}), "prog do: --least takes a number, not 'no'");
}

TEST_F(OptionTableTest, TellsWhatHasAValue) {
  const auto names = [&] {
    std::vector<std::string> found;
    for (const auto& value : table_.Values()) {
      for (const auto& text : value.texts) found.push_back(value.name + "=" + text);
    }
    return found;
  };
  EXPECT_THAT(names(), ElementsAre("count=10", "rate=0.05", "seed=1", "narrow=true"));
  Parse("--least 0.5 --narrow 0 --top 2 -q");
  EXPECT_THAT(names(), ElementsAre("count=10", "rate=0.05", "seed=1", "top=2", "least=0.5",
                                   "narrow=false", "quiet=true"));
}

// A 0 that stands for "not given" can't be given.
TEST_F(OptionTableTest, RefusesNoneOfWhatWouldBeLeftOut) {
  EXPECT_EQ(Complaint({"--top", "0"}), "prog do: --top takes a whole number above 0, not '0'");
  EXPECT_EQ(Complaint({"--memory", "0"}),
            "prog do: --memory takes a size such as 512M or 4G, not '0'");
  Parse("--top 3");
  EXPECT_EQ(top_, 3u);
}

TEST_F(OptionTableTest, RefusesUnknownOptionsWithTheNearestName) {
  EXPECT_EQ(Complaint({"--cuont", "5"}),
            "prog do: unknown option '--cuont'; did you mean '--count'?");
  EXPECT_EQ(Complaint({"--cuont=5"}), "prog do: unknown option '--cuont'; did you mean '--count'?");
  EXPECT_EQ(Complaint({"--sizes=5"}), "prog do: unknown option '--sizes'; did you mean '--count'?");
  EXPECT_EQ(Complaint({"--elephant"}),
            "prog do: unknown option '--elephant'; 'prog do --help' lists them");
  EXPECT_EQ(
      Complaint({"-x"}),
      "prog do: unknown option '-x'; 'prog do --help' lists them; a word that begins with a dash "
      "goes after --");
}

TEST_F(OptionTableTest, DoesNotGuessFromTheStartOfAName) {
  EXPECT_THAT(Complaint({"--cou", "5"}), HasSubstr("unknown option '--cou'"));
}

TEST_F(OptionTableTest, RefusesNumbersThatAreNone) {
  for (const char* value :
       {"5x", "-3", "", " 5", "5 ", "0x5", "1e3", "5.0", "+5", "five", "99999999999999999999"}) {
    EXPECT_EQ(Complaint({"--count", value}),
              "prog do: --count takes a whole number, not '" + std::string(value) + "'");
  }
  for (const char* value : {"x", "", "1e400", "1,5", "0.5.5"}) {
    EXPECT_EQ(Complaint({"--rate", value}),
              "prog do: --rate takes a number, not '" + std::string(value) + "'");
  }
  EXPECT_EQ(Complaint({"--memory", "4Q"}),
            "prog do: --memory takes a size such as 512M or 4G, not '4Q'");
  EXPECT_EQ(Complaint({"--memory", "99999999999T"}),
            "prog do: --memory takes a size such as 512M or 4G, not '99999999999T'");
}

TEST_F(OptionTableTest, RefusesChoicesThatAreNone) {
  EXPECT_EQ(Complaint({"--shape", "oval"}),
            "prog do: --shape takes 'round' or 'square', not 'oval'");
}

TEST_F(OptionTableTest, RefusesAMissingValue) {
  for (const std::vector<std::string>& arguments :
       std::vector<std::vector<std::string>>{{"--count"}, {"-k"}, {"--count="}, {"-size"}}) {
    EXPECT_EQ(Complaint(arguments), "prog do: --count needs a value: a whole number")
        << arguments[0];
  }
  EXPECT_EQ(Complaint({"--output"}), "prog do: --output needs a value: the name of a file");
  EXPECT_EQ(Complaint({"-cbow"}), "prog do: --cbow needs a value");
}

TEST_F(OptionTableTest, RefusesAnOptionInPlaceOfAValue) {
  EXPECT_EQ(Complaint({"--output", "--count", "5"}),
            "prog do: --output needs a value, found the option '--count' "
            "(--output=--count if it is meant)");
  Parse("--output=--count");
  EXPECT_EQ(output_, "--count");
}

TEST_F(OptionTableTest, RefusesAValueForASwitch) {
  for (const char* argument : {"--quiet=1", "--quiet="}) {
    EXPECT_EQ(Complaint({argument}),
              "prog do: --quiet is a switch; it takes no value but 'true' or 'false'");
  }
}

TEST_F(OptionTableTest, RefusesRepeatedOptions) {
  EXPECT_EQ(Complaint({"--count", "5", "-size", "5"}), "prog do: --count is given twice");
  EXPECT_EQ(Complaint({"-q", "--quiet"}), "prog do: --quiet is given twice");
}

TEST_F(OptionTableTest, SaysWhyAForeignOptionIsRefused) {
  EXPECT_EQ(Complaint({"-cbow", "1"}), "prog do: no cbow 1");
  EXPECT_THAT(Parse("-cbow 0"), ElementsAre());
}

TEST_F(OptionTableTest, NamesTheValueThatACheckRefuses) {
  table_.Check([this] {
    if (count_ > 100) throw Error(ErrorKind::kUsage, "--count must be 100 at most");
  });
  EXPECT_EQ(Complaint({"--count", "101"}), "prog do: --count must be 100 at most, not '101'");
  EXPECT_THAT(Parse("--count 100"), ElementsAre());
}

TEST_F(OptionTableTest, HelpShowsEachOptionWithItsDefaultIn80Columns) {
  const std::string help = table_.Help();
  for (const char* part : {"Group:", "-k, --count N", "[10]", "--rate X", "[0.05]", "[1]",
                           "--memory SIZE", "-o, --output FILE", "-q, --quiet", "[round]"}) {
    EXPECT_THAT(help, HasSubstr(part));
  }
  EXPECT_THAT(help, Not(HasSubstr("cbow")));
  std::istringstream lines(help);
  for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 80u) << line;
}

TEST_F(OptionTableTest, TakesForWordsWhatNoOptionBeginsLike) {
  const std::vector<std::string> arguments = {"-1", "-.5", "-k", "7", "- king", "-2*king", "-"};
  EXPECT_THAT(table_.Parse(arguments), ElementsAre("-1", "-.5", "- king", "-2*king", "-"));
  EXPECT_EQ(count_, 7u);
  EXPECT_THAT(Parse("--rate -1 -2 -- -3 -x"), ElementsAre("-2", "-3", "-x"));
  EXPECT_EQ(rate_, -1);
}

}  // namespace
}  // namespace hogvec
