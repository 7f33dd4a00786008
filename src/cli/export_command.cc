#include <fmt/format.h>

#include <cstdio>

#include "base/unit_length.h"
#include "cli/checks.h"
#include "cli/commands.h"
#include "cli/passed_over.h"
#include "cli/progress_display.h"
#include "cli/terminal.h"
#include "cli/train_settings.h"
#include "hogvec/word_vectors.h"

namespace hogvec {
namespace {

constexpr const char* kCommand = "hogvec export";

constexpr const char* kIntroduction =
    "hogvec export: write vectors in another format\n"
    "\n"
    "  hogvec export vectors.bin -o vectors.txt\n"
    "  hogvec export glove.txt -o top.bin --top 20000 --normalize\n"
    "\n"
    "usage: hogvec export IN -o OUT [options]\n"
    "\n"
    "IN is word2vec text or binary, fastText's .vec or GloVe's text; which, is seen\n"
    "by its content.\n";

struct ExportSettings {
  std::filesystem::path input, output;
  std::optional<VectorFormat> format;
  std::size_t top = 0;
  bool normalize = false;
  bool lenient = false;
  bool help = false;
};

void AddOptions(OptionTable& table, ExportSettings& settings) {
  table.Group("Options");
  table.Path("output,o", settings.output, "the vectors; needed");
  AddFormatOption(table, settings.format);
  table.Number("top", settings.top, "only the first N words");
  table.Flag("normalize", settings.normalize, "scale every vector to length 1");
  AddLenientOption(table, settings.lenient);
  table.Flag("help,h", settings.help, "show this help");
}

}  // namespace

int ExportCommand(std::span<const std::string> arguments) {
  ExportSettings settings;
  OptionTable table(kCommand);
  AddOptions(table, settings);
  const std::string help = table.Help();
  const auto words = table.Parse(arguments);
  if (settings.help) {
    fmt::print("{}{}", kIntroduction, help);
    return 0;
  }
  if (words.size() != 1) throw UsageError(kCommand, "expected one file of vectors");
  if (settings.output.empty()) throw UsageError(kCommand, "no output given (-o FILE)");
  settings.input = words[0];
  const VectorFormat format = FormatFor(kCommand, settings.format, settings.output);
  RequireReadable({settings.input});
  RequireWritable(kCommand, settings.output, {settings.input});
  ReadOptions options{.lenient = settings.lenient};
  if (settings.top > 0) options.top = settings.top;
  PassedOver passed_over;
  WordVectors vectors = ReadVectors(settings.input, options, passed_over);
  Say(PassedOverLines(settings.input, passed_over));
  for (std::size_t id = 0; settings.normalize && id < vectors.table.rows(); ++id) {
    ScaleToUnit(vectors.table.Row(ToWordId(id)));
  }
  WriteVectors(settings.output, format, vectors.words, vectors.table);
  Say(fmt::format("vectors   {} x {}: {}\n", WithCommas(vectors.words.size()), vectors.table.dim(),
                  Printable(settings.output.native())));
  return 0;
}

}  // namespace hogvec
