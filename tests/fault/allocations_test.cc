// Fails every allocation of a run, once and from there on: the run succeeds, or gives up by an
// exception that the programs answer with exit code 71; never in another way, and never with half a
// file under the final name.
#include <gtest/gtest.h>

#include <atomic>
#include <cstddef>
#include <cstdlib>
#include <filesystem>
#include <limits>
#include <new>
#include <optional>
#include <string_view>
#include <system_error>

#include "hogvec/train.h"
#include "hogvec/word_vectors.h"
#include "io/file.h"
#include "support/temp_folder.h"
#include "support/training.h"

namespace {

constexpr std::size_t kNever = std::numeric_limits<std::size_t>::max();

// Allocations that succeed before one fails, and whether all that follow fail too. Off at first:
// the test itself allocates as well.
std::atomic<std::size_t> successes_left = kNever;
std::atomic<bool> fail_for_good = false;
std::atomic<bool> failed = false;

bool FailsNow() {
  if (successes_left.load() == kNever) return false;
  std::size_t left = successes_left.load();
  while (left > 0 && left != kNever && !successes_left.compare_exchange_weak(left, left - 1)) {
  }
  if (left != 0) return false;
  if (!fail_for_good) successes_left = kNever;
  failed = true;
  return true;
}

void* Allocate(std::size_t size, std::size_t alignment) {
  void* const memory =
      FailsNow() ? nullptr
                 : std::aligned_alloc(alignment, (size + alignment - 1) / alignment * alignment);
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}

}  // namespace

void* operator new(std::size_t size) { return Allocate(size, alignof(std::max_align_t)); }
void* operator new(std::size_t size, std::align_val_t alignment) {
  return Allocate(size, static_cast<std::size_t>(alignment));
}
// Out of line, or g++ 12 takes them for a mismatch wherever it does not look into operator new.
[[gnu::noinline]] void operator delete(void* memory) noexcept { std::free(memory); }
[[gnu::noinline]] void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
[[gnu::noinline]] void operator delete(void* memory, std::align_val_t) noexcept {
  std::free(memory);
}
[[gnu::noinline]] void operator delete(void* memory, std::size_t, std::align_val_t) noexcept {
  std::free(memory);
}

namespace hogvec {
namespace {

constexpr std::string_view kOld = "the file of before";

// A run in a folder: a text is read and trained with checkpoints, its vectors written, read and
// written again.
class Run {
 public:
  Run() : text_(folder_.Write("text", testing::RandomLines(40, 12, 1))) {
    for (const auto& output : {vectors_, copy_}) folder_.Write(output.filename().native(), kOld);
  }

  void operator()() const {
    TrainOptions options{.dim = 4, .epochs = 1, .threads = 2, .kernel = {}};
    IngestOptions ingest{.corpus = {text_}, .prune = {.min_count = 1}, .threads = 2};
    RunControl control{.checkpoints = {.folder = folder_.path() / "kept", .every = {}}};
    TrainObserver silent;
    const TrainResult result = Train(ingest, options, silent, control);
    WriteVectors(vectors_, VectorFormat::kText, result.vocabulary.words(), result.input);
    const WordVectors read = ReadVectors(vectors_);
    WriteVectors(copy_, VectorFormat::kBinary, read.words, read.table);
  }

  // Whether each output is the file of before or can be read whole.
  void ExpectWholeFiles() const {
    for (const auto& output : {vectors_, copy_}) {
      if (ReadWholeFile(output) == kOld) continue;
      EXPECT_NO_THROW(ReadVectors(output)) << output;
    }
  }

 private:
  testing::TempFolder folder_;
  std::filesystem::path text_, vectors_ = folder_.path() / "v.txt",
                               copy_ = folder_.path() / "c.bin";
};

// Runs with allocation `k` failing. False if it had fewer.
bool FailAllocation(std::size_t k, bool for_good) {
  const Run run;
  std::optional<ErrorKind> ended;
  failed = false;
  fail_for_good = for_good;
  successes_left = k;
  try {
    run();
  } catch (const std::bad_alloc&) {
    ended = ErrorKind::kResource;
  } catch (const Error& error) {
    ended = error.kind();
  } catch (const std::system_error&) {  // what the programs answer alike: no thread to be had
    ended = ErrorKind::kResource;
  }
  successes_left = kNever;
  EXPECT_EQ(ended.value_or(ErrorKind::kResource), ErrorKind::kResource) << "allocation " << k;
  EXPECT_TRUE(!failed || ended || !for_good) << "allocation " << k << " failed in silence";
  run.ExpectWholeFiles();
  return failed;
}

class Allocations : public ::testing::TestWithParam<bool> {};

TEST_P(Allocations, FailOneByOneAndNothingIsLost) {
  FailAllocation(kNever - 1, false);  // what is set up once is set up
  std::size_t k = 0;
  while (FailAllocation(k, GetParam())) ++k;
  RecordProperty("allocations", static_cast<int>(k));
  EXPECT_GT(k, 100u);
}

INSTANTIATE_TEST_SUITE_P(OnceAndForGood, Allocations, ::testing::Bool());

}  // namespace
}  // namespace hogvec
