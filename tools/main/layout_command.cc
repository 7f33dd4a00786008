#include <fmt/format.h>

#include <cstdio>
#include <nlohmann/json.hpp>
#include <string>

#include "base/number.h"
#include "base/quoted.h"
#include "base/stopwatch.h"
#include "cli/checks.h"
#include "cli/layout_display.h"
#include "cli/passed_over.h"
#include "cli/signal_watch.h"
#include "cli/terminal.h"
#include "hogvec/layout.h"
#include "hogvec/neighbours.h"
#include "io/output_stream.h"
#include "main/commands.h"
#include "main/layout_file.h"

namespace hogvec {
namespace {

constexpr const char* kCommand = "hogvec layout";

constexpr const char* kIntroduction =
    "hogvec layout: lay words out in the plane, near words near each other\n"
    "\n"
    "  hogvec layout vectors.bin -o xy.tsv\n"
    "  hogvec layout vectors.bin -o top.tsv --top 20000 --seed 7\n"
    "\n"
    "usage: hogvec layout VECTORS -o OUT [options]\n"
    "\n"
    "VECTORS is any file that 'hogvec export' reads. OUT has a line of names, word, x\n"
    "and y, separated by tabs, and a line for each word; x and y are from -1 to 1.\n"
    "An OUT called .map is the file that hogvec-explore keeps beside vectors.\n"
    "\n"
    "The method is t-SNE on the exact nearest neighbours, from the first principal\n"
    "components. With one thread, the same vectors, options and seed give the same\n"
    "map. At the end, three figures from 0 to 1 say how much of the space it keeps:\n"
    "recall, the share of a word's 10 nearest that are its 10 nearest on the map;\n"
    "trustworthiness, how few of the nearest on the map are far away in the space;\n"
    "triplets, the share of random triples in the right order, 0.5 by chance.\n";

struct LayoutSettings {
  std::filesystem::path input, output;
  LayoutOptions layout;
  std::size_t top = 0;
  bool json = false, lenient = false, quiet = false, help = false;
};

void AddOptions(OptionTable& table, LayoutSettings& settings) {
  LayoutOptions& layout = settings.layout;
  table.Group("Options");
  table.Output("output,o", settings.output, "output file (required); - for standard output");
  table.Count("top", settings.top, "only the first N words, the most frequent");
  AddLenientOption(table, settings.lenient);
  table.Group("Layout");
  table.Number("neighbours", layout.neighbours, "nearest words that each word is drawn to");
  table.Number("iterations", layout.iterations, "times that all words are moved");
  table.Number("landmarks", layout.landmarks,
               "most frequent words that are laid out; others are placed between these");
  table.Number("clusters", layout.clusters, "clusters of a .map file, at most");
  table.Seed("seed", layout.seed, "seed of all that is random");
  table.Alias("neighbors", "neighbours");
  table.Group("Other");
  table.Number("threads", layout.threads, "threads; 0 is one per core");
  table.Flag("json", settings.json, "print the summary as one JSON object on standard output");
  table.Flag("quiet,q", settings.quiet, "show errors only");
  table.Flag("help,h", settings.help, "show this help");
  table.Alias("thread", "threads");
}

// What the command says of its work.
struct LayoutReport {
  std::size_t words = 0, dim = 0;
  MapQuality quality;
  double reading = 0, layout = 0, writing = 0;  // seconds
};

NeighbourSearch Read(const LayoutSettings& settings) {
  ReadOptions options{.lenient = settings.lenient};
  if (settings.top > 0) options.top = settings.top;
  // Not mapped: all rows are read again and again, and a file that is cut short meanwhile does no
  // harm.
  return NeighbourSearch(ReadAndWarn(settings.input, options), settings.layout.threads);
}

// Throws, or says with --lenient, that some words can't be written: before the layout, not after.
void CheckWords(const LayoutSettings& settings, WordsView words) {
  if (IsMapFile(settings.output)) return;
  const LeftOut left_out = Unlistable(words);
  if (left_out.words == 0) return;
  const std::string output = settings.output.string();
  if (settings.lenient) {
    return Say(
        fmt::format("{}: warning: {} words with a tab or the end of a line left out (first: {})\n",
                    Printable(output), WithCommas(left_out.words), Quoted(left_out.first)));
  }
  throw Error(ErrorKind::kMalformed,
              fmt::format("{}: the word {} can't be written: it holds a tab or the end of a line; "
                          "--lenient leaves such words out, and a .map file can hold any word",
                          output, Quoted(left_out.first)));
}

void Write(const LayoutSettings& settings, const NeighbourSearch& search, const WordMap& map) {
  if (IsMapFile(settings.output)) return WriteMap(settings.output, map, search);
  WritePlaces(settings.output, search.words(), map.points);
}

WordMap LayOutWithBar(const NeighbourSearch& search, const LayoutSettings& settings) {
  LayoutDisplay display(settings.quiet);
  return LayOut(search, settings.layout, {}, display);
}

LayoutReport Run(const LayoutSettings& settings) {
  LayoutReport report;
  const Stopwatch watch;
  const NeighbourSearch search = Read(settings);
  CheckWords(settings, search.words());
  report.reading = watch.Seconds();
  const WordMap map = LayOutWithBar(search, settings);
  report.layout = watch.Seconds() - report.reading;
  Write(settings, search, map);
  report.writing = watch.Seconds() - report.reading - report.layout;
  report.words = search.words().size();
  report.dim = search.dim();
  report.quality = map.quality;
  return report;
}

std::string TableOf(const LayoutReport& report, const LayoutSettings& settings) {
  const double all = report.reading + report.layout + report.writing;
  return QualityLine(report.quality) +
         fmt::format("seconds   {:.2f} reading, {:.2f} layout, {:.2f} writing, {:.2f} in all\n",
                     report.reading, report.layout, report.writing, all) +
         fmt::format("map       {} words: {}\n", WithCommas(report.words),
                     Printable(settings.output.native()));
}

std::string JsonOf(const LayoutReport& report) {
  const nlohmann::ordered_json seconds = {{"reading", SixDecimals(report.reading)},
                                          {"layout", SixDecimals(report.layout)},
                                          {"writing", SixDecimals(report.writing)}};
  const nlohmann::ordered_json json = {
      {"v", 1},
      {"words", report.words},
      {"dim", report.dim},
      {"seconds", seconds},
      {"recall", SixDecimals(report.quality.recall)},
      {"trustworthiness", SixDecimals(report.quality.trustworthiness)},
      {"triplets", SixDecimals(report.quality.triplets)}};
  return json.dump() + "\n";
}

void Report(const LayoutReport& report, const LayoutSettings& settings) {
  if (settings.json) {  // standard output may be where the map went
    fmt::print(IsOutputStream(settings.output) ? stderr : stdout, "{}", JsonOf(report));
  } else if (!settings.quiet) {
    Say(TableOf(report, settings));
  }
}

void Check(const LayoutSettings& settings) {
  CheckOptions(settings.layout);
  const std::vector<std::filesystem::path> inputs = VectorInputs(settings.input);
  if (IsMapFile(settings.output)) RequirePlainName(kCommand, settings.output);
  RequireWritable(kCommand, settings.output, inputs);
}

}  // namespace

int LayoutCommand(std::span<const std::string> arguments) {
  LayoutSettings settings;
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
  const SignalWatch signals;  // temporary files go when one comes
  settings.input = words[0];
  Check(settings);
  Report(Run(settings), settings);
  return 0;
}

void DescribeLayout(OptionTable& table) {
  static LayoutSettings scratch;
  AddOptions(table, scratch);
}

}  // namespace hogvec
