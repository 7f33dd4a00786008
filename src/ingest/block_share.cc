#include "ingest/block_share.h"

#include <fmt/format.h>

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <system_error>
#include <vector>

#include "hogvec/error.h"
#include "io/byte_source.h"
#include "replicas/agreement.h"

namespace hogvec {
namespace {

void RequireManyReaders(const std::filesystem::path& path) {
  const bool standard_input = path == kStandardInput;
  std::error_code ignored;
  if (!standard_input && !std::filesystem::is_fifo(path, ignored)) return;
  const std::string name = standard_input ? "standard input" : path.string() + ": a pipe";
  throw Error(ErrorKind::kUsage,
              fmt::format("{} can be read by one rank only: give a file that all ranks can read, "
                          "or --local-corpus with each rank's own",
                          name));
}

bool HasOwnText(const IngestOptions& options) {
  return options.local_corpus || options.sentences != nullptr;
}

}  // namespace

BlockShare ShareOf(const IngestOptions& options, const Replicas& replicas) {
  const bool own_text = HasOwnText(options);
  if (replicas.size() > 1 && !own_text) {
    for (const auto& path : options.corpus) RequireManyReaders(path);
  }
  return {replicas.rank(), replicas.size(), own_text};
}

void RequireSameText(const IngestOptions& options, Replicas& replicas) {
  if (replicas.size() == 1 || HasOwnText(options)) return;
  std::vector<std::uint64_t> sizes;
  RunTogether(replicas, [&] {
    for (const auto& path : options.corpus) sizes.push_back(FileSizeOf(path));
  });
  const auto unlike = FirstUnlike(GatherValues(replicas, std::span<const std::uint64_t>(sizes)));
  if (!unlike) return;
  throw Error(ErrorKind::kUsage,
              fmt::format("the text that rank 0 sees and that of rank {} differ in size; all ranks "
                          "must see the same files, or each has its own with --local-corpus",
                          *unlike));
}

}  // namespace hogvec
