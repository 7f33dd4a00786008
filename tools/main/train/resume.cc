#include "main/train/resume.h"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>
#include <vector>

#include "base/number.h"
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

std::vector<std::string> ArgumentsIn(std::string_view note) {
  std::vector<std::string> arguments;
  while (!note.empty()) {
    const std::size_t end = note.find('\0');
    arguments.emplace_back(note.substr(0, end));
    note.remove_prefix(std::min(note.size(), end + 1));
  }
  return arguments;
}

// A path, a number, or a list of paths by its name after an @.
std::string InAnyFolder(const std::string& text) {
  if (ParseDouble(text)) return text;
  return text.starts_with('@') ? "@" + AbsoluteText(text.substr(1)) : AbsoluteText(text);
}

// An argument that gives an option a value, and means the same in any folder.
std::string ArgumentFor(const OptionRows::Value& option, std::string text) {
  using enum OptionRows::Kind;
  if (option.kind == kFlag) return "--" + option.name;
  if ((option.kind == kPath || option.kind == kPaths) && text != "-") text = AbsoluteText(text);
  if (option.kind == kPathOrNumber) text = InAnyFolder(text);
  return fmt::format("--{}={}", option.name, text);
}

}  // namespace

std::string NoteOf(const TrainSettings& settings) {
  TrainSettings copy = settings;
  // The name gives the format only while it is not a link to another.
  copy.format = FormatFor(settings);
  copy.checkpoint.clear();  // that is where the note is found
  std::string note;
  for (const OptionRows::Value& option : ValuesOf(copy)) {
    if (option.role == OptionRole::kRequest) continue;
    for (const auto& text : option.texts) note.append(ArgumentFor(option, text)).push_back('\0');
  }
  for (const fs::path& text : settings.ingest.corpus) {
    note.append(text == "-" ? "-" : AbsoluteText(text)).push_back('\0');
  }
  return note;
}

TrainSettings ResumedSettings(const fs::path& folder) {
  TrainSettings settings;
  ApplyArguments(ArgumentsIn(CheckpointNote(folder)), settings);
  return settings;
}

void RequireSameModel(const TrainSettings& settings, Architecture kept) {
  const Architecture asked = settings.train.architecture;
  if (asked == kept) return;
  throw Error(
      ErrorKind::kUsage,
      fmt::format("hogvec train: {}: created with --model {}; cannot resume with --model {}",
                  settings.resume.string(), NameOf(kept), NameOf(asked)));
}

void KeepCheckpointsWhereTheyAre(TrainSettings& settings) {
  if (settings.IsGiven("checkpoint") && settings.checkpoint != settings.resume) {
    throw Error(
        ErrorKind::kUsage,
        fmt::format("hogvec train: --checkpoint is {}, but a resumed run keeps its checkpoints "
                    "where they are, in {}",
                    settings.checkpoint.string(), settings.resume.string()));
  }
  settings.checkpoint = settings.resume;
}

}  // namespace hogvec
