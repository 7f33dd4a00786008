#include "io/read_ahead.h"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

namespace hogvec {
namespace {

// Gives the letters a to z again and again, and fails at `fails_at`.
class Letters : public ByteSource {
 public:
  Letters(std::size_t count, std::size_t fails_at) : count_(count), fails_at_(fails_at) {}

  std::size_t Read(std::span<char> out) override {
    for (std::size_t i = 0; i < out.size(); ++i, ++at_) {
      if (at_ == fails_at_) throw std::runtime_error("no more");
      if (at_ == count_) return i;
      out[i] = static_cast<char>('a' + at_ % 26);
    }
    return out.size();
  }
  std::uint64_t file_bytes() const override { return at_; }

 private:
  const std::size_t count_, fails_at_;
  std::size_t at_ = 0;
};

constexpr std::size_t kNever = static_cast<std::size_t>(-1);

TEST(ReadAhead, GivesTheSameBytes) {
  ReadAhead source(std::make_unique<Letters>(5'000'000, kNever));
  std::string out(777, '\0');
  std::size_t at = 0;
  for (std::size_t got = out.size(); got == out.size();) {
    got = source.Read(out);
    for (std::size_t i = 0; i < got; ++i, ++at) ASSERT_EQ(out[i], static_cast<char>('a' + at % 26));
  }
  EXPECT_EQ(at, 5'000'000u);
  EXPECT_EQ(source.Read(out), 0u);
  EXPECT_EQ(source.file_bytes(), 5'000'000u);
}

TEST(ReadAhead, ThrowsWhatTheSourceThrew) {
  ReadAhead source(std::make_unique<Letters>(5'000'000, 300'000));
  std::string out(5'000'000, '\0');
  EXPECT_THROW(source.Read(out), std::runtime_error);
}

TEST(ReadAhead, MayBeDroppedWhileItReads) {
  for (int i = 0; i < 50; ++i) ReadAhead(std::make_unique<Letters>(kNever, kNever));
}

}  // namespace
}  // namespace hogvec
