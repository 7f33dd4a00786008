#include "query/search_kernel.h"

#include <gtest/gtest.h>

namespace hogvec {
namespace {

TEST(SearchKernel, IsTheFastest) {
  EXPECT_EQ(&SearchKernel(), &SearchKernel());
  EXPECT_EQ(SearchKernel().name, AvailableKernels().front().name);
}

}  // namespace
}  // namespace hogvec
