#include "hogvec/model.h"

#include <gtest/gtest.h>

#include <optional>

#include "support/temp_folder.h"
#include "support/training.h"

namespace hogvec {
namespace {

using testing::RowsOf;

class ModelTest : public ::testing::Test {
 protected:
  Model Train() {
    TrainOptions options;
    options.dim = 12;
    options.threads = 1;
    return Model(
        testing::TrainQuietly(folder_.Write("text", testing::RandomLines(600, 60, 1)), options));
  }

  testing::TempFolder folder_;
};

TEST_F(ModelTest, ComesBackFromItsFile) {
  const Model model = Train();
  model.Save(folder_.path() / "m.safetensors");
  const Model read = Model::Load(folder_.path() / "m.safetensors", {.with_output = true});
  EXPECT_EQ(RowsOf(read.vectors().table), RowsOf(model.vectors().table));
  EXPECT_EQ(RowsOf(read.vectors().output), RowsOf(model.vectors().output));
  EXPECT_EQ(read.vectors().counts, model.vectors().counts);
  EXPECT_EQ(read.vectors().words.size(), model.vectors().words.size());
}

TEST_F(ModelTest, SavesInTheFormatOfTheName) {
  const Model model = Train();
  model.Save(folder_.path() / "m.txt");
  model.Save(folder_.path() / "m.out", {.format = VectorFormat::kBinary});
  EXPECT_EQ(InspectVectors(folder_.path() / "m.txt").format, VectorFormat::kText);
  EXPECT_EQ(InspectVectors(folder_.path() / "m.out").format, VectorFormat::kBinary);
  EXPECT_THROW(model.Save(folder_.path() / "m.strange"), Error);
}

TEST_F(ModelTest, IsSearchedWithoutACopyAndLivesAsLongAsItsSearch) {
  std::optional<Model> model = Train();
  const WordIndex& words = model->vectors().words;
  const NeighbourSearch search = model->Search(1);
  EXPECT_EQ(search.words()[WordId{0}].data(), words[WordId{0}].data());
  model.reset();
  EXPECT_EQ(search.Nearest(WordId{0}, 3).size(), 3u);
}

}  // namespace
}  // namespace hogvec
