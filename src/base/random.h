#ifndef HOGVEC_BASE_RANDOM_H_
#define HOGVEC_BASE_RANDOM_H_

#include <cstdint>
#include <pcg_random.hpp>

namespace hogvec {

// The purpose of a stream of random numbers. Part of the stream's name, so that two uses of the
// same seed never get the same numbers.
enum class RandomPurpose : std::uint64_t {
  kInitialRows,
  kShuffle,
  kTraining,
  kTest,
  kHeldOut,
  kValidation,
  kGraphLevels,
  kReport,
  kFitHeldOut,
  kLayout,
  kClusters,
  kMapQuality
};

// A stream of random numbers, named by the run's seed, its purpose and up to two numbers such as
// (epoch, block). The same name gives the same numbers on every platform; different names give
// independent streams.
//
// The engine is PCG's 128-bit multiplicative one (O'Neill 2014), all of whose 64 output bits are of
// good quality, including the low ones.
//
// A hot loop should draw from a local copy and store it back afterwards: g++ 12 stores a state in
// memory as two halves and loads it as a whole, which stalls every draw for about 15 cycles.
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

  // A number in [0, 1), a multiple of 2^-24: the finest grid on which a float has every value.
  float UnitFloat() { return static_cast<float>(engine_() >> 40) * 0x1p-24f; }

 private:
  pcg64_fast engine_;
};

}  // namespace hogvec

#endif  // HOGVEC_BASE_RANDOM_H_
