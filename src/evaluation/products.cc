#include "evaluation/products.h"

#include <Eigen/Dense>
#include <algorithm>
#include <map>
#include <utility>

#include "base/workers.h"

namespace hogvec {
namespace {

using RowMatrix = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

constexpr std::size_t kRowsPerBlock =
    512;  // their cosines with a word stay in the first-level cache

// Analogies with the words in them numbered, each once.
class AskedWords {
 public:
  explicit AskedWords(std::span<const Analogy> analogies) {
    for (const Analogy& analogy : analogies) {
      auto& places = places_.emplace_back();
      std::ranges::transform(analogy, places.begin(), [this](WordId id) {
        const auto [found, is_new] = numbers_.try_emplace(id, ids_.size());
        if (is_new) ids_.push_back(id);
        return found->second;
      });
    }
  }

  std::span<const WordId> ids() const { return ids_; }

  // For each analogy, the numbers of its words.
  const std::vector<std::array<std::size_t, 3>>& places() const { return places_; }

 private:
  std::map<WordId, std::size_t> numbers_;
  std::vector<WordId> ids_;
  std::vector<std::array<std::size_t, 3>> places_;
};

Eigen::Index At(std::size_t i) { return static_cast<Eigen::Index>(i); }

RowMatrix UnitRows(const NeighbourSearch& search, std::span<const WordId> ids) {
  RowMatrix rows(At(ids.size()), At(search.dim()));
  for (std::size_t i = 0; i < ids.size(); ++i) {
    std::ranges::copy(search.Unit(ids[i]), rows.row(At(i)).begin());
  }
  return rows;
}

// The best answers so far, one per analogy; rows are offered in ascending order.
class BestAnswers {
 public:
  BestAnswers(const NeighbourSearch& search, std::span<const Analogy> analogies)
      : range_(search.range()), analogies_(analogies), best_(analogies.size(), {WordId{}, -1}) {}

  void Offer(std::size_t analogy, const Eigen::ArrayXf& products, std::size_t first) {
    for (std::size_t i = 0; i < static_cast<std::size_t>(products.size()); ++i) {
      const float product = products[At(i)];
      if (product <= best_[analogy].similarity || product < range_.threshold) continue;
      const WordId id = ToWordId(first + i);
      if (!range_.allowed.empty() && range_.allowed[first + i] == 0) continue;
      const Analogy& given = analogies_[analogy];
      if (std::ranges::find(given, id) == given.end()) best_[analogy] = {id, product};
    }
  }

  const std::vector<Neighbour>& best() const { return best_; }

 private:
  const AnswerRange& range_;
  const std::span<const Analogy> analogies_;
  std::vector<Neighbour> best_;
};

void ScanRows(const NeighbourSearch& search, const AskedWords& asked, const RowMatrix& words,
              std::size_t begin, std::size_t end, BestAnswers& best) {
  constexpr float kNotZero = 0.001f;  // the paper's epsilon
  for (std::size_t first = begin; first < end; first += kRowsPerBlock) {
    std::vector<WordId> ids;
    for (std::size_t row = first; row < std::min(first + kRowsPerBlock, end); ++row) {
      ids.push_back(ToWordId(row));
    }
    // Cosines moved to 0..1, a row for each word asked.
    const RowMatrix like =
        ((words * UnitRows(search, ids).transpose()).array() + 1.0f).matrix() / 2.0f;
    for (std::size_t i = 0; i < asked.places().size(); ++i) {
      const auto [a, b, c] = asked.places()[i];
      const Eigen::ArrayXf products =
          like.row(At(b)).array() * like.row(At(c)).array() / (like.row(At(a)).array() + kNotZero);
      best.Offer(i, products, first);
    }
  }
}

}  // namespace

std::vector<std::optional<WordId>> AnswersByProduct(const NeighbourSearch& search,
                                                    std::span<const Analogy> analogies) {
  const AskedWords asked(analogies);
  const RowMatrix words = UnitRows(search, asked.ids());
  const std::size_t rows = std::min(search.words().size(), search.range().top);
  const std::size_t workers = search.threads();
  std::vector<BestAnswers> parts(workers, BestAnswers(search, analogies));
  RunWorkers(workers, [&](std::size_t worker) {
    ScanRows(search, asked, words, rows * worker / workers, rows * (worker + 1) / workers,
             parts[worker]);
  });
  std::vector<std::optional<WordId>> answers(analogies.size());
  for (std::size_t i = 0; i < analogies.size(); ++i) {
    Neighbour best{WordId{}, -1};
    for (const BestAnswers& part : parts) {
      if (part.best()[i].similarity > best.similarity) best = part.best()[i];
    }
    if (best.similarity >= 0) answers[i] = best.id;
  }
  return answers;
}

}  // namespace hogvec
