#include "report/table.h"

#include <gmock/gmock.h>

#include <cmath>

namespace hogvec {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(Table, HeadsColumnsAndRows) {
  Table table("Words <by> rank", {{"rank", Table::Kind::kNumber}, {"w&rd"}});
  EXPECT_TRUE(table.empty());
  table.Add({"1", "<bdi>the</bdi>"});
  EXPECT_FALSE(table.empty());
  const std::string html = table.Html();
  EXPECT_THAT(html, HasSubstr("<caption>Words &lt;by&gt; rank</caption>"));
  EXPECT_THAT(html, HasSubstr("<th scope=\"col\" class=\"number\">rank</th>"
                              "<th scope=\"col\">w&amp;rd</th>"));
  EXPECT_THAT(html, HasSubstr("<tr><th scope=\"row\" class=\"number\">1</th>"
                              "<td><bdi>the</bdi></td></tr>"));
}

TEST(Table, ScrollsWithinReachOfTheKeyboard) {
  EXPECT_THAT(Table("Sets", {{"set"}}).Html(),
              HasSubstr("role=\"region\" tabindex=\"0\" aria-label=\"Sets\""));
}

TEST(Table, CutsALongCaption) {
  EXPECT_THAT(Table(std::string(10'000, 'x'), {{"set"}}).Html(),
              Not(HasSubstr(std::string(101, 'x'))));
}

TEST(BarHtml, IsAsLongAsItsShare) {
  EXPECT_THAT(BarHtml(0.255), HasSubstr("width:25.5%"));
  EXPECT_THAT(BarHtml(7), HasSubstr("width:100.0%"));
  EXPECT_THAT(BarHtml(NAN), HasSubstr("width:0.0%"));
}

TEST(Folded, EscapesItsLine) {
  EXPECT_EQ(Folded("a<b", "<p>x</p>\n"),
            "<details>\n<summary>a&lt;b</summary>\n<p>x</p>\n</details>\n");
}

TEST(Facts, AreAList) {
  Facts facts;
  facts.Add("a<b", "<b>1</b>");
  EXPECT_EQ(facts.Html(),
            "<dl class=\"facts\">\n<div><dt>a&lt;b</dt><dd><b>1</b></dd></div>\n</dl>\n");
}

}  // namespace
}  // namespace hogvec
