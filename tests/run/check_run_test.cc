#include "run/check_run.h"

#include <gmock/gmock.h>

#include "hogvec/error.h"
#include "hogvec/train_options.h"
#include "support/sentences.h"
#include "support/training.h"

namespace hogvec {
namespace {

using ::testing::HasSubstr;

std::string ErrorOf(const IngestOptions& ingest, const StartingPoint& start = {}) {
  try {
    CheckRun(ingest, {}, start);
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kUsage);
    return error.what();
  }
  return "none";
}

TEST(CheckRun, NeedsOneText) {
  testing::Sentences sentences(std::vector<std::vector<std::string>>{});
  IngestOptions ingest;
  EXPECT_THAT(ErrorOf(ingest), HasSubstr("there is no corpus"));
  ingest.corpus = {"file"};
  EXPECT_EQ(ErrorOf(ingest), "none");
  ingest.sentences = &sentences;
  EXPECT_THAT(ErrorOf(ingest), HasSubstr("not both"));
  ingest.corpus.clear();
  EXPECT_EQ(ErrorOf(ingest), "none");
}

TEST(CheckRun, RefusesRulesOfTextForSentencesButNotWhatEndsThem) {
  testing::Sentences sentences(std::vector<std::vector<std::string>>{});
  IngestOptions ingest;
  ingest.sentences = &sentences;
  ingest.text.sentence = 10;
  ingest.text.stopwords = "file";
  EXPECT_EQ(ErrorOf(ingest), "none");
  ingest.text.nfc = true;
  EXPECT_THAT(ErrorOf(ingest), HasSubstr("rules of text"));
}

TEST(CheckRun, RefusesWordsToStartWithThatAFileWouldDrop) {
  const Vocabulary words({{"a", 1}});
  IngestOptions ingest;
  ingest.corpus = {"file"};
  EXPECT_EQ(ErrorOf(ingest, {.words = &words}), "none");
  ingest.read_vocab = "words";
  EXPECT_THAT(ErrorOf(ingest, {.words = &words}), HasSubstr("exclude each other"));
}

TEST(Train, WithoutACorpusIsAnError) {
  TrainObserver silent;
  EXPECT_THROW(Train({}, {}, silent), Error);
}

}  // namespace
}  // namespace hogvec
