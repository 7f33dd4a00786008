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

namespace hogvec::asking {
namespace {

using fuzzing::Require;

NeighbourSearch SomeWords() {
  WordVectors vectors{.words = {}, .table = {6, 3}};
  for (const char* word : {"king", "queen", "nn", "-ly", "a b", "\xff\x1b"}) {
    vectors.words.FindOrAdd(word);
  }
  vectors.table.InitializeUniform(1);
  return NeighbourSearch(std::move(vectors), 1);
}

void CheckRendering(const Words& question, const Answer& answer, WordsView words) {
  const std::string json = ToJson(question, answer, words);
  Require(std::ranges::count(json, '\n') == 1 && json.back() == '\n');
  Require(nlohmann::json::parse(json)["v"] == 1);
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
    CheckRendering(question.words, *answer, words);
  } else {
    const Error& error = std::get<Error>(outcome.result);
    Require(error.kind() == ErrorKind::kUsage || error.kind() == ErrorKind::kNotFound);
  }
}

}  // namespace
}  // namespace hogvec::asking

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using hogvec::asking::QueryEngine;
  static const hogvec::NeighbourSearch search = hogvec::asking::SomeWords();
  static const QueryEngine engines[] = {QueryEngine(search, {}),
                                        QueryEngine(search, {.cosmul = true, .fuzzy = true})};
  std::istringstream lines{std::string(hogvec::fuzzing::TextOf(data, size))};
  for (std::string line; std::getline(lines, line);) {
    for (const QueryEngine& engine : engines) hogvec::asking::Ask(engine, line);
  }
  return 0;
}
