#include "main/train/train_settings.h"

#include <gmock/gmock.h>

#include <cstdlib>
#include <sstream>

#include "hogvec/error.h"
#include "hogvec/kernels.h"
#include "support/temp_folder.h"

namespace hogvec {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class TrainSettingsTest : public ::testing::Test {
 protected:
  TrainSettingsTest() { AddTrainOptions(table_, settings_); }

  const TrainSettings& Parse(const std::string& line) {
    std::istringstream words(line);
    std::vector<std::string> arguments;
    for (std::string word; words >> word;) arguments.push_back(word);
    for (const auto& word : table_.Parse(arguments)) settings_.ingest.corpus.emplace_back(word);
    return settings_;
  }

  std::string Complaint(const std::string& line) {
    try {
      Parse(line);
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::kUsage);
      return error.what();
    }
    return "none";
  }

  TrainSettings settings_;
  OptionTable table_{"hogvec train"};
};

TEST_F(TrainSettingsTest, EveryRuleForTextReachesItsPlace) {
  const TrainSettings& s = Parse(
      "- -o v.bin --lowercase --nfc --split unicode --digits spell --sentence 20 --stopwords w "
      "--invalid-utf8 drop --force");
  EXPECT_EQ(s.ingest.text, (TextRules{.lowercase = true,
                                      .nfc = true,
                                      .split = TextRules::Split::kUnicode,
                                      .digits = TextRules::Digits::kSpell,
                                      .invalid_utf8 = TextRules::InvalidUtf8::kDrop,
                                      .sentence = 20,
                                      .stopwords = "w"}));
  EXPECT_TRUE(s.ingest.take_binary);
  EXPECT_THAT(s.ingest.corpus, ElementsAre("-"));
}

TEST_F(TrainSettingsTest, RulesForTextSayWhatTheyTake) {
  EXPECT_EQ(Complaint("--split icu"),
            "hogvec train: --split takes 'whitespace', 'unicode' or 'ascii', not 'icu'");
  EXPECT_EQ(Complaint("--sentence 0"),
            "hogvec train: --sentence takes 'line', 'file' or a number of words, not '0'");
  for (const auto& [name, sentence] : std::map<std::string, std::size_t>{
           {"line", TextRules::kLines}, {"file", TextRules::kFiles}, {"7", 7}}) {
    EXPECT_EQ(Parse("--sentence=" + name).ingest.text.sentence, sentence);
    table_ = OptionTable("hogvec train");
    AddTrainOptions(table_, settings_);
  }
}

TEST_F(TrainSettingsTest, EveryOptionReachesItsPlace) {
  const TrainSettings& s = Parse(
      "a.txt b.txt -o v.bin --dim 1 --window 2 --negative 3 --sample 4 --epochs 5 --alpha 6 "
      "--ns-exponent 7 --threads 8 --seed 9 --negatives-shared none --deterministic --min-count 10 "
      "--max-vocab 11 --save-vocab s --read-vocab r --token-memory 12K --tmp-dir t --kernel atomic "
      "--format text --summary j --quiet --block-size 13M --help");
  EXPECT_THAT(s.ingest.corpus, ElementsAre("a.txt", "b.txt"));
  EXPECT_EQ(s.output, "v.bin");
  EXPECT_EQ(s.train.dim, 1u);
  EXPECT_EQ(s.train.window, 2u);
  EXPECT_EQ(s.train.negative, 3u);
  EXPECT_EQ(s.train.sample, 4);
  EXPECT_EQ(s.train.epochs, 5u);
  EXPECT_EQ(s.train.alpha, 6);
  EXPECT_EQ(s.train.ns_exponent, 7);
  EXPECT_EQ(s.train.threads, 8u);
  EXPECT_EQ(s.train.seed, 9u);
  EXPECT_EQ(s.train.sharing, NegativeSharing::kNone);
  EXPECT_TRUE(s.train.deterministic);
  EXPECT_EQ(s.train.kernel, "atomic");
  EXPECT_EQ(s.ingest.prune.min_count, 10u);
  EXPECT_EQ(s.ingest.prune.max_vocab, 11u);
  EXPECT_EQ(s.save_vocab, "s");
  EXPECT_EQ(s.ingest.read_vocab, "r");
  EXPECT_EQ(s.ingest.token_memory, 12u << 10);
  EXPECT_EQ(s.ingest.tmp_dir, "t");
  EXPECT_EQ(s.format, VectorFormat::kText);
  EXPECT_EQ(s.summary, "j");
  EXPECT_EQ(s.ingest.block_bytes, 13u << 20);
  EXPECT_TRUE(s.quiet);
  EXPECT_TRUE(s.help);
}

TEST_F(TrainSettingsTest, AWord2vecCommandWorksAsItStands) {
  const TrainSettings& s = Parse(
      "-train text8 -output v.bin -size 200 -window 8 -sample 1e-4 -negative 25 -hs 0 -binary 1 "
      "-cbow 0 -iter 15 -threads 20 -min-count 4 -alpha 0.025 -save-vocab v.txt -debug 2 "
      "-classes 0");
  EXPECT_THAT(s.ingest.corpus, ElementsAre("text8"));
  EXPECT_EQ(s.output, "v.bin");
  EXPECT_EQ(s.train.dim, 200u);
  EXPECT_EQ(s.train.window, 8u);
  EXPECT_EQ(s.train.sample, 1e-4);
  EXPECT_EQ(s.train.negative, 25u);
  EXPECT_EQ(s.train.epochs, 15u);
  EXPECT_EQ(s.train.threads, 20u);
  EXPECT_EQ(s.train.alpha, 0.025);
  EXPECT_EQ(s.ingest.prune.min_count, 4u);
  EXPECT_EQ(s.save_vocab, "v.txt");
  EXPECT_EQ(s.format, VectorFormat::kBinary);
}

TEST_F(TrainSettingsTest, AFastTextCommandWorksAsItStands) {
  const TrainSettings& s = Parse(
      "-input text8 -output v.vec -dim 10 -ws 3 -epoch 2 -minCount 7 -neg 9 -loss ns -minn 0 "
      "-maxn 0 -thread 4 -t 1e-4 -lr 0.1 -verbose 2 -lrUpdateRate 100 -wordNgrams 1");
  EXPECT_THAT(s.ingest.corpus, ElementsAre("text8"));
  EXPECT_EQ(s.train.dim, 10u);
  EXPECT_EQ(s.train.window, 3u);
  EXPECT_EQ(s.train.epochs, 2u);
  EXPECT_EQ(s.ingest.prune.min_count, 7u);
  EXPECT_EQ(s.train.negative, 9u);
  EXPECT_EQ(s.train.threads, 4u);
  EXPECT_EQ(s.train.sample, 1e-4);
  EXPECT_EQ(s.train.alpha, 0.1);
}

TEST_F(TrainSettingsTest, GensimNamesWork) {
  const TrainSettings& s = Parse(
      "--vector_size 10 --workers 3 --min_count 2 --ns_exponent 0.5 --sg 1 --max_final_vocab 9 "
      "--shrink_windows 0 --min_alpha 0.0001");
  EXPECT_EQ(s.train.dim, 10u);
  EXPECT_EQ(s.train.threads, 3u);
  EXPECT_EQ(s.ingest.prune.min_count, 2u);
  EXPECT_EQ(s.train.ns_exponent, 0.5);
  EXPECT_EQ(s.ingest.prune.max_vocab, 9u);
  EXPECT_FALSE(s.train.shrink_windows);
  EXPECT_EQ(s.train.min_alpha, 0.0001);
}

TEST_F(TrainSettingsTest, SeveralInputsMayBeNamed) {
  EXPECT_THAT(Parse("-train a --input b c").ingest.corpus, ElementsAre("a", "b", "c"));
}

TEST_F(TrainSettingsTest, RefusesInWordsWhatOthersCanDo) {
  for (const char* line : {"-hs 1", "-loss hs"}) {
    EXPECT_THAT(Complaint(line), HasSubstr("hogvec trains by negative sampling only; leave out --"))
        << line;
  }
  for (const char* line : {"-classes 5", "-wordNgrams 2"}) {
    EXPECT_THAT(Complaint(line), HasSubstr("hogvec trains vectors of words only")) << line;
  }
}

TrainSettings Applied(const std::string& line) {
  std::istringstream words(line);
  std::vector<std::string> arguments;
  for (std::string word; words >> word;) arguments.push_back(word);
  TrainSettings settings;
  ApplyArguments(arguments, settings);
  return settings;
}

TEST(Subwords, MayStandWithoutAValue) {
  EXPECT_EQ(Applied("c").train.subwords, SubwordLearning::kNone);
  EXPECT_EQ(Applied("--subwords c").train.subwords, SubwordLearning::kTrained);
  EXPECT_THAT(Applied("--subwords c").ingest.corpus, ElementsAre("c"));
  EXPECT_EQ(Applied("--subwords fit c").train.subwords, SubwordLearning::kFitted);
  EXPECT_EQ(Applied("c --subwords=none").train.subwords, SubwordLearning::kNone);
  EXPECT_EQ(Applied("c --subwords").train.subwords, SubwordLearning::kTrained);
}

TEST(Subwords, AreImpliedByTheSizesOfNgramsAsInFastText) {
  const TrainSettings sized = Applied("-minn 2 -maxn 5 -bucket 1000");
  EXPECT_EQ(sized.train.subwords, SubwordLearning::kTrained);
  EXPECT_EQ(sized.train.ngrams, (NgramOptions{2, 5, 1000}));
  EXPECT_EQ(Applied("--min_n 4 --max_n 4").train.ngrams, (NgramOptions{4, 4, 2'000'000}));
  EXPECT_EQ(Applied("-minn 0 -maxn 0 -bucket 0").train.subwords, SubwordLearning::kNone);
  EXPECT_EQ(Applied("-minn 0").train.ngrams.min_n, 1u) << "as fastText reads it";
  EXPECT_EQ(Applied("--maxn 5 --subwords fit").train.subwords, SubwordLearning::kFitted);
}

TEST(Subwords, MakeBinFastTexts) {
  EXPECT_EQ(FormatFor(Applied("c -o v.bin")), VectorFormat::kBinary);
  EXPECT_EQ(FormatFor(Applied("c -o v.bin --subwords")), VectorFormat::kFastText);
  EXPECT_EQ(FormatFor(Applied("c -o v.bin --subwords --format binary")), VectorFormat::kBinary);
}

TEST_F(TrainSettingsTest, RangesAreThoseOfTheLibraryAndNameTheValue) {
  for (const char* line :
       {"--dim 0", "--dim 1000001", "--window 0", "--negative 0", "--epochs 0", "--threads 4097",
        "--alpha 0", "--alpha -1", "--alpha inf", "--sample -1", "--sample nan",
        "--ns-exponent nan", "--ns-exponent 11", "--min-alpha -1", "--min-alpha nan",
        "--block-size 257M", "--block-size 15000000T"}) {
    settings_ = TrainSettings();
    const std::string option(line, std::string_view(line).find(' '));
    const std::string value = line + option.size() + 1;
    EXPECT_THAT(Complaint(line), HasSubstr(option + " must be ")) << line;
    EXPECT_THAT(Complaint(line), HasSubstr(", not '" + value + "'")) << line;
  }
}

TEST_F(TrainSettingsTest, KnowsTheKernelsOfThisMachine) {
  for (const auto name : KernelNames()) {
    EXPECT_EQ(Parse("--kernel " + std::string(name)).train.kernel, name);
  }
  EXPECT_THAT(Complaint("--kernel warp"), HasSubstr("--kernel takes one of "));
  EXPECT_THAT(Complaint("--kernel warp"), HasSubstr("atomic, not 'warp'"));
}

TEST(FormatFor, TheOptionDecidesThenTheSuffix) {
  EXPECT_EQ(FormatFor("c", std::nullopt, "v.bin"), VectorFormat::kBinary);
  EXPECT_EQ(FormatFor("c", std::nullopt, "v.txt"), VectorFormat::kText);
  EXPECT_EQ(FormatFor("c", std::nullopt, "v.vec"), VectorFormat::kText);
  EXPECT_EQ(FormatFor("c", VectorFormat::kText, "v.bin"), VectorFormat::kText);
  EXPECT_EQ(FormatFor("c", VectorFormat::kBinary, "v"), VectorFormat::kBinary);
}

TEST(FormatFor, NamesBothWaysWhereNothingDecides) {
  try {
    FormatFor("hogvec train", std::nullopt, "v.foo");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kUsage);
    EXPECT_THAT(error.what(), HasSubstr(".bin or .txt"));
    EXPECT_THAT(error.what(), HasSubstr("--format: text, binary, glove"));
  }
}

TEST(FormatFor, SaysOfAFolderThatItIsOne) {
  const testing::TempFolder folder;
  try {
    FormatFor("hogvec train", std::nullopt, folder.path());
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kCannotCreate);
    EXPECT_THAT(error.what(), HasSubstr("is a directory"));
  }
}

}  // namespace
}  // namespace hogvec
