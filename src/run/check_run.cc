#include "run/check_run.h"

#include "hogvec/error.h"
#include "model/initial_rows.h"

namespace hogvec {
namespace {

// Sentences come as words: nothing is left to split or to normalize.
void RequireNoRules(const TextRules& rules) {
  TextRules none;
  none.sentence = rules.sentence;
  none.stopwords = rules.stopwords;
  if (rules == none) return;
  throw Error(ErrorKind::kUsage, "rules of text do not apply to sentences that are handed in");
}

}  // namespace

void CheckText(const IngestOptions& options) {
  if (options.sentences == nullptr) {
    if (!options.corpus.empty()) return;
    throw Error(ErrorKind::kUsage, "there is no corpus: neither files nor sentences");
  }
  if (!options.corpus.empty()) {
    throw Error(ErrorKind::kUsage, "a corpus is either files or sentences, not both");
  }
  RequireNoRules(options.text);
}

void CheckRun(const IngestOptions& ingest, const TrainOptions& options,
              const StartingPoint& start) {
  CheckTraining(ingest, options, start);
  CheckText(ingest);
}

void CheckTraining(const IngestOptions& ingest, const TrainOptions& options,
                   const StartingPoint& start) {
  CheckOptions(options);
  CheckOptions(ingest);
  CheckTogether(options);
  RequireSameDim(start, options.dim);
  RequireSameNgrams(start, options);
  CheckWords(ingest, start);
}

void CheckWords(const IngestOptions& ingest, const StartingPoint& start) {
  if (start.words == nullptr || ingest.read_vocab.empty()) return;
  throw Error(ErrorKind::kUsage,
              "words to start with and a vocabulary file exclude each other: which words are there "
              "is up to the file");
}

}  // namespace hogvec
