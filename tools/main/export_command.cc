#include <fmt/format.h>

#include <cstdio>

#include "base/utf8.h"
#include "cli/checks.h"
#include "cli/passed_over.h"
#include "cli/progress_display.h"
#include "cli/signal_watch.h"
#include "cli/terminal.h"
#include "hogvec/transform.h"
#include "hogvec/word_vectors.h"
#include "main/commands.h"
#include "main/train/train_settings.h"
#include "main/write_and_warn.h"

namespace hogvec {
namespace {

constexpr const char* kCommand = "hogvec export";

constexpr fmt::string_view kIntroduction =
    "hogvec export: write vectors in another format\n"
    "\n"
    "  hogvec export vectors.bin -o vectors.txt.gz\n"
    "  hogvec export glove.txt -o top.bin --top 20000 --normalize\n"
    "\n"
    "usage: hogvec export IN -o OUT [options]\n"
    "\n"
    "IN may have any of these formats, which is seen by its content. OUT gets the\n"
    "format that its suffix suggests, or --format says:\n"
    "\n"
    "{}"
    "\n"
    "A suffix .gz, .bz2, .xz or .zst compresses\n"
    "{}. Words that a\n"
    "format can't hold are refused; --lenient leaves them out.\n";

// A line for each format, and the names of those that may be compressed.
std::string Introduction() {
  std::string lines, compressible;
  for (const FormatInfo& info : VectorFormats()) {
    const std::string suffixes = fmt::format("{} {}", info.suffixes[0], info.suffixes[1]);
    lines += fmt::format("  {:<12} {:<13} {}\n", info.name,
                         info.suffixes[0].empty() ? "a folder" : suffixes, info.about);
    if (!info.compressible) continue;
    compressible.append(compressible.empty() ? "" : ", ").append(info.name);
  }
  return fmt::format(kIntroduction, lines, compressible);
}

struct ExportSettings {
  std::filesystem::path input, output, words;
  std::optional<VectorFormat> format;
  NumberType type = NumberType::kFloat32;
  Combination combination = Combination::kInput;
  std::size_t top = 0, remove_components = 0, precision = 0;
  bool overwrite = false, center = false, normalize = false, lenient = false, help = false;
  bool known_only = false;

  // N-gram vectors and output rows go along only with vectors as they were trained.
  bool are_changed() const { return center || remove_components > 0 || normalize; }
  bool keeps_subwords() const { return !are_changed() && combination == Combination::kInput; }
  // A vector is made from n-grams only where it is certain that a word has none, and of which kind.
  bool makes_vectors() const {
    return !known_only && top == 0 && combination == Combination::kInput;
  }
};

void AddOptions(OptionTable& table, ExportSettings& settings) {
  table.Group("Options");
  table.Output("output,o", settings.output, "output file (required); - for standard output");
  AddFormatOptions(table, settings.format, settings.type, settings.overwrite);
  table.Count("precision", settings.precision,
              "significant digits of numbers in text [as few as read back the same]");
  table.Group("Which vectors");
  table.Count("top", settings.top, "only the first N words");
  table.Path("words", settings.words, "only the words of a file, one per line, in its order");
  table.Flag("known-only", settings.known_only,
             "of these, only words that were in the training text; others get a vector made from "
             "their n-grams, if IN has vectors of these");
  table.Choice(
      "combine", "HOW", std::string(NameOf(settings.combination)),
      [&settings](std::string_view value) -> std::string {
        const auto found = CombinationByName(value);
        if (!found) return "'input', 'output', 'sum' or 'concat'";
        settings.combination = *found;
        return {};
      },
      "which rows of a word: input, output, their sum, or concat: one after the other",
      [&settings] { return std::string(NameOf(settings.combination)); });
  AddLenientOption(table, settings.lenient);
  table.Group("Changes, in this order");
  table.Flag("center", settings.center, "subtract the mean of all vectors");
  table.Number("remove-components", settings.remove_components,
               "center, then remove the N directions of greatest variance");
  table.Flag("normalize", settings.normalize, "scale every vector to length 1");
  table.Group("Other");
  table.Flag("help,h", settings.help, "show this help");
}

void CheckSettings(const ExportSettings& settings, VectorFormat format) {
  std::vector<std::filesystem::path> inputs = VectorInputs(settings.input);
  if (!settings.words.empty()) RequireReadable({settings.words});
  inputs.push_back(settings.words);
  CheckWriteOptions(settings.output,
                    {.format = format, .type = settings.type, .overwrite = settings.overwrite});
  RequireVectorsWritable(kCommand, settings.output, format, inputs);
}

WordVectors Read(const ExportSettings& settings) {
  ReadOptions options{.lenient = settings.lenient, .with_output = true};
  if (settings.top > 0) options.top = settings.top;
  return ReadAndWarn(settings.input, options);
}

// Only the vectors show whether a .bin is word2vec's or fastText's.
VectorFormat FormatOf(const ExportSettings& settings, VectorFormat suggested,
                      const WordVectors& vectors) {
  if (settings.format || !vectors.subwords || !settings.keeps_subwords()) return suggested;
  const VectorFormat format = FormatBySuffix(settings.output, true).value_or(suggested);
  if (format != suggested) CheckSettings(settings, format);
  return format;
}

void Change(const ExportSettings& settings, VectorFormat format, WordVectors& vectors) {
  if (!settings.words.empty()) {
    const ListedWords listed = KeepWords(settings.words, vectors, !settings.makes_vectors());
    Say(UnknownWordsLine(settings.words, listed.missing, listed.first_missing));
    Say(UnseenWordsLine(settings.words, listed.unseen));
  }
  if (settings.lenient) {
    Say(LeftOutLine(settings.output, format, LeaveOutUnwritable(format, vectors)));
  }
  Combine(settings.combination, vectors);
  if (settings.center) Center(vectors.table);
  if (settings.remove_components > 0) RemoveComponents(settings.remove_components, vectors.table);
  if (settings.normalize) ScaleRows(vectors.table);
}

const Subwords* SubwordsToWrite(const ExportSettings& settings, VectorFormat format,
                                const WordVectors& vectors) {
  if (!vectors.subwords) return nullptr;
  if (settings.keeps_subwords()) return &*vectors.subwords;
  if (InfoOf(format).subwords) {
    Say(
        fmt::format("{}: warning: the vectors of n-grams are left out, as they go only with the "
                    "vectors of words as they were trained\n",
                    Printable(settings.output.native())));
  }
  return nullptr;
}

void Write(const ExportSettings& settings, VectorFormat format, const WordVectors& vectors) {
  VectorsToWrite all = AllOf(vectors);
  if (settings.are_changed()) all.output = nullptr;
  all.subwords = SubwordsToWrite(settings, format, vectors);
  WriteAndWarn(kCommand, settings.output,
               {.format = format,
                .type = settings.type,
                .precision = static_cast<int>(std::min<std::size_t>(settings.precision, 99)),
                .overwrite = settings.overwrite},
               all);
}

// Of those formats that carry them; others have refused them.
void WarnOfNotUtf8(const ExportSettings& settings, const WordIndex& words) {
  std::uint64_t not_utf8 = 0;
  for (std::size_t i = 0; i < words.size(); ++i) not_utf8 += IsUtf8(words[ToWordId(i)]) ? 0 : 1;
  if (not_utf8 == 0) return;
  Say(
      fmt::format("{}: warning: {} of its words are not UTF-8, which gensim and others can't read; "
                  "hogvec train --invalid-utf8 replace makes words that they can\n",
                  Printable(settings.output.native()), WithCommas(not_utf8)));
}

}  // namespace

int ExportCommand(std::span<const std::string> arguments) {
  ExportSettings settings;
  OptionTable table(kCommand);
  AddOptions(table, settings);
  const std::string help = table.Help();
  const auto words = table.Parse(arguments);
  if (settings.help) {
    fmt::print("{}{}", Introduction(), help);
    return 0;
  }
  if (words.size() != 1) throw UsageError(kCommand, "expected one file of vectors");
  if (settings.output.empty()) throw UsageError(kCommand, "no output given (-o FILE)");
  const SignalWatch signals;  // temporary files go when one comes
  settings.input = words[0];
  const VectorFormat suggested = FormatFor(kCommand, settings.format, settings.output);
  CheckSettings(settings, suggested);
  WordVectors vectors = Read(settings);
  const VectorFormat format = FormatOf(settings, suggested, vectors);
  Change(settings, format, vectors);
  Write(settings, format, vectors);
  WarnOfNotUtf8(settings, vectors.words);
  Say(fmt::format("vectors   {} x {}: {}\n", WithCommas(vectors.words.size()), vectors.table.dim(),
                  Printable(settings.output.native())));
  return 0;
}

void DescribeExport(OptionTable& table) {
  static ExportSettings scratch;
  AddOptions(table, scratch);
}

}  // namespace hogvec
