#include "main/train/train_settings.h"

#include <fmt/format.h>

#include <utility>

#include "cli/passed_over.h"
#include "hogvec/error.h"
#include "options/training_options.h"

namespace hogvec {
namespace {

using enum OptionRole;

constexpr const char* kOnlyNegatives = "hogvec trains by negative sampling only";
constexpr const char* kOnlyWords =
    "hogvec trains vectors of words only, not of classes or of several words";

// Accepts the value that stands for what hogvec does and refuses every other.
void Only(OptionTable& table, const std::string& name, const std::string& accepted,
          const std::string& why) {
  table.Hidden(name, [=](std::string_view value) {
    return value == accepted ? std::string()
                             : fmt::format("{}; leave out --{} {}", why, name, value);
  });
}

void Ignore(OptionTable& table, const std::string& name) {
  table.Hidden(name, [](std::string_view) { return std::string(); });
}

void AddOutputOptions(OptionTable& table, TrainSettings& settings) {
  table.Group("Output");
  table.Output("output,o", settings.output, "output file (required); - for standard output");
  AddFormatOptions(table, settings.format, settings.type, settings.overwrite);
  table.Output("save-vocab", settings.save_vocab, "also write the vocabulary with its counts");
  table.Output("summary", settings.summary, "also write a summary of the run, as JSON");
  table.Output("log-json", settings.log_json, "also log progress, as lines of JSON");
  table.Flag("quiet,q", settings.quiet, "show errors only", kOutput);
  table.Path("config", settings.config,
             "read options from a file; the command line takes precedence", "FILE", kRequest);
  table.Flag("print-config", settings.print_config, "print such a file with all options, and exit",
             kRequest);
  table.Flag("help,h", settings.help, "show this help", kRequest);
}

void AddSafetyOptions(OptionTable& table, TrainSettings& settings) {
  table.Group("Safety");
  table.Folder(
      "checkpoint", settings.checkpoint,
      "directory for checkpoints; Ctrl-C writes one too, and a completed run removes them");
  table.Duration("checkpoint-every", settings.checkpoint_every, "10m", "time between checkpoints",
                 kOutput);
  table.Folder("resume", settings.resume,
               "resume from the checkpoint in a directory, which knows corpus and options",
               kRequest);
  table.Bytes("memory-limit", settings.memory_limit,
              "do not start training that needs more [available memory]", kOutput);
  table.Flag("dry-run", settings.dry_run,
             "count the words, estimate memory and disk space, and exit", kRequest);
}

// Another program's name for the model, by its value for each.
void AddModelName(OptionTable& table, const std::string& name, TrainSettings& settings,
                  std::string_view of_skipgram, std::string_view of_cbow) {
  table.Hidden(name, [=, &settings](std::string_view value) -> std::string {
    if (value != of_skipgram && value != of_cbow) {
      return fmt::format("--{} takes {} (skip-gram) or {} (CBOW), not '{}'", name, of_skipgram,
                         of_cbow, value);
    }
    const auto model = value == of_cbow ? Architecture::kCbow : Architecture::kSkipGram;
    if (settings.model_elsewhere && *settings.model_elsewhere != model) {
      return fmt::format("--{} {} is for {}, but another option is for {}; give one of them", name,
                         value, InWords(model), InWords(*settings.model_elsewhere));
    }
    settings.model_elsewhere = model;
    return {};
  });
}

void AddForeignNames(OptionTable& table, TrainSettings& settings) {
  for (const auto& [other, ours] : std::initializer_list<std::pair<const char*, const char*>>{
           {"size", "dim"},
           {"vector_size", "dim"},
           {"vector-size", "dim"},
           {"ws", "window"},
           {"iter", "epochs"},
           {"epoch", "epochs"},
           {"lr", "alpha"},
           {"neg", "negative"},
           {"t", "sample"},
           {"thread", "threads"},
           {"workers", "threads"},
           {"verbose", "debug"},
           {"ns_exponent", "ns-exponent"},
           {"shrink_windows", "shrink-windows"},
           {"min_alpha", "min-alpha"},
           {"min_n", "minn"},
           {"max_n", "maxn"},
           {"bucket", "buckets"},
           {"cbow_mean", "cbow-mean"}}) {
    table.Alias(other, ours);
  }
  AddModelName(table, "cbow", settings, "0", "1");
  AddModelName(table, "sg", settings, "1", "0");
  Only(table, "hs", "0", kOnlyNegatives);
  Only(table, "loss", "ns", kOnlyNegatives);
  Only(table, "classes", "0", kOnlyWords);
  Only(table, "wordNgrams", "1", kOnlyWords);
  for (const char* name : {"debug", "lrUpdateRate"}) Ignore(table, name);
}

// Sizes of n-grams say that there are any, and a largest of none that there are not, as in
// fastText.
void ImplySubwords(TrainSettings& settings) {
  TrainOptions& train = settings.train;
  if (train.ngrams.min_n == 0) train.ngrams.min_n = 1;
  const bool sized =
      settings.IsGiven("minn") || settings.IsGiven("maxn") || settings.IsGiven("buckets");
  if (!sized || settings.IsGiven("subwords")) return;
  train.subwords = train.ngrams.max_n == 0 ? SubwordLearning::kNone : SubwordLearning::kTrained;
}

// The model, where it was named as other programs do.
void TakeModel(TrainSettings& settings, bool named_here) {
  const auto elsewhere = std::exchange(settings.model_elsewhere, std::nullopt);
  if (!elsewhere) return;
  if (named_here && settings.train.architecture != *elsewhere) {
    throw Error(ErrorKind::kUsage,
                fmt::format("hogvec train: --model {} contradicts --cbow or --sg; give one of them",
                            NameOf(settings.train.architecture)));
  }
  settings.train.architecture = *elsewhere;
  settings.given.insert("model");
}

}  // namespace

void AddIngestOptions(OptionTable& table, TrainSettings& settings) {
  AddTextRows(table, settings.ingest);
  AddSentenceRows(table, settings.ingest.text);
  AddVocabularyRows(table, settings.ingest);
  table.Hidden("input", [&settings](std::string_view value) {
    settings.ingest.corpus.emplace_back(value);
    return std::string();
  });
  table.Alias("train", "input");
  table.Alias("minCount", "min-count");
  table.Alias("min_count", "min-count");
  table.Alias("max_final_vocab", "max-vocab");
}

void AddFormatOptions(OptionTable& table, std::optional<VectorFormat>& format, NumberType& type,
                      bool& overwrite) {
  table.Choice(
      "format", "NAME", "by suffix",
      [&format](std::string_view value) -> std::string {
        format = FormatByName(value);
        return format ? "" : fmt::format("one of {}", FormatNames());
      },
      fmt::format("{}; 'hogvec export --help' describes them", FormatNames()),
      [&format] { return format ? std::string(FormatName(*format)) : ""; }, kOutput);
  table.Choice(
      "dtype", "TYPE", std::string(NameOf(type)),
      [&type](std::string_view value) -> std::string {
        const auto found = NumberTypeByName(value);
        if (!found) return "'float32', 'float16' or 'bfloat16'";
        type = *found;
        return {};
      },
      "number type for safetensors, npy and huggingface: float32, float16 or bfloat16",
      [&type] { return std::string(NameOf(type)); }, kOutput);
  table.Flag("overwrite", overwrite,
             "also replace what hogvec did not write: a database with other tables, files "
             "in a directory or beside the vectors",
             kOutput);
  table.Hidden("binary", [&format](std::string_view value) -> std::string {
    if (value != "0" && value != "1") {
      return fmt::format("--binary takes 0 (text) or 1 (binary), not '{}'", value);
    }
    format = value == "1" ? VectorFormat::kBinary : VectorFormat::kText;
    return {};
  });
}

void AddTrainOptions(OptionTable& table, TrainSettings& settings) {
  table.Check([&settings] {
    CheckOptions(settings.train);
    CheckOptions(settings.ingest);
  });
  AddModelRows(table, settings.train);
  AddSubwordRows(table, settings.train);
  AddTrainingRows(table, settings.train);
  AddValidationRows(table, settings.validation, settings.train.validation);
  AddIngestOptions(table, settings);
  table.Path("read-vocab", settings.ingest.read_vocab,
             "read words and counts from a file; keep all unless a minimum count is given");
  table.Group("Start");
  table.Path("init-vectors", settings.init_vectors,
             "initialize the vectors of known words from a file in any format");
  table.Flag("freeze-init", settings.freeze_init, "do not train the vectors taken from that file");
  table.Path(
      "append-vocab", settings.append_vocab,
      "continue training a model (.safetensors) on this corpus, adding new words; its options "
      "for text and model apply unless given here");
  AddLenientOption(table, settings.lenient);
  AddMemoryRows(table, settings.ingest);
  AddReplicaRows(table, settings.ingest);
  AddSafetyOptions(table, settings);
  AddReportOptions(table, settings.report);
  AddOutputOptions(table, settings);
  table.Hidden("compose-afresh", [&settings](std::string_view value) {
    settings.train.compose_afresh = value == "true";
    return std::string();
  });
  AddForeignNames(table, settings);
}

std::vector<OptionRows::Value> ValuesOf(const TrainSettings& settings) {
  TrainSettings copy = settings;
  OptionTable table("hogvec train");
  AddTrainOptions(table, copy);
  return table.Values();
}

void ApplyArguments(std::span<const std::string> arguments, TrainSettings& settings) {
  const auto before = std::exchange(settings.ingest.corpus, {});
  OptionTable table("hogvec train");
  AddTrainOptions(table, settings);
  for (const std::string& word : table.Parse(arguments)) settings.ingest.corpus.emplace_back(word);
  if (settings.ingest.corpus.empty()) settings.ingest.corpus = before;
  settings.given.insert(table.given().begin(), table.given().end());
  TakeModel(settings, table.given().contains("model"));
  ImplySubwords(settings);
}

VectorFormat FormatFor(const std::string& command, const std::optional<VectorFormat>& format,
                       const std::filesystem::path& output, bool has_subwords) {
  if (format) return *format;
  std::error_code absent;
  if (std::filesystem::is_directory(output, absent)) {
    throw Error(ErrorKind::kCannotCreate,
                fmt::format("{}: is a directory; name a file in it, or give --format huggingface",
                            output.string()));
  }
  if (const auto suggested = FormatBySuffix(output, has_subwords)) return *suggested;
  throw Error(ErrorKind::kUsage,
              fmt::format("{}: can't tell the format of '{}'; name it .bin or .txt, or give "
                          "--format: {}",
                          command, output.string(), FormatNames()));
}

VectorFormat FormatFor(const TrainSettings& settings) {
  return FormatFor("hogvec train", settings.format, settings.output,
                   settings.train.subwords != SubwordLearning::kNone);
}

}  // namespace hogvec
