#include "asking/render.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <iterator>
#include <nlohmann/json.hpp>
#include <span>
#include <variant>

#include "base/number.h"
#include "base/quoted.h"

namespace hogvec::asking {
namespace {

using Json = nlohmann::ordered_json;

// Writes the lines of a kind of answer.
class TsvWriter {
 public:
  TsvWriter(const Words& question, WordsView words)
      : asked_(fmt::to_string(fmt::join(question, "\t"))), words_(words) {}

  std::string operator()(std::span<const Neighbour> neighbours) const {
    std::string out;
    for (const Neighbour& neighbour : neighbours) {
      fmt::format_to(std::back_inserter(out), "{}\t{}\t{:.6f}\n", asked_, words_[neighbour.id],
                     neighbour.similarity);
    }
    return out;
  }

  std::string operator()(Similarity similarity) const {
    return fmt::format("{}\t{:.6f}\n", asked_, similarity.cosine);
  }

  std::string operator()(const OddWord& odd) const {
    return fmt::format("{}\t{}\n", asked_, odd.word);
  }

 private:
  std::string asked_;
  WordsView words_;
};

// Adds to an object what is answered.
class JsonWriter {
 public:
  JsonWriter(WordsView words, Json& json) : words_(words), json_(json) {}

  void operator()(std::span<const Neighbour> neighbours) const {
    Json answers = Json::array();
    for (const Neighbour& neighbour : neighbours) {
      answers.push_back(
          {{"word", words_[neighbour.id]}, {"similarity", SixDecimals(neighbour.similarity)}});
    }
    json_["answers"] = std::move(answers);
  }

  void operator()(Similarity similarity) const {
    json_["similarity"] = SixDecimals(similarity.cosine);
  }

  void operator()(const OddWord& odd) const { json_["odd"] = odd.word; }

 private:
  WordsView words_;
  Json& json_;
};

}  // namespace

std::string ToTsv(const Words& question, const Answer& answer, WordsView words) {
  return std::visit(TsvWriter(question, words), answer);
}

std::string ToJson(const Words& question, const Answer& answer, WordsView words,
                   std::span<const std::string> unseen) {
  Json json = {{"v", 1}, {"query", question}};
  if (!unseen.empty()) json["unseen"] = Words(unseen.begin(), unseen.end());
  std::visit(JsonWriter(words, json), answer);
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string Render(const Rendering& rendering, const Words& question, const Answer& answer,
                   WordsView words, std::span<const std::string> unseen) {
  if (rendering.form == Form::kTable) return ToTable(answer, words, rendering.style);
  if (rendering.form == Form::kJson) return ToJson(question, answer, words, unseen);
  return ToTsv(question, answer, words);
}

std::vector<std::string> NotesOn(const Outcome& outcome, Form form) {
  std::vector<std::string> notes = outcome.notes;
  if (form == Form::kJson || !std::holds_alternative<Answer>(outcome.result)) return notes;
  for (const std::string& word : outcome.unseen) {
    notes.push_back(fmt::format(
        "{} was not in the training text; its vector is made from its n-grams", Quoted(word)));
  }
  return notes;
}

}  // namespace hogvec::asking
