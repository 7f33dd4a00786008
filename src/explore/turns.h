#ifndef HOGVEC_EXPLORE_TURNS_H_
#define HOGVEC_EXPLORE_TURNS_H_

#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "evaluation/turn.h"
#include "hogvec/neighbours.h"

namespace hogvec::explore {

// Two models side by side: the words of both, how the second is turned against the first, and how
// much of each word's neighbourhood they share.
//
// All functions may be called concurrently. What takes long is done when it is first asked for.
class ModelPair {
 public:
  // A word of both models, by its id in each.
  struct SharedWord {
    WordId a, b;
  };

  // Of how many shared words, the most frequent, the turn is found and neighbours are compared.
  static constexpr std::size_t kCompared = 100'000;
  static constexpr std::size_t kNeighbours = 10;

  // Both must outlive it.
  ModelPair(const NeighbourSearch& a, const NeighbourSearch& b);

  // In the first model's order: most frequent first.
  std::span<const SharedWord> words() const { return words_; }

  // How the second model is brought nearest to the first. Nothing for models of different
  // dimensions, and for those that share no two words with vectors.
  const std::optional<Turn>& turn() const { return turn_; }

  // The cosine of two vectors of length 1, one of each model, after the turn. There must be one.
  float Cosine(std::span<const float> a, std::span<const float> b) const;

  // The same of each shared word; NaN where a vector is not finite. Computed once. There must be a
  // turn.
  std::span<const float> Cosines();

  // Of some shared words, by their places in words(): the part of the ten nearest shared words that
  // is the same in both models. Each is computed once. Only the first kCompared are looked for.
  // Throws Error{kBusy} while others are computed for somebody else.
  std::vector<float> SharedParts(std::span<const std::size_t> places);

 private:
  void FindShared();
  void FindTurn();
  void FindCosines();
  void FindSharedParts(std::span<const std::size_t> places);

  const NeighbourSearch& a_;
  const NeighbourSearch& b_;
  std::vector<SharedWord> words_;
  std::optional<Turn> turn_;

  std::once_flag cosines_found_;
  std::vector<float> cosines_;

  std::mutex parts_in_use_;
  std::vector<float> shared_parts_;  // NaN where not yet computed
};

// The pairs of some models, each made when it is first asked for, and kept. May be used by several
// threads at once.
class Turns {
 public:
  // The pair of models number `a` and `b`, which are these searches. They must outlive this, and be
  // the same for the same numbers. The pair is valid as long as this.
  ModelPair& Of(std::size_t a, const NeighbourSearch& first, std::size_t b,
                const NeighbourSearch& second);

 private:
  struct Slot {
    std::once_flag made;
    std::unique_ptr<ModelPair> pair;
  };

  std::mutex slots_in_use_;
  std::map<std::pair<std::size_t, std::size_t>, Slot> slots_;
};

}  // namespace hogvec::explore

#endif  // HOGVEC_EXPLORE_TURNS_H_
