#include "explore/explorer.h"

#include <gmock/gmock.h>

#include <atomic>
#include <thread>

#include "explore/reply.h"
#include "explore/some_words.h"
#include "hogvec/error.h"

namespace hogvec::explore {
namespace {

using testing::AnswerOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

// One target of each kind.
constexpr const char* kTargets[] = {"api/about",
                                    "api/map",
                                    "api/words",
                                    "api/column",
                                    "api/near?w=king",
                                    "api/near?i=6",
                                    "api/ask?q=king+-+queen",
                                    "api/analogy?a=king&b=queen&c=kingdom",
                                    "api/between?w=king&w=queen",
                                    "api/odd?w=king&w=queen&w=kingdom",
                                    "api/matrix?w=king&i=6",
                                    "api/complete?q=",
                                    "api/complete?q=zzz",
                                    "api/axes?x=king:queen&y=:norm&top=5",
                                    "api/list?sort=frequency",
                                    "api/clusters",
                                    "api/compare?w=king",
                                    "api/changed?a=0&b=1"};

TEST(Explorer, NeedsVectors) {
  EXPECT_THROW(Explorer(std::vector<Model>()), Error);
  EXPECT_THROW(Explorer(testing::OneModel(testing::SomeVectors()), {{"short", {1, 2}}}), Error);
}

TEST(Explorer, AnswersEveryTarget) {
  std::vector<Model> models = testing::OneModel(testing::SomeVectors());
  models.push_back({"ngrams.bin", NeighbourSearch(testing::WithNgrams(), 1)});
  Explorer explorer(std::move(models), {{"column", std::vector<float>(10)}});
  explorer.SetMap(0, testing::RowOfWords(10));
  for (const char* target : kTargets) {
    const Reply reply = explorer.Answer(target);
    EXPECT_EQ(reply.status, 200) << target << ": " << reply.body;
    if (reply.type == "application/json") {
      EXPECT_EQ(Json::parse(reply.body)["v"], 1) << target;
    }
  }
  EXPECT_EQ(explorer.Answer("api/words").type, "application/octet-stream");
  EXPECT_THAT(explorer.Answer("api/words").body, StartsWith("HVW1"));
  EXPECT_EQ(explorer.Answer("api/column?c=0").body.size(), 40u);
}

TEST(Explorer, AsksTheModelThatIsNamed) {
  std::vector<Model> models = testing::OneModel(testing::SomeVectors());
  models.push_back({"ngrams.bin", NeighbourSearch(testing::WithNgrams(), 1)});
  const Explorer explorer(std::move(models));
  EXPECT_EQ(explorer.Answer("api/near?w=emperor").status, 404);
  EXPECT_EQ(explorer.Answer("api/near?w=emperor&m=1").status, 200);
  EXPECT_EQ(explorer.Answer("api/near?w=king&m=2").status, 400);
  EXPECT_EQ(explorer.size(), 2u);
  EXPECT_EQ(explorer.model(1).name, "ngrams.bin");
  EXPECT_THROW(explorer.model(2), Error);
}

TEST(Explorer, SaysWhatIsWrong) {
  const Explorer explorer(testing::OneModel(testing::SomeVectors()));
  const std::pair<const char*, int> wrong[] = {{"", 404},
                                               {"api/", 404},
                                               {"api/none", 404},
                                               {"../etc/passwd", 404},
                                               {"api/near", 400},
                                               {"api/near?w=%", 400},
                                               {"api/near?w=king&k=0", 400},
                                               {"api/near?w=quen", 404},
                                               {"api/near?i=10", 404},
                                               {"api/map", 503},
                                               {"api/clusters", 503},
                                               {"api/column", 404}};
  for (const auto& [target, status] : wrong) {
    const Reply reply = explorer.Answer(target);
    EXPECT_EQ(reply.status, status) << target;
    EXPECT_EQ(reply.type, "application/json");
    const Json json = Json::parse(reply.body);
    EXPECT_EQ(json["v"], 1);
    EXPECT_NE(json["error"], "") << target;
    EXPECT_EQ(json.contains("near"), std::string_view(target) == "api/near?w=quen") << target;
  }
  EXPECT_THAT(AnswerOf(explorer, "api/near?w=quen")["near"], ElementsAre("queen"));
  EXPECT_THAT(std::string(AnswerOf(explorer, "api/a%22%0a")["error"]), HasSubstr("api/a%22%0a"));
}

TEST(Explorer, WordsMayHoldAnything) {
  const Explorer explorer(testing::OneModel(testing::SomeVectors()));
  const char* words[] = {"__proto__", "a%26b=c%23/%2B%25", "a%00b",       "%ff%1b",
                         "new+york",  "na%c3%afve",        "nai%cc%88ve", "zero"};
  for (const char* word : words) {
    const Reply reply = explorer.Answer(std::string("api/near?w=") + word);
    EXPECT_EQ(reply.status, 200) << word << reply.body;
    EXPECT_TRUE(Json::accept(reply.body)) << word;
  }
  const std::string unknown = "api/near?w=%ff%fe" + std::string(10'000, 'x');
  EXPECT_EQ(explorer.Answer(unknown).status, 404);
  EXPECT_TRUE(Json::accept(explorer.Answer(unknown).body));
}

TEST(Explorer, VectorsMayHaveNoWords) {
  Explorer explorer(testing::OneModel(testing::NoVectors()));
  explorer.SetPicture(0, {});
  for (const char* target : kTargets) EXPECT_NE(explorer.Answer(target).status, 500) << target;
  explorer.SetMap(0, {});
  for (const char* target : kTargets) EXPECT_NE(explorer.Answer(target).status, 500) << target;
  EXPECT_EQ(explorer.Answer("api/map").status, 200);
  EXPECT_EQ(explorer.Answer("api/words").status, 200);
  EXPECT_EQ(AnswerOf(explorer, "api/complete?q=")["total"], 0);
  EXPECT_EQ(AnswerOf(explorer, "api/about")["models"][0]["words"], 0);
}

// A sanitizer sees it if an answer looks at a map that is being replaced.
TEST(Explorer, AnswersWhileTheMapIsMade) {
  Explorer explorer(testing::OneModel(testing::SomeVectors()));
  std::atomic<bool> made = false;
  std::vector<std::jthread> readers;
  std::atomic<int> faults = 0;
  for (int i = 0; i < 3; ++i) {
    readers.emplace_back([&] {
      while (!made) {
        for (const char* target : {"api/about", "api/map", "api/near?w=king", "api/complete?q=k"}) {
          const int status = explorer.Answer(target).status;
          if (status != 200 && status != 503) ++faults;
        }
      }
    });
  }
  for (int i = 0; i < 200; ++i) {
    explorer.SetState(0, {.kind = MapState::Kind::kMaking, .progress = {.done = i / 200.0}});
    explorer.SetPicture(0, std::vector<MapPoint>(10));
  }
  explorer.SetMap(0, testing::RowOfWords(10));
  made = true;
  readers.clear();
  EXPECT_EQ(faults, 0);
  EXPECT_EQ(AnswerOf(explorer, "api/about")["models"][0]["map"]["version"], 201);
  EXPECT_EQ(explorer.map(0)->points.size(), 10u);
}

}  // namespace
}  // namespace hogvec::explore
