// Files cut after every byte, with every bit flipped, and with every kind of header: refused with
// one line or read as something, but never a crash, and never more memory than the file is worth.
#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "base/memory.h"
#include "hogvec/vocabulary.h"
#include "io/file.h"
#include "vectors/vector_files.h"

namespace hogvec {
namespace {

using ::testing::Contains;
using testing::TempFolder;

// A sanitizer keeps what was freed, so its memory tells nothing.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr std::uint64_t kMostMemory = std::uint64_t{64} << 30;
#else
constexpr std::uint64_t kMostMemory = std::uint64_t{64} << 20;
#endif

// Whether `read(path)` takes the content; what it throws must be one line about the file.
template <typename Read>
bool Accepts(const TempFolder& folder, std::string_view content, const Read& read) {
  const auto path = folder.Write("v", content);
  try {
    read(path);
    return true;
  } catch (const Error& error) {
    const std::string message = error.what();
    EXPECT_EQ(error.kind(), ErrorKind::kMalformed) << message;
    EXPECT_EQ(message.find('\n'), std::string::npos) << message;
    EXPECT_TRUE(message.starts_with(path.string())) << message;
    return false;
  }
}

bool AcceptsVectors(const TempFolder& folder, std::string_view content) {
  const bool strictly = Accepts(folder, content, [](const auto& path) { ReadVectors(path); });
  const bool leniently =
      Accepts(folder, content, [](const auto& path) { ReadVectors(path, {.lenient = true}); });
  EXPECT_TRUE(leniently || !strictly);
  Accepts(folder, content, [](const auto& path) { InspectVectors(path); });
  return strictly;
}

class Damage : public ::testing::TestWithParam<const char*> {
 protected:
  TempFolder folder_;
  std::string whole_ = ReadWholeFile(std::filesystem::path(HOGVEC_GOLDEN) / GetParam());
  std::uint64_t before_ = PeakResidentBytes();
};

// A whole file but for its last newline, or the spaces before it, is whole; GloVe's text has no
// header, so there the lines up to any end are a file.
TEST_P(Damage, ByACutIsSeen) {
  const bool glove = std::string(GetParam()) == "glove.txt";
  for (std::size_t size = 0; size < whole_.size(); ++size) {
    const bool accepted = AcceptsVectors(folder_, std::string_view(whole_).substr(0, size));
    const bool only_blanks_cut = whole_.find_first_not_of(" \r\n", size) == std::string::npos;
    const bool whole_lines =
        glove && size > 0 && (whole_[size - 1] == '\n' || whole_[size] == '\n');
    const bool last_digits_cut = whole_.find_first_of(" \n", size) >= whole_.size() - 2;
    EXPECT_TRUE(!accepted || only_blanks_cut || last_digits_cut || glove) << size;
    EXPECT_TRUE(accepted || !(only_blanks_cut || whole_lines)) << size;
  }
  EXPECT_LE(PeakResidentBytes(), before_ + kMostMemory);
}

TEST_P(Damage, ByAFlippedBitIsNoCrash) {
  for (std::size_t bit = 0; bit < 8 * whole_.size(); ++bit) {
    std::string changed = whole_;
    changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << bit % 8));
    AcceptsVectors(folder_, changed);
  }
  EXPECT_LE(PeakResidentBytes(), before_ + kMostMemory);
}

TEST_P(Damage, ByAMissingByteIsNoCrash) {
  for (std::size_t at = 0; at < whole_.size(); ++at) {
    AcceptsVectors(folder_, whole_.substr(0, at) + whole_.substr(at + 1));
  }
}

INSTANTIATE_TEST_SUITE_P(GoldenFiles, Damage,
                         ::testing::Values("hogvec.bin", "hogvec.txt", "word2vec_c.bin",
                                           "word2vec_c.txt", "gensim.bin", "gensim.txt",
                                           "fasttext.vec", "glove.txt"));

TEST(Header, OfAnyNumbersTakesNoMemory) {
  const std::vector<std::string> numbers{"",
                                         "-1",
                                         "0",
                                         "+5",
                                         "007",
                                         "1e3",
                                         "0x10",
                                         "2147483647",
                                         "2147483648",
                                         "4294967296",
                                         "9223372036854775807",
                                         "9223372036854775808",
                                         "18446744073709551616",
                                         "4611686018427387905",
                                         std::string(30, '9')};
  const TempFolder folder;
  const std::uint64_t before = PeakResidentBytes();
  for (const std::string& rows : numbers) {
    for (const std::string& dim : numbers) {
      for (const char* const body : {"", "a 1 2\n", "a \x01\x02\x03\x04\n", "\n\n\n"}) {
        EXPECT_FALSE(AcceptsVectors(folder, rows + " " + dim + "\n" + body)) << rows << " " << dim;
      }
    }
  }
  EXPECT_LE(PeakResidentBytes(), before + kMostMemory);
}

TEST(VocabularyFile, DamagedIsNoCrash) {
  const TempFolder folder;
  const std::string whole = "</s> 0\nthe 1061396\nof 593677\n\xc3\xa9t\xc3\xa9 12\nb\ta 7\n";
  const auto load = [](const auto& path) {
    PruneReport report;
    LoadVocabulary(path, {}, report);
  };
  std::vector<std::size_t> accepted;
  for (std::size_t size = 0; size <= whole.size(); ++size) {
    if (Accepts(folder, whole.substr(0, size), load)) accepted.push_back(size);
  }
  EXPECT_THAT(accepted, Contains(0));
  for (std::size_t bit = 0; bit < 8 * whole.size(); ++bit) {
    std::string changed = whole;
    changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << bit % 8));
    Accepts(folder, changed, load);
  }
}

}  // namespace
}  // namespace hogvec
