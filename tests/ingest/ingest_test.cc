#include "ingest/ingest.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "hogvec/error.h"
#include "replicas/alone.h"
#include "support/ingested.h"
#include "support/temp_folder.h"
#include "support/training.h"

namespace hogvec {
namespace {

using ::testing::HasSubstr;
using testing::Options;
using testing::RandomLines;
using testing::Read;
using testing::TempFolder;

std::map<std::string, std::uint64_t> CountPlainly(const std::string& text) {
  std::map<std::string, std::uint64_t> counts;
  std::istringstream words(text);
  for (std::string word; words >> word;) ++counts[word];
  return counts;
}

TEST(Ingest, GivesTheTextBackInTermsOfTheVocabulary) {
  const TempFolder folder;
  const auto reading = Read(Options(folder.Write("text", "a b a\n\n  \nb c\nd d d")));
  EXPECT_EQ(reading.text, "a b a \nb c \nd d d ");
  EXPECT_EQ(reading.tokens, 8u);
  EXPECT_EQ(reading.lines, 3u);
}

TEST(Ingest, LeavesOutRareWordsAndTheLinesTheyEmpty) {
  const TempFolder folder;
  const auto reading = Read(Options(folder.Write("text", "rare\na b a\nrare2 b\n"), 2));
  EXPECT_EQ(reading.text, "a b a \nb \n");
  EXPECT_EQ(reading.tokens, 4u);
}

TEST(Ingest, LeavesOutStopwordsAndCountsThem) {
  const TempFolder folder;
  IngestOptions options = Options(folder.Write("text", "The cat and the dog\nthe\n"));
  options.text = {.lowercase = true, .stopwords = folder.Write("stop", "the \nand\nof\n")};
  EXPECT_EQ(Read(options).text, "cat dog \n");
  const CountedCorpus counted = CountCorpus(options);
  EXPECT_EQ(counted.vocabulary.size(), 2u);
  EXPECT_EQ(counted.prune.stop_tokens, 4u);
  EXPECT_EQ(counted.prune.absent_stopwords, 1u);
}

TEST(Ingest, RefusesStopwordsOfAnotherText) {
  const TempFolder folder;
  IngestOptions options = Options(folder.Write("text", "The Cat\n"));
  options.text.stopwords = folder.Write("stop", "the\ncat\n");
  EXPECT_THROW(Read(options), Error);
  EXPECT_THROW(CountCorpus(options), Error);
  options.text.lowercase = true;
  options.text.stopwords = folder.Write("stop", "the\n");
  EXPECT_EQ(Read(options).text, "cat \n");
}

TEST(Ingest, ComposesTheTextAndItsStopwordsIfTold) {
  const TempFolder folder;
  IngestOptions options = Options(folder.Write("text", "cafe\xcc\x81 caf\xc3\xa9 e\xcc\x81\n"));
  EXPECT_EQ(Read(options).vocabulary.size(), 3u);
  options.text = {.nfc = true, .stopwords = folder.Write("stop", "e\xcc\x81\n")};
  EXPECT_EQ(Read(options).text, "caf\xc3\xa9 caf\xc3\xa9 \n");
}

TEST(Ingest, CountsTheSignsThatItLeavesOut) {
  const TempFolder folder;
  IngestOptions options = Options(folder.Write("text", "a, b! \xf0\x9f\x98\x80.\n"));
  EXPECT_EQ(Read(options).prune.signs, 0u);
  options.text.split = TextRules::Split::kUnicode;
  for (options.block_bytes = 1; options.block_bytes < 20; ++options.block_bytes) {
    EXPECT_EQ(Read(options).prune.signs, 3u);
  }
  EXPECT_EQ(Read(options).text, "a b \xf0\x9f\x98\x80 \n");
}

TEST(Ingest, RefusesWhatIsNoTextUnlessTold) {
  const TempFolder folder;
  IngestOptions options = Options(folder.Write("data", std::string(300, '\1').append(" word")));
  try {
    Read(options);
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kMalformed);
    EXPECT_THAT(error.what(), HasSubstr("--force reads it as text"));
  }
  options.take_binary = true;
  EXPECT_EQ(Read(options).tokens, 2u);
}

TEST(Ingest, CountsLikeAPlainMap) {
  const TempFolder folder;
  const std::string text = RandomLines(3000, 500, 1);
  const auto reading = Read(Options(folder.Write("text", text)));
  const auto counts = CountPlainly(text);
  ASSERT_EQ(reading.vocabulary.size(), counts.size());
  for (const auto& [word, count] : counts) {
    EXPECT_EQ(reading.vocabulary.Count(*reading.vocabulary.Find(word)), count) << word;
  }
}

TEST(Ingest, IsTheSameForAnyNumberOfThreadsAndWithSpilling) {
  const TempFolder folder;
  IngestOptions options = Options(folder.Write("text", RandomLines(5000, 300, 2)), 3);
  options.block_bytes = 1000;
  const auto one = Read(options);
  for (const std::size_t threads : {2, 3, 8}) {
    options.threads = threads;
    for (const std::uint64_t budget : {1u << 30, 5000u, 0u}) {
      const auto other = Read(options, budget);
      EXPECT_EQ(other.text, one.text);
      EXPECT_EQ(other.tokens, one.tokens);
    }
  }
}

TEST(Ingest, SeesTheSameWordsInBlocksOfAnySize) {
  const TempFolder folder;
  IngestOptions options = Options(folder.Write("text", RandomLines(300, 40, 3)));
  const auto whole = Read(options);
  for (const std::size_t bytes : {1, 5, 17, 100, 4096}) {
    options.block_bytes = bytes;
    EXPECT_EQ(CountPlainly(Read(options).text), CountPlainly(whole.text)) << bytes;
  }
}

TEST(Ingest, TakesSeveralTexts) {
  const TempFolder folder;
  IngestOptions options = Options(folder.Write("one", "a b"));
  options.corpus.push_back(folder.Write("two", "b c\n"));
  EXPECT_EQ(Read(options).tokens, 4u);
}

TEST(Ingest, TakesWordsAndCountsFromAFile) {
  const TempFolder folder;
  IngestOptions options = Options(folder.Write("text", "a x b\nx\nb\n"));
  options.read_vocab = folder.Write("vocab", "b 100\na 50\n");
  const auto reading = Read(options);
  EXPECT_EQ(reading.text, "a b \nb \n");
  EXPECT_EQ(reading.vocabulary.Count(WordId{0}), 100u);
  EXPECT_EQ(reading.tokens, 3u);
}

void ExpectRefused(const IngestOptions& options, ErrorKind kind, const std::string& message) {
  try {
    Read(options);
    FAIL() << message;
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), kind);
    EXPECT_THAT(error.what(), HasSubstr(message));
  }
}

TEST(Ingest, RefusesTextsWithNothingToLearnFrom) {
  const TempFolder folder;
  ExpectRefused(Options(folder.Write("empty", "")), ErrorKind::kMalformed, "empty: has no words");
  ExpectRefused(Options(folder.Write("blank", " \n \n")), ErrorKind::kMalformed, "has no words");
  ExpectRefused(Options(folder.Write("rare", "a b a"), 5), ErrorKind::kMalformed,
                "no word occurs 5 times; the most frequent occurs 2 times");
  ExpectRefused(Options(folder.path() / "missing"), ErrorKind::kNoInput, "missing");
  IngestOptions foreign = Options(folder.Write("text", "a b"));
  foreign.read_vocab = folder.Write("vocab", "c 5\n");
  ExpectRefused(foreign, ErrorKind::kMalformed, "has none of the 1 words");
}

TEST(CountCorpus, CountsWithoutKeepingTokens) {
  const TempFolder folder;
  const auto path = folder.Write("text", "b a b\nc");
  const CountedCorpus counted = CountCorpus(Options(path));
  EXPECT_EQ(counted.vocabulary.Word(WordId{0}), "b");
  EXPECT_EQ(counted.prune.kept_tokens, 4u);
  EXPECT_EQ(counted.tokens, 4u);
}

// What training would have, and no more: the counts of a list or of a model are no tokens.
TEST(CountCorpus, TakesWordsThatAreKnownBeforehand) {
  const TempFolder folder;
  IngestOptions options = Options(folder.Write("text", "b a b\nc"));
  const Vocabulary base({{"a", 1000}, {"z", 1}});
  const CountedCorpus more = CountCorpus(options, &base);
  EXPECT_EQ(more.vocabulary.size(), 4u);
  EXPECT_EQ(more.vocabulary.Count(*more.vocabulary.Find("a")), 1001u);
  EXPECT_EQ(more.tokens, 4u);
  options.read_vocab = folder.Write("words", "b 1000\nz 7\n");
  const CountedCorpus known = CountCorpus(options);
  EXPECT_EQ(known.vocabulary.size(), 2u);
  EXPECT_EQ(known.tokens, 2u);
  options.read_vocab = folder.Write("words", "z 7\n");
  EXPECT_THROW(CountCorpus(options), Error);
}

// A text made of texts with byte-order marks, whatever the blocks.
TEST(Ingest, PassesOverTheMarksOfTextsThatWereJoined) {
  const TempFolder folder;
  const std::string mark = "\xef\xbb\xbf";
  IngestOptions options =
      Options(folder.Write("text", mark + "a b c\n" + mark + "b\n" + mark + "c"));
  for (options.block_bytes = 1; options.block_bytes < 30; ++options.block_bytes) {
    const auto reading = Read(options);
    EXPECT_EQ(reading.vocabulary.size(), 3u) << options.block_bytes;
    EXPECT_EQ(reading.tokens, 5u) << options.block_bytes;
    EXPECT_EQ(reading.prune.byte_order_marks, 3u) << options.block_bytes;
  }
}

// Nothing unusual is kept or dropped in silence, with words that are counted or known beforehand.
TEST(Ingest, CountsWhatIsUnusualInAText) {
  const testing::TempFolder folder;
  const std::string longest(20, 'y'), too_long(21, 'x');
  const std::string text =
      "\xef\xbb\xbf"
      "a " +
      too_long + " \xff\xfe a\r\n" + longest + " " + too_long + " a" + std::string(1, '\0') +
      "b \xff\xfe\n";
  IngestOptions options;
  options.corpus = {folder.Write("c", text)};
  options.prune.min_count = 1;
  options.max_word_bytes = 20;
  for (const bool known : {false, true}) {
    if (known) options.read_vocab = folder.Write("words", "a 2\n\xff\xfe 2\n" + longest + " 1\n");
    Alone alone;
    IngestProgress progress;
    const PruneReport report = Ingest(options, alone, progress).prune;
    EXPECT_EQ(report.byte_order_marks, 1u);
    EXPECT_EQ(report.long_tokens, 2u);
    EXPECT_EQ(report.not_utf8_words, 1u);
    EXPECT_EQ(report.not_utf8_tokens, 2u);
    EXPECT_EQ(report.nul_words, known ? 0u : 1u);
    EXPECT_EQ(report.kept_words, known ? 3u : 4u);
  }
  options.read_vocab.clear();
  const PruneReport counted = CountCorpus(options).prune;
  EXPECT_EQ(counted.long_tokens, 2u);
  EXPECT_EQ(counted.nul_tokens, 1u);
}

}  // namespace
}  // namespace hogvec
