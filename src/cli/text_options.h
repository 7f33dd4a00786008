#ifndef HOGVEC_CLI_TEXT_OPTIONS_H_
#define HOGVEC_CLI_TEXT_OPTIONS_H_

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/option_table.h"
#include "hogvec/train.h"

namespace hogvec {

// The options that say how a text is taken apart: --lowercase, --split and so on. Rows write into
// `ingest`.
void AddTextOptions(OptionTable& table, IngestOptions& ingest);

// What is left out of sentences, and where they end: --sentence and --stopwords.
void AddSentenceOptions(OptionTable& table, TextRules& text);

// The files of texts that names stand for, as FindTexts() has it, with a warning that opens with
// `command` if some were passed over. Throws as that does.
std::vector<std::filesystem::path> FilesOfTexts(const std::string& command,
                                                std::span<const std::string> names,
                                                bool take_binary);

// Makes files of the names in ingest.corpus.
void ExpandCorpus(const std::string& command, IngestOptions& ingest);

// How --sentence spells a value of TextRules::sentence.
std::string SentenceName(std::size_t sentence);

}  // namespace hogvec

#endif  // HOGVEC_CLI_TEXT_OPTIONS_H_
