// How a command line, a file of options, a checkpoint and a model say that CBOW is trained.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "hogvec/error.h"
#include "main/train/configuration.h"
#include "main/train/resume.h"
#include "main/train/summary.h"
#include "main/train/train_plan.h"
#include "support/temp_folder.h"

namespace hogvec {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Key;
using ::testing::Not;

std::vector<std::string> WordsOf(const std::string& line) {
  std::istringstream stream(line);
  std::vector<std::string> words;
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

TrainSettings Applied(const std::string& line, TrainSettings settings = {}) {
  ApplyArguments(WordsOf(line), settings);
  return settings;
}

std::string Complaint(const std::string& line) {
  try {
    CheckTogether(Applied(line).train);
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kUsage);
    return error.what();
  }
  return "none";
}

Architecture ModelOf(const std::string& line) { return Applied(line).train.architecture; }

TEST(Model, IsSkipGramUnlessAnyOfItsNamesSaysCbow) {
  using enum Architecture;
  for (const char* line :
       {"c", "--model skipgram", "-cbow 0", "--cbow=0", "--sg 1", "-cbow 0 --sg 1"}) {
    EXPECT_EQ(ModelOf(line), kSkipGram) << line;
  }
  for (const char* line : {"--model cbow", "-model cbow", "-cbow 1", "--cbow=1", "--sg 0",
                           "--model cbow -cbow 1", "--sg 0 -cbow 1 --model cbow"}) {
    EXPECT_EQ(ModelOf(line), kCbow) << line;
  }
}

TEST(Model, MayNotBeContradicted) {
  EXPECT_THAT(Complaint("-cbow 1 --sg 1"),
              HasSubstr("is for skip-gram, but another option is for CBOW; give one of them"));
  EXPECT_THAT(Complaint("--sg 0 -cbow 0"),
              HasSubstr("is for skip-gram, but another option is for CBOW; give one of them"));
  EXPECT_THAT(Complaint("--model skipgram -cbow 1"), HasSubstr("--model skipgram contradicts"));
  EXPECT_THAT(Complaint("--sg 1 --model cbow"), HasSubstr("--model cbow contradicts"));
}

TEST(Model, TakesNoOtherValue) {
  EXPECT_THAT(Complaint("-cbow 2"), HasSubstr("--cbow takes 0 (skip-gram) or 1 (CBOW), not '2'"));
  EXPECT_THAT(Complaint("--sg x"), HasSubstr("--sg takes 1 (skip-gram) or 0 (CBOW), not 'x'"));
  EXPECT_THAT(Complaint("--model x"), HasSubstr("--model takes 'skipgram' or 'cbow', not 'x'"));
  EXPECT_THAT(Complaint("--cbow-update x"),
              HasSubstr("--cbow-update takes 'corrected' or 'word2vec', not 'x'"));
  EXPECT_THAT(Complaint("--cbow-mean x"), HasSubstr("--cbow-mean takes 'true' or 'false'"));
}

TEST(Model, DecidesWhichOptionsThereAre) {
  for (const char* line : {"--cbow-update word2vec", "--cbow-mean 0", "--cbow_mean 0 --sg 1"}) {
    EXPECT_THAT(Complaint(line), HasSubstr("is for CBOW, and the model is a skip-gram")) << line;
    EXPECT_EQ(Complaint(fmt::format("{} --sg 1", line)).find('\n'), std::string::npos);
  }
  for (const char* line : {"--cbow-update corrected", "--cbow_mean 1",
                           "--cbow-update word2vec --sg 0", "-cbow 1 --cbow_mean 0"}) {
    EXPECT_EQ(Complaint(line), "none") << line;
  }
}

TEST(Model, OfWord2vecsFamousLineIsCbow) {
  const TrainSettings s = Applied(
      "-train text8 -output vectors.bin -cbow 1 -size 200 -window 8 -negative 25 -hs 0 "
      "-sample 1e-4 -threads 20 -binary 1 -iter 15");
  EXPECT_EQ(s.train.architecture, Architecture::kCbow);
  EXPECT_EQ(s.train.window, 8u);
  EXPECT_EQ(s.train.epochs, 15u);
  EXPECT_EQ(s.train.alpha, std::nullopt);
}

TEST(Model, OfTheCommandLineWinsOverAFileOfOptions) {
  const testing::TempFolder folder;
  const auto from = [&](const std::string& file, const std::string& line) {
    TrainSettings settings;
    ApplyArguments(ArgumentsIn(folder.Write("config", file)), settings);
    return Applied(line, settings).train;
  };
  EXPECT_EQ(from("model = cbow\n", "c").architecture, Architecture::kCbow);
  EXPECT_EQ(from("cbow = 1\n", "c").architecture, Architecture::kCbow);
  EXPECT_EQ(from("model = cbow\n", "--sg 1").architecture, Architecture::kSkipGram);
  EXPECT_EQ(from("sg = 0\n", "--model skipgram").architecture, Architecture::kSkipGram);
}

TEST(Model, IsPrintedWithItsRateAndReadAgain) {
  const testing::TempFolder folder;
  const TrainSettings cbow = Applied("c --model cbow --cbow-update word2vec");
  const std::string text = ConfigurationText(cbow);
  EXPECT_THAT(text, AllOf(HasSubstr("\nmodel = cbow\n"), HasSubstr("\ncbow-update = word2vec\n"),
                          HasSubstr("\ncbow-mean = true\n"),
                          HasSubstr(fmt::format("\nalpha = {}\n", DefaultAlpha(cbow.train)))));
  TrainSettings back;
  ApplyArguments(ArgumentsIn(folder.Write("config", text)), back);
  EXPECT_EQ(ConfigurationText(back), text);
  const std::string skipgram = ConfigurationText(Applied("c"));
  EXPECT_THAT(skipgram, AllOf(HasSubstr("\nmodel = skipgram\n"), HasSubstr("\nalpha = 0.05\n"),
                              Not(HasSubstr("cbow"))));
}

TEST(Model, IsInAFileOfVectorsOnlyIfItIsCbow) {
  for (const char* option : {"model", "cbow-update", "cbow-mean"}) {
    EXPECT_THAT(ConfigurationOf(Applied("c")), Not(Contains(Key(option))));
    EXPECT_THAT(ConfigurationOf(Applied("c -cbow 1")), Contains(Key(option)));
  }
}

TEST(Model, IsInTheNoteOfACheckpointWithItsRate) {
  const TrainSettings settings = Applied("c --model cbow --cbow-mean 0");
  const std::string note = NoteOf(settings);
  const std::string alpha = fmt::format("--alpha={}", DefaultAlpha(settings.train));
  for (const std::string& part :
       {std::string("--model=cbow"), std::string("--cbow-mean=false"), alpha}) {
    EXPECT_THAT(note, HasSubstr(part + '\0'));
  }
  EXPECT_THAT(NoteOf(Applied("c")), HasSubstr("--alpha=0.05"));
}

TEST(Model, OfACheckpointIsNoOther) {
  TrainSettings settings = Applied("--model cbow");
  settings.resume = "kept";
  EXPECT_NO_THROW(RequireSameModel(settings, Architecture::kCbow));
  try {
    RequireSameModel(settings, Architecture::kSkipGram);
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kUsage);
    EXPECT_STREQ(error.what(),
                 "hogvec train: kept: created with --model skipgram; cannot resume with --model "
                 "cbow");
  }
}

using Configuration = std::map<std::string, std::string>;

const Configuration kOfCbow = {
    {"model", "cbow"}, {"cbow-update", "word2vec"}, {"cbow-mean", "true"}, {"alpha", "0.03"}};
const Configuration kOfSkipGram = {{"alpha", "0.03"}, {"window", "5"}};

TrainSettings GoneOnWith(const Configuration& model, const std::string& line) {
  TrainSettings settings = Applied(line);
  TakeOptionsOf("model", model, settings);
  CheckTogether(settings.train);
  return settings;
}

TEST(Model, GoesOnAsItIs) {
  const TrainSettings cbow = GoneOnWith(kOfCbow, "c");
  EXPECT_EQ(cbow.train.architecture, Architecture::kCbow);
  EXPECT_EQ(cbow.train.cbow_update, CbowUpdate::kWord2vec);
  EXPECT_EQ(cbow.train.alpha, 0.03);
  EXPECT_THAT(cbow.of_model, ElementsAre("--model cbow", "--cbow-update word2vec", "--alpha 0.03"));
  const TrainSettings skipgram = GoneOnWith(kOfSkipGram, "c");
  EXPECT_EQ(skipgram.train.architecture, Architecture::kSkipGram);
  EXPECT_THAT(skipgram.of_model, ElementsAre("--alpha 0.03"));
}

// fastText's .bin has neither a rate nor an update.
TEST(Model, GoesOnByItsDefaultsWhereItSaysNoMore) {
  const TrainSettings cbow = GoneOnWith({{"model", "cbow"}}, "c");
  EXPECT_EQ(cbow.train.architecture, Architecture::kCbow);
  EXPECT_EQ(AlphaOf(cbow.train), DefaultAlpha(cbow.train));
  EXPECT_THAT(cbow.of_model, ElementsAre("--model cbow"));
}

TEST(Model, ThatIsUnknownCanNotGoOn) {
  try {
    GoneOnWith({{"model", "glove"}}, "c");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kMalformed);
    EXPECT_THAT(error.what(),
                HasSubstr("was trained with --model glove, which can't be used here"));
  }
}

// At the rate of what it is now, not of what it was.
TEST(Model, GoesOnAsAnotherIfThatIsGiven) {
  const TrainSettings cbow = GoneOnWith(kOfSkipGram, "-cbow 1");
  EXPECT_EQ(cbow.train.architecture, Architecture::kCbow);
  EXPECT_EQ(cbow.train.alpha, std::nullopt);
  EXPECT_THAT(cbow.unlike_model, ElementsAre("--model cbow instead of its --model skipgram"));
  EXPECT_THAT(cbow.of_model, IsEmpty());
  const TrainSettings skipgram = GoneOnWith(kOfCbow, "--model skipgram --alpha 0.01");
  EXPECT_EQ(skipgram.train.architecture, Architecture::kSkipGram);
  EXPECT_EQ(skipgram.train.cbow_update, CbowUpdate::kCorrected);
  EXPECT_THAT(skipgram.unlike_model, ElementsAre("--model skipgram instead of its --model cbow",
                                                 "--alpha 0.01 instead of its --alpha 0.03"));
  const TrainSettings sum = GoneOnWith(kOfCbow, "--cbow-mean 0");
  EXPECT_EQ(sum.train.architecture, Architecture::kCbow);
  EXPECT_EQ(sum.train.cbow_update, CbowUpdate::kWord2vec);
  EXPECT_EQ(sum.train.alpha, std::nullopt) << "a sum learns at another rate";
}

TEST(Model, IsInTheSummary) {
  RunReport report;
  report.training.validation = {{.loss = 2.5, .pairs = 1}};
  report.training.epochs = report.training.kept_epoch = 1;
  const auto text = [&](const char* line) { return SummaryText(Applied(line), report); };
  EXPECT_THAT(text("c"), HasSubstr("model     skip-gram, learning rate 0.05\n"));
  EXPECT_THAT(text("c"), HasSubstr("2.5000 per pair after epoch 1"));
  const TrainOptions cbow{.architecture = Architecture::kCbow};
  EXPECT_THAT(text("-cbow 1"),
              HasSubstr(fmt::format("model     CBOW, learning rate {:g}\n", DefaultAlpha(cbow))));
  EXPECT_THAT(text("-cbow 1"), HasSubstr("2.5000 per window after epoch 1"));
  EXPECT_THAT(text("-cbow 1"), Not(HasSubstr("per pair")));
  EXPECT_THAT(text("-cbow 1 --cbow-update word2vec"), HasSubstr("CBOW, updated as in word2vec,"));
  EXPECT_THAT(text("-cbow 1 --cbow-mean 0"), HasSubstr("CBOW of sums,"));
}

TEST(Model, IsInTheSummaryForPrograms) {
  const auto options = [](const char* line) {
    return nlohmann::json::parse(SummaryJson(Applied(line), {}))["options"];
  };
  const auto skipgram = options("c"), cbow = options("--sg 0 --cbow-mean 0");
  EXPECT_EQ(skipgram["model"], "skipgram");
  EXPECT_EQ(skipgram["alpha"], 0.05);
  EXPECT_EQ(skipgram["cbow-update"], "");
  EXPECT_TRUE(skipgram["cbow-mean"].is_null());
  EXPECT_EQ(cbow["model"], "cbow");
  EXPECT_EQ(cbow["cbow-update"], "corrected");
  EXPECT_EQ(cbow["cbow-mean"], false);
  EXPECT_EQ(cbow["alpha"], DefaultAlpha({.architecture = Architecture::kCbow, .cbow_mean = false}));
}

TEST(Model, IsInTheHelpWithTheRateOfEach) {
  TrainSettings settings;
  OptionTable table("hogvec train");
  AddTrainOptions(table, settings);
  std::string words;  // however they are broken into lines
  for (const std::string& word : WordsOf(table.Help())) words += word + ' ';
  EXPECT_THAT(words, HasSubstr(fmt::format("[{:g}; {:g} for cbow]", DefaultAlpha({}),
                                           DefaultAlpha({.architecture = Architecture::kCbow}))));
  std::map<std::string, std::vector<std::string>> choices;
  for (const auto& option : table.Descriptions()) choices[option.name] = option.choices;
  EXPECT_THAT(choices["model"], ElementsAre("skipgram", "cbow"));
  EXPECT_THAT(choices["cbow-update"], ElementsAre("corrected", "word2vec"));
  EXPECT_THAT(choices["cbow-mean"], ElementsAre("true", "false"));
}

}  // namespace
}  // namespace hogvec
