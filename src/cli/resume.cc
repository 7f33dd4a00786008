#include "cli/resume.h"

#include <fmt/format.h>

#include <system_error>
#include <utility>
#include <vector>

#include "cli/text_options.h"
#include "hogvec/error.h"

namespace hogvec {
namespace {

namespace fs = std::filesystem;

// A path that means the same in any folder; as it is where the system can't say what it means.
std::string AbsoluteText(const fs::path& path) {
  std::error_code unknown;
  const fs::path absolute = fs::absolute(path, unknown);
  return (unknown ? path : absolute).string();
}

// Collects arguments.
class Arguments {
 public:
  template <typename Value>
  void Add(std::string_view name, const Value& value) {
    AddText(fmt::format("--{}={}", name, value));
  }
  void AddUnless(bool unset, std::string_view name, const std::string& value) {
    if (!unset) Add(name, value);
  }
  void AddPath(std::string_view name, const fs::path& path) {
    if (!path.empty()) Add(name, AbsoluteText(path));
  }
  void AddText(const std::string& text) { note_.append(text).push_back('\0'); }
  std::string Take() { return std::move(note_); }

 private:
  std::string note_;
};

void AddTraining(const TrainOptions& train, Arguments& arguments) {
  arguments.Add("dim", train.dim);
  arguments.Add("window", train.window);
  arguments.Add("negative", train.negative);
  arguments.Add("sample", train.sample);
  arguments.Add("ns-exponent", train.ns_exponent);
  arguments.Add("negatives-shared", NameOf(train.sharing));
  arguments.Add("epochs", train.epochs);
  arguments.Add("alpha", train.alpha);
  arguments.Add("threads", train.threads);
  arguments.Add("seed", train.seed);
  arguments.AddUnless(train.kernel.empty(), "kernel", train.kernel);
  if (train.deterministic) arguments.AddText("--deterministic");
}

void AddIngest(const IngestOptions& ingest, Arguments& arguments) {
  const TextRules& text = ingest.text;
  if (text.lowercase) arguments.AddText("--lowercase");
  arguments.Add("split", NameOf(text.split));
  arguments.Add("digits", NameOf(text.digits));
  arguments.Add("sentence", SentenceName(text.sentence));
  arguments.AddPath("stopwords", text.stopwords);
  arguments.Add("invalid-utf8", NameOf(text.invalid_utf8));
  if (ingest.take_binary) arguments.AddText("--force");
  arguments.Add("min-count", ingest.prune.min_count);
  arguments.Add("max-vocab", ingest.prune.max_vocab);
  arguments.Add("max-word-bytes", ingest.max_word_bytes);
  arguments.Add("token-memory", ingest.token_memory);
  arguments.Add("block-size", ingest.block_bytes);
  arguments.AddPath("read-vocab", ingest.read_vocab);
  arguments.AddPath("tmp-dir", ingest.tmp_dir);
}

std::vector<std::string> ArgumentsIn(std::string_view note) {
  std::vector<std::string> arguments;
  while (!note.empty()) {
    const std::size_t end = note.find('\0');
    arguments.emplace_back(note.substr(0, end));
    note.remove_prefix(std::min(note.size(), end + 1));
  }
  return arguments;
}

// Applies arguments to settings; the texts that they name replace those of before.
void Apply(std::span<const std::string> arguments, TrainSettings& settings) {
  const std::vector<fs::path> before = std::exchange(settings.ingest.corpus, {});
  OptionTable table("hogvec train");
  AddTrainOptions(table, settings);
  for (const std::string& word : table.Parse(arguments)) settings.ingest.corpus.emplace_back(word);
  if (settings.ingest.corpus.empty()) settings.ingest.corpus = before;
}

}  // namespace

std::string NoteOf(const TrainSettings& settings) {
  Arguments arguments;
  AddTraining(settings.train, arguments);
  AddIngest(settings.ingest, arguments);
  arguments.AddPath("output", settings.output);
  arguments.AddPath("save-vocab", settings.save_vocab);
  arguments.AddPath("summary", settings.summary);
  arguments.Add("format", FormatName(FormatFor("hogvec train", settings.format, settings.output)));
  arguments.Add("checkpoint-every", fmt::format("{}ms", settings.checkpoint_every.count()));
  arguments.Add("memory-limit", settings.memory_limit);
  if (settings.quiet) arguments.AddText("--quiet");
  for (const fs::path& text : settings.ingest.corpus) {
    arguments.AddText(text == "-" ? "-" : AbsoluteText(text));
  }
  return arguments.Take();
}

TrainSettings ResumedSettings(const fs::path& folder, std::span<const std::string> arguments) {
  TrainSettings settings;
  Apply(ArgumentsIn(CheckpointNote(folder)), settings);
  Apply(arguments, settings);
  if (!settings.checkpoint.empty() && settings.checkpoint != folder) {
    throw Error(ErrorKind::kUsage,
                fmt::format("hogvec train: --checkpoint is {}, but a run that is resumed keeps its "
                            "checkpoints where they are, in {}",
                            settings.checkpoint.string(), folder.string()));
  }
  settings.checkpoint = folder;
  return settings;
}

}  // namespace hogvec
