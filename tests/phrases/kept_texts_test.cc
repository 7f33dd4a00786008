#include "phrases/kept_texts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <optional>
#include <string>
#include <thread>

#include "hogvec/error.h"
#include "io/file.h"
#include "support/temp_folder.h"

namespace hogvec {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using testing::TempFolder;

// A pipe into which a text is written for as long as this lives.
class Pipe {
 public:
  Pipe(const fs::path& path, std::string text) {
    EXPECT_EQ(::mkfifo(path.c_str(), 0600), 0);
    writer_ = std::thread([path, text = std::move(text)] { std::ofstream(path) << text; });
  }
  ~Pipe() { writer_.join(); }

 private:
  std::thread writer_;
};

PhraseObserver silent;

TEST(KeptTexts, AreCopiesOfWhatCanNotBeReadAgain) {
  Readings readings(silent, 0);
  const TempFolder folder;
  const fs::path file = folder.Write("file", "words"), pipe = folder.path() / "pipe";
  const Pipe writer(pipe, "from a pipe");
  std::optional<KeptTexts> kept(folder.path());
  EXPECT_EQ(kept->Readable(file, 0, false, readings), file);
  const fs::path copy = kept->Readable(pipe, 1, false, readings);
  EXPECT_EQ(ReadWholeFile(copy), "from a pipe");
  EXPECT_EQ(copy.filename(), "1-pipe");
  kept.reset();
  EXPECT_FALSE(fs::exists(copy.parent_path()));
}

TEST(KeptTexts, AreHeldToBeTexts) {
  Readings readings(silent, 0);
  const TempFolder folder;
  const fs::path pipe = folder.path() / "pipe";
  const Pipe writer(pipe, std::string(1000, '\1'));
  KeptTexts kept(folder.path());
  try {
    kept.Readable(pipe, 0, false, readings);
    FAIL();
  } catch (const Error& error) {
    EXPECT_THAT(error.what(), HasSubstr(pipe.string() + ": looks like binary data"));
  }
}

TEST(KeptTexts, OfTwoPassesAreTwoFiles) {
  const TempFolder folder;
  KeptTexts kept(folder.path());
  EXPECT_NE(kept.ForPass(1), kept.ForPass(2));
  EXPECT_EQ(kept.ForPass(1), kept.ForPass(3));
}

TEST(KeptTexts, NeedAFolder) {
  const TempFolder folder;
  KeptTexts kept(folder.path() / "absent");
  EXPECT_THROW(kept.ForPass(1), Error);
}

}  // namespace
}  // namespace hogvec
