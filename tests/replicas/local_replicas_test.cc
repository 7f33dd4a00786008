#include "replicas/local_replicas.h"

#include <gmock/gmock.h>

#include <chrono>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "hogvec/error.h"
#include "replicas/alone.h"

namespace hogvec {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using Bytes = Replicas::Bytes;

Bytes BytesOf(const std::string& text) { return Bytes(text.begin(), text.end()); }

std::vector<std::string> Texts(const std::vector<Bytes>& all) {
  std::vector<std::string> texts;
  for (const Bytes& bytes : all) texts.emplace_back(bytes.begin(), bytes.end());
  return texts;
}

// As "0>1" from rank 0 to rank 1.
std::vector<Bytes> Addressed(const Replicas& replicas) {
  std::vector<Bytes> to_each;
  for (std::size_t to = 0; to < replicas.size(); ++to)
    to_each.push_back(BytesOf(std::to_string(replicas.rank()) + ">" + std::to_string(to)));
  return to_each;
}

TEST(LocalReplicas, RunsTheBodyOnceForEachRank) {
  std::vector<int> runs(4);
  RunLocalReplicas(4, [&](Replicas& replicas) {
    ++runs[replicas.rank()];
    EXPECT_EQ(replicas.size(), 4u);
  });
  EXPECT_THAT(runs, ElementsAre(1, 1, 1, 1));
}

TEST(LocalReplicas, ExchangeWhatIsMeantForEach) {
  RunLocalReplicas(3, [&](Replicas& replicas) {
    const std::string own = ">" + std::to_string(replicas.rank());
    EXPECT_THAT(Texts(replicas.Exchange(Addressed(replicas))),
                ElementsAre("0" + own, "1" + own, "2" + own));
  });
}

TEST(LocalReplicas, GatherWhatEachGives) {
  RunLocalReplicas(3, [&](Replicas& replicas) {
    const std::string own(replicas.rank(), 'x');  // rank 0 gives nothing
    EXPECT_THAT(Texts(replicas.Gather(BytesOf(own))), ElementsAre("", "x", "xx"));
  });
}

TEST(LocalReplicas, KeepTheOrderOfWhatIsSentWhileOthersAreLate) {
  RunLocalReplicas(2, [&](Replicas& replicas) {
    for (int round = 0; round < 100; ++round) {
      if (round % 10 == static_cast<int>(replicas.rank()))
        std::this_thread::sleep_for(std::chrono::microseconds(200));
      const std::string said = std::to_string(round);
      ASSERT_THAT(Texts(replicas.Gather(BytesOf(said))), ElementsAre(said, said));
    }
  });
}

TEST(LocalReplicas, CountTheBytesForOthers) {
  RunLocalReplicas(3, [&](Replicas& replicas) {
    EXPECT_EQ(replicas.bytes_sent(), 0u);
    replicas.Exchange(Addressed(replicas));
    EXPECT_EQ(replicas.bytes_sent(), 6u);
    replicas.Gather(Bytes(10));
    EXPECT_EQ(replicas.bytes_sent(), 26u);
  });
}

TEST(LocalReplicas, TakeWhatARankSentBeforeItEnded) {
  RunLocalReplicas(2, [&](Replicas& replicas) {
    if (replicas.rank() == 0) std::this_thread::sleep_for(std::chrono::milliseconds(20));
    EXPECT_THAT(Texts(replicas.Gather(BytesOf("last"))), ElementsAre("last", "last"));
  });
}

TEST(LocalReplicas, RethrowWhatFailedAndNotWhatWaitedForIt) {
  const auto body = [](Replicas& replicas) {
    if (replicas.rank() == 2) throw std::domain_error("the reason");
    replicas.Gather({});
  };
  EXPECT_THROW(RunLocalReplicas(4, body), std::domain_error);
}

TEST(LocalReplicas, RethrowTheSameForTheSameFailures) {
  const auto body = [](Replicas& replicas) {
    if (replicas.rank() == 1) std::this_thread::sleep_for(std::chrono::milliseconds(20));
    if (replicas.rank() > 0) throw std::domain_error(std::to_string(replicas.rank()));
    replicas.Gather({});
  };
  try {
    RunLocalReplicas(3, body);
    FAIL() << "must throw";
  } catch (const std::domain_error& error) {
    EXPECT_STREQ(error.what(), "1");
  }
}

TEST(LocalReplicas, WakeThoseWhoWaitForARankThatHasReturned) {
  const auto body = [](Replicas& replicas) {
    if (replicas.rank() != 1) replicas.Gather({});
  };
  try {
    RunLocalReplicas(3, body);
    FAIL() << "must throw";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kIo);
    EXPECT_THAT(error.what(), HasSubstr("rank"));
  }
}

TEST(LocalReplicas, MayBeASingleOneWhichIsLikeAlone) {
  RunLocalReplicas(1, [&](Replicas& replicas) {
    Alone alone;
    EXPECT_EQ(replicas.Exchange({BytesOf("a")}), alone.Exchange({BytesOf("a")}));
    EXPECT_EQ(replicas.Gather(BytesOf("b")), alone.Gather(BytesOf("b")));
    EXPECT_EQ(replicas.bytes_sent(), alone.bytes_sent());
    EXPECT_EQ(replicas.size(), alone.size());
  });
}

}  // namespace
}  // namespace hogvec
