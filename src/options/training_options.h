#ifndef HOGVEC_OPTIONS_TRAINING_OPTIONS_H_
#define HOGVEC_OPTIONS_TRAINING_OPTIONS_H_

#include <filesystem>
#include <map>
#include <string>

#include "hogvec/corpus.h"
#include "hogvec/train.h"
#include "options/option_rows.h"

namespace hogvec {

// The options of training by name: the one place where they are listed. Programs parse and print
// these rows, models and checkpoints keep what they filter from them.

// How a text is normalised and split, and what is left out of its sentences, where they end.
void AddTextRows(OptionRows& rows, IngestOptions& ingest);
void AddSentenceRows(OptionRows& rows, TextRules& text);

void AddVocabularyRows(OptionRows& rows, IngestOptions& ingest);
void AddModelRows(OptionRows& rows, TrainOptions& train);
void AddSubwordRows(OptionRows& rows, TrainOptions& train);
void AddTrainingRows(OptionRows& rows, TrainOptions& train);
// `text` takes the name of a text; a share goes to the options.
void AddValidationRows(OptionRows& rows, std::filesystem::path& text,
                       ValidationOptions& validation);
// Of runs with several ranks.
void AddReplicaRows(OptionRows& rows, IngestOptions& ingest);
void AddMemoryRows(OptionRows& rows, IngestOptions& ingest);

// Whether a model says what its option was: all that its vectors may come from. A skip-gram does
// not say that it is one, as it did not when there was no other model.
bool MadeTheVectors(const OptionRows::Value& value);

// The values of the options that a run can't change when it is resumed, by name, spelled as
// checkpoints have always had them.
std::map<std::string, std::string> FixedOptions(const IngestOptions& ingest,
                                                const TrainOptions& train);

}  // namespace hogvec

#endif  // HOGVEC_OPTIONS_TRAINING_OPTIONS_H_
