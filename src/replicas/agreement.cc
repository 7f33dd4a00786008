#include "replicas/agreement.h"

#include <cxxabi.h>
#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <new>
#include <string>
#include <system_error>

#include "hogvec/error.h"
#include "hogvec/train.h"

namespace hogvec {
namespace {

using Bytes = Replicas::Bytes;

enum class FailureClass : char { kError, kDiverged, kInterrupted, kStopped };

// What a rank threw, so that it can be sent and thrown again.
struct Failure {
  FailureClass thrown = FailureClass::kError;
  ErrorKind kind = ErrorKind::kInternal;  // of an Error
  std::string option = {};                // of an Error
  std::string message = {};
};

// The words are those of the programs, which never see the exception itself.
Failure DescribeForeign() {
  try {
    throw;
  } catch (const std::bad_alloc&) {
    return {.kind = ErrorKind::kResource,
            .message = "out of memory; fewer words or dimensions need less"};
  } catch (const std::system_error& error) {  // no thread to be had, for one
    return {.kind = ErrorKind::kResource,
            .message = fmt::format("the system refused: {}", error.what())};
  } catch (const std::exception& error) {
    return {.message = fmt::format("internal error: {} (please report)", error.what())};
  } catch (const abi::__forced_unwind&) {  // pthread_exit, which no catch may end
    throw;
  } catch (...) {
    return {.message = "internal error: unknown exception (please report)"};
  }
}

// Of the exception that is being handled.
Failure Describe() {
  try {
    throw;
  } catch (const TrainingStopped& stopped) {
    return {.thrown = FailureClass::kStopped, .message = stopped.what()};
  } catch (const Interrupted& interrupted) {
    return {.thrown = FailureClass::kInterrupted, .message = interrupted.what()};
  } catch (const TrainingDiverged& diverged) {
    return {.thrown = FailureClass::kDiverged, .message = diverged.what()};
  } catch (const Error& error) {
    return {.kind = error.kind(), .option = error.option(), .message = error.what()};
  } catch (...) {
    return DescribeForeign();
  }
}

[[noreturn]] void Throw(const Failure& failure) {
  switch (failure.thrown) {
    case FailureClass::kStopped:
      throw TrainingStopped(failure.message);
    case FailureClass::kInterrupted:
      throw Interrupted(failure.message);
    case FailureClass::kDiverged:
      throw TrainingDiverged(failure.message);
    case FailureClass::kError:
      break;
  }
  throw Error(failure.kind, failure.message, failure.option);
}

// Class, kind, option, 0, message. What did not fail is empty.
Bytes Pack(const Failure& failure) {
  Bytes packed = {static_cast<char>(failure.thrown), static_cast<char>(failure.kind)};
  packed.insert(packed.end(), failure.option.begin(), failure.option.end());
  packed.push_back('\0');
  packed.insert(packed.end(), failure.message.begin(), failure.message.end());
  return packed;
}

Failure Unpack(const Bytes& packed) {
  const auto option = packed.begin() + 2;
  const auto zero = std::find(option, packed.end(), '\0');
  return {.thrown = static_cast<FailureClass>(packed[0]),
          .kind = static_cast<ErrorKind>(packed[1]),
          .option = std::string(option, zero),
          .message = std::string(zero + 1, packed.end())};
}

Bytes RunAndPack(const std::function<void()>& body) {
  try {
    body();
    return {};
  } catch (const abi::__forced_unwind&) {
    throw;
  } catch (...) {
    return Pack(Describe());
  }
}

// Throws what the first rank of `all` threw that threw anything.
void ThrowFirst(const std::vector<Bytes>& all) {
  const auto first =
      std::find_if(all.begin(), all.end(), [](const Bytes& packed) { return !packed.empty(); });
  if (first == all.end()) return;
  Failure failure = Unpack(*first);
  if (first != all.begin())
    failure.message = fmt::format("rank {}: {}", first - all.begin(), failure.message);
  Throw(failure);
}

template <typename Number>
std::vector<Number> SumByRank(Replicas& replicas, std::span<const Number> own) {
  std::vector<std::vector<Number>> all = GatherValues(replicas, own);
  std::vector<Number> sum(own.size());
  for (const std::vector<Number>& numbers : all) {
    if (numbers.size() != sum.size())
      throw Error(ErrorKind::kInternal, "ranks add up different things (please report)");
    for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += numbers[i];
  }
  return sum;
}

}  // namespace

void RunTogether(Replicas& replicas, const std::function<void()>& body) {
  if (replicas.size() == 1) return body();
  ThrowFirst(replicas.Gather(RunAndPack(body)));
}

std::vector<std::uint64_t> SumOver(Replicas& replicas, std::span<const std::uint64_t> own) {
  return SumByRank(replicas, own);
}

std::vector<double> SumOver(Replicas& replicas, std::span<const double> own) {
  return SumByRank(replicas, own);
}

std::uint64_t SumOver(Replicas& replicas, std::uint64_t own) {
  return SumByRank(replicas, std::span<const std::uint64_t>(&own, 1)).front();
}

std::uint64_t MaxOver(Replicas& replicas, std::uint64_t own) {
  std::uint64_t most = own;
  for (const auto& other : GatherValues(replicas, std::span<const std::uint64_t>(&own, 1))) {
    most = std::max(most, other.front());
  }
  return most;
}

}  // namespace hogvec
