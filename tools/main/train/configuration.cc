#include "main/train/configuration.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/quoted.h"
#include "hogvec/error.h"
#include "hogvec/version.h"
#include "io/line_reader.h"

namespace hogvec {
namespace {

constexpr const char* kCorpus = "input";

// Options that say what to do now, not how.
constexpr std::array kNotKept = {"config", "print-config", "dry-run", "help", "resume"};
// Options that leave the vectors as they are.
constexpr std::array kNotOfVectors = {
    "output", "save-vocab",       "summary",      "log-json",         "quiet",    "checkpoint",
    "format", "checkpoint-every", "memory-limit", "tmp-dir",          "dtype",    "token-memory",
    "report", "report-words",     "report-pairs", "report-questions", "overwrite"};

template <std::size_t kSize>
bool IsAmong(const std::array<const char*, kSize>& names, const std::string& name) {
  return std::ranges::find(names, name) != names.end();
}

std::string_view Trimmed(std::string_view text) {
  constexpr std::string_view kBlanks = " \t";
  const std::size_t first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

// The values of all options, with those that only ask for help or name a file of options left out.
std::vector<OptionTable::Value> ValuesOf(const TrainSettings& settings) {
  TrainSettings copy = settings;
  OptionTable table("hogvec train");
  AddTrainOptions(table, copy);
  std::vector<OptionTable::Value> values = table.Values();
  std::erase_if(values, [](const auto& value) { return IsAmong(kNotKept, value.name); });
  return values;
}

// Whether a run with these settings makes use of an option's value as it is now.
bool IsUsed(const std::string& name, const TrainSettings& settings) {
  return name != "checkpoint-every" || !settings.checkpoint.empty();
}

// `name = value` as an argument.
std::string ArgumentFor(const LineReader& file, std::string_view name, std::string_view value) {
  TrainSettings scratch;
  OptionTable table("hogvec train");
  AddTrainOptions(table, scratch);
  const auto kind = table.KindOf(name);
  if (!kind || IsAmong(kNotKept, std::string(name))) {
    throw file.MalformedLine(
        fmt::format("expected an option of 'hogvec train', found {}", Quoted(name)));
  }
  if (*kind == OptionTable::Kind::kFlag && value != "true" && value != "false") {
    throw file.MalformedLine(
        fmt::format("expected 'true' or 'false' for {}, found {}", name, Quoted(value)));
  }
  return fmt::format("--{}={}", name, value);
}

// What parsing says of one argument, with the line that it came from.
void CheckArgument(const LineReader& file, const std::string& argument) {
  TrainSettings scratch;
  OptionTable table("hogvec train");
  AddTrainOptions(table, scratch);
  try {
    table.Parse(std::span(&argument, 1));
  } catch (const Error& error) {
    throw file.MalformedLine(error.what());
  }
}

}  // namespace

std::vector<std::string> ArgumentsIn(const std::filesystem::path& path) {
  LineReader file(path);
  std::vector<std::string> arguments;
  for (std::string_view line; file.NextLine(line);) {
    line = Trimmed(line);
    if (line.empty() || line[0] == '#' || line[0] == ';' || line == "[train]") continue;
    const std::size_t equals = line.find('=');
    if (equals == std::string_view::npos) {
      throw file.MalformedLine(fmt::format("expected 'option = value', found {}", Quoted(line)));
    }
    arguments.push_back(
        ArgumentFor(file, Trimmed(line.substr(0, equals)), Trimmed(line.substr(equals + 1))));
    CheckArgument(file, arguments.back());
  }
  return arguments;
}

std::string ConfigurationText(const TrainSettings& settings) {
  std::string text =
      fmt::format("# hogvec {}: options of 'hogvec train --config FILE'\n", kVersion);
  for (const auto& path : settings.ingest.corpus) {
    text += fmt::format("{} = {}\n", kCorpus, path.string());
  }
  for (const auto& value : ValuesOf(settings)) {
    if (IsUsed(value.name, settings)) text += fmt::format("{} = {}\n", value.name, value.text);
  }
  return text;
}

std::map<std::string, std::string> ConfigurationOf(const TrainSettings& settings) {
  std::map<std::string, std::string> configuration;
  for (auto& value : ValuesOf(settings)) {
    if (!IsAmong(kNotOfVectors, value.name)) configuration[value.name] = std::move(value.text);
  }
  return configuration;
}

}  // namespace hogvec
