#include "serve/rules.h"

#include <gmock/gmock.h>

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace hogvec::serve {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr Place kPlace{.port = 8080, .token = "0123456789abcdef0123456789abcdef"};
constexpr const char* kPage = "/0123456789abcdef0123456789abcdef/";
const std::string kNear = std::string(kPage) + "api/near?w=king";
constexpr Field kHost{"Host", "127.0.0.1:8080"};

Verdict JudgeGet(const std::string& target, std::vector<Field> fields, Place place = kPlace) {
  return Judge({.method = "GET", .target = target, .fields = fields}, place);
}

int StatusWithHost(std::string_view host, Place place = kPlace) {
  return JudgeGet(kNear, {{"Host", host}}, place).status;
}

int StatusWith(Field field, const std::string& target = kNear) {
  return JudgeGet(target, {kHost, field}).status;
}

TEST(Judge, GivesTheTargetAfterTheTokenAsItWasSent) {
  const auto target = [](const std::string& after) {
    const std::string whole = kPage + after;
    const std::vector<Field> fields{kHost};
    const Verdict verdict = Judge({.method = "GET", .target = whole, .fields = fields}, kPlace);
    EXPECT_EQ(verdict.status, 200);
    return std::string(verdict.target);
  };
  for (const char* after :
       {"", "style.css", "api/near?w=king&k=3", "../x", "%2e%2e/x", "/", "%00"}) {
    EXPECT_EQ(target(after), after);
  }
}

TEST(Judge, AnswersTheNamesOfThisMachineWithItsPortOnly) {
  for (const char* host : {"127.0.0.1:8080", "localhost:8080", "[::1]:8080", "LocalHost:8080"}) {
    EXPECT_EQ(StatusWithHost(host), 200) << host;
  }
  for (const char* host : {"",
                           ":8080",
                           "127.0.0.1",
                           "localhost",
                           "127.0.0.1:80",
                           "127.0.0.1:80800",
                           "127.0.0.1:08080",
                           "evil.example:8080",
                           "evil.example",
                           "localhost.evil.example:8080",
                           "localhost.:8080",
                           "127.0.0.1:8080.evil.example",
                           "user@127.0.0.1:8080",
                           "127.0.0.2:8080",
                           "0.0.0.0:8080",
                           "::1:8080",
                           "[::]:8080",
                           "2130706433:8080",
                           "127.1:8080",
                           "127.0.0.1:8080,evil.example"}) {
    EXPECT_EQ(StatusWithHost(host), 403) << host;
  }
}

TEST(Judge, KnowsThatPort80IsLeftOut) {
  const Place place{.port = 80, .token = kPlace.token};
  for (const char* host : {"127.0.0.1", "localhost:80", "[::1]"}) {
    EXPECT_EQ(StatusWithHost(host, place), 200) << host;
  }
  EXPECT_EQ(StatusWithHost("evil.example", place), 403);
}

TEST(Judge, RefusesARequestOfNoHostOrSeveral) {
  EXPECT_EQ(JudgeGet(kNear, {}).status, 403);
  EXPECT_EQ(JudgeGet(kNear, {kHost, {"Host", "evil.example"}}).status, 403);
  EXPECT_EQ(JudgeGet(kNear, {kHost, {"host", "127.0.0.1:8080"}}).status, 403);
  EXPECT_EQ(JudgeGet(kNear, {{"HOST", "127.0.0.1:8080"}}).status, 200);
}

TEST(Judge, RefusesTheOriginOfAnotherPage) {
  EXPECT_EQ(StatusWith({"Origin", "http://127.0.0.1:8080"}), 200);
  for (const char* origin :
       {"null", "", "http://evil.example", "https://127.0.0.1:8080", "http://127.0.0.1:8081",
        "http://localhost:8080", "127.0.0.1:8080", "http://127.0.0.1:8080/",
        "http://127.0.0.1:8080.evil.example", "file://"}) {
    EXPECT_EQ(StatusWith({"Origin", origin}), 403) << origin;
    EXPECT_EQ(StatusWith({"origin", origin}, kPage), 403) << origin;
  }
  EXPECT_EQ(
      JudgeGet(kNear, {kHost, {"Origin", "http://127.0.0.1:8080"}, {"Origin", "null"}}).status,
      403);
}

TEST(Judge, RefusesWhatABrowserSaysIsOfAnotherSiteOrPort) {
  EXPECT_EQ(StatusWith({"Sec-Fetch-Site", "same-origin"}), 200);
  EXPECT_EQ(StatusWith({"Sec-Fetch-Site", "none"}), 200);
  for (const char* site : {"cross-site", "same-site", "", "Cross-Site", "unknown"}) {
    EXPECT_EQ(StatusWith({"Sec-Fetch-Site", site}), 403) << site;
    EXPECT_EQ(StatusWith({"Sec-Fetch-Site", site}, kPage), 403) << site;
  }
}

TEST(Judge, LetsAReaderOpenThePageFromAnywhere) {
  const auto open = [](std::string_view mode, std::string_view dest, const std::string& target) {
    return JudgeGet(target, {kHost,
                             {"Sec-Fetch-Site", "cross-site"},
                             {"Sec-Fetch-Mode", mode},
                             {"Sec-Fetch-Dest", dest}})
        .status;
  };
  EXPECT_EQ(open("navigate", "document", kPage), 200);
  EXPECT_EQ(open("navigate", "document", kNear), 403);
  EXPECT_EQ(open("navigate", "document", kPage + std::string("app.js")), 403);
  EXPECT_EQ(open("navigate", "document", "/"), 403);
  EXPECT_EQ(open("navigate", "iframe", kPage), 403);
  EXPECT_EQ(open("navigate", "embed", kPage), 403);
  EXPECT_EQ(open("no-cors", "script", kPage), 403);
  EXPECT_EQ(open("cors", "empty", kPage), 403);
}

TEST(Judge, AnswersNoMethodButGetAndHead) {
  const std::vector<Field> fields{kHost};
  EXPECT_EQ(Judge({"HEAD", kNear, fields}, kPlace).status, 200);
  for (const char* method : {"POST", "PUT", "DELETE", "OPTIONS", "CONNECT", "TRACE", "PATCH", "get",
                             "GETS", "", "PROPFIND"}) {
    EXPECT_EQ(Judge({method, kNear, fields}, kPlace).status, 405) << method;
  }
}

TEST(Judge, RefusesBodies) {
  EXPECT_EQ(StatusWith({"Content-Length", "0"}), 200);
  for (const char* length : {"1", "9999999999999999999999", "", "-1", "00x", "0, 5"}) {
    EXPECT_EQ(StatusWith({"content-length", length}), 413) << length;
  }
  EXPECT_EQ(StatusWith({"Transfer-Encoding", "chunked"}), 413);
  EXPECT_EQ(StatusWith({"Transfer-Encoding", "identity"}), 413);
  EXPECT_EQ(JudgeGet(kNear, {kHost, {"Content-Length", "0"}, {"Content-Length", "3"}}).status, 413);
}

TEST(Judge, FindsNothingWithoutTheToken) {
  const std::string page = kPage;
  const std::vector<std::string> targets = {"/",
                                            "",
                                            "*",
                                            "/api/about",
                                            page.substr(0, 33),
                                            page.substr(0, 33) + "x",
                                            page.substr(1),
                                            "/" + page,
                                            "//" + page,
                                            "/../" + page.substr(1),
                                            "/0123456789ABCDEF0123456789ABCDEF/",
                                            "/0123456789abcdef0123456789abcdee/api/about",
                                            "/1123456789abcdef0123456789abcdef/",
                                            "http://127.0.0.1:8080" + page};
  for (const std::string& target : targets) {
    const Verdict verdict = JudgeGet(target, {kHost});
    EXPECT_EQ(verdict.status, 404) << target;
    EXPECT_EQ(verdict.error, JudgeGet("/", {kHost}).error);
  }
}

TEST(Judge, SaysNothingOfTheTokenToAnyOther) {
  // Not even whether it is right: the answer is that of a wrong one.
  for (const Field& field : {Field{"Host", "evil.example"}, Field{"Host", ""}}) {
    const Verdict right = JudgeGet(kNear, {field}), wrong = JudgeGet("/x", {field});
    EXPECT_EQ(right.status, wrong.status);
    EXPECT_EQ(right.error, wrong.error);
  }
}

TEST(Refusal, IsJsonOfOneSentence) {
  const std::vector<Field> fields{kHost}, none;
  for (const Verdict& verdict :
       {Judge({"GET", kNear, none}, kPlace), Judge({"POST", kNear, fields}, kPlace),
        Judge({"GET", "/", fields}, kPlace), JudgeGet(kNear, {kHost, {"Origin", "null"}}),
        JudgeGet(kNear, {kHost, {"Content-Length", "1"}}),
        JudgeGet(kNear, {kHost, {"Sec-Fetch-Site", "cross-site"}})}) {
    const explore::Reply reply = Refusal(verdict.status, verdict.error);
    EXPECT_EQ(reply.status, verdict.status);
    EXPECT_EQ(reply.type, "application/json");
    const auto json = nlohmann::json::parse(reply.body);
    EXPECT_EQ(json["v"], 1);
    EXPECT_EQ(json["error"], verdict.error);
    EXPECT_THAT(reply.body, Not(HasSubstr(kPlace.token)));
  }
}

TEST(AnswerFields, KeepThePageToItself) {
  std::map<std::string_view, std::string> fields;
  for (const Field& field : AnswerFields()) fields[field.name] = field.value;
  const std::string policy = fields["Content-Security-Policy"];
  for (const char* part :
       {"default-src 'none';", "script-src 'self';", "style-src 'self';", "connect-src 'self';",
        "img-src 'self' blob:;", "base-uri 'none';", "form-action 'none';",
        "frame-ancestors 'none';", "require-trusted-types-for 'script'"}) {
    EXPECT_THAT(policy, HasSubstr(part));
  }
  EXPECT_THAT(policy, Not(HasSubstr("unsafe")));
  EXPECT_EQ(fields["Cross-Origin-Resource-Policy"], "same-origin");
  EXPECT_EQ(fields["Cross-Origin-Opener-Policy"], "same-origin");
  EXPECT_EQ(fields["X-Content-Type-Options"], "nosniff");
  EXPECT_EQ(fields["Referrer-Policy"], "no-referrer");
  EXPECT_EQ(fields["Cache-Control"], "no-store");
  for (const auto& [name, value] : fields) EXPECT_FALSE(name.starts_with("Access-Control")) << name;
}

}  // namespace
}  // namespace hogvec::serve
