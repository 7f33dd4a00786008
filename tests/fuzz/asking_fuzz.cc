// Asks a few vectors the lines of any text, as at a prompt, and renders what comes of it.
#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>

#include "asking/completions.h"
#include "asking/query_engine.h"
#include "asking/questions.h"
#include "asking/render.h"
#include "fuzz/fuzzing.h"
#include "hogvec/neighbours.h"
#include "support/ngrams.h"

namespace hogvec::asking {
namespace {

using fuzzing::Require;

// With vectors for the n-grams of some words that have no row, or without.
NeighbourSearch SomeWords(bool with_ngrams) {
  WordVectors vectors{.words = {}, .table = {6, 3}};
  for (const char* word : {"king", "queen", "nn", "-ly", "a b", "\xff\x1b"}) {
    vectors.words.FindOrAdd(word);
  }
  vectors.table.InitializeUniform(1);
  if (with_ngrams) {
    vectors.subwords = testing::NgramsOf({{"queens", {1, 2, 3}}, {"a-b", {3, 2, -1}}},
                                         {.min_n = 1, .max_n = 3, .buckets = 50});
  }
  return NeighbourSearch(std::move(vectors), 1);
}

void CheckRendering(const Words& question, const Answer& answer, WordsView words,
                    std::span<const std::string> unseen) {
  const std::string json = ToJson(question, answer, words, unseen);
  Require(std::ranges::count(json, '\n') == 1 && json.back() == '\n');
  const auto parsed = nlohmann::json::parse(json);
  Require(parsed["v"] == 1 && parsed.contains("unseen") == !unseen.empty());
  const std::string table = Render({Form::kTable, {.columns = 20}}, question, answer, words);
  Require(table.find('\x1b') == std::string::npos);
  const std::string tsv = Render({Form::kTsv}, question, answer, words);
  Require(tsv.empty() || tsv.back() == '\n');
}

void Ask(const QueryEngine& engine, const std::string& line) {
  const WordsView words = engine.search().words();
  CompletionsOf({}, words, line, 3);
  Words typed = WordsOf(line);
  if (typed.empty()) return;
  const Question question = QuestionIn(std::move(typed), *FindCommand("nn"), words);
  const Outcome outcome = engine.AnswerTo(question.command, question.words);
  if (const auto* const answer = std::get_if<Answer>(&outcome.result)) {
    CheckRendering(question.words, *answer, words, outcome.unseen);
  } else {
    const Error& error = std::get<Error>(outcome.result);
    Require(error.kind() == ErrorKind::kUsage || error.kind() == ErrorKind::kNotFound);
  }
}

}  // namespace
}  // namespace hogvec::asking

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using hogvec::asking::QueryEngine;
  static const hogvec::NeighbourSearch search = hogvec::asking::SomeWords(false);
  static const hogvec::NeighbourSearch ngrams = hogvec::asking::SomeWords(true);
  static const QueryEngine engines[] = {
      QueryEngine(search, {}), QueryEngine(search, {.cosmul = true, .fuzzy = true}),
      QueryEngine(ngrams, {}), QueryEngine(ngrams, {.fuzzy = true, .known_only = true})};
  std::istringstream lines{std::string(hogvec::fuzzing::TextOf(data, size))};
  for (std::string line; std::getline(lines, line);) {
    for (const QueryEngine& engine : engines) hogvec::asking::Ask(engine, line);
  }
  return 0;
}
