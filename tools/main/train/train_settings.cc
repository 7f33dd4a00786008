#include "main/train/train_settings.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>

#include "cli/passed_over.h"
#include "cli/text_options.h"
#include "hogvec/error.h"
#include "hogvec/kernels.h"

namespace hogvec {
namespace {

constexpr const char* kOnlySkipGram = "hogvec trains skip-gram with negative sampling only";
constexpr const char* kOnlyWords = "hogvec trains whole words only, no parts or groups of them";

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

void AddModelOptions(OptionTable& table, TrainOptions& train) {
  table.Group("Model");
  table.Number("dim", train.dim, "length of a vector");
  table.Number("window", train.window, "largest distance of a context word, in kept words");
  table.Boolean("shrink-windows", train.shrink_windows,
                "draw the width of each window from 1 up, so that near words count more; 'false' "
                "gives all the full width");
  table.Number("negative", train.negative, "negative words per draw");
  table.Number("sample", train.sample, "subsampling threshold of frequent words; 0 keeps all");
  table.Number("ns-exponent", train.ns_exponent, "negatives are drawn by count to this power");
  table.Choice(
      "negatives-shared", "HOW", std::string(NameOf(train.sharing)),
      [&train](std::string_view value) -> std::string {
        const auto sharing = SharingByName(value);
        if (!sharing) return "'two-windows', 'window' or 'none'";
        train.sharing = *sharing;
        return {};
      },
      "a draw of negatives serves two neighbouring windows, one window, or none: each pair of "
      "words has its own",
      [&train] { return std::string(NameOf(train.sharing)); });
}

void AddRunOptions(OptionTable& table, TrainSettings& settings) {
  TrainOptions& train = settings.train;
  table.Group("Training");
  table.Number("epochs", train.epochs, "passes over the text");
  table.Number("alpha", train.alpha, "learning rate at the start; it falls linearly");
  table.Number("min-alpha", train.min_alpha, "alpha / 10,000", "learning rate at the end");
  table.Number("threads", train.threads, "training workers; 0 is one per core");
  table.Seed("seed", train.seed, "all randomness comes from here");
  table.Flag("deterministic", train.deterministic,
             "train on one worker, so that two runs agree byte for byte");
  table.Choice(
      "kernel", "NAME", "fastest",
      [&train](std::string_view value) {
        const auto names = KernelNames();
        train.kernel = value;
        const bool known = std::ranges::find(names, value) != names.end();
        return known ? "" : fmt::format("one of {}", fmt::join(names, ", "));
      },
      "instruction set to train with; 'hogvec --version' lists them",
      [&train] { return train.kernel; });
}

void AddValidationOptions(OptionTable& table, TrainSettings& settings) {
  ValidationOptions& validation = settings.train.validation;
  table.Group("Validation");
  table.PathOrNumber("validation", settings.validation, validation.fraction, "FILE|SHARE",
                     "text to judge each epoch by, or the share of the corpus to hold out for it");
  table.Number("patience", validation.patience,
               "end after N epochs without a lesser loss there, and keep the best epoch's rows; 0 "
               "never does");
}

void AddOutputOptions(OptionTable& table, TrainSettings& settings) {
  table.Group("Output");
  table.Output("output,o", settings.output, "the vectors; needed. - is standard output");
  AddFormatOptions(table, settings.format, settings.type, settings.overwrite);
  table.Output("save-vocab", settings.save_vocab, "also write the words and their counts");
  table.Output("summary", settings.summary, "also write what was done and measured, as JSON");
  table.Output("log-json", settings.log_json,
               "also write progress as it goes, a line of JSON each");
  table.Flag("quiet,q", settings.quiet, "show errors only");
  table.Path("config", settings.config, "read options from a file; those given here win");
  table.Flag("print-config", settings.print_config, "print such a file with all options, and stop");
  table.Flag("help,h", settings.help, "show this help");
}

void AddSafetyOptions(OptionTable& table, TrainSettings& settings) {
  table.Group("Safety");
  table.Folder(
      "checkpoint", settings.checkpoint,
      "folder for checkpoints; Ctrl-C writes one too, and a run that is done removes them");
  table.Duration("checkpoint-every", settings.checkpoint_every, "10m",
                 "training between two checkpoints");
  table.Folder("resume", settings.resume,
               "go on from the checkpoint in a folder; text and options are known from it");
  table.Bytes("memory-limit", settings.memory_limit,
              "refuse to start training that needs more [what the machine can give]");
  table.Flag("dry-run", settings.dry_run, "count the words, say what training needs, and stop");
}

void AddForeignNames(OptionTable& table) {
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
           {"min_alpha", "min-alpha"}}) {
    table.Alias(other, ours);
  }
  for (const char* name : {"cbow", "hs"}) Only(table, name, "0", kOnlySkipGram);
  Only(table, "sg", "1", kOnlySkipGram);
  Only(table, "loss", "ns", kOnlySkipGram);
  for (const char* name : {"classes", "minn", "maxn", "bucket"}) Only(table, name, "0", kOnlyWords);
  Only(table, "wordNgrams", "1", kOnlyWords);
  for (const char* name : {"debug", "lrUpdateRate"}) Ignore(table, name);
}

}  // namespace

void AddIngestOptions(OptionTable& table, TrainSettings& settings) {
  AddTextOptions(table, settings.ingest);
  AddSentenceOptions(table, settings.ingest.text);
  table.Group("Vocabulary");
  table.Number("min-count", settings.ingest.prune.min_count, "rarer words are dropped");
  table.Number("max-vocab", settings.ingest.prune.max_vocab,
               "keep only the N most frequent words; 0 keeps all");
  table.Number("max-word-bytes", settings.ingest.max_word_bytes, "longer words are dropped");
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
      fmt::format("{}; 'hogvec export --help' tells what they are", FormatNames()),
      [&format] { return format ? std::string(FormatName(*format)) : ""; });
  table.Choice(
      "dtype", "TYPE", std::string(NameOf(type)),
      [&type](std::string_view value) -> std::string {
        const auto found = NumberTypeByName(value);
        if (!found) return "'float32', 'float16' or 'bfloat16'";
        type = *found;
        return {};
      },
      "numbers of safetensors, npy and huggingface: float32, float16 or bfloat16",
      [&type] { return std::string(NameOf(type)); });
  table.Flag("overwrite", overwrite,
             "also replace what hogvec did not write: a database with other tables, files "
             "in a folder or beside the vectors");
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
  AddModelOptions(table, settings.train);
  AddRunOptions(table, settings);
  AddValidationOptions(table, settings);
  AddIngestOptions(table, settings);
  table.Path("read-vocab", settings.ingest.read_vocab,
             "take words and counts from a file, all of them unless a least count is given");
  table.Group("Start");
  table.Path("init-vectors", settings.init_vectors,
             "start the rows of known words from a file of vectors, in any format");
  table.Flag("freeze-init", settings.freeze_init, "and keep those rows as they are");
  table.Path(
      "append-vocab", settings.append_vocab,
      "go on with a model (.safetensors) on this text: all its words stay, new ones come, and "
      "its options for text and model hold where you give none");
  AddLenientOption(table, settings.lenient);
  table.Group("Memory");
  table.Bytes("token-memory", settings.ingest.token_memory,
              "memory for the text as numbers; more goes to a temporary file [a quarter of all]");
  table.Folder("tmp-dir", settings.ingest.tmp_dir, "folder for that file [the system's]");
  table.Bytes("block-size", settings.ingest.block_bytes, "text per unit of parallel work [128K]");
  AddSafetyOptions(table, settings);
  AddReportOptions(table, settings.report);
  AddOutputOptions(table, settings);
  AddForeignNames(table);
}

std::vector<std::string> OptionsOfModels() {
  TrainSettings scratch;
  OptionTable table("hogvec train");
  AddTextOptions(table, scratch.ingest);
  AddSentenceOptions(table, scratch.ingest.text);
  AddModelOptions(table, scratch.train);
  std::vector<std::string> names{"min-count", "max-word-bytes", "alpha", "min-alpha"};
  for (const auto& option : table.Descriptions()) names.push_back(option.name);
  // Of the corpus, and of the rows themselves.
  std::erase_if(names, [](const auto& name) { return name == "force" || name == "dim"; });
  return names;
}

void ApplyArguments(std::span<const std::string> arguments, TrainSettings& settings) {
  const auto before = std::exchange(settings.ingest.corpus, {});
  OptionTable table("hogvec train");
  AddTrainOptions(table, settings);
  for (const std::string& word : table.Parse(arguments)) settings.ingest.corpus.emplace_back(word);
  if (settings.ingest.corpus.empty()) settings.ingest.corpus = before;
  settings.given.insert(table.given().begin(), table.given().end());
}

VectorFormat FormatFor(const std::string& command, const std::optional<VectorFormat>& format,
                       const std::filesystem::path& output) {
  if (format) return *format;
  std::error_code absent;
  if (std::filesystem::is_directory(output, absent)) {
    throw Error(ErrorKind::kCannotCreate,
                fmt::format("{}: is a directory; name a file in it, or give --format huggingface",
                            output.string()));
  }
  if (const auto suggested = FormatBySuffix(output)) return *suggested;
  throw Error(ErrorKind::kUsage,
              fmt::format("{}: can't tell the format of '{}'; name it .bin or .txt, or give "
                          "--format: {}",
                          command, output.string(), FormatNames()));
}

}  // namespace hogvec
