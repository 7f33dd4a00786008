#include "hogvec/row_id.h"

#include <gtest/gtest.h>

#include <type_traits>

namespace hogvec {
namespace {

TEST(RowId, IsNoWordId) {
  static_assert(!std::is_convertible_v<WordId, RowId>);
  static_assert(!std::is_convertible_v<RowId, WordId>);
}

TEST(RowId, OfAWordHasItsNumber) {
  EXPECT_EQ(RowOf(WordId{7}), RowId{7});
  EXPECT_EQ(ToIndex(ToRowId(7)), 7u);
}

}  // namespace
}  // namespace hogvec
