// Runs whose corpus is handed in, sentence by sentence.
#include "hogvec/sentences.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <array>
#include <functional>
#include <sstream>
#include <stdexcept>
#include <stop_token>
#include <string>
#include <vector>

#include "base/memory.h"
#include "support/sanitized.h"
#include "support/sentences.h"
#include "support/temp_folder.h"
#include "support/training.h"

namespace hogvec {
namespace {

using ::testing::HasSubstr;
using testing::RowsOf;

std::vector<std::vector<std::string>> LinesOf(const std::string& text) {
  std::vector<std::vector<std::string>> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) {
    std::istringstream words(line);
    lines.emplace_back();
    for (std::string word; words >> word;) lines.back().push_back(word);
  }
  return lines;
}

// Makes each sentence when it is asked for: w0 ... w999, ten to a sentence.
class Generated : public SentenceSource {
 public:
  explicit Generated(std::size_t sentences) : left_(sentences) {}
  bool Next(std::vector<std::string_view>& words) override {
    if (left_-- == 0) return false;
    for (std::string& word : words_) {
      state_ = state_ * 6364136223846793005u + 1442695040888963407u;
      word = fmt::format("w{}", (state_ >> 33) % 1000);
      words.emplace_back(word);
    }
    return true;
  }

 private:
  std::size_t left_;
  std::uint64_t state_ = 1;
  std::array<std::string, 10> words_;
};

class Failing : public SentenceSource {
 public:
  bool Next(std::vector<std::string_view>&) override { throw std::out_of_range("no more rows"); }
};

class SentencesRun : public ::testing::Test {
 protected:
  SentencesRun() {
    options_.dim = 12;
    options_.threads = 1;
  }

  TrainResult Run(SentenceSource& sentences, const RunControl& control = {}) {
    ingest_.sentences = &sentences;
    TrainObserver silent;
    return Train(ingest_, options_, silent, control);
  }

  testing::TempFolder folder_;
  IngestOptions ingest_;
  TrainOptions options_;
};

TEST_F(SentencesRun, LearnsWhatAFileOfTheSameTextTeaches) {
  const std::string text = testing::RandomLines(600, 60, 1);
  const TrainResult file = testing::TrainQuietly(folder_.Write("text", text), options_);
  testing::Sentences sentences(LinesOf(text));
  const TrainResult memory = Run(sentences);
  EXPECT_EQ(memory.summary.tokens, file.summary.tokens);
  EXPECT_EQ(memory.summary.lines, file.summary.lines);
  EXPECT_EQ(RowsOf(memory.input), RowsOf(file.input)) << "one block each, so the same draws";
}

// All epochs of 40 MB of ids in 1 MB of memory for them, and the rest of the model.
TEST_F(SentencesRun, ReadsItsSourceOnceInConstantMemory) {
  ingest_.token_memory = 1 << 20;
  options_.epochs = 1;
  options_.negative = 1;
  options_.window = 1;
  Generated sentences(1'000'000);
  const std::uint64_t before = ResidentBytes();
  const TrainResult result = Run(sentences);
  EXPECT_EQ(result.summary.tokens, 10'000'000u);
  EXPECT_EQ(result.summary.trained, 10'000'000u);
  EXPECT_GT(result.summary.token_bytes_spilled, 40'000'000u);
  if (testing::kSanitized) return;
  EXPECT_LT(PeakResidentBytes(), before + (24u << 20));
}

TEST_F(SentencesRun, KeepsWordsWithWhiteSpace) {
  std::vector<std::vector<std::string>> baskets(50, {"red wine", "blue cheese", "bread"});
  testing::Sentences sentences(baskets);
  EXPECT_TRUE(Run(sentences).vocabulary.Find("red wine"));
}

TEST_F(SentencesRun, GoesOnWithTheSameSentencesOnly) {
  const auto lines = LinesOf(testing::RandomLines(600, 60, 1));
  RunControl control{.checkpoints = {.folder = folder_.path() / "kept"}};
  testing::Sentences first(lines), again(lines);
  const TrainResult whole = Run(first, control);
  control.checkpoints.resume = true;
  EXPECT_EQ(RowsOf(Run(again, control).input), RowsOf(whole.input));
  testing::Sentences other(LinesOf(testing::RandomLines(600, 60, 2)));
  EXPECT_THROW(Run(other, control), Error);
}

TEST_F(SentencesRun, PassesOnWhatTheSourceThrows) {
  Failing failing;
  EXPECT_THROW(Run(failing), std::out_of_range);
}

TEST_F(SentencesRun, SaysWhatItCantWorkWith) {
  const auto error_of = [&](const std::function<void()>& change) {
    const IngestOptions before = ingest_;
    change();
    testing::Sentences sentences(std::vector<std::vector<std::string>>{{"a", "b"}});
    std::string error = "none";
    try {
      Run(sentences);
    } catch (const Error& thrown) {
      error = thrown.what();
    }
    ingest_ = before;
    return error;
  };
  EXPECT_THAT(error_of([&] { ingest_.text.lowercase = true; }), HasSubstr("rules of text"));
  EXPECT_THAT(error_of([&] { ingest_.corpus = {"x"}; }), HasSubstr("not both"));
  EXPECT_THAT(error_of([] {}), HasSubstr("the text: no word occurs 5 times"));
}

}  // namespace
}  // namespace hogvec
