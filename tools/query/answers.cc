#include "query/answers.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <nlohmann/json.hpp>

#include "cli/terminal.h"
#include "hogvec/error.h"

namespace hogvec::query {
namespace {

using Json = nlohmann::ordered_json;

// Words are bytes, JSON is UTF-8: what is none is replaced.
std::string Dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

// Six decimals, as in TSV: a float has no more to say.
double Rounded(float similarity) { return std::round(double{similarity} * 1e6) / 1e6; }

std::string Table(const NeighbourSearch& search, const std::vector<Neighbour>& neighbours) {
  std::vector<std::string> words;
  std::size_t widest = 0;
  for (const Neighbour& neighbour : neighbours) {
    words.push_back(Printable(search.words()[neighbour.id]));
    widest = std::max(widest, ColumnsOf(words.back()));
  }
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string padding(widest - ColumnsOf(words[i]), ' ');
    fmt::format_to(std::back_inserter(out), "  {}{} {:7.4f}\n", words[i], padding,
                   neighbours[i].similarity);
  }
  return out;
}

}  // namespace

Asker::Asker(const NeighbourSearch& search, const std::string& command, std::size_t count,
             Style style)
    : search_(search), command_(command), count_(count), style_(style) {
  if (command != "nn" && command != "analogy" && command != "similarity") {
    throw Error(ErrorKind::kUsage, fmt::format("unknown command '{}'; there are nn, analogy and "
                                               "similarity",
                                               command));
  }
}

std::size_t Asker::words_per_question() const {
  return command_ == "nn" ? 1 : command_ == "analogy" ? 3 : 2;
}

std::string Asker::WrongCount(std::size_t words) const {
  return fmt::format("{} takes {} {}, not {}", command_, words_per_question(),
                     words_per_question() == 1 ? "word" : "words", words);
}

std::string Asker::Answer(const std::vector<std::string>& words) const {
  if (words.size() != words_per_question()) {
    throw Error(ErrorKind::kUsage, WrongCount(words.size()));
  }
  std::vector<WordId> ids;
  ids.reserve(words.size());
  for (const std::string& word : words) ids.push_back(Find(word));
  if (command_ == "similarity") {
    return WriteSimilarity(words, search_.Similarity(ids[0], ids[1]));
  }
  return WriteNeighbours(words, Neighbours(ids));
}

WordId Asker::Find(const std::string& word) const {
  if (const auto id = search_.words().Find(word)) return *id;
  const auto near = NearSpellings(search_.words(), word, 3);
  throw Error(ErrorKind::kNotFound,
              fmt::format("unknown word '{}'{}", word,
                          near.empty() ? "" : fmt::format("; near it: {}", fmt::join(near, ", "))));
}

std::vector<Neighbour> Asker::Neighbours(const std::vector<WordId>& ids) const {
  if (command_ == "nn") return search_.Nearest(ids[0], count_);
  return search_.Analogy(ids[0], ids[1], ids[2], count_);
}

std::string Asker::WriteNeighbours(const std::vector<std::string>& words,
                                   const std::vector<Neighbour>& neighbours) const {
  if (style_ == Style::kTable) return Table(search_, neighbours);
  std::string out;
  Json answers = Json::array();
  for (const Neighbour& neighbour : neighbours) {
    const std::string_view word = search_.words()[neighbour.id];
    answers.push_back({{"word", word}, {"similarity", Rounded(neighbour.similarity)}});
    fmt::format_to(std::back_inserter(out), "{}\t{}\t{:.6f}\n", fmt::join(words, "\t"), word,
                   neighbour.similarity);
  }
  return style_ == Style::kTsv ? out : Dump({{"v", 1}, {"query", words}, {"answers", answers}});
}

std::string Asker::WriteSimilarity(const std::vector<std::string>& words, float similarity) const {
  if (style_ == Style::kTable) return fmt::format("  {:.4f}\n", similarity);
  if (style_ == Style::kJson) {
    return Dump({{"v", 1}, {"query", words}, {"similarity", Rounded(similarity)}});
  }
  return fmt::format("{}\t{:.6f}\n", fmt::join(words, "\t"), similarity);
}

}  // namespace hogvec::query
