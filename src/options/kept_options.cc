// What models and checkpoints keep of the options.
#include <fmt/format.h>

#include "options/training_options.h"

namespace hogvec {
namespace {

using enum OptionRole;

// What a checkpoint has for an option without a value.
std::string FixedText(const OptionRows::Value& value) {
  if (!value.texts.empty()) return TextOf(value);
  if (value.kind == OptionRows::Kind::kFlag) return "false";
  using enum OptionRows::Kind;
  return value.kind == kText || value.kind == kBoolean || value.kind == kReal ? "none" : "0";
}

bool IsFixed(const OptionRows::Value& value) {
  return (value.role == kResult || value.role == kModel) && value.kind != OptionRows::Kind::kPath;
}

// All that vectors come from.
void AddLearningRows(OptionRows& rows, IngestOptions& ingest, TrainOptions& train) {
  AddTextRows(rows, ingest);
  AddSentenceRows(rows, ingest.text);
  AddVocabularyRows(rows, ingest);
  AddModelRows(rows, train);
  AddSubwordRows(rows, train);
  AddTrainingRows(rows, train);
}

}  // namespace

bool MadeTheVectors(const OptionRows::Value& value) {
  const bool is_skipgram =
      value.name == "model" && TextOf(value) == NameOf(Architecture::kSkipGram);
  return value.role < kOutput && !value.texts.empty() && !is_skipgram;
}

std::map<std::string, std::string> ConfigurationOf(const IngestOptions& ingest,
                                                   const TrainOptions& train) {
  IngestOptions of_text = ingest;
  TrainOptions of_run = train;
  OptionRows rows;
  AddLearningRows(rows, of_text, of_run);
  std::map<std::string, std::string> configuration;
  for (const OptionRows::Value& value : rows.Values()) {
    if (MadeTheVectors(value)) configuration[value.name] = TextOf(value);
  }
  return configuration;
}

std::map<std::string, std::string> FixedOptions(const IngestOptions& ingest,
                                                const TrainOptions& train) {
  IngestOptions of_text = ingest;
  TrainOptions of_run = train;
  std::filesystem::path judged_by = train.validation.text.empty() ? "" : "FILE";
  OptionRows rows;
  AddLearningRows(rows, of_text, of_run);
  AddValidationRows(rows, judged_by, of_run.validation);
  AddMemoryRows(rows, of_text);
  AddReplicaRows(rows, of_text);
  std::map<std::string, std::string> fixed;
  for (const OptionRows::Value& value : rows.Values()) {
    if (IsFixed(value)) fixed[value.name] = FixedText(value);
  }
  fixed["sentence"] = fmt::to_string(ingest.text.sentence);  // without its names
  return fixed;
}

}  // namespace hogvec
