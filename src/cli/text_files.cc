#include "cli/text_files.h"

#include <fmt/format.h>

#include <utility>

#include "cli/progress_display.h"
#include "cli/terminal.h"
#include "hogvec/corpus.h"

namespace hogvec {

std::vector<std::filesystem::path> FilesOfTexts(const std::string& command,
                                                std::span<const std::string> names,
                                                bool take_binary) {
  FoundTexts found = FindTexts(names, take_binary);
  if (const std::size_t others = found.passed_over.size(); others > 0) {
    Say(fmt::format("{}: warning: {} passed over: {}\n", command,
                    others == 1 ? "a file in a folder is"
                                : fmt::format("{} files in folders are", WithCommas(others)),
                    Printable(found.passed_over.front())));
  }
  return std::move(found.files);
}

void ExpandCorpus(const std::string& command, IngestOptions& ingest) {
  std::vector<std::string> names;
  for (const auto& path : ingest.corpus) names.push_back(path.string());
  ingest.corpus = FilesOfTexts(command, names, ingest.take_binary);
}

}  // namespace hogvec
