#include "page/inline_page.h"

#include <gmock/gmock.h>

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "hogvec/error.h"
#include "io/compression.h"
#include "page/sha256.h"

namespace hogvec::page {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr std::string_view kDocument =
    "<!doctype html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n"
    "<link rel=\"icon\" href=\"icon.svg\">\n"
    "<link rel=\"stylesheet\" href=\"style.css\">\n"
    "<script type=\"module\" "
    "src=\"app.js\"></script>\n</head>\n<body>\n<p>x</p>\n</body>\n</html>\n";

std::vector<Asset> Page(std::string_view document = kDocument, std::string_view style = "p {}\n") {
  return {{"index.html", "text/html", document},
          {"style.css", "text/css", style},
          {"file_app.js", "text/javascript", "start();\n"}};
}

// What stands between two texts, the first time.
std::string Between(const std::string& text, std::string_view begin, std::string_view end) {
  const std::size_t first = text.find(begin) + begin.size();
  return text.substr(first, text.find(end, first) - first);
}

std::string HashOf(const std::string& text) {
  const auto digest = Sha256(text);
  return "'sha256-" + Base64({reinterpret_cast<const char*>(digest.data()), digest.size()}) + "'";
}

std::string Decompressed(std::string_view packed) {
  std::string out(1 << 16, '\0');
  out.resize(MakeDecoder(Compression::kGzip)->Decode(packed, out).produced);
  return out;
}

// The opposite of Base64, for text that is known to be such.
std::string BytesOf(std::string_view base64) {
  constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string bytes;
  unsigned bits = 0;
  int count = 0;
  for (const char digit : base64.substr(0, base64.find('='))) {
    bits = bits << 6 | static_cast<unsigned>(kDigits.find(digit));
    if ((count += 6) >= 8) bytes += static_cast<char>(bits >> (count -= 8) & 255);
  }
  return bytes;
}

TEST(Base64, IsThatOfThePublishedExamples) {  // RFC 4648
  EXPECT_EQ(Base64(""), "");
  EXPECT_EQ(Base64("f"), "Zg==");
  EXPECT_EQ(Base64("fo"), "Zm8=");
  EXPECT_EQ(Base64("foo"), "Zm9v");
  EXPECT_EQ(Base64("foobar"), "Zm9vYmFy");
  EXPECT_EQ(Base64("\xff\xfe\xfd"), "//79");
}

TEST(InlinePage, HasStyleAndScriptAndLoadsNothing) {
  const std::string page = InlinePage(Page(), {});
  EXPECT_THAT(page, HasSubstr("<style>p {}\n</style>"));
  EXPECT_THAT(page, HasSubstr("start();\n</script>\n</body>"));
  EXPECT_THAT(page, Not(HasSubstr("src=")));
  EXPECT_THAT(page, Not(HasSubstr("href=")));
}

TEST(InlinePage, LetsTheBrowserRunThisScriptOnly) {
  const std::string page = InlinePage(Page(), {});
  const std::string policy = Between(page, "Content-Security-Policy\" content=\"", "\"");
  EXPECT_THAT(policy, HasSubstr("default-src 'none'; script-src " +
                                HashOf(Between(page, "<script type=\"module\">", "</script>"))));
  EXPECT_THAT(policy, HasSubstr("style-src " + HashOf(Between(page, "<style>", "</style>"))));
  EXPECT_THAT(policy, HasSubstr("require-trusted-types-for 'script'"));
  EXPECT_THAT(policy, Not(HasSubstr("unsafe")));
  EXPECT_LT(page.find("Content-Security-Policy"), page.find("<style>"));
}

TEST(InlinePage, HoldsAnyBytes) {
  const std::string hostile("</script><script>\0\xff\r\n", 21);
  const std::vector<DataBlock> blocks{{"data-0", hostile}, {"data-1", ""}};
  const std::string page = InlinePage(Page(), blocks);
  const std::string element = "<script type=\"application/octet-stream\" id=\"data-";
  EXPECT_EQ(Decompressed(BytesOf(Between(page, element + "0\">", "</script>"))), hostile);
  EXPECT_EQ(Decompressed(BytesOf(Between(page, element + "1\">", "</script>"))), "");
  EXPECT_LT(page.find(element), page.find("start();"));
}

TEST(InlinePage, RefusesADocumentThatItCanNotFillIn) {
  for (const std::string_view line :
       {"<meta charset=\"utf-8\">", "</body>", "<link rel=\"stylesheet\" href=\"style.css\">"}) {
    std::string without(kDocument);
    without.replace(without.find(line), line.size(), "");
    EXPECT_THROW(InlinePage(Page(without), {}), Error) << line;
    EXPECT_THROW(InlinePage(Page(std::string(line) + std::string(kDocument)), {}), Error) << line;
  }
  EXPECT_THROW(InlinePage(Page(kDocument, "</style>"), {}), Error);
  EXPECT_THROW(InlinePage(std::vector<Asset>{}, {}), Error);
}

TEST(InlinePage, MakesOneFileOfThePageItself) {
  EXPECT_THAT(InlinePage(Assets(), {}), HasSubstr("// file_app.js\n"));
  EXPECT_THAT(InlinePage(Assets(), {}), Not(HasSubstr("icon.svg")));
}

}  // namespace
}  // namespace hogvec::page
