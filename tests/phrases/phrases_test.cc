#include "hogvec/phrases.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <iterator>
#include <string>
#include <thread>
#include <vector>

#include "base/random.h"
#include "hogvec/error.h"
#include "io/file.h"
#include "phrases/pair_counter.h"
#include "support/temp_folder.h"

namespace hogvec {
namespace {

using ::testing::HasSubstr;
using testing::TempFolder;

std::string Joined(std::string_view text, PhraseOptions options = {}) {
  const TempFolder folder;
  options.corpus = {folder.Write("text", text)};
  if (options.min_count == PhraseOptions().min_count) options.min_count = 1;
  if (options.threshold == PhraseOptions().threshold) options.threshold = 0.5;
  JoinPhrases(options, folder.path() / "out");
  return ReadWholeFile(folder.path() / "out");
}

TEST(Phrases, AreJoinedAndLinesStay) {
  EXPECT_EQ(Joined("new york is new york\n\n  in   new york\n x y\n"),
            "new_york is new_york\n\nin new_york\nx y\n");
}

TEST(Phrases, FollowTheRulesForText) {
  EXPECT_EQ(Joined("New York, NEW YORK! new york\n",
                   {.text = {.lowercase = true, .split = TextRules::Split::kUnicode}}),
            "new_york new_york new_york\n");
}

TEST(Phrases, GrowWithEachPass) {
  const std::string text = "a b c x\ny a b c\na b c z\nx y z\n";
  EXPECT_EQ(Joined(text, {.threshold = 0.4, .passes = 2}), "a_b_c x\ny a_b_c\na_b_c z\nx y z\n");
}

TEST(Phrases, TakeAnyJoiner) {
  EXPECT_EQ(Joined("a b a b a b", {.joiner = "+-"}), "a+-b a+-b a+-b");
}

TEST(Phrases, DoNotRunFromOneTextIntoTheNext) {
  const TempFolder folder;
  PhraseOptions options{.min_count = 1, .threshold = 0.5};
  options.corpus = {folder.Write("one", "a b\na"), folder.Write("none", ""),
                    folder.Write("two", "b a b\n"), folder.Write("three", "b\n\n")};
  JoinPhrases(options, folder.path() / "out");
  EXPECT_EQ(ReadWholeFile(folder.path() / "out"), "a_b\na\nb a_b\nb\n\n");
}

// Where any two words are a phrase, which are joined is known from the start of the line alone.
TEST(Phrases, AreTheSameInBlocksOfAnySize) {
  Random random(1, RandomPurpose::kTest);
  std::string text = "start ";
  for (int i = 0; i < 5000; ++i) text += std::string(1 + random.Below(3), 'a') + " ";
  text += std::string(5000, 'b') + std::string(5000, ' ') + "aa " + std::string(5000, 'b') + " aa";
  const std::string whole = Joined(text, {.block_bytes = 1 << 20});
  EXPECT_THAT(whole, HasSubstr("a_a"));
  for (const std::size_t bytes : {10, 333, 4097, 9000}) {
    EXPECT_EQ(Joined(text, {.block_bytes = bytes}), whole) << bytes;
  }
}

TEST(Phrases, AreFoundBehindTheMarksOfTextsThatWereJoined) {
  const std::string mark = "\xef\xbb\xbf", text = mark + "new york\n" + mark + mark + "new york x";
  for (const std::size_t bytes : {1, 4, 9, 1000}) {
    EXPECT_EQ(Joined(text, {.block_bytes = bytes}), "new_york\nnew_york x") << bytes;
  }
}

TEST(Phrases, AreFoundInWhatComesThroughAPipe) {
  const TempFolder folder;
  const auto pipe = folder.path() / "pipe";
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  std::filesystem::create_directory(folder.path() / "tmp");
  std::thread writer([&] { std::ofstream(pipe) << "new york new york"; });
  JoinPhrases({.corpus = {folder.Write("text", "in new york"), pipe},
               .min_count = 1,
               .threshold = 0.5,
               .tmp_dir = folder.path() / "tmp"},
              folder.path() / "out");
  writer.join();
  EXPECT_EQ(ReadWholeFile(folder.path() / "out"), "in new_york\nnew_york new_york");
  EXPECT_TRUE(std::filesystem::is_empty(folder.path() / "tmp"));
}

// A connector occurs within phrases; "a of b" is scored by a and b, and "a b" is another phrase.
TEST(Phrases, GoAcrossConnectors) {
  const PhraseOptions options{.threshold = 1, .connectors = {"of", "the"}};
  EXPECT_EQ(Joined("the lack of interest\nx lack of the interest of\nlack of interest of x\n"
                   "of lack of interest\nlack of\ninterest y z\n",
                   options),
            "the lack_of_interest\nx lack of the interest of\nlack_of_interest of x\n"
            "of lack_of_interest\nlack of\ninterest y z\n");
}

TEST(Phrases, HoldTenConnectorsAtMost) {
  const auto line = [](std::size_t connectors) {
    std::string text = "lack ";
    for (std::size_t i = 0; i < connectors; ++i) text += "of ";
    return text + "interest\n" + text + "interest\n" + text + "interest\n";
  };
  for (const std::size_t connectors : {1, 10}) {
    EXPECT_THAT(Joined(line(connectors), {.connectors = {"of"}}), HasSubstr("lack_of_"));
  }
  EXPECT_EQ(Joined(line(11), {.connectors = {"of"}}), line(11));
}

// Where a block ends with a connector, the next one decides what it belongs to.
TEST(Phrases, WithConnectorsAreTheSameInBlocksOfAnySize) {
  Random random(1, RandomPurpose::kTest);
  const std::string words[] = {"a", "b", "of", "the", "of", "cc"};
  std::string text;
  for (int i = 0; i < 3000; ++i) text += words[random.Below(6)] + " ";
  text += std::string(3000, ' ') + "of a the b of of" + std::string(5000, ' ') + "of the";
  for (const double threshold : {0.05, 0.25}) {
    PhraseOptions options{.threshold = threshold, .connectors = {"of", "the"}};
    options.block_bytes = 1 << 20;
    const std::string whole = Joined(text, options);
    EXPECT_TRUE(whole.find("_of_") != std::string::npos) << threshold;
    for (const std::size_t bytes : {7, 333, 4097, 9000}) {
      options.block_bytes = bytes;
      EXPECT_TRUE(Joined(text, options) == whole) << bytes;
    }
  }
}

TEST(Phrases, DoNotRunFromOneTextIntoTheNextWithConnectors) {
  const TempFolder folder;
  PhraseOptions options{.min_count = 1, .threshold = 0.5, .connectors = {"of"}};
  options.corpus = {folder.Write("one", "lack of interest\nlack of interest lack of"),
                    folder.Write("two", "interest")};
  JoinPhrases(options, folder.path() / "out");
  EXPECT_EQ(ReadWholeFile(folder.path() / "out"),
            "lack_of_interest\nlack_of_interest lack of\ninterest");
}

TEST(Phrases, AreAppliedToAnotherText) {
  const TempFolder folder;
  PhraseOptions options{.corpus = {folder.Write("text", "a b c x\ny a b c\na b c z\nx y z\n")},
                        .min_count = 1,
                        .threshold = 0.4,
                        .passes = 2,
                        .list = folder.path() / "list.gz"};
  JoinPhrases(options, "");
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 2);
  const PhraseReport report =
      ApplyPhrases({.corpus = {folder.Write("new", "c a b\nb c a b c\nq a")}, .joiner = "_"},
                   options.list, folder.path() / "out");
  EXPECT_EQ(ReadWholeFile(folder.path() / "out"), "c a_b\nb_c a_b_c\nq a");
  EXPECT_EQ(report.words, 10u);
}

TEST(Phrases, TellHowFarTheyAre) {
  class Listener : public PhraseObserver {
   public:
    void OnProgress(const PhraseProgress& progress) override { seen.push_back(progress); }
    std::vector<PhraseProgress> seen;
  } listener;
  const TempFolder folder;
  JoinPhrases({.corpus = {folder.Write("text", "a b\n")}}, folder.path() / "out", listener);
  ASSERT_GE(listener.seen.size(), 3u);  // the end of each reading at least
  EXPECT_EQ(listener.seen.back().phase, PhraseProgress::Phase::kJoining);
  EXPECT_EQ(listener.seen.back().reading, 3u);
  EXPECT_EQ(listener.seen.back().readings, 3u);
  EXPECT_EQ(listener.seen.back().bytes_done, 4u);
  EXPECT_EQ(listener.seen.back().bytes_total, 4u);
  EXPECT_EQ(listener.seen.back().seconds_left, 0);
}

TEST(Connectors, AreReadFromAFile) {
  const TempFolder folder;
  EXPECT_THAT(ReadConnectors(folder.Write("words", "of\n the\tand \n\n")),
              ::testing::ElementsAre("of", "the", "and"));
  EXPECT_THROW(ReadConnectors(folder.Write("blank", " \n")), Error);
  EXPECT_EQ(EnglishConnectors().size(), 15u);
}

TEST(Phrases, SayWhatWasFound) {
  const TempFolder folder;
  PhraseOptions options{
      .corpus = {folder.Write("text", "a b\na b\na b\nc d\n")}, .min_count = 1, .threshold = 0.5};
  const PhraseReport report = JoinPhrases(options, folder.path() / "out");
  EXPECT_EQ(report.words, 8u);
  EXPECT_EQ(report.phrases, 1u);
  EXPECT_EQ(report.joined, 3u);
}

TEST(Phrases, RefuseWhatCanNotBe) {
  const auto refusal = [](PhraseOptions options) {
    try {
      JoinPhrases(options, "/dev/null");
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::kUsage);
      return std::string(error.what());
    }
    return std::string("no error");
  };
  EXPECT_THAT(refusal({.score = PhraseScore::kNpmi}), HasSubstr("--threshold must be below 1"));
  EXPECT_THAT(refusal({.passes = 0}), HasSubstr("--passes"));
  EXPECT_THAT(refusal({.joiner = " "}), HasSubstr("--joiner"));
}

TEST(PhraseScore, HasNames) {
  for (const auto score : {PhraseScore::kDiscount, PhraseScore::kNpmi}) {
    EXPECT_EQ(PhraseScoreByName(NameOf(score)), score);
  }
  EXPECT_FALSE(PhraseScoreByName("pmi"));
}

TEST(PairCounter, CountsEachShareOnceAndNothingElse) {
  tsl::robin_map<WordPair, std::uint64_t, PairHash> expected, found;
  std::vector<WordPair> pairs;
  for (std::size_t i = 0; i < 5000; ++i) {
    pairs.push_back({ToWordId(i % 70), ToWordId(i % 31), i % 3 == 0 ? kGap : ToWordId(i % 3)});
    ++expected[pairs.back()];
  }
  for (std::size_t share = 0; share < 3; ++share) {
    PairCounter counter(share, 3, 1 << 20);
    std::vector<WordPair> copy = pairs;
    counter.Add(copy);
    EXPECT_FALSE(counter.full());
    counter.ForEach([&](WordPair pair, std::uint64_t count) { found[pair] += count; });
  }
  EXPECT_TRUE(found == expected);
  PairCounter small(0, 1, 0);
  small.Add(pairs);
  EXPECT_TRUE(small.full());
}

TEST(WordPairs, DifferByWhatStandsBetween) {
  const WordPair pair{ToWordId(7), ToWordId(8)};
  EXPECT_EQ(PairHash{}(pair), PairHash{}(WordPair{ToWordId(7), ToWordId(8)}));
  EXPECT_NE(PairHash{}(pair), PairHash{}(WordPair{ToWordId(7), ToWordId(8), ToWordId(0)}));
  EXPECT_NE(PairHash{}(pair), PairHash{}(WordPair{ToWordId(8), ToWordId(7)}));
}

}  // namespace
}  // namespace hogvec
