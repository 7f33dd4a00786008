#include "main/train/train_plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <utility>

#include "cli/passed_over.h"
#include "cli/terminal.h"
#include "hogvec/error.h"
#include "io/byte_source.h"

namespace hogvec {
namespace {

// An option with its value as it would be given; a flag that is off has none.
std::string Spelled(const OptionRows::Value& option, const std::string& value) {
  if (option.kind != OptionRows::Kind::kFlag) return fmt::format("--{} {}", option.name, value);
  return fmt::format("--{}{}", option.name, value.empty() ? "=false" : "");
}

// What a model was trained with: what it says, and for the rest the defaults of its kind.
std::map<std::string, std::string> OptionsOf(
    const std::map<std::string, std::string>& configuration) {
  TrainSettings defaults;
  defaults.train.architecture = ArchitectureOf(configuration).value_or(Architecture::kSkipGram);
  std::map<std::string, std::string> options;
  for (const auto& option : ValuesOf(defaults)) options[option.name] = TextOf(option);
  for (const auto& [name, value] : configuration) options[name] = value;
  return options;
}

void Take(const std::filesystem::path& model, const std::string& name, const std::string& value,
          TrainSettings& settings) {
  const std::string argument = fmt::format("--{}={}", name, value);
  try {
    OptionTable table("hogvec train");
    AddTrainOptions(table, settings);
    table.Parse(std::span(&argument, 1));
    if (name == "stopwords") RequireReadable(settings.ingest.text.stopwords);
  } catch (const Error& error) {
    throw Error(error.kind() == ErrorKind::kUsage ? ErrorKind::kMalformed : error.kind(),
                fmt::format("{}: was trained with --{} {}, which can't be used here ({}); give "
                            "--{} yourself",
                            model.string(), name, value, error.what(), name));
  }
}

void TakeDim(const std::filesystem::path& path, std::size_t dim, TrainSettings& settings) {
  if (settings.IsGiven("dim") && settings.train.dim != dim) {
    throw Error(ErrorKind::kUsage,
                fmt::format("{}: has vectors of dimension {}, and --dim is {}; leave out --dim "
                            "to use the file's",
                            path.string(), dim, settings.train.dim));
  }
  settings.train.dim = dim;
}

WordVectors ReadStart(const std::filesystem::path& path, TrainSettings& settings) {
  WordVectors vectors = ReadAndWarn(path, {.lenient = settings.lenient, .with_output = true});
  TakeDim(path, vectors.table.dim(), settings);
  return vectors;
}

// N-gram vectors to start from are of the model's n-grams.
void TakeNgrams(const WordVectors& vectors, TrainSettings& settings) {
  if (settings.train.subwords != SubwordLearning::kTrained || !vectors.subwords) return;
  const NgramOptions &theirs = vectors.subwords->options(), ours = settings.train.ngrams;
  settings.train.ngrams = {.min_n = settings.IsGiven("minn") ? ours.min_n : theirs.min_n,
                           .max_n = settings.IsGiven("maxn") ? ours.max_n : theirs.max_n,
                           .buckets = settings.IsGiven("buckets") ? ours.buckets : theirs.buckets};
}

void ReadInitialVectors(TrainPlan& plan) {
  plan.vectors = ReadStart(plan.settings.init_vectors, plan.settings);
}

void ReadBaseModel(TrainPlan& plan) {
  const auto& path = plan.settings.append_vocab;
  plan.vectors = ReadStart(path, plan.settings);
  if (plan.vectors.output.rows() == 0 || plan.vectors.counts.empty()) {
    throw Error(ErrorKind::kMalformed,
                fmt::format("{}: lacks the output vectors and counts to continue training from; a "
                            ".safetensors file written by 'hogvec train' has them "
                            "(--init-vectors needs none)",
                            path.string()));
  }
  plan.base = Vocabulary(plan.vectors.words, plan.vectors.counts);
  // A run that is resumed has them already.
  if (!plan.settings.resume.empty()) return;
  TakeOptionsOf(path, plan.vectors.configuration, plan.settings);
}

// A model to continue may have n-grams, which its .bin is to keep.
void FormatForNgrams(TrainSettings& settings) {
  const bool chosen = settings.IsGiven("format") || settings.IsGiven("binary");
  if (settings.train.subwords == SubwordLearning::kNone || chosen) return;
  settings.format.reset();
  settings.format = FormatFor(settings);
}

void TakeOption(const std::filesystem::path& model, const OptionRows::Value& option,
                const std::string& value, TrainSettings& settings) {
  Take(model, option.name, value, settings);
  settings.of_model.push_back(Spelled(option, value));
}

// Whether what was given makes a model of another kind, which learns best at another rate.
bool IsOfAnotherKind(const std::map<std::string, std::string>& of_model,
                     const TrainSettings& settings) {
  const auto values = ValuesOf(settings);
  return std::ranges::any_of(values, [&](const OptionRows::Value& option) {
    const bool is_kind = option.name == "model" || option.name.starts_with("cbow-");
    return is_kind && settings.IsGiven(option.name) && TextOf(option) != of_model.at(option.name);
  });
}

// Whether an option has no meaning for a run with these settings: a skip-gram has none of CBOW's.
bool IsOfCbowOnly(const std::string& name, const TrainSettings& settings) {
  return !IsCbow(settings.train) && name.starts_with("cbow-");
}

}  // namespace

void TakeOptionsOf(const std::filesystem::path& model,
                   const std::map<std::string, std::string>& configuration,
                   TrainSettings& settings) {
  if (configuration.empty()) return;
  auto of_model = OptionsOf(configuration);
  // The kind of model comes first: it decides which other options there are.
  const auto kind = OptionRows::Value{.name = "model"};
  const bool goes_on_as_it_is = NameOf(settings.train.architecture) == of_model[kind.name];
  if (!goes_on_as_it_is && !settings.IsGiven(kind.name)) {
    TakeOption(model, kind, of_model[kind.name], settings);
  }
  const bool keeps_rate = !IsOfAnotherKind(of_model, settings);
  for (const auto& option : ValuesOf(settings)) {
    const std::string& value = of_model[option.name];
    if (option.role != OptionRole::kModel || TextOf(option) == value) continue;
    if (value.empty() && option.kind != OptionRows::Kind::kFlag) continue;  // it has none
    if (IsOfCbowOnly(option.name, settings)) continue;
    if (settings.IsGiven(option.name)) {
      settings.unlike_model.push_back(fmt::format(
          "{} instead of its {}", Spelled(option, TextOf(option)), Spelled(option, value)));
    } else if (keeps_rate || option.name != "alpha") {
      TakeOption(model, option, value, settings);
    }
  }
}

StartingPoint TrainPlan::start() const {
  const bool appends = !settings.append_vocab.empty();
  const bool starts = appends || !settings.init_vectors.empty();
  return {.vectors = starts ? &vectors : nullptr,
          .freeze = settings.freeze_init,
          .words = appends ? &base : nullptr};
}

TrainPlan Resolve(TrainSettings settings) {
  const bool had_subwords = settings.train.subwords != SubwordLearning::kNone;
  if (!settings.ingest.read_vocab.empty() && !settings.IsGiven("min-count")) {
    settings.ingest.prune.min_count = 1;
  }
  settings.ingest.threads = settings.train.threads;
  TrainPlan plan{std::move(settings)};
  if (!plan.settings.init_vectors.empty()) ReadInitialVectors(plan);
  if (!plan.settings.append_vocab.empty()) ReadBaseModel(plan);
  TakeNgrams(plan.vectors, plan.settings);
  CheckTogether(plan.settings.train);
  if (!had_subwords) FormatForNgrams(plan.settings);
  if (plan.settings.format) {
    CheckLength(plan.settings.output, *plan.settings.format, plan.settings.train.dim);
  }
  return plan;
}

}  // namespace hogvec
