#ifndef HOGVEC_REPLICAS_AGREEMENT_H_
#define HOGVEC_REPLICAS_AGREEMENT_H_

#include <cstdint>
#include <cstring>
#include <functional>
#include <span>
#include <type_traits>
#include <utility>
#include <vector>

#include "hogvec/replicas.h"

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

// Plain values of all ranks, by rank. Collective.
template <typename Value>
std::vector<std::vector<Value>> GatherValues(Replicas& replicas, std::span<const Value> own) {
  static_assert(std::is_trivially_copyable_v<Value>);
  Replicas::Bytes bytes(own.size_bytes());
  if (!own.empty()) std::memcpy(bytes.data(), own.data(), own.size_bytes());
  std::vector<std::vector<Value>> all;
  for (const Replicas::Bytes& from : replicas.Gather(std::move(bytes))) {
    std::vector<Value> values(from.size() / sizeof(Value));
    if (!values.empty()) std::memcpy(values.data(), from.data(), values.size() * sizeof(Value));
    all.push_back(std::move(values));
  }
  return all;
}

// The rank that shows and writes for all.
inline bool Leads(const Replicas& replicas) { return replicas.rank() == 0; }

}  // namespace hogvec

#endif  // HOGVEC_REPLICAS_AGREEMENT_H_
