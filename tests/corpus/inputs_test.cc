#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "hogvec/corpus.h"
#include "hogvec/error.h"
#include "support/compress.h"
#include "support/temp_folder.h"

namespace hogvec {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::TempFolder;

std::string Gzip(std::string_view text) { return testing::Compressed(Compression::kGzip, text); }

class Inputs : public ::testing::Test {
 protected:
  Inputs() {
    fs::create_directories(folder_.path() / "texts" / "deep");
    fs::create_directories(folder_.path() / "texts" / ".hidden");
    for (const char* name : {"texts/b", "texts/a", "texts/deep/c", "texts/.d", "texts/.hidden/e"}) {
      folder_.Write(name, "x");
    }
  }

  std::string Path(const std::string& name) const { return (folder_.path() / name).string(); }

  static std::vector<fs::path> Files(const std::vector<std::string>& names) {
    FoundTexts found = FindTexts(names);
    EXPECT_THAT(found.passed_over, ::testing::IsEmpty());
    return std::move(found.files);
  }

  std::string Refusal(const std::vector<std::string>& names) const {
    try {
      FindTexts(names);
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::kNoInput);
      return error.what();
    }
    return "no error";
  }

  TempFolder folder_;
};

TEST_F(Inputs, AreFilesInTheirOrder) {
  EXPECT_THAT(Files({Path("texts/b"), "-", Path("texts/a")}),
              ElementsAre(Path("texts/b"), "-", Path("texts/a")));
}

TEST_F(Inputs, OfAFolderAreSortedAndNotHidden) {
  EXPECT_THAT(Files({Path("texts")}),
              ElementsAre(Path("texts/a"), Path("texts/b"), Path("texts/deep/c")));
}

TEST_F(Inputs, OfAFolderMayBeLinks) {
  const fs::path folder = folder_.path();
  fs::create_directory_symlink(folder / "texts", folder / "texts" / "deep" / "back");  // no end
  fs::create_directory(folder / "elsewhere");
  folder_.Write("elsewhere/f", "x");
  fs::create_directory_symlink("../elsewhere", folder / "texts" / "linked");
  fs::create_symlink("a", folder / "texts" / "z");
  EXPECT_THAT(Files({Path("texts")}),
              ElementsAre(Path("texts/a"), Path("texts/b"), Path("texts/deep/c"),
                          Path("texts/linked/f"), Path("texts/z")));
  EXPECT_THAT(Files({Path("texts/")}), ::testing::SizeIs(5));
}

// One picture among a thousand texts must not cost the run.
TEST_F(Inputs, OfAFolderThatAreNoTextsArePassedOver) {
  const std::string picture = "\x89PNG" + std::string(100, '\1');
  folder_.Write("texts/deep/picture", picture);
  folder_.Write("texts/packed.gz", Gzip(picture));
  folder_.Write("texts/text.gz", Gzip("x"));
  fs::create_symlink("nowhere", folder_.path() / "texts" / "lost");
  const FoundTexts found = FindTexts({{Path("texts")}});
  EXPECT_THAT(found.files, ElementsAre(Path("texts/a"), Path("texts/b"), Path("texts/deep/c"),
                                       Path("texts/text.gz")));
  EXPECT_THAT(found.passed_over,
              ElementsAre(HasSubstr("texts/deep/picture: looks like binary data: 100 of"),
                          HasSubstr("texts/lost: can't be opened: No such file"),
                          HasSubstr("texts/packed.gz: looks like binary data")));
  EXPECT_THAT(FindTexts({{Path("texts")}}, true).files, ::testing::SizeIs(6));
  EXPECT_THAT(Files({Path("texts/deep/picture")}), ElementsAre(Path("texts/deep/picture")))
      << "what was named is refused when it is read";
  folder_.Write("list", Path("texts/deep"));
  EXPECT_THAT(FindTexts({{"@" + Path("list")}}).passed_over, ::testing::SizeIs(1));
}

TEST_F(Inputs, OfAFolderWithoutTextsAreRefused) {
  for (const char* name : {"texts/a", "texts/b", "texts/deep/c"}) {
    folder_.Write(name, "PK\x03\x04");
  }
  EXPECT_THAT(Refusal({Path("texts")}),
              HasSubstr("texts: contains no text; " + Path("texts/a") + ": looks like a zip"));
}

TEST_F(Inputs, OfAFolderThatAreDamagedAreAnError) {
  folder_.Write("texts/cut.gz", Gzip("some text").substr(0, 15));
  try {
    FindTexts({{Path("texts")}});
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kMalformed);
    EXPECT_THAT(error.what(), HasSubstr("texts/cut.gz: byte 15: this gzip file is damaged"));
  }
}

TEST_F(Inputs, MayStandInAList) {
  folder_.Write("list", Path("texts/b") + "\r\n\n" + Path("texts/deep"));
  EXPECT_THAT(Files({"@" + Path("list")}), ElementsAre(Path("texts/b"), Path("texts/deep/c")));
}

TEST_F(Inputs, ThatAreNoneAreRefused) {
  EXPECT_THAT(Refusal({Path("missing")}), HasSubstr("missing: can't be opened"));
  fs::create_directory(folder_.path() / "empty");
  EXPECT_THAT(Refusal({Path("empty")}), HasSubstr("empty: contains no files"));
  folder_.Write("list", "\n");
  EXPECT_THAT(Refusal({"@" + Path("list")}), HasSubstr("list: the list names no file"));
  EXPECT_THAT(Refusal({"-", "-"}), HasSubstr("once"));
}

TEST(TextRules, HaveNamesThatAreRead) {
  using Rules = TextRules;
  for (const auto split : {Rules::Split::kWhitespace, Rules::Split::kUnicode, Rules::Split::kAscii})
    EXPECT_EQ(SplitByName(NameOf(split)), split);
  for (const auto digits : {Rules::Digits::kKeep, Rules::Digits::kZero, Rules::Digits::kSpell})
    EXPECT_EQ(DigitsByName(NameOf(digits)), digits);
  for (const auto invalid : {Rules::InvalidUtf8::kKeep, Rules::InvalidUtf8::kReplace,
                             Rules::InvalidUtf8::kDrop, Rules::InvalidUtf8::kError})
    EXPECT_EQ(InvalidUtf8ByName(NameOf(invalid)), invalid);
  EXPECT_FALSE(SplitByName("icu"));
}

}  // namespace
}  // namespace hogvec
