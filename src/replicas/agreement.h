#ifndef HOGVEC_REPLICAS_AGREEMENT_H_
#define HOGVEC_REPLICAS_AGREEMENT_H_

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <functional>
#include <optional>
#include <span>
#include <type_traits>
#include <utility>
#include <vector>

#include "hogvec/replicas.h"
#include "replicas/message.h"

namespace hogvec {

// Runs what each rank does by itself; must not talk to the others. If it throws on some rank, all
// ranks throw what the lowest of these threw: Error with its kind, option and message,
// TrainingDiverged, TrainingStopped or Interrupted; std::bad_alloc and std::system_error as
// Error{kResource}, anything else as Error{kInternal}, with the words of the programs. So nobody is
// left waiting, and one line says what happened. The message of a rank other than 0, which is
// thrown if the ranks below it had no trouble, opens with its number, as "rank 3: ...". With one
// rank, what the body throws goes through as it is. Collective.
void RunTogether(Replicas& replicas, const std::function<void()>& body);

// The sum of each number over all ranks, added up in their order. Collective; `own` is as long on
// each.
std::vector<std::uint64_t> SumOver(Replicas& replicas, std::span<const std::uint64_t> own);
std::vector<double> SumOver(Replicas& replicas, std::span<const double> own);
std::uint64_t SumOver(Replicas& replicas, std::uint64_t own);

// The largest of a number over all ranks. Collective.
std::uint64_t MaxOver(Replicas& replicas, std::uint64_t own);

// Plain values of all ranks, by rank. Collective.
template <typename Value>
std::vector<std::vector<Value>> GatherValues(Replicas& replicas, std::span<const Value> own) {
  static_assert(std::is_trivially_copyable_v<Value>);
  Replicas::Bytes bytes;
  Append(own, bytes);
  std::vector<std::vector<Value>> all;
  for (const Replicas::Bytes& from : replicas.Gather(std::move(bytes))) {
    std::vector<Value> values(from.size() / sizeof(Value));
    if (!values.empty()) std::memcpy(values.data(), from.data(), values.size() * sizeof(Value));
    all.push_back(std::move(values));
  }
  return all;
}

// The first rank that has given something else than rank 0; nothing if all have given the same.
template <typename Given>
std::optional<std::size_t> FirstUnlike(const std::vector<Given>& by_rank) {
  for (std::size_t rank = 1; rank < by_rank.size(); ++rank) {
    if (by_rank[rank] != by_rank[0]) return rank;
  }
  return std::nullopt;
}

// The rank that shows and writes for all.
inline bool Leads(const Replicas& replicas) { return replicas.rank() == 0; }

}  // namespace hogvec

#endif  // HOGVEC_REPLICAS_AGREEMENT_H_
