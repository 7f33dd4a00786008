// Run by mpirun with 1, 2 and 4 ranks. An argument, but for `passed`, asks for an end that is no
// success, which the exit code of mpirun shows: `failed`, of the last rank, with a goodbye of all;
// `abandoned`, where the others wait for it in vain; `thrown`, where a session is not left at all.
#include "cluster/mpi_replicas.h"

#include <gmock/gmock.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "cluster/mpi_session.h"
#include "hogvec/error.h"
#include "hogvec/train.h"
#include "replicas/agreement.h"
#include "replicas/local_replicas.h"

namespace hogvec {
namespace {

using ::testing::Each;
using Bytes = Replicas::Bytes;

MpiSession* session = nullptr;  // of this process

// Bytes that differ by who sends what to whom when.
Bytes Numbered(std::size_t from, std::size_t to, std::size_t round, std::size_t size) {
  Bytes bytes(size);
  for (std::size_t i = 0; i < size; ++i)
    bytes[i] = static_cast<char>((i * 31 + from * 7 + to * 5 + round) % 127);
  return bytes;
}

// From nothing up to more than a message that is sent without asking.
std::size_t SizeOf(std::size_t from, std::size_t to, std::size_t round) {
  return (from * 3 + to + round) % 4 * (round % 5 == 0 ? 100'003 : 11);
}

std::vector<Bytes> PartsOf(std::size_t from, std::size_t ranks, std::size_t round) {
  std::vector<Bytes> parts;
  for (std::size_t to = 0; to < ranks; ++to)
    parts.push_back(Numbered(from, to, round, SizeOf(from, to, round)));
  return parts;
}

// All that a rank hears in a talk of some rounds, and what it counts.
std::vector<std::vector<Bytes>> Talk(Replicas& replicas) {
  std::vector<std::vector<Bytes>> heard;
  const std::size_t rank = replicas.rank();
  for (std::size_t round = 0; round < 20; ++round) {
    if (round % 7 == rank) std::this_thread::sleep_for(std::chrono::milliseconds(2));
    heard.push_back(replicas.Exchange(PartsOf(rank, replicas.size(), round)));
    heard.push_back(replicas.Gather(Numbered(rank, 0, round, SizeOf(rank, 0, round))));
  }
  const std::string sum = std::to_string(SumOver(replicas, 1000 + rank));
  heard.push_back({Bytes(sum.begin(), sum.end())});
  return heard;
}

TEST(MpiReplicas, ExchangeAndGatherInOrderWhateverTheSizes) {
  MpiReplicas replicas(*session);
  for (std::size_t round = 0; round < 20; ++round) {
    const auto heard = replicas.Exchange(PartsOf(replicas.rank(), replicas.size(), round));
    ASSERT_EQ(heard.size(), replicas.size());
    for (std::size_t from = 0; from < heard.size(); ++from) {
      const std::size_t size = SizeOf(from, replicas.rank(), round);
      ASSERT_TRUE(heard[from] == Numbered(from, replicas.rank(), round, size));
    }
  }
}

TEST(MpiReplicas, HearWhatReplicasInOneProcessHear) {
  MpiReplicas replicas(*session);
  const std::uint64_t before = replicas.bytes_sent();
  const auto heard = Talk(replicas);
  RunLocalReplicas(replicas.size(), [&](Replicas& local) {
    const auto local_heard = Talk(local);
    if (local.rank() != replicas.rank()) return;
    EXPECT_TRUE(heard == local_heard);
    EXPECT_EQ(replicas.bytes_sent() - before, local.bytes_sent());
  });
}

TEST(MpiReplicas, SendMoreThanFitsInOneMessage) {
  MpiReplicas replicas(*session);
  if (replicas.size() != 2) GTEST_SKIP() << "once is enough";
  const std::size_t size = (std::size_t{64} << 20) + 12'345;
  const std::size_t rank = replicas.rank();
  const auto heard = replicas.Gather(Numbered(rank, 0, 0, size + rank));
  for (std::size_t from = 0; from < 2; ++from)
    EXPECT_TRUE(heard[from] == Numbered(from, 0, 0, size + from)) << from;
}

TEST(MpiReplicas, ServeAnyThreadOfTheProcess) {
  MpiReplicas replicas(*session);
  std::vector<Bytes> heard;
  std::thread([&] { heard = replicas.Gather({'x'}); }).join();
  EXPECT_EQ(heard.size(), replicas.size());
  EXPECT_THAT(heard, Each(Bytes{'x'}));
}

TEST(MpiReplicas, SleepWhileARankIsLate) {
  MpiReplicas replicas(*session);
  replicas.Gather({});
  const std::clock_t before = std::clock();  // CPU time of all threads
  if (replicas.rank() == 0) std::this_thread::sleep_for(std::chrono::seconds(1));
  replicas.Gather({});
  EXPECT_LT(std::clock() - before, CLOCKS_PER_SEC / 5);
}

TEST(MpiReplicas, ThrowOnAllRanksWhatOneThrew) {
  MpiReplicas replicas(*session);
  const std::size_t last = replicas.size() - 1;
  const auto body = [&] {
    if (replicas.rank() == last) throw TrainingDiverged("NaN");
  };
  try {
    RunTogether(replicas, body);
    ADD_FAILURE() << "must throw";
  } catch (const TrainingDiverged& diverged) {
    EXPECT_EQ(diverged.what(), last == 0 ? "NaN" : "rank " + std::to_string(last) + ": NaN");
  }
  EXPECT_EQ(SumOver(replicas, std::uint64_t{1}), replicas.size());  // still in step
}

using Outcome = MpiSession::Outcome;

void Say(const std::string& line) {
  std::fprintf(stderr, "%s\n", line.c_str());
  std::fflush(stderr);
}

// What a program does at its end. The exit code is that of the first rank that failed.
int Leave(const Outcome& own) {
  const auto tell = [](const std::vector<Outcome>& outcomes) {
    // So late that a rank that did not wait would have mpirun end this one.
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    for (const Outcome& outcome : outcomes)
      if (!outcome.line.empty()) Say("told: " + outcome.line);
  };
  const auto outcomes = session->Leave(own, tell, std::chrono::milliseconds(500));
  if (!outcomes) {
    Say("gave up: " + own.line);
    session->Abort(own.exit_code);
  }
  for (const Outcome& outcome : *outcomes)
    if (outcome.exit_code != 0) return outcome.exit_code;
  return 0;
}

bool IsLast() { return session->rank() + 1 == session->size(); }

int Fail() { return Leave(IsLast() ? Outcome{65, "a wrong file"} : Outcome{}); }

int Abandon() {
  if (IsLast()) return Leave({66, "no such file"});
  MpiReplicas(*session).Gather({});
  return Leave({});
}

int RunTests(int argc, char** argv) {
  if (session->rank() > 0) GTEST_FLAG_SET(brief, true);
  ::testing::InitGoogleTest(&argc, argv);
  const int code = RUN_ALL_TESTS();
  return Leave({code, code == 0 ? "" : "failed on rank " + std::to_string(session->rank())});
}

}  // namespace
}  // namespace hogvec

int main(int argc, char** argv) {
  hogvec::MpiSession own;
  hogvec::session = &own;
  const std::string_view end = argc > 1 ? argv[1] : "";
  if (end == "failed") return hogvec::Fail();
  if (end == "abandoned") return hogvec::Abandon();
  if (end == "thrown") return 0;
  return hogvec::RunTests(argc, argv);
}
