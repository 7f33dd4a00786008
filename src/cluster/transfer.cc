#include "cluster/transfer.h"

#include <algorithm>
#include <chrono>
#include <numeric>
#include <utility>

namespace hogvec {
namespace {

using std::chrono::microseconds;

// A rank may be late by any time, and then has little to send here.
constexpr MpiThread::Pace kForTheLate{microseconds(20), microseconds(500)};
// All are there. None of the paces tried with 4 MB between two ranks was clearly better, on idle
// cores and on busy ones.
constexpr MpiThread::Pace kUnderWay{microseconds(20), microseconds(100), 10};

constexpr int kTag = 0;

// Calls message(begin, length) for each message that the bytes take.
template <typename Message>
void InMessages(std::size_t bytes, const Message& message) {
  for (std::size_t begin = 0; begin < bytes; begin += Transfer::kLongestMessage)
    message(begin, static_cast<int>(std::min(Transfer::kLongestMessage, bytes - begin)));
}

}  // namespace

Transfer::Transfer(MPI_Comm ranks, std::vector<Bytes> parts)
    : comm_(ranks), parts_(std::move(parts)) {}

bool Transfer::Run(MpiThread& thread, MpiThread::Clock::time_point deadline) {
  int rank = 0, size = 0;
  CheckMpi(MPI_Comm_rank(comm_, &rank));
  CheckMpi(MPI_Comm_size(comm_, &size));
  rank_ = static_cast<std::size_t>(rank);
  size_ = static_cast<std::size_t>(size);
  if (!ExchangeSizes(thread, deadline)) return false;
  received_.resize(size_);
  // Each begins with its next, so that not all send to the same.
  for (std::size_t step = 1; step < size_; ++step)
    Begin((rank_ + step) % size_, (rank_ + size_ - step) % size_);
  if (!thread.WaitFor(requests_, kUnderWay, deadline)) return false;
  received_[rank_] = std::move(PartFor(rank_));
  return true;
}

std::vector<Transfer::Bytes> Transfer::TakeReceived() { return std::move(received_); }

std::uint64_t Transfer::bytes_sent() const {
  return std::accumulate(sizes_.begin(), sizes_.end(), std::uint64_t{0}) - sizes_[rank_];
}

bool Transfer::ExchangeSizes(MpiThread& thread, MpiThread::Clock::time_point deadline) {
  for (std::size_t rank = 0; rank < size_; ++rank) sizes_.push_back(PartFor(rank).size());
  coming_.resize(size_);
  requests_.resize(1);
  CheckMpi(MPI_Ialltoall(sizes_.data(), 1, MPI_UINT64_T, coming_.data(), 1, MPI_UINT64_T, comm_,
                         requests_.data()));
  const bool known = thread.WaitFor(requests_, kForTheLate, deadline);
  if (known) requests_.clear();
  return known;
}

// Messages between two ranks arrive in the order in which they were sent.
void Transfer::Begin(std::size_t to, std::size_t from) {
  const auto begun = [this]() { return &requests_.emplace_back(MPI_REQUEST_NULL); };
  Bytes& coming = received_[from];
  coming.resize(coming_[from]);
  InMessages(coming.size(), [&](std::size_t begin, int length) {
    CheckMpi(MPI_Irecv(coming.data() + begin, length, MPI_BYTE, static_cast<int>(from), kTag, comm_,
                       begun()));
  });
  const Bytes& going = PartFor(to);
  InMessages(going.size(), [&](std::size_t begin, int length) {
    CheckMpi(MPI_Isend(going.data() + begin, length, MPI_BYTE, static_cast<int>(to), kTag, comm_,
                       begun()));
  });
}

}  // namespace hogvec
