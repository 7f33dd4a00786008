#include "hogvec/mapped_vectors.h"

#include <gmock/gmock.h>

#include "base/memory.h"
#include "io/file.h"
#include "support/sanitized.h"
#include "vectors/vector_files.h"

namespace hogvec {
namespace {

using testing::Rows;
using testing::TempFolder;

const Rows kRows = {{"the", {1, 2, 3}}, {"of", {4, 5, 6}}, {"a", {7, 8, 9}}, {"and", {0, -1, -2}}};

std::filesystem::path Write(const TempFolder& folder, NumberType type = NumberType::kFloat32) {
  const auto path = folder.path() / "m.safetensors";
  const WordVectors vectors = testing::ToVectors(kRows);
  WriteVectors(path, {.format = VectorFormat::kSafetensors, .type = type},
               {.words = vectors.words, .table = vectors.table});
  return path;
}

TEST(MappedVectors, GivesWordsAndRows) {
  const TempFolder folder;
  const MappedVectors vectors(Write(folder));
  ASSERT_EQ(vectors.size(), kRows.size());
  ASSERT_EQ(vectors.dim(), 3u);
  for (std::size_t i = 0; i < kRows.size(); ++i) {
    EXPECT_EQ(vectors.Word(ToWordId(i)), kRows[i].first);
    EXPECT_TRUE(std::ranges::equal(vectors.Row(ToWordId(i)), kRows[i].second));
    EXPECT_EQ(vectors.Find(kRows[i].first), ToWordId(i));
  }
  for (const char* unknown : {"", "b", "zebra", "an"}) EXPECT_FALSE(vectors.Find(unknown));
}

TEST(MapIfPossible, LeavesOtherFilesToBeRead) {
  const TempFolder folder;
  EXPECT_TRUE(MapIfPossible(Write(folder)));
  EXPECT_FALSE(MapIfPossible(Write(folder, NumberType::kFloat16)));
  EXPECT_FALSE(MapIfPossible(folder.Write("text", "1 2\na 1 2\n")));
  EXPECT_FALSE(MapIfPossible("/dev/null"));
  EXPECT_FALSE(MapIfPossible(folder.path() / "absent"));
}

TEST(MappedVectors, KnowsCountsWhereTheFileDoes) {
  const TempFolder folder;
  EXPECT_TRUE(MappedVectors(Write(folder)).Counts().empty());
  const WordVectors vectors = testing::ToVectors(kRows);
  const std::vector<std::uint64_t> counts{9, 7, 7, 1};
  const auto path = folder.path() / "counted.safetensors";
  WriteVectors(path, {.format = VectorFormat::kSafetensors},
               {.words = vectors.words, .table = vectors.table, .counts = counts});
  EXPECT_EQ(MappedVectors(path).Counts(), counts);
}

constexpr NgramOptions kTrigrams{.min_n = 3, .max_n = 3, .buckets = 1000};

// N-grams of "word" and "cord", two of which share a row.
Subwords SomeNgrams(bool only_known) {
  std::vector<std::uint32_t> buckets;
  for (const char* ngram : {"<wo", "ord", "rd>", "<co"}) {
    buckets.push_back(HashOfNgram(ngram) % kTrigrams.buckets);
  }
  std::ranges::sort(buckets);
  EmbeddingTable table(3, 3);
  for (std::size_t i = 0; i < 9; ++i) table.Row(ToRowId(i / 3))[i % 3] = static_cast<float>(i);
  return {kTrigrams, std::move(buckets), {2, 0, 2, 1}, std::move(table), only_known};
}

std::filesystem::path WriteWithNgrams(const TempFolder& folder, const Subwords& subwords) {
  const auto path = folder.path() / "n.safetensors";
  const WordVectors vectors = testing::ToVectors(kRows);
  WriteVectors(path, {.format = VectorFormat::kSafetensors},
               {.words = vectors.words,
                .table = vectors.table,
                .configuration = {{"dim", "3"}},
                .subwords = &subwords});
  return path;
}

TEST(MappedVectors, ComposesWordsOfTheirNgrams) {
  const TempFolder folder;
  for (const bool only_known : {false, true}) {
    const Subwords subwords = SomeNgrams(only_known);
    const MappedVectors mapped(WriteWithNgrams(folder, subwords));
    EXPECT_EQ(mapped.ngrams(), kTrigrams);
    for (const char* word : {"word", "cord", "words", "sword", "x", "", "</s>"}) {
      std::vector<float> vector(3), expected(3);
      EXPECT_EQ(mapped.Compose(word, vector), subwords.view().Compose(word, expected));
      EXPECT_EQ(vector, expected) << word;
    }
  }
}

TEST(MappedVectors, ComposesNothingWhereTheFileHasNoNgrams) {
  const TempFolder folder;
  const MappedVectors mapped(Write(folder));
  std::vector<float> vector{1, 1, 1};
  EXPECT_FALSE(mapped.ngrams());
  EXPECT_EQ(mapped.Compose("word", vector), 0u);
  EXPECT_EQ(vector, std::vector<float>(3));
}

TEST(MappedVectors, KnowsTheOptionsOfTheTraining) {
  const TempFolder folder;
  const std::map<std::string, std::string> expected{
      {"dim", "3"}, {"minn", "3"}, {"maxn", "3"}, {"buckets", "1000"}};
  EXPECT_EQ(MappedVectors(WriteWithNgrams(folder, SomeNgrams(false))).configuration(), expected);
  EXPECT_TRUE(MappedVectors(Write(folder)).configuration().empty());
}

TEST(MappedVectors, RefusesWhatItCanNotMap) {
  const TempFolder folder;
  EXPECT_THROW(MappedVectors(folder.path() / "missing"), Error);
  EXPECT_THROW(MappedVectors(folder.Write("empty", "")), Error);
  EXPECT_THROW(MappedVectors(folder.Write("text", "1 1\na 1\n")), Error);
  EXPECT_THROW(MappedVectors(Write(folder, NumberType::kFloat16)), Error);
}

// What is refused is refused in one line, as malformed.
template <typename Look>
void UnlessRefused(const Look& look) {
  try {
    look();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kMalformed) << error.what();
    EXPECT_EQ(std::string_view(error.what()).find('\n'), std::string_view::npos);
  }
}

// Calls look(content) with the content cut after every byte, and with every bit flipped.
template <typename Look>
void Damage(const std::string& whole, const Look& look) {
  for (std::size_t at = 0; at < whole.size(); ++at) {
    look(std::string_view(whole).substr(0, at));
    for (int bit = 0; bit < 8; ++bit) {
      std::string changed = whole;
      changed[at] = static_cast<char>(changed[at] ^ (1 << bit));
      look(changed);
    }
  }
}

void LookAtAll(const std::filesystem::path& path) {
  const MappedVectors vectors(path);
  for (const auto& row : kRows) vectors.Find(row.first);
  for (std::size_t i = 0; i < vectors.size(); ++i) {
    vectors.Word(ToWordId(i));
    EXPECT_EQ(vectors.Row(ToWordId(i)).size(), vectors.dim());
  }
  vectors.Counts();
  std::vector<float> vector(vectors.dim());
  for (const char* word : {"word", "cord", "a"}) vectors.Compose(word, vector);
}

// The checksum is not looked at, so damage may show as other words or rows, but as nothing worse.
TEST(MappedVectors, BearsDamage) {
  const TempFolder folder;
  Damage(ReadWholeFile(Write(folder)), [&](std::string_view content) {
    UnlessRefused([&] { LookAtAll(folder.Write("damaged", content)); });
  });
}

// Without its checksum, so that damage gets as far as the arrays when the file is read, too.
TEST(MappedVectors, BearsDamageToNgramsAsReadersDo) {
  const TempFolder folder;
  std::string whole = ReadWholeFile(WriteWithNgrams(folder, SomeNgrams(false)));
  whole.replace(whole.find("checksum"), 8, "checkbum");
  EXPECT_TRUE(ReadVectors(folder.Write("whole", whole)).subwords);
  const std::uint64_t before = PeakResidentBytes();
  Damage(whole, [&](std::string_view content) {
    const auto path = folder.Write("damaged", content);
    UnlessRefused([&] { LookAtAll(path); });
    UnlessRefused([&] { ReadVectors(path); });
    UnlessRefused([&] { ReadVectors(path, {.lenient = true}); });
    UnlessRefused([&] { InspectVectors(path); });
  });
  if (!testing::kSanitized) {
    EXPECT_LE(PeakResidentBytes(), before + (std::uint64_t{64} << 20));
  }
}

}  // namespace
}  // namespace hogvec
