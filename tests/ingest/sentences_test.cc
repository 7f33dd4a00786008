#include "ingest/sentences.h"

#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <vector>

#include "support/ingested.h"
#include "support/temp_folder.h"
#include "support/training.h"

namespace hogvec {
namespace {

using testing::Options;
using testing::RandomLines;
using testing::Read;
using testing::TempFolder;

TEST(Sentences, EndAsTold) {
  const TempFolder folder;
  IngestOptions options = Options(folder.Write("text", "a b\nc d\ne"));
  options.text.sentence = TextRules::kFiles;
  EXPECT_EQ(Read(options).text, "a b c d e ");
  options.text.sentence = 3;
  EXPECT_EQ(Read(options).text, "a b c \nd e ");
}

// The words of texts that a vocabulary has, a line end behind every so many of each text.
std::string EndedPlainly(const std::vector<std::string>& texts, const Vocabulary& vocabulary,
                         std::size_t sentence, std::uint64_t& sentences) {
  std::string ended;
  sentences = 0;
  for (const std::string& text : texts) {
    std::istringstream words(text);
    std::size_t count = 0;
    for (std::string word; words >> word;) {
      if (!vocabulary.Find(word)) continue;
      sentences += count % sentence == 0 ? 1 : 0;
      ended += word + (++count % sentence == 0 ? " \n" : " ");
    }
  }
  return ended;
}

// Sentences of so many kept words are the same however the text is cut, read and stored, and begin
// anew with each text.
TEST(Sentences, GoOnThroughEachText) {
  const TempFolder folder;
  const std::vector<std::string> texts = {RandomLines(400, 50, 3), "", RandomLines(300, 50, 4)};
  IngestOptions options = Options(folder.Write("0", texts[0]), 3);
  for (const char* name : {"1", "2"})
    options.corpus.push_back(folder.Write(name, texts[name[0] - '0']));
  for (options.text.sentence = 1; options.text.sentence < 5000; options.text.sentence *= 7) {
    options.read_vocab.clear();
    const Vocabulary vocabulary = Read(options).vocabulary;
    SaveVocabulary(vocabulary, folder.path() / "words");
    std::uint64_t sentences = 0;
    const std::string plain = EndedPlainly(texts, vocabulary, options.text.sentence, sentences);
    for (const std::size_t bytes : {1, 50, 333, 4000, 1 << 20}) {
      for (const std::uint64_t budget : {1 << 30, 3000}) {
        options.read_vocab = budget > 3000 ? "" : folder.path() / "words";
        options.block_bytes = bytes;
        options.threads = 1 + bytes % 4;
        const auto cut = Read(options, budget);
        ASSERT_EQ(cut.text, plain) << bytes << " bytes, " << options.text.sentence << " words";
        EXPECT_EQ(cut.lines, sentences);
      }
    }
  }
}

}  // namespace
}  // namespace hogvec
