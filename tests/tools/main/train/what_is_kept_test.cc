#include "main/train/what_is_kept.h"

#include <gtest/gtest.h>

#include "support/temp_folder.h"

namespace hogvec {
namespace {

TEST(WhatIsKept, IsNothingWithoutCheckpoints) {
  EXPECT_EQ(WhatIsKept({""}), "; nothing is kept (--checkpoint DIR would keep what was learned)");
  const testing::TempFolder folder;
  EXPECT_EQ(WhatIsKept({folder.path()}), "; there was nothing to keep yet");
  EXPECT_EQ(WhatIsKept({folder.path() / "none"}), "; there was nothing to keep yet");
}

TEST(WhatIsKept, SaysHowToGoOn) {
  const testing::TempFolder folder;
  folder.Write("checkpoint-1.safetensors", "");
  EXPECT_EQ(WhatIsKept({folder.path()}),
            "; 'hogvec train --resume " + folder.path().string() + "' goes on");
  EXPECT_EQ(WhatIsKept({folder.path(), 3}),
            "; 'mpirun -n 3 hogvec-mpi train --resume " + folder.path().string() + "' goes on");
}

}  // namespace
}  // namespace hogvec
