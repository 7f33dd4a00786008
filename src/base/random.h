#ifndef HOGVEC_BASE_RANDOM_H_
#define HOGVEC_BASE_RANDOM_H_

#include <cstdint>
#include <pcg_random.hpp>

namespace hogvec {

// What a stream of random numbers is for. Part of the stream's name, so that two uses of the same
// seed never see the same numbers.
enum class RandomPurpose : std::uint64_t {
  kInitialRows,
  kShuffle,
  kTraining,
  kTest,
  kHeldOut,
  kValidation,
  kGraphLevels,
  kReport
};

// A stream of random numbers, named by the run's seed, its purpose and up to two numbers such as
// (epoch, block). The same name gives the same numbers everywhere; different names give streams
// with nothing in common.
//
// The engine is PCG's 128-bit multiplicative one (O'Neill 2014), whose 64 output bits are all good,
// low ones included.
//
// A loop that draws much should draw from a local copy and store it back behind: g++ 12 writes a
// state in memory by halves and reads it whole, which stalls every draw for some 15 cycles.
class Random {
 public:
  Random(std::uint64_t seed, RandomPurpose purpose, std::uint64_t first = 0,
         std::uint64_t second = 0);

  std::uint64_t Bits64() { return engine_(); }
  std::uint32_t Bits32() { return static_cast<std::uint32_t>(engine_() >> 32); }

  // A number in [0, bound), bound > 0: the high half of bits x bound (Lemire 2019, without the
  // rejection; the bias is below bound / 2^32).
  std::uint32_t Below(std::uint32_t bound) {
    return static_cast<std::uint32_t>((std::uint64_t{Bits32()} * bound) >> 32);
  }

  // A number in [0, 1) with all the 24 bits that a float can tell apart there.
  float UnitFloat() { return static_cast<float>(engine_() >> 40) * 0x1p-24f; }

 private:
  pcg64_fast engine_;
};

}  // namespace hogvec

#endif  // HOGVEC_BASE_RANDOM_H_
