#include "explore/settings.h"

#include <gmock/gmock.h>

#include <functional>

#include "hogvec/error.h"
#include "support/temp_folder.h"

namespace hogvec::explore {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

// Settings of a command line about a file that is there, once they are checked.
class ExploreSettings : public ::testing::Test {
 protected:
  Settings Checked(const std::vector<std::string>& options) {
    Settings settings;
    OptionTable table(kProgram);
    AddOptions(table, settings);
    table.Parse(options);
    settings.vectors = {vectors_};
    Check(settings, table);
    return settings;
  }

  std::string Complaint(const std::vector<std::string>& options) {
    try {
      Checked(options);
    } catch (const Error& error) {
      return error.what();
    }
    return "none";
  }

  testing::TempFolder folder_;
  const std::filesystem::path vectors_ = folder_.Write("v.txt", "1 2\na 1 2\n");
};

TEST_F(ExploreSettings, GoWhereTheyBelong) {
  const Settings settings = Checked({"--top", "7", "--port", "8080", "--open", "--seed", "3",
                                     "--threads", "2", "--no-cache", "--lenient"});
  EXPECT_EQ(settings.top, 7u);
  EXPECT_EQ(settings.port, 8080u);
  EXPECT_EQ(settings.layout.seed, 3u);
  EXPECT_EQ(settings.layout.threads, 2u);
  EXPECT_TRUE(settings.open && settings.no_cache && settings.lenient);
}

TEST_F(ExploreSettings, HaveAPortOfSixteenBits) {
  EXPECT_EQ(Checked({"--port", "65535"}).port, 65'535u);
  EXPECT_THAT(Complaint({"--port", "65536"}), HasSubstr("--port must be at most 65535"));
}

TEST_F(ExploreSettings, OfAFileHaveNoServer) {
  const std::string output = (folder_.path() / "map.html").string();
  EXPECT_EQ(Checked({"-o", output}).output, output);
  for (const std::vector<std::string>& options :
       {std::vector<std::string>{"--port", "0"}, std::vector<std::string>{"--open"}}) {
    std::vector<std::string> all = {"-o", output};
    all.insert(all.end(), options.begin(), options.end());
    EXPECT_THAT(Complaint(all), HasSubstr(options[0] + " can't be used with -o"));
  }
}

TEST_F(ExploreSettings, WriteNoPageWhereAMapIsKept) {
  EXPECT_THAT(Complaint({"-o", (folder_.path() / "v.txt.map").string()}),
              HasSubstr("hogvec layout writes maps"));
}

TEST_F(ExploreSettings, NeverOverwriteAnInput) {
  EXPECT_THAT(Complaint({"-o", vectors_.string()}), HasSubstr("it is an input"));
  const std::filesystem::path columns = folder_.Write("c.tsv", "word\tx\na\t1\n");
  EXPECT_THAT(Complaint({"--columns", columns.string(), "-o", columns.string()}),
              HasSubstr("it is an input"));
  EXPECT_THAT(Complaint({"-o", (folder_.path() / "map.html.gz").string()}), HasSubstr(".gz"));
}

TEST_F(ExploreSettings, NeedFilesThatAreThere) {
  EXPECT_THAT(Complaint({"--columns", "absent.tsv"}), HasSubstr("absent.tsv"));
  Settings none;
  EXPECT_THROW(Check(none, OptionTable(kProgram)), Error);
  none.vectors = {"absent.bin"};
  EXPECT_THROW(Check(none, OptionTable(kProgram)), Error);
}

TEST(NamesOf, HaveNoFoldersWhereTheyDiffer) {
  EXPECT_THAT(NamesOf({"models/a.bin", "b/", "c.txt"}), ElementsAre("a.bin", "b", "c.txt"));
}

TEST(NamesOf, HaveFoldersWhereTheyTellThemApart) {
  EXPECT_THAT(NamesOf({"one/v.bin", "two/v.bin"}), ElementsAre("one/v.bin", "two/v.bin"));
}

}  // namespace
}  // namespace hogvec::explore
