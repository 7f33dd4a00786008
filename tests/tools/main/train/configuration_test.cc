#include "main/train/configuration.h"

#include <gmock/gmock.h>

#include "hogvec/error.h"
#include "support/temp_folder.h"

namespace hogvec {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using testing::TempFolder;

std::vector<std::string> Arguments(std::string_view content) {
  const TempFolder folder;
  return ArgumentsIn(folder.Write("run.ini", content));
}

std::string Refusal(std::string_view content) {
  try {
    Arguments(content);
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kMalformed);
    const std::string message = error.what();
    return message.substr(message.find("run.ini"));
  }
  return "no error";
}

TEST(Configuration, IsReadAsArguments) {
  EXPECT_THAT(Arguments("# a comment\n[train]\n dim = 50 \r\nlowercase=true\nforce = false\n"
                        "; more\ninput = a text.txt\noutput=v.bin\n"),
              ElementsAre("--dim=50", "--lowercase=true", "--force=false", "--input=a text.txt",
                          "--output=v.bin"));
  EXPECT_THAT(Arguments(""), IsEmpty());
}

TEST(Configuration, NamesTheLineOfAMistake) {
  EXPECT_EQ(Refusal("dim = 5\ndims = 5\n"),
            "run.ini:2: expected an option of 'hogvec train', found 'dims'");
  EXPECT_EQ(Refusal("dim\n"), "run.ini:1: expected 'option = value', found 'dim'");
  EXPECT_EQ(Refusal("lowercase = yes\n"),
            "run.ini:1: expected 'true' or 'false' for lowercase, found 'yes'");
  EXPECT_EQ(Refusal("\ndim = many\n"),
            "run.ini:2: hogvec train: --dim takes a whole number, not 'many'");
  EXPECT_THAT(Refusal("config = other.ini\n"), HasSubstr("found 'config'"));
  EXPECT_THAT(Refusal("[export]\n"), HasSubstr("found '[export]'"));
}

TrainSettings Unusual() {
  TrainSettings settings;
  settings.ingest.corpus = {"a.txt", "b c.txt"};
  settings.ingest.text.lowercase = true;
  settings.ingest.text.sentence = 12;
  settings.train.dim = 7;
  settings.train.alpha = 0.1 / 3;
  settings.output = "v.bin";
  settings.format = VectorFormat::kGlove;
  return settings;
}

TEST(Configuration, PrintedIsReadBack) {
  TrainSettings read;
  OptionTable table("hogvec train");
  AddTrainOptions(table, read);
  EXPECT_THAT(table.Parse(Arguments(ConfigurationText(Unusual()))), IsEmpty());
  EXPECT_EQ(ConfigurationText(read), ConfigurationText(Unusual()));
  EXPECT_EQ(read.train.alpha, 0.1 / 3);
  EXPECT_EQ(read.ingest.text, Unusual().ingest.text);
  EXPECT_EQ(read.ingest.corpus, Unusual().ingest.corpus);
  EXPECT_EQ(read.format, VectorFormat::kGlove);
}

// What is printed is what a run takes, so the printed file must not say what it would refuse.
TEST(Configuration, PrintedSaysNothingThatIsNotUsed) {
  TrainSettings settings;
  EXPECT_THAT(ConfigurationText(settings), Not(HasSubstr("checkpoint-every")));
  settings.checkpoint = "kept";
  EXPECT_THAT(ConfigurationText(settings), HasSubstr("checkpoint-every = 600000ms\n"));
}

TEST(Configuration, OfAModelIsWhatMadeTheVectors) {
  const auto configuration = ConfigurationOf(Unusual());
  EXPECT_EQ(configuration.at("dim"), "7");
  EXPECT_EQ(configuration.at("lowercase"), "true");
  EXPECT_FALSE(configuration.contains("output"));
}

}  // namespace
}  // namespace hogvec
