#include "base/murmur3.h"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstring>

namespace hogvec {
namespace {

static_assert(std::endian::native == std::endian::little);

constexpr std::uint64_t kFirst = 0x87c37b91114253d5u, kSecond = 0x4cf5ad432745937fu;

// Up to eight bytes as a little-endian number.
std::uint64_t Number(std::string_view bytes) {
  std::uint64_t number = 0;
  std::memcpy(&number, bytes.data(), bytes.size());
  return number;
}

std::uint64_t Mixed(std::uint64_t value) {
  value = (value ^ (value >> 33)) * 0xff51afd7ed558ccdu;
  value = (value ^ (value >> 33)) * 0xc4ceb9fe1a85ec53u;
  return value ^ (value >> 33);
}

// The two halves of the state.
struct State {
  std::uint64_t a, b;

  void AddFirst(std::uint64_t block) { a ^= std::rotl(block * kFirst, 31) * kSecond; }
  void AddSecond(std::uint64_t block) { b ^= std::rotl(block * kSecond, 33) * kFirst; }

  void AddBlock(std::string_view bytes) {
    AddFirst(Number(bytes.substr(0, 8)));
    a = (std::rotl(a, 27) + b) * 5 + 0x52dce729;
    AddSecond(Number(bytes.substr(8, 8)));
    b = (std::rotl(b, 31) + a) * 5 + 0x38495ab5;
  }

  void AddTail(std::string_view bytes) {
    if (bytes.size() > 8) AddSecond(Number(bytes.substr(8)));
    AddFirst(Number(bytes.substr(0, 8)));
  }

  void Finish(std::size_t size) {
    a ^= size;
    b ^= size;
    a += b;
    b += a;
    a = Mixed(a);
    b = Mixed(b);
    a += b;
    b += a;
  }
};

}  // namespace

std::array<std::uint32_t, 4> Murmur3(std::string_view bytes, std::uint32_t seed) {
  constexpr std::size_t kBlock = 16;
  State state{seed, seed};
  std::string_view left = bytes;
  for (; left.size() >= kBlock; left.remove_prefix(kBlock)) state.AddBlock(left.substr(0, kBlock));
  state.AddTail(left);
  state.Finish(bytes.size());
  return {static_cast<std::uint32_t>(state.a), static_cast<std::uint32_t>(state.a >> 32),
          static_cast<std::uint32_t>(state.b), static_cast<std::uint32_t>(state.b >> 32)};
}

}  // namespace hogvec
