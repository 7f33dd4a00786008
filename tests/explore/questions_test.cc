#include "explore/questions.h"

#include <gmock/gmock.h>

#include "asking/query_engine.h"
#include "asking/render.h"
#include "explore/asked.h"
#include "explore/some_words.h"

namespace hogvec::explore {
namespace {

using asking::Words;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class QuestionsTest : public ::testing::Test {
 protected:
  Explored Seen() const { return {name_, search_, counts_, map_}; }

  // What `hogvec-query --json` writes.
  Json Written(std::string_view command, const Words& words, const asking::AskOptions& options) {
    const asking::QueryEngine engine(search_, options);
    const auto outcome = engine.AnswerTo(*asking::FindCommand(command), words);
    return Json::parse(asking::ToJson(words, std::get<asking::Answer>(outcome.result),
                                      search_.words(), outcome.unseen));
  }

  // An answer without what only a page is given.
  static Json WithoutMore(Json json) {
    for (const char* name : {"id", "count", "map_recall", "hub", "notes"}) json.erase(name);
    if (json.contains("answers")) {
      for (Json& answer : json["answers"]) {
        for (const char* name : {"id", "count", "map_rank", "near"}) answer.erase(name);
      }
    }
    return json;
  }

  template <typename Question>
  static std::string ComplaintOf(Question question) {
    try {
      question();
    } catch (const Error& error) {
      return error.what();
    }
    return "none";
  }

  const std::string name_ = "some.bin";
  const NeighbourSearch search_{testing::WithNgrams(), 1};
  const std::vector<std::uint64_t> counts_ = search_.Counts();
  const std::shared_ptr<const WordMap> map_ =
      std::make_shared<const WordMap>(testing::RowOfWords(search_.words().size()));
};

TEST_F(QuestionsTest, AnswersAreThoseOfTheProgram) {
  for (std::size_t i = 0; i < search_.words().size(); ++i) {
    const std::string id = std::to_string(i);
    const Json answer = NearAnswer(Seen(), Parameters("api/near?k=3&i=" + id));
    EXPECT_EQ(WithoutMore(answer),
              Written("nn", {std::string(search_.words()[ToWordId(i)])}, {.count = 3}));
  }
  EXPECT_EQ(WithoutMore(NearAnswer(Seen(), Parameters("api/near?w=emperor&k=1000"))),
            Written("nn", {"emperor"}, {.count = 1000}));
  EXPECT_EQ(WithoutMore(SumAnswer(Seen(), Parameters("api/ask?q=king+-+2*queen+%2B+emperor&k=4"))),
            Written("arith", {"king", "-", "2*queen", "+", "emperor"}, {.count = 4}));
  const char* analogy = "api/analogy?a=king&b=queen&c=emperor&k=5";
  EXPECT_EQ(WithoutMore(AnalogyAnswer(Seen(), Parameters(analogy))),
            Written("analogy", {"king", "queen", "emperor"}, {.count = 5}));
  EXPECT_EQ(WithoutMore(AnalogyAnswer(Seen(), Parameters(std::string(analogy) + "&rule=mul"))),
            Written("analogy", {"king", "queen", "emperor"}, {.count = 5, .cosmul = true}));
  EXPECT_EQ(WithoutMore(BetweenAnswer(Seen(), Parameters("api/between?w=king&i=5&w=emperor"))),
            Written("between", {"king", std::string("a\0b", 3), "emperor"}, {}));
  EXPECT_EQ(WithoutMore(OddAnswer(Seen(), Parameters("api/odd?w=king&w=queen&w=new+york"))),
            Written("odd-one-out", {"king", "queen", "new york"}, {}));
}

TEST_F(QuestionsTest, TheRuleMakesADifference) {
  const auto first = [&](const char* target) {
    return AnalogyAnswer(Seen(), Parameters(target))["answers"][0]["similarity"];
  };
  EXPECT_NE(first("api/analogy?a=king&b=queen&c=kingdom"),
            first("api/analogy?a=king&b=queen&c=kingdom&rule=mul"));
}

TEST_F(QuestionsTest, AnAnswerHasItsIdCountAndPlaceOnTheMap) {
  const Json json = NearAnswer(Seen(), Parameters("api/near?w=king&k=1"));
  EXPECT_EQ(json["id"], 0);
  EXPECT_EQ(json["count"], 999);
  EXPECT_EQ(json["hub"], 100);
  EXPECT_EQ(json["map_recall"], 1);  // nine others, all of them among the nine nearest
  ASSERT_EQ(json["answers"].size(), 1u);
  EXPECT_EQ(json["answers"][0], Json::parse(R"({"word": "queen", "similarity": 0.913812, "id": 1,
                                     "count": 998, "map_rank": 1, "near": true})"));
}

TEST_F(QuestionsTest, PlacesAreCountedOnTheMapAndNotInTheAnswers) {
  const Json json = NearAnswer(Seen(), Parameters("api/near?w=__proto__&k=3"));
  std::vector<std::size_t> ranks;
  for (const Json& answer : json["answers"]) ranks.push_back(answer["map_rank"]);
  EXPECT_EQ(json["answers"][0]["word"], "kingdom");
  EXPECT_EQ(ranks, (std::vector<std::size_t>{1, 3, 1}));  // two of them as near
}

TEST_F(QuestionsTest, WithoutAMapNothingIsSaidOfIt) {
  const std::vector<std::uint64_t> no_counts;
  const Json json = NearAnswer({name_, search_, no_counts, nullptr}, Parameters("p?w=king"));
  for (const char* name : {"map_recall", "hub", "count"}) EXPECT_FALSE(json.contains(name));
  for (const char* name : {"map_rank", "near", "count"}) {
    EXPECT_FALSE(json["answers"][0].contains(name));
  }
}

TEST_F(QuestionsTest, AnUnseenWordHasNoPlace) {
  const Json json = NearAnswer(Seen(), Parameters("api/near?w=emperor"));
  EXPECT_THAT(json["unseen"], ElementsAre("emperor"));
  for (const char* name : {"id", "map_recall", "hub"}) EXPECT_FALSE(json.contains(name));
  EXPECT_FALSE(json["answers"][0].contains("map_rank"));
  EXPECT_EQ(json["answers"][0]["id"], 0);
}

TEST_F(QuestionsTest, AMatrixIsOfSimilarities) {
  const Json json = MatrixAnswer(Seen(), Parameters("p?w=king&w=kingdom&w=xylitol&i=9"));
  EXPECT_THAT(json["words"], ElementsAre("king", "kingdom", "xylitol", "zero"));
  EXPECT_THAT(json["unseen"], ElementsAre("xylitol"));
  EXPECT_EQ(
      json["similarities"],
      Json::parse("[[1.0,0.8,0.0,0.0],[0.8,1.0,0.6,0.0],[0.0,0.6,1.0,0.0],[0.0,0.0,0.0,0.0]]"));
}

TEST_F(QuestionsTest, AnUnknownWordComesWithSimilarOnes) {
  const NeighbourSearch plain(testing::SomeVectors(), 1);
  const Explored model{name_, plain, counts_, map_};
  const auto near = [&](auto answer, const char* target) -> std::vector<std::string> {
    try {
      answer(model, Parameters(target));
    } catch (const UnknownWord& unknown) {
      EXPECT_EQ(unknown.kind(), ErrorKind::kNotFound);
      EXPECT_THAT(unknown.what(), HasSubstr("unknown word 'quen'"));
      return unknown.near();
    }
    return {"none"};
  };
  EXPECT_THAT(near(NearAnswer, "p?w=quen"), ElementsAre("queen"));
  EXPECT_THAT(near(SumAnswer, "p?q=king+-+quen"), ElementsAre("queen"));
  EXPECT_THAT(near(AnalogyAnswer, "p?a=king&b=quen&c=king"), ElementsAre("queen"));
  EXPECT_THAT(near(BetweenAnswer, "p?w=king&w=quen"), ElementsAre("queen"));
  EXPECT_THAT(near(OddAnswer, "p?w=king&w=quen&w=king"), ElementsAre("queen"));
  EXPECT_THAT(near(MatrixAnswer, "p?w=king&w=quen"), ElementsAre("queen"));
}

TEST_F(QuestionsTest, LargeQuestionsAreRefused) {
  const auto repeated = [](std::string_view begin, std::string_view part, std::size_t times) {
    std::string text(begin);
    for (std::size_t i = 0; i < times; ++i) text += part;
    return text;
  };
  const auto complaint = [&](auto answer, const std::string& target) {
    return ComplaintOf([&] { answer(Seen(), Parameters(target)); });
  };
  EXPECT_EQ(complaint(SumAnswer, repeated("p?q=king", "+%2B+king", 63)), "none");
  EXPECT_THAT(complaint(SumAnswer, repeated("p?q=king", "+%2B+king", 64)), HasSubstr("64 terms"));
  EXPECT_EQ(complaint(BetweenAnswer, repeated("p?", "w=king&", 1000)), "none");
  EXPECT_THAT(complaint(BetweenAnswer, repeated("p?", "w=king&", 1001)), HasSubstr("1000 words"));
  EXPECT_THAT(complaint(OddAnswer, repeated("p?", "i=0&", 1001)), HasSubstr("1000 words"));
  EXPECT_EQ(complaint(MatrixAnswer, repeated("p?", "w=king&", 100)), "none");
  EXPECT_THAT(complaint(MatrixAnswer, repeated("p?", "w=king&", 101)), HasSubstr("100 words"));
  EXPECT_THAT(complaint(NearAnswer, "p?w=king&w=queen"), HasSubstr("1 word"));
  EXPECT_THAT(complaint(NearAnswer, "p?w=king&k=1001"), HasSubstr("from 1 to 1000"));
}

TEST_F(QuestionsTest, WhatIsNoQuestionIsRefused) {
  const auto kind = [&](auto answer, const char* target) {
    try {
      answer(Seen(), Parameters(target));
    } catch (const Error& error) {
      return error.kind();
    }
    return ErrorKind::kInternal;
  };
  EXPECT_EQ(kind(NearAnswer, "p"), ErrorKind::kUsage);
  EXPECT_EQ(kind(NearAnswer, "p?i=x"), ErrorKind::kUsage);
  EXPECT_EQ(kind(NearAnswer, "p?i=10"), ErrorKind::kNotFound);
  EXPECT_EQ(kind(SumAnswer, "p?q="), ErrorKind::kUsage);
  EXPECT_EQ(kind(SumAnswer, "p?q=king+queen"), ErrorKind::kUsage);
  EXPECT_EQ(kind(SumAnswer, "p?q=king+-+king"), ErrorKind::kUsage);  // has no direction
  EXPECT_EQ(kind(AnalogyAnswer, "p?a=king&b=queen"), ErrorKind::kUsage);
  EXPECT_EQ(kind(AnalogyAnswer, "p?a=king&b=queen&c=zero&rule=min"), ErrorKind::kUsage);
  EXPECT_EQ(kind(BetweenAnswer, "p?w=king"), ErrorKind::kUsage);
  EXPECT_EQ(kind(OddAnswer, "p?w=king&w=queen"), ErrorKind::kUsage);
}

TEST_F(QuestionsTest, SignsInAnUnknownTermAreExplained) {
  const NeighbourSearch plain(testing::SomeVectors(), 1);
  const Explored model{name_, plain, counts_, map_};
  EXPECT_EQ(ComplaintOf([&] { SumAnswer(model, Parameters("p?q=king-man")); }),
            "unknown word 'king-man'; put spaces around signs, as in 'king - man'");
}

}  // namespace
}  // namespace hogvec::explore
