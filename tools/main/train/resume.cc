#include "main/train/resume.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <system_error>
#include <utility>
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

// Where a run keeps its checkpoints is where it is found, and what only asks for help makes no run.
constexpr std::array kNotKept = {"checkpoint", "resume",       "dry-run",
                                 "config",     "print-config", "help"};

// A path, a number, or a list of paths by its name behind an @.
std::string InAnyFolder(const std::string& text) {
  if (ParseDouble(text)) return text;
  return text.starts_with('@') ? "@" + AbsoluteText(text.substr(1)) : AbsoluteText(text);
}

// What a value becomes in an argument that means the same in any folder.
std::string ArgumentFor(const OptionTable::Value& value) {
  using enum OptionTable::Kind;
  if (value.kind == kFlag) return "--" + value.name;
  std::string text = value.text;
  if (value.kind == kPath && text != "-") text = AbsoluteText(text);
  if (value.kind == kPathOrNumber) text = InAnyFolder(text);
  return fmt::format("--{}={}", value.name, text);
}

}  // namespace

std::string NoteOf(const TrainSettings& settings) {
  TrainSettings copy = settings;
  // Formats are told by the name only as long as it is not a link to another.
  copy.format = FormatFor("hogvec train", settings.format, settings.output);
  OptionTable table("hogvec train");
  AddTrainOptions(table, copy);
  std::string note;
  for (const OptionTable::Value& value : table.Values()) {
    if (std::ranges::find(kNotKept, value.name) != kNotKept.end()) continue;
    note.append(ArgumentFor(value)).push_back('\0');
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

void KeepCheckpointsWhereTheyAre(TrainSettings& settings) {
  if (settings.IsGiven("checkpoint") && settings.checkpoint != settings.resume) {
    throw Error(ErrorKind::kUsage,
                fmt::format("hogvec train: --checkpoint is {}, but a run that is resumed keeps its "
                            "checkpoints where they are, in {}",
                            settings.checkpoint.string(), settings.resume.string()));
  }
  settings.checkpoint = settings.resume;
}

}  // namespace hogvec
