// That its steps make the right words is held by doors/tokenizer_test.py.
#include "vectors/formats/tokenizer_json.h"

#include <gtest/gtest.h>

#include "io/file.h"
#include "vectors/vector_files.h"

namespace hogvec {
namespace {

using Options = std::map<std::string, std::string>;

WordVectors VectorsOf(const std::string& word) {
  return testing::ToVectors({{"the", {1}}, {word, {2}}});
}

// The file for two words, up to its model.
std::string Steps(const std::string& word, const Options& options) {
  const testing::TempFolder folder;
  const WordVectors vectors = VectorsOf(word);
  const auto path = folder.path() / "tokenizer.json";
  WriteTokenizer(path, {.words = vectors.words, .table = vectors.table, .configuration = options});
  const std::string text = ReadWholeFile(path);
  const std::size_t begin = text.find("\"normalizer\"");
  return text.substr(begin, text.find(",\"post_processor\"") - begin);
}

std::size_t Sentences(const std::string& word, const std::string& split) {
  const WordVectors vectors = VectorsOf(word);
  return NotCarried(
             VectorFormat::kHuggingFace,
             {.words = vectors.words, .table = vectors.table, .configuration = {{"split", split}}})
      .size();
}

TEST(TokenizerJson, HasTheStepsThatItNeeds) {
  const std::string plain = R"("pre_tokenizer":{"type":"WhitespaceSplit"})";
  EXPECT_EQ(Steps("cat", {}), R"("normalizer":null,)" + plain);
  EXPECT_EQ(Steps("cat", {{"lowercase", "true"}}), R"("normalizer":{"type":"Lowercase"},)" + plain);
  EXPECT_EQ(Steps("cat", {{"nfc", "true"}}), R"("normalizer":{"type":"NFC"},)" + plain);
  EXPECT_EQ(Steps("cat", {{"lowercase", "true"}, {"digits", "zero"}}),
            R"("normalizer":{"type":"Sequence","normalizers":[{"type":"Replace","pattern":)"
            R"({"Regex":"[0-9]"},"content":"0"},{"type":"Lowercase"}]},)" +
                plain);
  EXPECT_EQ(Steps("cat", {{"split", "ascii"}}),
            R"("normalizer":null,"pre_tokenizer":{"type":"Split","pattern":)"
            R"({"Regex":"[^A-Za-z0-9]+"},"behavior":"Removed","invert":false})");
}

TEST(TokenizerJson, KeepsWordsWithWhiteSpaceOfUnicodeTogether) {
  EXPECT_EQ(Steps("no\u00a0break", {}),
            R"("normalizer":null,"pre_tokenizer":{"type":"Split","pattern":)"
            R"({"Regex":"[\\t-\\r ]+"},"behavior":"Removed","invert":false})");
}

TEST(TokenizerJson, HasAnUnknownWordThatIsNoWord) {
  EXPECT_EQ(UnknownWord(VectorsOf("cat").words), "[UNK]");
  EXPECT_EQ(UnknownWord(VectorsOf("[UNK]").words), "[UNK2]");
}

TEST(TokenizerJson, SaysWhatItCantDo) {
  EXPECT_EQ(Sentences("\u559c\u6b22", "unicode"), 1u);
  EXPECT_EQ(Sentences("\u0e23\u0e31\u0e01", "unicode"), 1u);
  EXPECT_EQ(Sentences("\u559c\u6b22", "whitespace"), 0u);
  EXPECT_EQ(Sentences("caf\u00e9", "unicode"), 0u);
}

}  // namespace
}  // namespace hogvec
