#include "query/hnsw/graph_file.h"

#include <gtest/gtest.h>

#include "hogvec/error.h"
#include "io/tensor_file.h"
#include "support/temp_folder.h"

namespace hogvec {
namespace {

// Complete files with a valid checksum that were not written by hogvec.
TEST(ReadLinks, RefusesAFileThatIsWholeButWrong) {
  const testing::TempFolder folder;
  const auto path = folder.path() / "index";
  const GraphLinks sound{.most_links = 2,
                         .breadth = 70,
                         .entry = 0,
                         .levels = {0, 0},
                         .counts = {1, 1},
                         .links = {1, 0}};
  WriteLinks(path, sound, 7);
  EXPECT_EQ(ReadLinks(path, 2, 7).links, sound.links);
  EXPECT_EQ(ReadLinks(path, 2, 7).breadth, 70u);
  EXPECT_THROW(ReadLinks(path, 2, 8), Error);
  GraphLinks wrong = sound;
  wrong.links[0] = 2;
  WriteLinks(path, wrong, 7);
  EXPECT_THROW(ReadLinks(path, 2, 7), Error);
  TensorWriter(path, {{"format", "something else"}}, {}).Finish();
  EXPECT_THROW(ReadLinks(path, 2, 7), Error);
}

}  // namespace
}  // namespace hogvec
