#include "hogvec/phrases.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <map>
#include <string>
#include <thread>

#include "base/file.h"
#include "base/random.h"
#include "hogvec/error.h"
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
  std::map<WordPair, std::uint64_t> expected, found;
  std::vector<WordPair> pairs;
  for (std::size_t i = 0; i < 5000; ++i) {
    pairs.push_back(ToPair(ToWordId(i % 70), ToWordId(i % 31)));
    ++expected[pairs.back()];
  }
  for (std::size_t share = 0; share < 3; ++share) {
    PairCounter counter(share, 3, 1 << 20);
    std::vector<WordPair> copy = pairs;
    counter.Add(copy);
    EXPECT_FALSE(counter.full());
    counter.ForEach([&](WordPair pair, std::uint64_t count) { found[pair] += count; });
  }
  EXPECT_EQ(found, expected);
  PairCounter small(0, 1, 0);
  small.Add(pairs);
  EXPECT_TRUE(small.full());
}

TEST(WordPairs, KeepBothWords) {
  const WordPair pair = ToPair(ToWordId(7), ToWordId(4'000'000'000));
  EXPECT_EQ(FirstOf(pair), ToWordId(7));
  EXPECT_EQ(SecondOf(pair), ToWordId(4'000'000'000));
}

}  // namespace
}  // namespace hogvec
