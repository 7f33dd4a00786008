#include "page/sha256.h"

#include <bit>
#include <cstddef>
#include <string>

namespace hogvec::page {
namespace {

using Word = std::uint32_t;
using State = std::array<Word, 8>;

constexpr std::size_t kRounds = 64, kBlock = 64;  // bytes

// The constants are the first 32 bits after the point of the square roots of the first 8 primes,
// and of the cube roots of the first 64. Found with whole numbers, so that they do not depend on
// how a machine rounds.
struct Constants {
  State start{};
  std::array<Word, kRounds> round{};
};

constexpr bool IsPrime(unsigned number) {
  for (unsigned divisor = 2; divisor * divisor <= number; ++divisor) {
    if (number % divisor == 0) return false;
  }
  return true;
}

__extension__ using Wide = unsigned __int128;

// The last 32 bits of the largest whole x with x^power <= number * 2^(32 power).
constexpr Word RootBits(unsigned number, unsigned power) {
  const Wide target = Wide{number} << (32 * power);
  std::uint64_t root = 0;
  for (std::uint64_t bit = std::uint64_t{1} << 36; bit > 0; bit >>= 1) {
    const Wide next = root | bit;
    const Wide raised = power == 2 ? next * next : next * next * next;
    if (raised <= target) root |= bit;
  }
  return static_cast<Word>(root);
}

constexpr Constants MakeConstants() {
  Constants constants;
  std::size_t count = 0;
  for (unsigned number = 2; count < kRounds; ++number) {
    if (!IsPrime(number)) continue;
    if (count < constants.start.size()) constants.start[count] = RootBits(number, 2);
    constants.round[count++] = RootBits(number, 3);
  }
  return constants;
}

constexpr Constants kConstants = MakeConstants();

// The 16 words of a block, extended to one for each round.
std::array<Word, kRounds> Schedule(const unsigned char* block) {
  std::array<Word, kRounds> words{};
  for (std::size_t i = 0; i < 16; ++i) {
    for (std::size_t byte = 0; byte < 4; ++byte) words[i] = words[i] << 8 | block[i * 4 + byte];
  }
  for (std::size_t i = 16; i < kRounds; ++i) {
    const Word a = words[i - 15], b = words[i - 2];
    const Word first = std::rotr(a, 7) ^ std::rotr(a, 18) ^ a >> 3;
    const Word second = std::rotr(b, 17) ^ std::rotr(b, 19) ^ b >> 10;
    words[i] = words[i - 16] + first + words[i - 7] + second;
  }
  return words;
}

void Mix(State& state, const unsigned char* block) {
  const std::array<Word, kRounds> words = Schedule(block);
  auto [a, b, c, d, e, f, g, h] = state;
  for (std::size_t i = 0; i < kRounds; ++i) {
    const Word sum_e = std::rotr(e, 6) ^ std::rotr(e, 11) ^ std::rotr(e, 25);
    const Word first = h + sum_e + ((e & f) ^ (~e & g)) + kConstants.round[i] + words[i];
    const Word sum_a = std::rotr(a, 2) ^ std::rotr(a, 13) ^ std::rotr(a, 22);
    const Word second = sum_a + ((a & b) ^ (a & c) ^ (b & c));
    h = g, g = f, f = e, e = d + first;
    d = c, c = b, b = a, a = first + second;
  }
  const State added{a, b, c, d, e, f, g, h};
  for (std::size_t i = 0; i < state.size(); ++i) state[i] += added[i];
}

// The bytes after the last whole block, a one bit, zeros, and the length in bits.
std::string Ending(std::string_view bytes) {
  std::string ending(bytes.substr(bytes.size() / kBlock * kBlock));
  ending += '\x80';
  while (ending.size() % kBlock != kBlock - 8) ending += '\0';
  const std::uint64_t bits = std::uint64_t{bytes.size()} * 8;
  for (int shift = 56; shift >= 0; shift -= 8) ending += static_cast<char>(bits >> shift & 0xFF);
  return ending;
}

void MixAll(State& state, std::string_view bytes) {
  for (; bytes.size() >= kBlock; bytes.remove_prefix(kBlock)) {
    Mix(state, reinterpret_cast<const unsigned char*>(bytes.data()));
  }
}

}  // namespace

std::array<std::uint8_t, 32> Sha256(std::string_view bytes) {
  State state = kConstants.start;
  MixAll(state, bytes);
  MixAll(state, Ending(bytes));
  std::array<std::uint8_t, 32> digest{};
  for (std::size_t i = 0; i < digest.size(); ++i) {
    digest[i] = static_cast<std::uint8_t>(state[i / 4] >> (24 - 8 * (i % 4)));
  }
  return digest;
}

}  // namespace hogvec::page
