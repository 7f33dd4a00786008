#include "run/same_beginning.h"

#include <gmock/gmock.h>

#include <string>
#include <utility>
#include <vector>

#include "hogvec/error.h"
#include "replicas/local_replicas.h"

namespace hogvec {
namespace {

using ::testing::HasSubstr;
using Words = std::vector<std::pair<std::string_view, std::uint64_t>>;

Layers Rows(std::uint64_t seed, float last_output) {
  EmbeddingTable input(2, 3), output(2, 3);
  input.InitializeUniform(seed);
  output.Row(RowId{1})[2] = last_output;
  return {InputLayer(std::move(input)), std::move(output)};
}

// What rank 2 of three says if it begins like this; the same on all ranks, or nothing.
std::string WhatIsSaid(const Words& words, const Layers& model) {
  std::string said[3];
  RunLocalReplicas(3, [&](Replicas& replicas) {
    const Words usual{{"a", 5}, {"b", 3}};
    const Layers usual_model = Rows(1, 0);
    const bool differs = replicas.rank() == 2;
    try {
      RequireSameBeginning(replicas, Vocabulary(differs ? words : usual),
                           differs ? model : usual_model);
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::kUsage);
      said[replicas.rank()] = error.what();
    }
  });
  EXPECT_EQ(said[0], said[2]);
  EXPECT_EQ(said[1], said[2]);
  return said[2];
}

TEST(SameBeginning, IsWhatAllRanksMustHave) {
  EXPECT_EQ(WhatIsSaid({{"a", 5}, {"b", 3}}, Rows(1, 0)), "");
  EXPECT_THAT(WhatIsSaid({{"a", 5}, {"c", 3}}, Rows(1, 0)),
              HasSubstr("ranks 0 and 2 begin with different words"));
  EXPECT_THAT(WhatIsSaid({{"a", 5}, {"b", 4}}, Rows(1, 0)), HasSubstr("different words"));
  EXPECT_THAT(WhatIsSaid({{"a", 5}, {"b", 3}}, Rows(2, 0)), HasSubstr("different vectors"));
  EXPECT_THAT(WhatIsSaid({{"a", 5}, {"b", 3}}, Rows(1, 0.5f)), HasSubstr("different vectors"));
}

}  // namespace
}  // namespace hogvec
