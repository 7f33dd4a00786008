#ifndef HOGVEC_IO_READ_AHEAD_H_
#define HOGVEC_IO_READ_AHEAD_H_

#include <atomic>
#include <condition_variable>
#include <deque>
#include <exception>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "io/byte_source.h"

namespace hogvec {

// Reads another source on a separate thread, a few pieces ahead of Read(). An exception of the
// other source is thrown by the Read() that reaches that position.
class ReadAhead : public ByteSource {
 public:
  explicit ReadAhead(std::unique_ptr<ByteSource> source);
  ~ReadAhead() override;

  std::size_t Read(std::span<char> out) override;
  std::uint64_t file_bytes() const override { return file_bytes_; }

 private:
  void Run();
  bool Put(std::string piece);
  bool TakePiece();

  const std::unique_ptr<ByteSource> source_;
  std::string piece_;  // the current one, read up to at_
  std::size_t at_ = 0;
  std::atomic<std::uint64_t> file_bytes_ = 0;
  std::mutex mutex_;  // guards everything below except the thread
  std::condition_variable changed_;
  std::deque<std::string> ahead_;
  bool ended_ = false;   // by the source
  bool closed_ = false;  // by the reader
  std::exception_ptr failure_;
  std::jthread thread_;  // the last member: it uses all others
};

}  // namespace hogvec

#endif  // HOGVEC_IO_READ_AHEAD_H_
