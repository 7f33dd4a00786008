#include "cluster/mpi_session.h"

#include <cstring>
#include <utility>

#include "cluster/mpi_thread.h"
#include "cluster/transfer.h"

namespace hogvec {
namespace {

using Bytes = Replicas::Bytes;
using Outcome = MpiSession::Outcome;
using Clock = MpiThread::Clock;

constexpr MpiThread::Pace kAtTheEnd{std::chrono::microseconds(50), std::chrono::microseconds(500)};

Bytes Pack(const Outcome& outcome) {
  Bytes packed(sizeof(outcome.exit_code));
  std::memcpy(packed.data(), &outcome.exit_code, packed.size());
  packed.insert(packed.end(), outcome.line.begin(), outcome.line.end());
  return packed;
}

Outcome Unpack(const Bytes& packed) {
  Outcome outcome;
  std::memcpy(&outcome.exit_code, packed.data(), sizeof(outcome.exit_code));
  outcome.line.assign(packed.begin() + sizeof(outcome.exit_code), packed.end());
  return outcome;
}

std::vector<Outcome> UnpackAll(const std::vector<Bytes>& all) {
  std::vector<Outcome> outcomes;
  outcomes.reserve(all.size());
  for (const Bytes& packed : all) outcomes.push_back(Unpack(packed));
  return outcomes;
}

std::vector<Bytes> Single(Bytes bytes) {
  std::vector<Bytes> single;
  single.push_back(std::move(bytes));
  return single;
}

}  // namespace

struct MpiSession::Parts {
  // Communicators of their own: what is sent here can't be taken for anything else.
  void MakeCommunicators() {
    CheckMpi(MPI_Comm_dup(MPI_COMM_WORLD, &replicas));
    CheckMpi(MPI_Comm_dup(MPI_COMM_WORLD, &goodbye));
  }

  // Nothing if it was not completed before the deadline.
  std::optional<std::vector<Bytes>> Run(MPI_Comm comm, std::vector<Bytes> parts,
                                        Clock::time_point deadline, std::uint64_t& sent) {
    begun.push_back(std::make_unique<Transfer>(comm, std::move(parts)));
    Transfer& transfer = *begun.back();
    bool completed = false;
    thread.Run([&] { completed = transfer.Run(thread, deadline); });
    if (!completed) return std::nullopt;
    sent = transfer.bytes_sent();
    std::vector<Bytes> received = transfer.TakeReceived();
    begun.pop_back();
    return received;
  }

  void FinaliseTogether() {
    MPI_Request all_there = MPI_REQUEST_NULL;
    CheckMpi(MPI_Ibarrier(goodbye, &all_there));
    thread.WaitFor({&all_there, 1}, kAtTheEnd, MpiThread::kNever);
    CheckMpi(MPI_Comm_free(&replicas));
    CheckMpi(MPI_Comm_free(&goodbye));
    thread.Finalise();
  }

  std::vector<std::unique_ptr<Transfer>> begun;  // and not completed: MPI still has their memory
  MPI_Comm replicas = MPI_COMM_NULL, goodbye = MPI_COMM_NULL;
  MpiThread thread;  // last: ends first
};

MpiSession::MpiSession() : parts_(std::make_unique<Parts>()) {
  int rank = 0, size = 1;
  parts_->thread.Run([&] {
    parts_->MakeCommunicators();
    CheckMpi(MPI_Comm_rank(parts_->replicas, &rank));
    CheckMpi(MPI_Comm_size(parts_->replicas, &size));
  });
  rank_ = static_cast<std::size_t>(rank);
  size_ = static_cast<std::size_t>(size);
}

MpiSession::~MpiSession() = default;

std::optional<std::vector<Outcome>> MpiSession::Leave(
    const Outcome& own, const std::function<void(const std::vector<Outcome>&)>& tell,
    std::chrono::milliseconds patience) {
  const Clock::time_point deadline =
      own.exit_code == 0 ? MpiThread::kNever : Clock::now() + patience;
  std::uint64_t sent = 0;
  const auto all = parts_->Run(parts_->goodbye, Single(Pack(own)), deadline, sent);
  if (!all) return std::nullopt;
  std::vector<Outcome> outcomes = UnpackAll(*all);
  if (rank_ == 0) tell(outcomes);
  parts_->thread.Run([this] { parts_->FinaliseTogether(); });
  return outcomes;
}

void MpiSession::Abort(int code) { parts_->thread.Abort(code); }

std::vector<Bytes> MpiSession::Swap(std::vector<Bytes> parts) {
  std::uint64_t sent = 0;
  auto received = parts_->Run(parts_->replicas, std::move(parts), MpiThread::kNever, sent);
  bytes_sent_ += sent;
  return std::move(*received);
}

std::vector<Bytes> MpiSession::Spread(Bytes own) { return Swap(Single(std::move(own))); }

}  // namespace hogvec
