#ifndef HOGVEC_CLI_TEXT_OPTIONS_H_
#define HOGVEC_CLI_TEXT_OPTIONS_H_

#include <string>
#include <string_view>

#include "cli/option_table.h"
#include "hogvec/train.h"

namespace hogvec {

// The options that say how a text is taken apart: --lowercase, --split and so on. Rows write into
// `ingest`.
void AddTextOptions(OptionTable& table, IngestOptions& ingest);

// What is left out of sentences, and where they end: --sentence and --stopwords.
void AddSentenceOptions(OptionTable& table, TextRules& text);

// Makes files of the names in ingest.corpus, as CorpusFiles() has it, and throws as it does.
void ExpandCorpus(IngestOptions& ingest);

// How --sentence spells a value of TextRules::sentence.
std::string SentenceName(std::size_t sentence);

}  // namespace hogvec

#endif  // HOGVEC_CLI_TEXT_OPTIONS_H_
