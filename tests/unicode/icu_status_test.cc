#include "unicode/icu_status.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "hogvec/error.h"

namespace hogvec {
namespace {

TEST(IcuStatus, IsAnErrorOfResourcesUnlessItIsAWarning) {
  EXPECT_NO_THROW(RequireSuccess(U_ZERO_ERROR));
  EXPECT_NO_THROW(RequireSuccess(U_STRING_NOT_TERMINATED_WARNING));
  try {
    RequireSuccess(U_MEMORY_ALLOCATION_ERROR);
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kResource);
    EXPECT_THAT(error.what(), ::testing::HasSubstr("U_MEMORY_ALLOCATION_ERROR"));
  }
}

}  // namespace
}  // namespace hogvec
