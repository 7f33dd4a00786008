#include "io/word_list.h"

#include <gmock/gmock.h>

#include <string>

#include "hogvec/error.h"
#include "support/temp_folder.h"

namespace hogvec {
namespace {

using ::testing::ElementsAre;
using testing::TempFolder;

TEST(WordList, HasTheTrimmedLines) {
  const TempFolder folder;
  EXPECT_THAT(ReadWordList(folder.Write("list", "king \n\n\tnew york\r\n \nking")),
              ElementsAre("king", "new york", "king"));
}

TEST(WordList, IsRefusedWithoutWords) {
  const TempFolder folder;
  for (const char* content : {"", "\n \t\r\n"}) {
    const auto path = folder.Write("list", content);
    try {
      ReadWordList(path);
      FAIL();
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::kMalformed);
      EXPECT_EQ(error.what(), path.string() + ": expected one word per line, found no words");
    }
  }
  EXPECT_THROW(ReadWordList(folder.path() / "missing"), Error);
}

}  // namespace
}  // namespace hogvec
