#include "options/option_rows.h"

#include <gmock/gmock.h>

namespace hogvec {
namespace {

using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::IsEmpty;
using Kind = OptionRows::Kind;
using Value = OptionRows::Value;

// Rows tell what their targets hold now, not what they held when they were added.
TEST(OptionRows, TellKindRoleAndValue) {
  bool flag = true;
  std::size_t number = 1;
  std::optional<double> unset;
  std::filesystem::path output;
  std::vector<std::filesystem::path> lists;
  OptionRows rows;
  rows.Flag("flag,f", flag, "");
  rows.Number("number", number, "", OptionRole::kModel);
  rows.Number("unset", unset, "", "", OptionRole::kAtWill);
  rows.Output("output", output, "");
  rows.Paths("lists", lists, "", OptionRole::kRequest);
  flag = false;
  number = 7;
  output = "v.bin";
  lists = {"a", "b"};
  EXPECT_THAT(rows.Values(),
              ElementsAre(Value{"flag", Kind::kFlag, OptionRole::kResult},
                          Value{"number", Kind::kWhole, OptionRole::kModel, {"7"}},
                          Value{"unset", Kind::kReal, OptionRole::kAtWill},
                          Value{"output", Kind::kPath, OptionRole::kOutput, {"v.bin"}},
                          Value{"lists", Kind::kPaths, OptionRole::kRequest, {"a", "b"}}));
  EXPECT_EQ(TextOf(rows.Values()[1]), "7");
  EXPECT_EQ(TextOf(rows.Values()[2]), "");
}

TEST(OptionRows, FindOptionsByTheirLongNames) {
  bool flag = true;
  OptionRows rows;
  rows.Flag("flag,f", flag, "");
  EXPECT_THAT(rows.Find("flag"), ::testing::Optional(Field(&Value::texts, ElementsAre("true"))));
  for (const char* name : {"f", "flags", ""}) EXPECT_EQ(rows.Find(name), std::nullopt) << name;
}

TEST(OptionRows, NoneHaveNoValues) { EXPECT_THAT(OptionRows().Values(), IsEmpty()); }

}  // namespace
}  // namespace hogvec
