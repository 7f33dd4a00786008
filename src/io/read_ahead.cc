#include "io/read_ahead.h"

#include <algorithm>
#include <utility>

namespace hogvec {
namespace {

constexpr std::size_t kPieceBytes = std::size_t{1} << 18;
constexpr std::size_t kMostAhead = 8;  // pieces

}  // namespace

ReadAhead::ReadAhead(std::unique_ptr<ByteSource> source)
    : source_(std::move(source)), thread_([this] { Run(); }) {}

ReadAhead::~ReadAhead() {
  {
    const std::lock_guard lock(mutex_);
    closed_ = true;
  }
  changed_.notify_all();
}

void ReadAhead::Run() {
  try {
    for (bool more = true; more;) {
      std::string piece(kPieceBytes, '\0');
      const std::size_t got = source_->Read(piece);
      more = got == piece.size();
      piece.resize(got);
      file_bytes_ = source_->file_bytes();
      more = Put(std::move(piece)) && more;
    }
  } catch (...) {
    const std::lock_guard lock(mutex_);
    failure_ = std::current_exception();
  }
  const std::lock_guard lock(mutex_);
  ended_ = true;
  changed_.notify_all();
}

// False when the reader is gone.
bool ReadAhead::Put(std::string piece) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return closed_ || ahead_.size() < kMostAhead; });
  ahead_.push_back(std::move(piece));
  changed_.notify_all();
  return !closed_;
}

// False at the end.
bool ReadAhead::TakePiece() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return ended_ || !ahead_.empty(); });
  if (ahead_.empty()) {
    if (failure_) std::rethrow_exception(failure_);
    return false;
  }
  piece_ = std::move(ahead_.front());
  at_ = 0;
  ahead_.pop_front();
  changed_.notify_all();
  return true;
}

std::size_t ReadAhead::Read(std::span<char> out) {
  std::size_t done = 0;
  while (done < out.size()) {
    if (at_ == piece_.size() && !TakePiece()) break;
    const std::size_t count = std::min(out.size() - done, piece_.size() - at_);
    piece_.copy(out.data() + done, count, at_);
    done += count;
    at_ += count;
  }
  return done;
}

}  // namespace hogvec
