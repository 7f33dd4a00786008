#include "replicas/agreement.h"

#include <gmock/gmock.h>

#include <new>
#include <stdexcept>
#include <string>
#include <system_error>

#include "hogvec/error.h"
#include "hogvec/train.h"
#include "replicas/alone.h"
#include "replicas/local_replicas.h"

namespace hogvec {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

using Body = std::function<void(std::size_t rank)>;

// What each of three ranks throws when they run a body together; the class, then the message.
std::vector<std::string> Thrown(const Body& body) {
  std::vector<std::string> thrown(3);
  RunLocalReplicas(thrown.size(), [&](Replicas& replicas) {
    const std::size_t rank = replicas.rank();
    try {
      RunTogether(replicas, [&] { body(rank); });
    } catch (const TrainingStopped& stopped) {
      thrown[rank] = std::string("stopped; ") + stopped.what();
    } catch (const Interrupted& interrupted) {
      thrown[rank] = std::string("interrupted; ") + interrupted.what();
    } catch (const TrainingDiverged& diverged) {
      thrown[rank] = std::string("diverged; ") + diverged.what();
    } catch (const Error& error) {
      thrown[rank] = std::to_string(static_cast<int>(error.kind())) + " " + error.option() + "; " +
                     error.what();
    }
  });
  return thrown;
}

std::vector<std::string> OnAll(const std::string& what) { return {what, what, what}; }

std::string KindIn(ErrorKind kind) { return std::to_string(static_cast<int>(kind)); }

template <typename Exception>
Body ThrowsOn(std::size_t thrower, const Exception& exception) {
  return [=](std::size_t rank) {
    if (rank == thrower) throw exception;
  };
}

TEST(RunTogether, RunsTheBodyOnEachRank) {
  std::vector<int> runs(3);
  EXPECT_EQ(Thrown([&](std::size_t rank) { ++runs[rank]; }), OnAll(""));
  EXPECT_THAT(runs, ElementsAre(1, 1, 1));
}

TEST(RunTogether, ThrowsAnErrorOfOneRankOnAll) {
  const Error error(ErrorKind::kUsage, "dim: must not be 0", "dim");
  const std::string kind = KindIn(ErrorKind::kUsage);
  EXPECT_EQ(Thrown(ThrowsOn(0, error)), OnAll(kind + " dim; dim: must not be 0"));
  EXPECT_EQ(Thrown(ThrowsOn(2, error)), OnAll(kind + " dim; rank 2: dim: must not be 0"));
}

TEST(RunTogether, ThrowsWhatTheLowestRankThrew) {
  const auto body = [](std::size_t rank) {
    if (rank > 0) throw Error(ErrorKind::kNoInput, "no part " + std::to_string(rank));
  };
  EXPECT_EQ(Thrown(body), OnAll(KindIn(ErrorKind::kNoInput) + " ; rank 1: no part 1"));
}

TEST(RunTogether, SaysOnceWhatAllRanksThrew) {
  const auto body = [](std::size_t) { throw Error(ErrorKind::kIo, "disk full"); };
  EXPECT_EQ(Thrown(body), OnAll(KindIn(ErrorKind::kIo) + " ; disk full"));
}

TEST(RunTogether, KeepsTheClassOfWhatIsThrown) {
  EXPECT_EQ(Thrown(ThrowsOn(0, TrainingStopped("kept"))), OnAll("stopped; kept"));
  EXPECT_EQ(Thrown(ThrowsOn(0, Interrupted("asked"))), OnAll("interrupted; asked"));
  EXPECT_EQ(Thrown(ThrowsOn(1, TrainingDiverged("NaN"))), OnAll("diverged; rank 1: NaN"));
}

TEST(RunTogether, MakesErrorsOfAllOtherExceptions) {
  const std::string resource = KindIn(ErrorKind::kResource),
                    internal = KindIn(ErrorKind::kInternal);
  EXPECT_EQ(Thrown(ThrowsOn(0, std::bad_alloc())),
            OnAll(resource + " ; out of memory; fewer words or dimensions need less"));
  const std::system_error refused(std::make_error_code(std::errc::resource_unavailable_try_again));
  EXPECT_EQ(Thrown(ThrowsOn(0, refused)),
            OnAll(resource + " ; the system refused: " + refused.what()));
  EXPECT_EQ(Thrown(ThrowsOn(0, std::logic_error("odd"))),
            OnAll(internal + " ; internal error: odd (please report)"));
  EXPECT_EQ(Thrown(ThrowsOn(1, 7)),
            OnAll(internal + " ; rank 1: internal error: unknown exception (please report)"));
}

TEST(RunTogether, LetsWhatASingleRankThrowsThroughAsItIs) {
  Alone alone;
  EXPECT_THROW(RunTogether(alone, [] { throw std::logic_error("odd"); }), std::logic_error);
}

TEST(RunTogether, LeavesTheRanksInStepAfterAnError) {
  RunLocalReplicas(2, [](Replicas& replicas) {
    const bool leads = Leads(replicas);
    EXPECT_THROW(RunTogether(replicas,
                             [&] {
                               if (leads) throw Error(ErrorKind::kIo, "full");
                             }),
                 Error);
    EXPECT_EQ(SumOver(replicas, std::uint64_t{5}), 10u);
  });
}

TEST(SumOver, AddsUpEachNumberOnAllRanks) {
  RunLocalReplicas(3, [](Replicas& replicas) {
    const std::vector<std::uint64_t> own = {replicas.rank(), 1, std::uint64_t{1} << 60};
    EXPECT_THAT(SumOver(replicas, own), ElementsAre(3, 3, std::uint64_t{3} << 60));
    EXPECT_EQ(SumOver(replicas, own[1]), 3u);
    EXPECT_THAT(SumOver(replicas, std::span<const std::uint64_t>()), IsEmpty());
  });
}

TEST(SumOver, AddsInTheOrderOfTheRanks) {
  RunLocalReplicas(3, [](Replicas& replicas) {
    const std::vector<double> of_rank = {1e20, -1e20, 1};  // another order loses the 1
    EXPECT_THAT(SumOver(replicas, std::span(&of_rank[replicas.rank()], 1)), ElementsAre(1));
  });
}

TEST(SumOver, RefusesNumbersThatOtherRanksDoNotHave) {
  const auto body = [](Replicas& replicas) {
    SumOver(replicas, std::vector<double>(replicas.rank() + 1));
  };
  EXPECT_THROW(RunLocalReplicas(2, body), Error);
}

TEST(GatherValues, GivesTheValuesOfEachRankToAll) {
  RunLocalReplicas(3, [](Replicas& replicas) {
    const std::vector<float> own(replicas.rank(), 0.5f);
    EXPECT_THAT(GatherValues<float>(replicas, own),
                ElementsAre(IsEmpty(), ElementsAre(0.5f), ElementsAre(0.5f, 0.5f)));
  });
}

TEST(Leads, HoldsForRankZeroAlone) {
  RunLocalReplicas(2, [](Replicas& replicas) { EXPECT_EQ(Leads(replicas), replicas.rank() == 0); });
  EXPECT_TRUE(Leads(Alone()));
}

TEST(MaxOver, IsTheLargestOfAllRanks) {
  RunLocalReplicas(
      3, [](Replicas& replicas) { EXPECT_EQ(MaxOver(replicas, 7 * (replicas.rank() % 2)), 7u); });
}

TEST(FirstUnlike, NamesTheFirstRankThatDiffersFromTheFirst) {
  EXPECT_EQ(FirstUnlike(std::vector{4, 4, 4}), std::nullopt);
  EXPECT_EQ(FirstUnlike(std::vector{4, 4, 5, 6}), 2u);
  EXPECT_EQ(FirstUnlike(std::vector{4}), std::nullopt);
}

}  // namespace
}  // namespace hogvec
