#include "asking/render.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cmath>
#include <iterator>
#include <nlohmann/json.hpp>
#include <span>
#include <variant>

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

  std::string operator()(OddWord odd) const {
    return fmt::format("{}\t{}\n", asked_, words_[odd.id]);
  }

 private:
  std::string asked_;
  WordsView words_;
};

// Six decimals, as in TSV: a float has no more to say.
double Rounded(float similarity) { return std::round(double{similarity} * 1e6) / 1e6; }

// Adds to an object what is answered.
class JsonWriter {
 public:
  JsonWriter(WordsView words, Json& json) : words_(words), json_(json) {}

  void operator()(std::span<const Neighbour> neighbours) const {
    Json answers = Json::array();
    for (const Neighbour& neighbour : neighbours) {
      answers.push_back(
          {{"word", words_[neighbour.id]}, {"similarity", Rounded(neighbour.similarity)}});
    }
    json_["answers"] = std::move(answers);
  }

  void operator()(Similarity similarity) const { json_["similarity"] = Rounded(similarity.cosine); }

  void operator()(OddWord odd) const { json_["odd"] = words_[odd.id]; }

 private:
  WordsView words_;
  Json& json_;
};

}  // namespace

std::string ToTsv(const Words& question, const Answer& answer, WordsView words) {
  return std::visit(TsvWriter(question, words), answer);
}

std::string ToJson(const Words& question, const Answer& answer, WordsView words) {
  Json json = {{"v", 1}, {"query", question}};
  std::visit(JsonWriter(words, json), answer);
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string Render(const Rendering& rendering, const Words& question, const Answer& answer,
                   WordsView words) {
  if (rendering.form == Form::kTable) return ToTable(answer, words, rendering.style);
  return (rendering.form == Form::kJson ? ToJson : ToTsv)(question, answer, words);
}

}  // namespace hogvec::asking
