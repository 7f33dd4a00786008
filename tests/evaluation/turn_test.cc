#include "evaluation/turn.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>

#include "base/random.h"

namespace hogvec {
namespace {

using ::testing::FloatNear;
using ::testing::Pointwise;

std::vector<float> RandomVectors(std::size_t count, std::size_t dim) {
  std::vector<float> vectors(count * dim);
  Random random(1, RandomPurpose::kTest);
  std::ranges::generate(vectors, [&] { return random.UnitFloat() - 0.5f; });
  return vectors;
}

// Vectors of three dimensions: mirrored in the first, and turned by a right angle about it.
std::vector<float> MirroredAndTurned(const std::vector<float>& vectors) {
  std::vector<float> turned;
  for (std::size_t i = 0; i < vectors.size(); i += 3) {
    turned.insert(turned.end(), {-vectors[i], -vectors[i + 2], vectors[i + 1]});
  }
  return turned;
}

std::vector<float> Applied(const Turn& turn, const std::vector<float>& vectors) {
  std::vector<float> out(vectors.size());
  turn.Apply(vectors, out);
  return out;
}

TEST(Turn, BringsTurnedVectorsBack) {
  const std::vector<float> vectors = RandomVectors(20, 3);
  TurnFinder finder(3);
  finder.Add(MirroredAndTurned(vectors), vectors);
  EXPECT_THAT(Applied(finder.Find(), MirroredAndTurned(vectors)),
              Pointwise(FloatNear(1e-5f), vectors));
}

TEST(Turn, IsTheSameWhenItsVectorsComeInPieces) {
  const std::vector<float> vectors = RandomVectors(20, 3), others = MirroredAndTurned(vectors);
  TurnFinder finder(3);
  finder.Add(std::span(others).first(15), std::span(vectors).first(15));
  finder.Add(std::span(others).subspan(15), std::span(vectors).subspan(15));
  EXPECT_THAT(Applied(finder.Find(), others), Pointwise(FloatNear(1e-5f), vectors));
}

// Noise would stretch and shear the best linear map; a turn keeps every length.
TEST(Turn, KeepsLengthsWhenVectorsDoNotFit) {
  const std::vector<float> vectors = RandomVectors(20, 3);
  TurnFinder finder(3);
  std::vector<float> others(vectors.rbegin(), vectors.rend());
  finder.Add(others, vectors);
  const std::vector<float> turned = Applied(finder.Find(), vectors);
  for (std::size_t i = 0; i < vectors.size(); i += 3) {
    EXPECT_NEAR(std::hypot(turned[i], turned[i + 1], turned[i + 2]),
                std::hypot(vectors[i], vectors[i + 1], vectors[i + 2]), 1e-5);
  }
}

TEST(Turn, OfNoVectorsGivesZerosAndNotNaN) {
  EXPECT_THAT(Applied(TurnFinder(3).Find(), {1, 2, 3}), ::testing::Each(0.0f));
}

}  // namespace
}  // namespace hogvec
