#include "main/train/configuration.h"

#include <fmt/format.h>

#include <utility>

#include "base/quoted.h"
#include "base/trimmed.h"
#include "hogvec/error.h"
#include "hogvec/version.h"
#include "io/line_reader.h"
#include "options/training_options.h"

namespace hogvec {
namespace {

constexpr const char* kCorpus = "input";

// Whether a run with these settings makes use of an option's value as it is now.
bool IsUsed(const std::string& name, const TrainSettings& settings) {
  return name != "checkpoint-every" || !settings.checkpoint.empty();
}

// `name = value` as an argument.
std::string ArgumentFor(const LineReader& file, std::string_view name, std::string_view value) {
  TrainSettings scratch;
  OptionTable table("hogvec train");
  AddTrainOptions(table, scratch);
  const auto option = table.Find(name);
  if (!option || option->role == OptionRole::kRequest) {
    throw file.MalformedLine(
        fmt::format("expected an option of 'hogvec train', found {}", Quoted(name)));
  }
  if (option->kind == OptionRows::Kind::kFlag && value != "true" && value != "false") {
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
    if (value.role == OptionRole::kRequest || !IsUsed(value.name, settings)) continue;
    for (const auto& each : value.texts) text += fmt::format("{} = {}\n", value.name, each);
  }
  return text;
}

std::map<std::string, std::string> ConfigurationOf(const TrainSettings& settings) {
  std::map<std::string, std::string> configuration;
  for (const auto& value : ValuesOf(settings)) {
    if (MadeTheVectors(value)) configuration[value.name] = TextOf(value);
  }
  return configuration;
}

}  // namespace hogvec
