#include "vectors/format_table.h"

#include <gmock/gmock.h>

#include <set>

namespace hogvec {
namespace {

TEST(FormatTable, HasARowForEachFormat) {
  for (const FormatRow& row : FormatTable()) {
    EXPECT_EQ(&RowOf(row.info.format), &row) << row.info.name;
    EXPECT_NE(row.word_fault, nullptr) << row.info.name;
    EXPECT_NE(row.write, nullptr) << row.info.name;
    const bool folder = row.evidence == Evidence::kFolder;
    EXPECT_EQ(row.open_folder != nullptr, folder) << row.info.name;
    EXPECT_EQ(row.open != nullptr, !folder) << row.info.name;
  }
}

TEST(FormatTable, TellsFormatsApartByNameAndSuffix) {
  std::set<std::string_view> seen;
  for (const FormatInfo& info : VectorFormats()) {
    EXPECT_TRUE(seen.insert(info.name).second) << info.name;
    EXPECT_EQ(FormatByName(info.name), info.format);
    for (const std::string_view suffix : info.suffixes) {
      if (suffix.empty()) continue;
      EXPECT_TRUE(seen.insert(suffix).second) << suffix;
      EXPECT_EQ(FormatBySuffix("v" + std::string(suffix)), info.format);
    }
  }
}

TEST(FormatTable, NamesTheFileItselfFirst) {
  for (const FormatRow& row : FormatTable()) {
    if (row.evidence == Evidence::kFolder) continue;
    EXPECT_EQ(row.files("v.x")[0], "v.x") << row.info.name;
  }
}

TEST(FormatTable, SaysWhatLengthsAreTaken) {
  for (const FormatRow& row : FormatTable()) {
    const Lengths any;
    const bool limited = row.lengths.least != any.least || row.lengths.most != any.most;
    EXPECT_EQ(row.lengths.needed.empty(), !limited) << row.info.name;
  }
}

}  // namespace
}  // namespace hogvec
