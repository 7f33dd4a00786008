#include "explore/page_replies.h"

#include <gmock/gmock.h>

#include "page/assets.h"
#include "tools/explore/few_words.h"

namespace hogvec::explore {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

Explorer OneModel() { return Explorer(std::vector<Model>{{"a.bin", FewWords(5)}}); }

TEST(ReplyTo, IsThePageForNoName) {
  const Explorer explorer = OneModel();
  for (const char* target : {"", "?x=1"}) {
    const Reply reply = ReplyTo(target, explorer);
    EXPECT_EQ(reply.status, 200);
    EXPECT_THAT(std::string(reply.type), StartsWith("text/html"));
    EXPECT_EQ(reply.body, page::FindAsset("index.html")->text);
    EXPECT_TRUE(IsPage(target));
  }
}

TEST(ReplyTo, IsEachFileOfThePage) {
  const Explorer explorer = OneModel();
  for (const page::Asset& asset : page::Assets()) {
    const Reply reply = ReplyTo(asset.name, explorer);
    EXPECT_EQ(reply.body, asset.text) << asset.name;
    EXPECT_EQ(reply.type, asset.type) << asset.name;
    EXPECT_FALSE(IsPage(asset.name));
  }
}

TEST(ReplyTo, IsTheAnswerOfTheExplorer) {
  const Explorer explorer = OneModel();
  const Reply reply = ReplyTo("api/near?w=w1&k=2", explorer);
  EXPECT_EQ(reply.status, 200);
  EXPECT_THAT(reply.body, HasSubstr("\"answers\""));
  EXPECT_EQ(reply.body, explorer.Answer("api/near?w=w1&k=2").body);
}

TEST(ReplyTo, KnowsNoFileOfTheDisk) {
  const Explorer explorer = OneModel();
  for (const char* target :
       {"../explorer.h", "/etc/passwd", "..", "index.html/", "api/../app.js"}) {
    EXPECT_EQ(ReplyTo(target, explorer).status, 404) << target;
  }
}

}  // namespace
}  // namespace hogvec::explore
