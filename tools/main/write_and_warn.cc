#include "main/write_and_warn.h"

#include <fmt/format.h>

#include "cli/terminal.h"

namespace hogvec {

void WriteAndWarn(std::string_view command, const std::filesystem::path& path,
                  const WriteOptions& options, const VectorsToWrite& vectors) {
  WriteVectors(path, options, vectors);
  for (const std::string& lacking : NotCarried(options.format, vectors)) {
    Say(fmt::format("{}: warning: {}: {}\n", command, Printable(path.native()), lacking));
  }
}

}  // namespace hogvec
