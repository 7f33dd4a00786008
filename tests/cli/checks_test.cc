#include "cli/checks.h"

#include <gtest/gtest.h>

#include "cli/errors.h"
#include "support/temp_folder.h"

namespace hogvec {
namespace {

using testing::TempFolder;

template <typename Body>
int KindThrownBy(const Body& body) {
  try {
    body();
  } catch (const Error& error) {
    return ExitCodeOf(error.kind());
  }
  return 0;
}

TEST(Checks, InputsMustBeThere) {
  const TempFolder folder;
  const auto here = folder.Write("here", "text");
  EXPECT_EQ(KindThrownBy([&] { RequireReadable({here}); }), 0);
  EXPECT_EQ(KindThrownBy([&] { RequireReadable({here, folder.path() / "absent"}); }), 66);
  EXPECT_EQ(KindThrownBy([&] { RequireReadable({folder.path()}); }), 66);
}

TEST(Checks, VectorsAreReadFromSomeFiles) {
  const TempFolder folder;
  const auto array = folder.Write("v.npy", "x");
  std::filesystem::create_directory(folder.path() / "model");
  const auto model = folder.Write("model/model.safetensors", "x");
  EXPECT_EQ(VectorInputs(folder.Write("any", "x")).size(), 1u);
  EXPECT_EQ(VectorInputs(array), (std::vector{array, folder.path() / "v.vocab.tsv"}));
  EXPECT_EQ(VectorInputs(folder.path() / "model").front(), model);
  EXPECT_EQ(KindThrownBy([&] { VectorInputs(folder.path()); }), 66);
  EXPECT_EQ(KindThrownBy([&] { VectorInputs("absent"); }), 66);
}

TEST(Checks, AnOutputIsNoInputByAnyName) {
  const TempFolder folder;
  const auto input = folder.Write("input", "text");
  std::filesystem::create_symlink(input, folder.path() / "link");
  std::filesystem::create_hard_link(input, folder.path() / "twin");
  for (const auto& name : {"input", "./input", "link", "twin"}) {
    EXPECT_EQ(KindThrownBy([&] { RequireWritable("c", folder.path() / name, {input}); }), 2)
        << name;
  }
  EXPECT_EQ(KindThrownBy([&] { RequireWritable("c", folder.path() / "new", {input}); }), 0);
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "new"));
}

TEST(Checks, AnOutputMustBePossible) {
  const TempFolder folder;
  EXPECT_EQ(KindThrownBy([&] { RequireWritable("c", folder.path(), {}); }), 73);
  EXPECT_EQ(KindThrownBy([&] { RequireWritable("c", folder.path() / "no/such", {}); }), 73);
  EXPECT_EQ(KindThrownBy([&] { RequireWritable("c", "", {}); }), 0);
}

TEST(Checks, AFolderOfVectorsIsNoFile) {
  const TempFolder folder;
  const auto require = [&](const char* name) {
    return KindThrownBy(
        [&] { RequireVectorsWritable("c", folder.path() / name, VectorFormat::kHuggingFace, {}); });
  };
  folder.Write("file", "text");
  EXPECT_EQ(require("file"), 73);
  EXPECT_EQ(require("new"), 0);
  EXPECT_EQ(require(""), 0);
}

TEST(Checks, TwoOutputsAreTwoFiles) {
  EXPECT_EQ(KindThrownBy([] { RequireDistinct("c", {"a", "b", "", ""}); }), 0);
  EXPECT_EQ(KindThrownBy([] { RequireDistinct("c", {"a", "b", "a"}); }), 2);
  EXPECT_EQ(KindThrownBy([] { RequireDistinct("c", {"a", "./a"}); }), 2);
}

TEST(Checks, AFolderMustTakeFiles) {
  const TempFolder folder;
  EXPECT_EQ(KindThrownBy([&] { RequireFolder(folder.path()); }), 0);
  EXPECT_EQ(KindThrownBy([&] { RequireFolder(folder.path() / "absent"); }), 73);
  EXPECT_EQ(KindThrownBy([&] { RequireFolder(""); }), 0);
}

}  // namespace
}  // namespace hogvec
