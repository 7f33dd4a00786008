#include "page/assets.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

#include "base/utf8.h"

namespace hogvec::page {
namespace {

TEST(Assets, HasTheDocumentItsStyleAndItsScript) {
  EXPECT_EQ(FindAsset("index.html")->type, "text/html; charset=utf-8");
  EXPECT_EQ(FindAsset("style.css")->type, "text/css; charset=utf-8");
  EXPECT_EQ(FindAsset("app.js")->type, "text/javascript; charset=utf-8");
  EXPECT_EQ(FindAsset("app"), nullptr);
  EXPECT_EQ(FindAsset(""), nullptr);
}

TEST(Assets, AreWholeFilesOfText) {
  for (const Asset& asset : Assets()) {
    EXPECT_TRUE(IsUtf8(asset.text)) << asset.name;
    EXPECT_TRUE(asset.text.ends_with('\n')) << asset.name;
    EXPECT_EQ(asset.text.find('\r'), std::string_view::npos) << asset.name;
  }
}

TEST(Assets, LeaveOutCommentsOfScripts) {
  for (const Asset& asset : Assets()) {
    for (const char* text : {"\n//", "\n /*", "\n\n", "\n  "}) {
      if (asset.name.ends_with(".html")) continue;
      EXPECT_EQ(asset.text.find(text), std::string_view::npos) << asset.name;
    }
  }
}

TEST(Assets, LoadNothingFromElsewhere) {
  for (const Asset& asset : Assets()) {
    for (const char* from : {"src=\"http", "href=\"http", "url(", "fetch('http", "import('http"}) {
      EXPECT_EQ(asset.text.find(from), std::string_view::npos) << asset.name << " has " << from;
    }
  }
}

TEST(Assets, FitIntoWhatAPageMayWeigh) {
  constexpr std::array kOfOneFileOnly{"file_app.js",   "embedded.js",     "file_source.js",
                                      "file_model.js", "file_compare.js", "spelling.js",
                                      "sum.js"};
  std::size_t bytes = 0;
  for (const Asset& asset : Assets()) {
    const bool is_served = std::ranges::find(kOfOneFileOnly, asset.name) == kOfOneFileOnly.end();
    if (is_served && !asset.name.ends_with(".html")) bytes += asset.text.size();
  }
  EXPECT_LE(bytes, 120u << 10);
}

}  // namespace
}  // namespace hogvec::page
