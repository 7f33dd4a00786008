#include "query/recall.h"

#include <algorithm>
#include <chrono>
#include <vector>

namespace hogvec::query {
namespace {

constexpr std::size_t kMostQuestions = 1000;
constexpr std::size_t kNearest = 10;

using Answers = std::vector<std::vector<Neighbour>>;

std::vector<Query> SomeQuestions(const NeighbourSearch& search) {
  const std::size_t words = search.words().size();
  const std::size_t count = std::min(words, kMostQuestions);
  std::vector<Query> questions;
  for (std::size_t i = 0; i < count; ++i) {
    const WordId word = ToWordId(words * i / count);
    questions.push_back({search.Unit(word), {word}});
  }
  return questions;
}

template <typename Ask>
double SecondsOf(const Ask& ask, Answers& answers) {
  const auto begin = std::chrono::steady_clock::now();
  answers = ask();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

double ShareFound(const Answers& exact, const Answers& found) {
  std::size_t all = 0, common = 0;
  for (std::size_t i = 0; i < exact.size(); ++i) {
    all += exact[i].size();
    for (const Neighbour& each : exact[i]) {
      common += std::ranges::find(found[i], each.id, &Neighbour::id) == found[i].end() ? 0 : 1;
    }
  }
  return all == 0 ? 1 : static_cast<double>(common) / static_cast<double>(all);
}

}  // namespace

Recall MeasureRecall(const NeighbourSearch& search, const GraphIndex& index, std::size_t breadth) {
  const std::vector<Query> questions = SomeQuestions(search);
  Answers exact, found;
  const double exact_seconds =
      SecondsOf([&] { return search.NearestOfMany(questions, kNearest); }, exact);
  const double index_seconds =
      SecondsOf([&] { return index.NearestOfMany(questions, kNearest, breadth); }, found);
  const auto asked = static_cast<double>(std::max<std::size_t>(1, questions.size()));
  return {questions.size(), ShareFound(exact, found), exact_seconds / asked, index_seconds / asked};
}

}  // namespace hogvec::query
