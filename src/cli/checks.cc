#include "cli/checks.h"

#include <fmt/format.h>

#include <set>

#include "io/atomic_file.h"
#include "io/byte_source.h"
#include "io/compression.h"
#include "io/file.h"
#include "io/output_stream.h"

namespace hogvec {

namespace fs = std::filesystem;

namespace {

// The file that an input's name stands for.
fs::path InputFor(const fs::path& name) { return name == "-" ? "/dev/stdin" : name; }

}  // namespace

Error UsageError(const std::string& command, const std::string& message) {
  return {ErrorKind::kUsage,
          fmt::format("{}: {}; '{} --help' says more", command, message, command)};
}

void RequireReadable(const std::vector<fs::path>& inputs) {
  for (const fs::path& input : inputs) RequireReadable(input);
}

std::vector<fs::path> VectorInputs(const fs::path& path) {
  const auto suggested = FormatBySuffix(path);
  std::vector<fs::path> files{path};
  if (suggested) files = FilesOf(path, *suggested);
  RequireReadable(files.front());
  return files;
}

void RequireDistinct(const std::string& command, const std::vector<fs::path>& outputs) {
  std::set<fs::path> seen;
  for (const fs::path& output : outputs) {
    if (output.empty()) continue;
    std::error_code unknown;
    const fs::path target = fs::weakly_canonical(fs::absolute(output), unknown);
    if (seen.insert(target).second) continue;
    const std::string name =
        output == kStandardOutput ? "standard output" : "'" + output.string() + "'";
    throw UsageError(command, fmt::format("two outputs go to {}", name));
  }
}

void RequireFolder(const fs::path& folder) {
  if (!folder.empty()) File::CreateUnnamed(folder);
}

void RequireWritable(const std::string& command, const fs::path& output,
                     const std::vector<fs::path>& inputs) {
  if (output.empty()) return;
  std::error_code absent;
  for (const fs::path& input : inputs) {
    if (fs::is_regular_file(output, absent) && fs::equivalent(InputFor(input), output, absent)) {
      throw UsageError(
          command, fmt::format("'{}' would be overwritten, and it is an input", output.string()));
    }
  }
  CheckCanCreate(output);
}

void RequirePlainName(const std::string& command, const fs::path& output) {
  const Compression compression = CompressionBySuffix(output);
  if (compression == Compression::kNone) return;
  throw UsageError(command, fmt::format("'{}' is not written by {}; leave out {}", output.string(),
                                        NameOf(compression), output.extension().string()));
}

// A folder that is not there yet is made as a file of its name would be.
void RequireVectorsWritable(const std::string& command, const fs::path& output, VectorFormat format,
                            const std::vector<fs::path>& inputs) {
  std::error_code absent;
  const bool new_folder = format == VectorFormat::kHuggingFace && !fs::is_directory(output, absent);
  if (new_folder) {
    if (fs::exists(output, absent)) {
      throw Error(ErrorKind::kCannotCreate,
                  fmt::format("{}: is a file, and the format {} is a folder; name another",
                              output.string(), FormatName(format)));
    }
    const fs::path folder = output.has_filename() ? output : output.parent_path();
    return RequireWritable(command, folder, inputs);
  }
  for (const fs::path& file : FilesOf(output, format)) RequireWritable(command, file, inputs);
}

}  // namespace hogvec
