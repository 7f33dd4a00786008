#include "main/train/train_checks.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <vector>

#include "cli/checks.h"
#include "cli/text_files.h"

namespace hogvec {
namespace {

constexpr const char* kCommand = "hogvec train";

void CheckStart(const TrainSettings& settings) {
  const bool init = !settings.init_vectors.empty(), append = !settings.append_vocab.empty();
  if (init && append) {
    throw UsageError(kCommand, "--init-vectors and --append-vocab exclude each other; give one");
  }
  if (settings.freeze_init && !init) {
    throw UsageError(kCommand, "--freeze-init requires --init-vectors FILE");
  }
  if (append && (!settings.ingest.read_vocab.empty() || settings.ingest.prune.max_vocab > 0)) {
    throw UsageError(kCommand,
                     "--append-vocab keeps all words of the model, so --read-vocab and --max-vocab "
                     "can't be given with it");
  }
}

// The files that --validation names become those of the run.
void FindValidation(TrainSettings& settings) {
  ValidationOptions& validation = settings.train.validation;
  if (!settings.validation.empty()) {
    validation.text =
        FilesOfTexts(kCommand, {{settings.validation.string()}}, settings.ingest.take_binary);
  }
  if (validation.patience > 0 && validation.text.empty() && validation.fraction == 0) {
    throw UsageError(kCommand, "--patience requires --validation FILE or SHARE");
  }
}

// All files that a run reads, each of which can be opened.
std::vector<std::filesystem::path> ReadableInputs(const TrainSettings& settings) {
  std::vector<std::filesystem::path> inputs = settings.ingest.corpus;
  std::ranges::copy(settings.train.validation.text, std::back_inserter(inputs));
  for (const auto& file : {settings.ingest.read_vocab, settings.ingest.text.stopwords}) {
    if (!file.empty()) inputs.push_back(file);
  }
  std::ranges::copy(settings.report.Inputs(), std::back_inserter(inputs));
  RequireReadable(inputs);
  for (const auto& vectors : {settings.init_vectors, settings.append_vocab}) {
    if (!vectors.empty()) std::ranges::copy(VectorInputs(vectors), std::back_inserter(inputs));
  }
  return inputs;
}

void CheckOutputs(const TrainSettings& settings, VectorFormat format,
                  const std::vector<std::filesystem::path>& inputs) {
  CheckReport(kCommand, settings.report, {.lenient = settings.lenient});
  std::vector<std::filesystem::path> outputs = FilesOf(settings.output, format);
  const std::vector others{settings.save_vocab, settings.summary, settings.log_json,
                           settings.report.file};
  outputs.insert(outputs.end(), others.begin(), others.end());
  RequireDistinct(kCommand, outputs);
  RequireVectorsWritable(kCommand, settings.output, format, inputs);
  for (const auto& output : others) RequireWritable(kCommand, output, inputs);
  RequirePlainName(kCommand, settings.log_json);
}

}  // namespace

void CheckTrainSettings(TrainSettings& settings, bool writes) {
  if (settings.ingest.corpus.empty()) throw UsageError(kCommand, "no corpus given");
  if (settings.output.empty()) throw UsageError(kCommand, "no output given (-o FILE)");
  const VectorFormat format = FormatFor(settings);
  settings.format = format;
  CheckWriteOptions(settings.output,
                    {.format = format, .type = settings.type, .overwrite = settings.overwrite});
  if (InfoOf(format).needs_subwords && settings.train.subwords == SubwordLearning::kNone) {
    throw UsageError(kCommand, fmt::format("the format {} is made of the vectors of n-grams, which "
                                           "this run does not train",
                                           FormatName(format)));
  }
  if (settings.checkpoint.empty() && settings.IsGiven("checkpoint-every")) {
    throw UsageError(kCommand, "--checkpoint-every requires --checkpoint DIR");
  }
  // A model to continue has options of its own, with which Resolve() checks these.
  if (settings.append_vocab.empty()) CheckTogether(settings.train);
  CheckStart(settings);
  ExpandCorpus(kCommand, settings.ingest);
  FindValidation(settings);
  const std::vector<std::filesystem::path> inputs = ReadableInputs(settings);
  RequireFolder(settings.ingest.tmp_dir);
  if (writes) CheckOutputs(settings, format, inputs);
}

void OnlyTrain(TrainSettings& settings) {
  settings.quiet = true;
  settings.report = {};
  for (std::filesystem::path* file :
       {&settings.save_vocab, &settings.summary, &settings.log_json}) {
    file->clear();
  }
}

}  // namespace hogvec
