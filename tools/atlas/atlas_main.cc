#include <fmt/format.h>

#include <cstdint>
#include <filesystem>
#include <limits>
#include <string>
#include <string_view>

#include "atlas/generator.h"
#include "atlas/pairs.h"
#include "atlas/questions.h"
#include "base/number.h"
#include "cli/checks.h"
#include "cli/completion.h"
#include "cli/option_table.h"
#include "cli/run_main.h"
#include "hogvec/version.h"
#include "io/byte_sink.h"

namespace hogvec::atlas {
namespace {

constexpr const char* kProgram = "hogvec-atlas";

constexpr const char* kIntroduction =
    "hogvec-atlas: write a synthetic corpus about a small world of facts\n"
    "\n"
    "  hogvec-atlas -o corpus.txt --questions questions.txt --pairs pairs.tsv\n"
    "  hogvec-atlas --words 50M --seed 7 -o large.txt\n"
    "\n"
    "usage: hogvec-atlas [options]\n";

struct Settings {
  AtlasOptions atlas;
  std::filesystem::path output, questions, pairs;
  bool version = false, help = false;
};

// A count, optionally followed by K, M or G for thousands, millions or billions.
std::string ParseWords(std::string_view text, std::uint64_t& words) {
  std::uint64_t unit = 1;
  for (const char suffix : {'K', 'M', 'G'}) {
    unit *= 1000;
    if (!text.ends_with(suffix)) continue;
    text.remove_suffix(1);
    const auto count = ParseInteger<std::uint64_t>(text);
    if (!count || *count > std::numeric_limits<std::uint64_t>::max() / unit) break;
    words = *count * unit;
    return {};
  }
  const auto count = ParseInteger<std::uint64_t>(text);
  if (!count) return "a count such as 500K, 2M or 1G";
  words = *count;
  return {};
}

void AddOptions(OptionTable& table, Settings& settings) {
  table.Group("Options");
  table.Choice(
      "words", "N", "2M",
      [&](std::string_view text) { return ParseWords(text, settings.atlas.words); },
      "words to write; K, M and G mean thousands, millions and billions");
  table.Seed("seed", settings.atlas.seed, "the same seed gives the same text everywhere");
  table.Output("output,o", settings.output, "the corpus; - is standard output");
  table.Output("questions", settings.questions, "analogy questions about the same world");
  table.Output("pairs", settings.pairs, "word pairs with their similarity from 0 to 10");
  table.Flag("version", settings.version, "show the version");
  table.Flag("help,h", settings.help, "show this help");
}

void WriteCorpus(const AtlasOptions& options, const std::filesystem::path& path) {
  const auto file = CreateFile(path);
  AtlasCorpus corpus(options);
  for (std::string chunk; corpus.Next(chunk);) file->Write(chunk);
  file->Finish();
}

void WriteText(void (*append)(std::string&), const std::filesystem::path& path) {
  std::string text;
  append(text);
  WriteFile(path, text);
}

int Run(std::span<const std::string> arguments) {
  Settings settings;
  OptionTable table(kProgram);
  AddOptions(table, settings);
  const std::string help = table.Help();
  const auto words = table.Parse(arguments);
  if (settings.help) {
    fmt::print("{}{}", kIntroduction, help);
    return 0;
  }
  if (words.size() == 2 && words[0] == "completion") {
    const CompletedCommand command{"", "", table.Descriptions()};
    fmt::print("{}", CompletionScript(words[1], kProgram, std::span(&command, 1)));
    return 0;
  }
  if (settings.version) {
    fmt::print("hogvec-atlas {}\n", kVersion);
    return 0;
  }
  if (!words.empty()) throw UsageError(kProgram, fmt::format("unexpected '{}'", words[0]));
  if (settings.atlas.words == 0) throw UsageError(kProgram, "--words must be 1 or more");
  if (settings.output.empty() && settings.questions.empty() && settings.pairs.empty()) {
    throw UsageError(kProgram, "nothing to write: give -o, --questions or --pairs");
  }
  RequireDistinct(kProgram, {settings.output, settings.questions, settings.pairs});
  if (!settings.output.empty()) WriteCorpus(settings.atlas, settings.output);
  if (!settings.questions.empty()) WriteText(AppendQuestions, settings.questions);
  if (!settings.pairs.empty()) WriteText(AppendPairs, settings.pairs);
  return 0;
}

}  // namespace
}  // namespace hogvec::atlas

int main(int argc, char** argv) {
  return hogvec::RunMain("hogvec-atlas", argc, argv, hogvec::atlas::Run);
}
