#include "base/memory.h"

#include <gtest/gtest.h>

#include <vector>

namespace hogvec {
namespace {

TEST(Memory, AgreesWithItself) {
  EXPECT_GT(PhysicalMemoryBytes(), 0u);
  EXPECT_GT(AvailableMemoryBytes(), 0u);
  EXPECT_GT(ResidentBytes(), 1u << 20);
  EXPECT_LE(ResidentBytes(), PhysicalMemoryBytes());
}

TEST(Memory, SeesWhatIsTaken) {
  constexpr std::size_t kBytes = std::size_t{64} << 20;
  const std::uint64_t before = ResidentBytes();
  const std::vector<char> taken(kBytes, 'x');
  EXPECT_GE(ResidentBytes() + (1 << 20), before + taken.size());
  EXPECT_GE(PeakResidentBytes() + (1 << 20), before + taken.size());
}

}  // namespace
}  // namespace hogvec
