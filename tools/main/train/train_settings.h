#ifndef HOGVEC_MAIN_TRAIN_TRAIN_SETTINGS_H_
#define HOGVEC_MAIN_TRAIN_TRAIN_SETTINGS_H_

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/option_table.h"
#include "hogvec/train.h"
#include "hogvec/word_vectors.h"
#include "main/train/report_options.h"

namespace hogvec {

// All settings of `hogvec train`.
struct TrainSettings {
  std::optional<Architecture> model_elsewhere;  // by word2vec.c's or gensim's name for it
  IngestOptions ingest;
  TrainOptions train;
  std::filesystem::path init_vectors;
  bool freeze_init = false;
  std::filesystem::path append_vocab;
  bool lenient = false;
  std::filesystem::path validation;  // a file, folder or @LIST; a share is in train.validation
  std::filesystem::path output;
  std::filesystem::path save_vocab;
  std::filesystem::path summary;
  std::filesystem::path checkpoint;  // folder
  std::filesystem::path resume;      // folder; what it holds is in the other settings then
  std::chrono::milliseconds checkpoint_every = std::chrono::minutes(10);
  std::uint64_t memory_limit = 0;
  bool dry_run = false;
  std::filesystem::path config;
  bool print_config = false;
  std::filesystem::path log_json;
  ReportSettings report;
  std::optional<VectorFormat> format;
  NumberType type = NumberType::kFloat32;
  bool overwrite = false;
  bool quiet = false;
  bool help = false;
  // The options that the command line, a file of options or a checkpoint named, whatever they say.
  std::set<std::string> given;

  // What a run that continues a model takes of the model's options, as arguments, and which it
  // has values of its own for.
  std::vector<std::string> of_model, unlike_model;

  bool IsGiven(const std::string& name) const { return given.contains(name); }
};

// The options that say which text is read and which words are kept; `hogvec vocab` has them too.
void AddIngestOptions(OptionTable& table, TrainSettings& settings);

// All options of `hogvec train`, with the names that word2vec.c, fastText and gensim have for them,
// and what these can do and hogvec can't, refused in words. Rows write into `settings`.
void AddTrainOptions(OptionTable& table, TrainSettings& settings);

// All options with the values that they have in `settings`, in the order of the help: what is
// printed, kept or shown of a run is a part of them.
std::vector<OptionRows::Value> ValuesOf(const TrainSettings& settings);

// Applies arguments of `hogvec train` to the settings and remembers what they give; the texts that
// they name take the place of those before. Throws Error{kUsage}.
void ApplyArguments(std::span<const std::string> arguments, TrainSettings& settings);

// --format, --dtype and --overwrite, and what other programs say instead.
void AddFormatOptions(OptionTable& table, std::optional<VectorFormat>& format, NumberType& type,
                      bool& overwrite);

// The format that was asked for, or that the output's suffix suggests: .bin is fastText's for a
// model with n-gram vectors, and else word2vec's. Throws Error{kUsage}, opening with `command`, if
// neither decides it.
VectorFormat FormatFor(const std::string& command, const std::optional<VectorFormat>& format,
                       const std::filesystem::path& output, bool has_subwords = false);

// The same for what a run with these settings writes.
VectorFormat FormatFor(const TrainSettings& settings);

}  // namespace hogvec

#endif  // HOGVEC_MAIN_TRAIN_TRAIN_SETTINGS_H_
