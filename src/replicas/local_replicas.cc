#include "replicas/local_replicas.h"

#include <cxxabi.h>
#include <fmt/format.h>

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <exception>
#include <mutex>
#include <utility>
#include <vector>

#include "base/workers.h"
#include "hogvec/error.h"

namespace hogvec {
namespace {

using Bytes = Replicas::Bytes;

// Thrown by a rank that waits in vain; what the other has thrown matters more.
class Unreachable : public Error {
 public:
  explicit Unreachable(std::size_t rank)
      : Error(ErrorKind::kIo, fmt::format("rank {} has ended", rank)) {}
};

// What each rank has sent to each other that has not been fetched yet, oldest first.
class Mail {
 public:
  explicit Mail(std::size_t ranks) : boxes_(ranks, Boxes(ranks)), ended_(ranks, false) {}

  std::size_t ranks() const { return boxes_.size(); }

  void Send(std::size_t from, std::vector<Bytes> to_each) {
    const std::lock_guard lock(mutex_);
    for (std::size_t to = 0; to < ranks(); ++to) boxes_[to][from].push_back(std::move(to_each[to]));
    changed_.notify_all();
  }

  Bytes Fetch(std::size_t from, std::size_t to) {
    std::unique_lock lock(mutex_);
    std::deque<Bytes>& box = boxes_[to][from];
    changed_.wait(lock, [&] { return !box.empty() || ended_[from]; });
    if (box.empty()) throw Unreachable(from);
    Bytes oldest = std::move(box.front());
    box.pop_front();
    return oldest;
  }

  // The rank will send no more.
  void End(std::size_t rank) {
    const std::lock_guard lock(mutex_);
    ended_[rank] = true;
    changed_.notify_all();
  }

 private:
  using Boxes = std::vector<std::deque<Bytes>>;  // by sender

  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<Boxes> boxes_;  // by receiver
  std::vector<bool> ended_;
};

class LocalReplicas final : public Replicas {
 public:
  LocalReplicas(Mail& mail, std::size_t rank) : mail_(mail), rank_(rank) {}
  ~LocalReplicas() override { mail_.End(rank_); }
  LocalReplicas(const LocalReplicas&) = delete;
  LocalReplicas& operator=(const LocalReplicas&) = delete;

  std::size_t rank() const override { return rank_; }
  std::size_t size() const override { return mail_.ranks(); }
  std::uint64_t bytes_sent() const override { return bytes_sent_; }

  std::vector<Bytes> Exchange(std::vector<Bytes> to_each) override {
    for (std::size_t to = 0; to < size(); ++to)
      if (to != rank_) bytes_sent_ += to_each[to].size();
    mail_.Send(rank_, std::move(to_each));
    std::vector<Bytes> from_each;
    for (std::size_t from = 0; from < size(); ++from) from_each.push_back(mail_.Fetch(from, rank_));
    return from_each;
  }

  std::vector<Bytes> Gather(Bytes own) override {
    return Exchange(std::vector<Bytes>(size(), own));
  }

 private:
  Mail& mail_;
  const std::size_t rank_;
  std::atomic<std::uint64_t> bytes_sent_ = 0;
};

// What each rank threw, if it did.
struct Failures {
  explicit Failures(std::size_t ranks) : own(ranks), unreachable(ranks) {}

  void Rethrow() const {
    for (const auto* failures : {&own, &unreachable})
      for (const std::exception_ptr& failure : *failures)
        if (failure) std::rethrow_exception(failure);
  }

  std::vector<std::exception_ptr> own, unreachable;
};

void RunRank(Mail& mail, std::size_t rank, const std::function<void(Replicas&)>& body,
             Failures& failures) {
  try {
    LocalReplicas replicas(mail, rank);
    body(replicas);
  } catch (const Unreachable&) {
    failures.unreachable[rank] = std::current_exception();
  } catch (const abi::__forced_unwind&) {  // pthread_exit, which no catch may end
    throw;
  } catch (...) {
    failures.own[rank] = std::current_exception();
  }
}

}  // namespace

void RunLocalReplicas(std::size_t size, const std::function<void(Replicas&)>& body) {
  Mail mail(size);
  Failures failures(size);
  RunWorkers(size, [&](std::size_t rank) { RunRank(mail, rank, body, failures); });
  failures.Rethrow();
}

}  // namespace hogvec
