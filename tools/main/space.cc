#include "main/space.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <map>
#include <system_error>

#include "cli/progress_display.h"
#include "io/output_stream.h"

namespace hogvec {
namespace {

namespace fs = std::filesystem;

// A report, from above: with many watched words, and long ones.
constexpr std::uint64_t kReportBytes = std::uint64_t{4} << 20;

std::uint64_t Megabytes(std::uint64_t bytes) { return (bytes + 999'999) / 1'000'000; }

// The closest folder above `path` that exists.
fs::path FolderFor(const fs::path& path) {
  std::error_code unknown;
  fs::path folder = fs::absolute(path, unknown);
  while (!fs::is_directory(folder, unknown) && folder.has_relative_path()) {
    folder = folder.parent_path();
  }
  return folder;
}

// What goes to one file system, and a folder of it to name.
struct Demand {
  fs::path folder;
  std::uint64_t bytes = 0;
};

using Demands = std::map<dev_t, Demand>;

void Add(const fs::path& path, std::uint64_t bytes, Demands& demands) {
  const fs::path folder = FolderFor(path);
  struct stat status = {};
  if (bytes == 0 || ::stat(folder.c_str(), &status) != 0) return;
  Demand& demand = demands[status.st_dev];
  demand.folder = folder;
  demand.bytes += bytes;
}

// What a stream needs (a pipe, or standard output) is not ours to count.
bool TakesRoom(const fs::path& output) { return !IsOutputStream(output); }

// What n-gram vectors add, if the format keeps them.
std::uint64_t SubwordBytes(const TrainNeeds& needs, const TrainSettings& settings) {
  const VectorFormat format = FormatFor(settings);
  return InfoOf(format).subwords ? needs.subword_bytes : 0;
}

}  // namespace

std::uint64_t VectorBytes(const Vocabulary& vocabulary, const TrainSettings& settings) {
  const std::uint64_t value = InfoOf(FormatFor(settings)).value_bytes;
  std::uint64_t bytes = 64;  // the header
  for (std::size_t id = 0; id < vocabulary.size(); ++id) {
    bytes += vocabulary.Word(ToWordId(id)).size() + 2 + settings.train.dim * value;
  }
  return bytes;
}

void RequireSpace(const Vocabulary& vocabulary, const TrainSettings& settings) {
  // Of what is still to be written; the text has been read.
  const TrainNeeds needs = NeedsOf(vocabulary, 0, settings.ingest, settings.train);
  Demands demands;
  if (TakesRoom(settings.output)) {
    Add(settings.output, VectorBytes(vocabulary, settings) + SubwordBytes(needs, settings),
        demands);
  }
  if (!settings.report.file.empty() && TakesRoom(settings.report.file)) {
    Add(settings.report.file, kReportBytes, demands);
  }
  if (!settings.checkpoint.empty()) Add(settings.checkpoint, needs.checkpoint_bytes, demands);
  for (const auto& [device, demand] : demands) {
    std::error_code unknown;
    const fs::space_info space = fs::space(demand.folder, unknown);
    if (unknown || demand.bytes <= space.available) continue;
    throw Error(
        ErrorKind::kIo,
        fmt::format("{}: training will write {} MB there, and it has room for {} MB; make "
                    "room, or write elsewhere",
                    demand.folder.string(), Megabytes(demand.bytes), Megabytes(space.available)));
  }
}

std::string NeedsText(const CountedCorpus& corpus, const TrainSettings& settings,
                      std::size_t replicas) {
  const std::size_t sharing = settings.ingest.local_corpus ? 1 : replicas;
  const TrainNeeds one =
      NeedsOf(corpus.vocabulary, corpus.tokens / sharing, settings.ingest, settings.train);
  const TrainNeeds needs = replicas == 1 ? one : WithReplicas(one);
  std::string text =
      fmt::format("memory    {} MB{}, of them {} MB for the tables\n",
                  WithCommas(Megabytes(needs.memory_bytes)), replicas == 1 ? "" : " for each rank",
                  WithCommas(Megabytes(needs.table_bytes)));
  if (needs.spilled_bytes > 0) {
    text += fmt::format("temporary {} MB of the text as numbers\n",
                        WithCommas(Megabytes(needs.spilled_bytes)));
  }
  if (!settings.checkpoint.empty()) {
    text += fmt::format("disk      {} MB for checkpoints\n",
                        WithCommas(Megabytes(needs.checkpoint_bytes)));
  }
  const std::uint64_t vectors =
      VectorBytes(corpus.vocabulary, settings) + SubwordBytes(needs, settings);
  return text + fmt::format("disk      {} MB for the vectors\n", WithCommas(Megabytes(vectors)));
}

}  // namespace hogvec
