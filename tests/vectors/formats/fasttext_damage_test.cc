// Files of fastText cut after every byte and with every bit flipped: refused, or read as the file
// that they then are; never a crash, and never more memory than the file is worth.
#include <gmock/gmock.h>

#include <string>

#include "base/memory.h"
#include "vectors/fasttext_files.h"
#include "vectors/vector_files.h"

namespace hogvec {
namespace {

using testing::FastTextFile;
using testing::QuantisedRows;
using testing::TempFolder;

struct Damaged {
  const char* name;
  FastTextFile file;
};

std::ostream& operator<<(std::ostream& out, const Damaged& damaged) { return out << damaged.name; }

const Damaged kFiles[] = {{"dense", {}},
                          {"old", {.version = FastTextFile::kNoMagic}},
                          {"quantised",
                           {.dim = 3,
                            .kept = {{3, 0}, {1, 1}},
                            .pruned = 2,
                            .quantised_input = QuantisedRows::Of(4, 3, true),
                            .quantised_output = QuantisedRows::Of(2, 3, false)}}};

class FastTextDamage : public ::testing::TestWithParam<Damaged> {
 protected:
  // Whether it is read; what is thrown must be one line about the file.
  bool Accepts(std::string_view content, bool lenient = false) const {
    const auto path = folder_.Write("v", content);
    try {
      const WordVectors read = ReadVectors(path, {.lenient = lenient, .with_output = true});
      EXPECT_LE(read.words.size(), 2u);
      EXPECT_LE(read.table.dim(), 3u);
      return true;
    } catch (const Error& error) {
      const std::string message = error.what();
      EXPECT_EQ(error.kind(), ErrorKind::kMalformed) << message;
      EXPECT_EQ(message.find('\n'), std::string::npos) << message;
      EXPECT_TRUE(message.starts_with(path.string())) << message;
      return false;
    }
  }

  // Without its output a file is whole, and with or without the byte that says what follows.
  bool IsWholeAt(std::size_t size) const {
    FastTextFile file = GetParam().file;
    file.has_output = false;
    const std::size_t end = file.Bytes().size();
    return size == end || (size == end + 1 && file.version != FastTextFile::kNoMagic);
  }

  TempFolder folder_;
  std::string whole_ = GetParam().file.Bytes();
  std::uint64_t before_ = PeakResidentBytes();
};

TEST_P(FastTextDamage, ByACutIsSeen) {
  const std::size_t step = whole_.size() > 1000 ? 7 : 1;
  for (std::size_t size = 0; size < whole_.size(); size += step) {
    EXPECT_EQ(Accepts(std::string_view(whole_).substr(0, size)), IsWholeAt(size)) << size;
  }
  EXPECT_TRUE(Accepts(whole_));
}

// The bytes up to the first word: only numbers that do not change the shape may be any.
TEST_P(FastTextDamage, ByAFlippedBitOfTheHeadIsNoOtherShape) {
  for (std::size_t bit = 0; bit < 8 * 92; ++bit) {
    std::string changed = whole_;
    changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << bit % 8));
    const bool strictly = Accepts(changed);
    EXPECT_TRUE(Accepts(changed, true) || !strictly) << bit;
  }
  constexpr std::uint64_t kMostMemory = std::uint64_t{64} << 20;
  EXPECT_LE(PeakResidentBytes(), before_ + kMostMemory);
}

TEST_P(FastTextDamage, ByAFlippedBitOfTheRestIsNoCrash) {
  for (std::size_t at = 92; at < whole_.size(); ++at) {
    if (at > 300 && at % 101 != 0) continue;  // the pieces of a quantised matrix
    std::string changed = whole_;
    changed[at] = static_cast<char>(changed[at] ^ (1 << at % 8));
    Accepts(changed);
  }
}

INSTANTIATE_TEST_SUITE_P(Files, FastTextDamage, ::testing::ValuesIn(kFiles));

}  // namespace
}  // namespace hogvec
