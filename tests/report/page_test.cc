#include <gmock/gmock.h>

#include "base/utf8.h"
#include "hogvec/report.h"

namespace hogvec {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

HeldOutLoss HeldOut(double loss) {
  return {.loss = loss,
          .pairs = 1'000,
          .tokens = 300,
          .bands = {{0, 10, loss + 0.5, 900}, {10, 20, loss - 0.25, 100}}};
}

RunRecord FullRecord() {
  RunRecord record;
  record.title = "vectors.bin";
  record.version = "0.1.0";
  record.made = "2026-01-02 03:04 UTC";
  record.corpus = {"a.txt", "b.txt"};
  record.options = {{"dim", "100", false}, {"epochs", "2", true}};
  record.summary.tokens = 12'345;
  record.summary.words_per_second = 13.8e6;
  record.summary.loss = 0.9422;
  record.summary.first_loss = 1.3594;
  record.summary.threads = 1;
  record.summary.kernel = "avx2";
  record.summary.prune.dropped_words = 77;
  record.dim = 100;
  record.epochs_asked = record.summary.epochs = record.summary.kept_epoch = 2;
  record.counts = {1'000, 500, 250, 5};
  record.frequent = {{1, "the", 1'000, 0.57}, {4, "rare", 5, 1}};
  record.moments = {{1, 0.5, 5'000, 1.5}, {2, 1, 11'000, 1.2}, {4, 2, 20'000, 0.9}};
  record.epochs = {{1, 2, 1.3594, HeldOut(1.75)}, {2, 4, 0.9422, HeldOut(1.5)}};
  record.watched = {
      {.word = "king",
       .rank = 17,
       .count = 4'321,
       .neighbours = {{{"bread", 0.5f}, {"queen", 0.4f}}, {{"queen", 0.8f}, {"throne", 0.7f}}}}};
  record.pairs = {{"pairs.txt", {.rank = Estimate{.value = 0.651}, .covered = 353, .skipped = 2}}};
  record.questions = {{"questions.txt", {{"capital", 30, 40, 1}, {"gram1", 5, 10, 0}}}};
  return record;
}

TEST(ReportPage, LoadsAndRunsNothing) {
  const std::string page = ReportPage(FullRecord());
  EXPECT_THAT(page, HasSubstr("content=\"default-src 'none'; style-src 'unsafe-inline';"));
  for (const char* outside : {"<script", "src=", "url(", "@import", "http:", "https:", "<link"}) {
    EXPECT_THAT(page, Not(HasSubstr(outside)));
  }
}

TEST(ReportPage, SaysWhatWasTrainedAndWhatItsLossIsOf) {
  RunRecord record = FullRecord();
  record.alpha = 0.025;
  const std::string skipgram = ReportPage(record);
  EXPECT_THAT(skipgram, HasSubstr("2 epochs, by skip-gram from a learning rate of 0.025."));
  EXPECT_THAT(skipgram, HasSubstr("form 1,000 pairs"));
  EXPECT_THAT(skipgram, HasSubstr("loss per pair"));
  EXPECT_THAT(skipgram, Not(HasSubstr("per window")));
  record.architecture = Architecture::kCbow;
  const std::string cbow = ReportPage(record);
  EXPECT_THAT(cbow, HasSubstr("2 epochs, by CBOW from a learning rate of 0.025."));
  EXPECT_THAT(cbow, HasSubstr("form 1,000 windows"));
  EXPECT_THAT(cbow, HasSubstr("loss per window"));
  EXPECT_THAT(cbow, Not(HasSubstr("per pair")));
}

TEST(ReportPage, HasADashWhereATestSetHasNoResult) {
  RunRecord record = FullRecord();
  record.pairs = {{"pairs.txt", {.covered = 0, .skipped = 1'234}}};
  const std::string page = ReportPage(record);
  EXPECT_THAT(page, HasSubstr("\xe2\x80\x93"));
  EXPECT_THAT(page, HasSubstr("1,234"));
  EXPECT_THAT(page, Not(HasSubstr("0.0 to 0.0")));
}

TEST(ReportPage, ShowsAllThatTheRecordHolds) {
  const std::string page = ReportPage(FullRecord());
  for (const char* part : {"vectors.bin",
                           "4 vectors of 100 numbers, learned from 12,345 tokens in 2 epochs",
                           "0.9422",
                           "1.3594 in the first epoch",
                           "13.8\xc2\xa0M",
                           "1 thread (avx2)",
                           "a.txt",
                           "b.txt",
                           "--epochs",
                           "2026-01-02 03:04 UTC",
                           ">the<",
                           "words dropped, too rare</dt><dd>77",
                           "4,321 times, rank 17",
                           ">queen<",
                           ">bread<",
                           "pairs.txt",
                           "65.1",
                           "capital",
                           "75.0",
                           "1\xe2\x80\x93"
                           "10",
                           "2.0000",
                           "epoch 2, the best"}) {
    EXPECT_THAT(page, HasSubstr(part)) << part;
  }
}

TEST(ReportPage, LinksToThePartsThatAreThere) {
  const std::string full = ReportPage(FullRecord());
  for (const char* id : {"training", "validation", "scores", "neighbours", "corpus", "options"}) {
    EXPECT_THAT(full, HasSubstr(std::string("href=\"#") + id));
    EXPECT_THAT(full, HasSubstr(std::string("<section id=\"") + id));
  }
  RunRecord bare = FullRecord();
  bare.watched.clear();
  bare.pairs.clear();
  bare.questions.clear();
  for (auto& epoch : bare.epochs) epoch.held_out.reset();
  for (const char* id : {"validation", "scores", "neighbours"}) {
    EXPECT_THAT(ReportPage(bare), Not(HasSubstr(std::string("#") + id)));
  }
}

TEST(ReportPage, TellsNeighboursThatStayFromThoseThatGo) {
  const std::string page = ReportPage(FullRecord());
  EXPECT_THAT(page, HasSubstr("<span class=\"goes\"><bdi class=\"word\">bread"));
  EXPECT_THAT(page, HasSubstr("<span class=\"stays\"><bdi class=\"word\">queen"));
}

TEST(ReportPage, SaysThatItsCurvesBeginWithTheResumption) {
  RunRecord record = FullRecord();
  EXPECT_THAT(ReportPage(record), Not(HasSubstr("resumed")));
  record.resumed = true;
  EXPECT_THAT(ReportPage(record), HasSubstr("resumed"));
}

TEST(ReportPage, SaysWhichEpochIsKeptIfNotTheLast) {
  RunRecord record = FullRecord();
  record.epochs_asked = 10;
  record.summary.kept_epoch = 1;
  const std::string page = ReportPage(record);
  EXPECT_THAT(page, HasSubstr("stopped after epoch 2 of 10"));
  EXPECT_THAT(page, HasSubstr("The vectors are those of epoch 1"));
  EXPECT_THAT(page, HasSubstr("<dd>1.7500<small>per pair, after epoch 1"));
  EXPECT_THAT(page, HasSubstr("<span class=\"stays\"><bdi class=\"word\">bread"));
}

TEST(ReportPage, SaysWhichWordsItDidNotFind) {
  RunRecord record = FullRecord();
  record.watched.clear();
  record.not_found = {"k<ng"};
  EXPECT_THAT(ReportPage(record), HasSubstr("Not in the vocabulary: <bdi class=\"word\">k&lt;ng"));
}

TEST(ReportPage, ShowsEveryTextAsText) {
  const std::string hostile = "</script></style><img onerror=\"x\">\xff\xe2\x80\xae\x1b";
  RunRecord record = FullRecord();
  record.title = record.version = record.made = record.summary.kernel = hostile;
  record.corpus = {hostile};
  record.options = {{hostile, hostile, false}, {hostile, hostile, true}};
  record.frequent[0].word = record.watched[0].word = hostile;
  record.watched[0].neighbours[1][0].word = hostile;
  record.notes = {hostile};
  record.not_found = {hostile};
  record.pairs[0].file = record.questions[0].file = record.questions[0].sections[0].name = hostile;
  const std::string page = ReportPage(record);
  EXPECT_THAT(page, Not(HasSubstr("<img")));
  EXPECT_THAT(page, Not(HasSubstr("</script")));
  EXPECT_EQ(page.find("</style>"), page.rfind("</style>"));
  EXPECT_TRUE(IsUtf8(page));
  EXPECT_THAT(page, Not(HasSubstr("\x1b")));
  EXPECT_THAT(page, Not(HasSubstr("\xe2\x80\xae")));
}

TEST(ReportPage, BearsARecordWithNothingInIt) {
  const std::string page = ReportPage({});
  EXPECT_THAT(page, HasSubstr("</html>"));
  EXPECT_THAT(page, Not(HasSubstr("nan")));
}

}  // namespace
}  // namespace hogvec
