#include "query/settings.h"

#include <gmock/gmock.h>

#include "hogvec/error.h"
#include "support/temp_folder.h"

namespace hogvec::query {
namespace {

using ::testing::ElementsAre;

WordVectors ThreeWords() {
  WordVectors vectors{{}, EmbeddingTable(3, 2)};
  vectors.counts = {9, 5, 1};
  for (const char* word : {"a", "b", "c"}) vectors.words.FindOrAdd(word);
  return vectors;
}

TEST(RangeOf, IsEverythingByDefault) {
  const AnswerRange range = RangeOf({}, NeighbourSearch(ThreeWords(), 1));
  EXPECT_TRUE(range.allowed.empty());
  EXPECT_GT(range.top, 3u);
}

TEST(RangeOf, JoinsAListAndTheLeastCount) {
  const testing::TempFolder folder;
  Settings settings;
  settings.top = 2;
  settings.min_count = 5;
  EXPECT_THAT(RangeOf(settings, NeighbourSearch(ThreeWords(), 1)).allowed, ElementsAre(1, 1, 0));
  EXPECT_EQ(RangeOf(settings, NeighbourSearch(ThreeWords(), 1)).top, 2u);
  settings.restrict = folder.Write("list", "c \n\tb\nzebra\n");
  EXPECT_THAT(RangeOf(settings, NeighbourSearch(ThreeWords(), 1)).allowed, ElementsAre(0, 1, 0));
  settings.restrict = folder.Write("list", "zebra\n");
  EXPECT_THROW(RangeOf(settings, NeighbourSearch(ThreeWords(), 1)), Error);
}

TEST(RangeOf, NeedsCountsForTheLeastCount) {
  WordVectors vectors = ThreeWords();
  vectors.counts.clear();
  Settings settings;
  settings.min_count = 2;
  EXPECT_THROW(RangeOf(settings, NeighbourSearch(std::move(vectors), 1)), Error);
}

TEST(Options, GoWhereTheyBelong) {
  Settings settings;
  OptionTable table("hogvec-query");
  AddOptions(table, settings);
  const std::vector<std::string> given = {"--top", "7", "-k", "3", "nn", "--threshold", "0.5"};
  EXPECT_THAT(table.Parse(given), ElementsAre("nn"));
  EXPECT_EQ(settings.top, 7u);
  EXPECT_EQ(settings.ask.count, 3u);
  EXPECT_EQ(settings.threshold, 0.5);
}

TEST(Rendering, IsWhatTheOptionsSay) {
  Settings settings;
  OptionTable table("hogvec-query");
  AddOptions(table, settings);
  table.Parse(std::vector<std::string>{"--colour", "always"});
  EXPECT_TRUE(RenderingOf(settings).style.colour);
  EXPECT_EQ(RenderingOf(settings).form, asking::Form::kTable);  // for a pager
  settings.json = true;
  EXPECT_EQ(RenderingOf(settings).form, asking::Form::kJson);
  settings.colour = Colour::kNever;
  EXPECT_FALSE(RenderingOf(settings).style.colour);
  EXPECT_THROW(table.Parse(std::vector<std::string>{"--color", "red"}), Error);
}

}  // namespace
}  // namespace hogvec::query
