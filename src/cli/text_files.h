#ifndef HOGVEC_CLI_TEXT_FILES_H_
#define HOGVEC_CLI_TEXT_FILES_H_

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "hogvec/train.h"

namespace hogvec {

// The files of texts that names stand for, as FindTexts() has it, with a warning that opens with
// `command` if some were passed over. Throws as that does.
std::vector<std::filesystem::path> FilesOfTexts(const std::string& command,
                                                std::span<const std::string> names,
                                                bool take_binary);

// Makes files of the names in ingest.corpus.
void ExpandCorpus(const std::string& command, IngestOptions& ingest);

}  // namespace hogvec

#endif  // HOGVEC_CLI_TEXT_FILES_H_
