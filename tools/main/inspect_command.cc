#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "cli/checks.h"
#include "cli/option_table.h"
#include "cli/passed_over.h"
#include "cli/progress_display.h"
#include "cli/terminal.h"
#include "hogvec/word_vectors.h"
#include "main/commands.h"

namespace hogvec {
namespace {

constexpr const char* kCommand = "hogvec inspect";

constexpr const char* kIntroduction =
    "hogvec inspect: say what is in a file of vectors\n"
    "\n"
    "  hogvec inspect vectors.bin\n"
    "  hogvec inspect vectors.txt --json\n"
    "\n"
    "usage: hogvec inspect FILE [options]\n";

struct InspectSettings {
  bool json = false, lenient = false, help = false;
};

void AddOptions(OptionTable& table, InspectSettings& settings) {
  table.Group("Options");
  table.Flag("json", settings.json, "one JSON object instead of a table");
  AddLenientOption(table, settings.lenient);
  table.Flag("help,h", settings.help, "show this help");
}

std::string WithFirst(std::uint64_t count, const std::string& first) {
  if (count == 0) return "0";
  return fmt::format("{} (first: '{}')", WithCommas(count), Printable(first));
}

std::string Share(std::uint64_t part, std::uint64_t all) {
  return fmt::format("{:.1f} %",
                     all == 0 ? 0 : 100 * static_cast<double>(part) / static_cast<double>(all));
}

template <typename Line>
void PrintSubwords(const SubwordReport& report, const Line& line) {
  line("n-grams", fmt::format("{} to {} characters", report.ngrams.min_n, report.ngrams.max_n));
  line("n-gram buckets", fmt::format("{} of {} have a vector ({})", WithCommas(report.buckets),
                                     WithCommas(report.ngrams.buckets),
                                     Share(report.buckets, report.ngrams.buckets)));
  line("n-gram rows",
       fmt::format("{}, {} of zeros; {:.1f} MB of memory", WithCommas(report.rows),
                   Share(report.zero_rows, report.rows), 1e-6 * static_cast<double>(report.bytes)));
  if (report.nonfinite_rows > 0) {
    line("n-grams not finite", fmt::format("{} rows", WithCommas(report.nonfinite_rows)));
  }
}

void PrintTable(const VectorReport& report) {
  const auto line = [](std::string_view name, const std::string& value) {
    fmt::print("{:<18} {}\n", name, value);
  };
  line("format", std::string(FormatName(report.format)));
  line("rows", WithCommas(report.rows));
  line("dimensions", fmt::to_string(report.dim));
  line("norms", fmt::format("{:.4g} to {:.4g}, mean {:.4g}", report.min_norm, report.max_norm,
                            report.mean_norm));
  line("rows of zeros", WithCommas(report.zero_rows));
  line("not finite",
       report.nonfinite_values == 0
           ? "0"
           : fmt::format("{} values in {} rows (first: '{}')", WithCommas(report.nonfinite_values),
                         WithCommas(report.nonfinite_rows), Printable(report.first_nonfinite)));
  line("repeated words", WithFirst(report.duplicate_words, report.first_duplicate));
  if (report.counts) line("counts", "yes");
  if (report.output_rows) line("output rows", "yes");
  if (report.subwords) PrintSubwords(*report.subwords, line);
  for (const auto& [name, value] : report.configuration) {
    line("--" + name, Printable(value));
  }
}

using Json = nlohmann::ordered_json;

Json JsonOf(const SubwordReport& report) {
  return {{"minn", report.ngrams.min_n},
          {"maxn", report.ngrams.max_n},
          {"buckets", report.ngrams.buckets},
          {"buckets_used", report.buckets},
          {"rows", report.rows},
          {"bytes", report.bytes},
          {"zero_rows", report.zero_rows},
          {"nonfinite_rows", report.nonfinite_rows}};
}

void PrintJson(const VectorReport& report) {
  Json json = {{"v", 1},
               {"format", FormatName(report.format)},
               {"rows", report.rows},
               {"dim", report.dim},
               {"min_norm", report.min_norm},
               {"mean_norm", report.mean_norm},
               {"max_norm", report.max_norm},
               {"zero_rows", report.zero_rows},
               {"nonfinite_values", report.nonfinite_values},
               {"nonfinite_rows", report.nonfinite_rows},
               {"first_nonfinite", report.first_nonfinite},
               {"duplicate_words", report.duplicate_words},
               {"first_duplicate", report.first_duplicate},
               {"counts", report.counts},
               {"output_rows", report.output_rows},
               {"configuration", report.configuration}};
  if (report.subwords) json["subwords"] = JsonOf(*report.subwords);
  // Words are bytes, JSON is UTF-8: what is none is replaced.
  fmt::print("{}\n", json.dump(-1, ' ', false, Json::error_handler_t::replace));
}

}  // namespace

int InspectCommand(std::span<const std::string> arguments) {
  InspectSettings settings;
  OptionTable table(kCommand);
  AddOptions(table, settings);
  const std::string rows = table.Help();
  const auto words = table.Parse(arguments);
  if (settings.help) {
    fmt::print("{}{}", kIntroduction, rows);
    return 0;
  }
  if (words.size() != 1) throw UsageError(kCommand, "expected one file of vectors");
  const VectorReport report = InspectVectors(words[0], settings.lenient);
  Say(PassedOverLines(words[0], report.passed_over));
  settings.json ? PrintJson(report) : PrintTable(report);
  return 0;
}

void DescribeInspect(OptionTable& table) {
  static InspectSettings scratch;
  AddOptions(table, scratch);
}

}  // namespace hogvec
