#include "io/leftovers.h"

#include <gtest/gtest.h>

#include <cstdlib>

#include "io/atomic_file.h"
#include "support/temp_folder.h"

namespace hogvec {
namespace {

namespace fs = std::filesystem;
using testing::TempFolder;

// What is left in a folder by a process that makes files there and then is ended.
template <typename Make>
void EndAfter(const Make& make) {
  EXPECT_EXIT(
      {
        make();
        RemoveLeftovers();
        std::_Exit(3);
      },
      ::testing::ExitedWithCode(3), "");
}

TEST(Leftovers, AreRemovedWithAllInThem) {
  const TempFolder folder;
  const fs::path listed = folder.path() / "listed", dropped = folder.path() / "dropped";
  EndAfter([&] {
    for (const fs::path& path : {listed, dropped}) {
      fs::create_directory(path);
      WriteWholeFile(path / "file", "x");
    }
    Leftovers leftovers;
    leftovers.Add(listed);
    leftovers.Add(dropped);
    leftovers.Drop(dropped);
  });
  EXPECT_FALSE(fs::exists(listed));
  EXPECT_TRUE(fs::exists(dropped / "file"));
}

TEST(Leftovers, AreFilesThatAreNotFinished) {
  const TempFolder folder;
  EndAfter([&] {
    AtomicFile half(folder.path() / "half");
    AtomicFile whole(folder.path() / "whole");
    whole.Write("all");
    whole.Finish();
    const AtomicFile given_up(folder.path() / "whole");
    RemoveLeftovers();
    std::_Exit(3);
  });
  std::vector<fs::path> left;
  for (const auto& entry : fs::directory_iterator(folder.path())) left.push_back(entry.path());
  EXPECT_EQ(left, std::vector{folder.path() / "whole"});
}

}  // namespace
}  // namespace hogvec
