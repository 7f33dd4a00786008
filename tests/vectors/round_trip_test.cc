#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <limits>

#include "vectors/vector_files.h"

namespace hogvec {
namespace {

using testing::Bits;
using testing::Rows;
using testing::TempFolder;
using testing::ToVectors;

Rows ThereAndBack(VectorFormat format, const Rows& rows) {
  const TempFolder folder;
  const WordVectors vectors = ToVectors(rows);
  WriteVectors(folder.path() / "v", format, vectors.words, vectors.table);
  EXPECT_EQ(OpenVectors(folder.path() / "v")->format(), format);
  return testing::ToRows(ReadVectors(folder.path() / "v"));
}

const std::vector<float> kEdges = {0.0f,
                                   -0.0f,
                                   std::numeric_limits<float>::denorm_min(),
                                   -std::numeric_limits<float>::denorm_min(),
                                   std::numeric_limits<float>::min(),
                                   std::nextafter(std::numeric_limits<float>::min(), 0.0f),
                                   std::numeric_limits<float>::max(),
                                   std::numeric_limits<float>::lowest(),
                                   std::numeric_limits<float>::epsilon(),
                                   0.1f,
                                   1.0f / 3,
                                   16777217.0f};

TEST(RoundTrip, KeepsEveryBitOfEdgeCases) {
  for (const auto format : {VectorFormat::kText, VectorFormat::kBinary}) {
    const Rows back = ThereAndBack(format, {{"edges", kEdges}});
    EXPECT_EQ(Bits(back[0].second), Bits(kEdges)) << FormatName(format);
  }
}

TEST(RoundTrip, KeepsOddWords) {
  const Rows rows = {{"\xc3\xa9t\xc3\xa9", {1}},
                     {"\x01", {2}},
                     {"\xff", {3}},
                     {"1", {4}},
                     {"nan", {5}},
                     {"-", {6}},
                     {"</s>", {7}}};
  EXPECT_EQ(ThereAndBack(VectorFormat::kText, rows), rows);
  EXPECT_EQ(ThereAndBack(VectorFormat::kBinary, rows), rows);
}

// Any float but NaN and infinity, every pattern of bits as likely as another.
rc::Gen<float> AnyFiniteFloat() {
  const auto any = rc::gen::map(rc::gen::resize(100, rc::gen::arbitrary<std::uint32_t>()),
                                [](std::uint32_t bits) { return std::bit_cast<float>(bits); });
  return rc::gen::suchThat(any, [](float value) { return std::isfinite(value); });
}

// Bytes that both formats carry in a word.
rc::Gen<std::string> AnyWord() {
  const auto byte = rc::gen::suchThat(rc::gen::arbitrary<char>(), [](char value) {
    return std::string_view(" \t\n\v\f\r").find(value) == std::string_view::npos;
  });
  return rc::gen::nonEmpty(rc::gen::container<std::string>(byte));
}

// At least four values a row: a file of fewer can be read in two ways (see src/vectors/README.md).
Rows AnyRows() {
  const auto dim = *rc::gen::inRange<std::size_t>(4, 40);
  const auto words = *rc::gen::nonEmpty(rc::gen::unique<std::vector<std::string>>(AnyWord()));
  Rows rows;
  for (const std::string& word : words) {
    rows.emplace_back(word, *rc::gen::container<std::vector<float>>(dim, AnyFiniteFloat()));
  }
  return rows;
}

void CheckSame(const Rows& read, const Rows& written) {
  RC_ASSERT(read.size() == written.size());
  for (std::size_t i = 0; i < read.size(); ++i) {
    RC_ASSERT(read[i].first == written[i].first);
    RC_ASSERT(Bits(read[i].second) == Bits(written[i].second));
  }
}

RC_GTEST_PROP(RoundTrip, KeepsAnyTextFile, ()) {
  const Rows rows = AnyRows();
  CheckSame(ThereAndBack(VectorFormat::kText, rows), rows);
}

RC_GTEST_PROP(RoundTrip, KeepsAnyBinaryFile, ()) {
  const Rows rows = AnyRows();
  CheckSame(ThereAndBack(VectorFormat::kBinary, rows), rows);
}

}  // namespace
}  // namespace hogvec
