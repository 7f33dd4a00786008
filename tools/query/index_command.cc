#include "query/index_command.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>

#include "base/number.h"
#include "cli/checks.h"
#include "cli/progress_display.h"
#include "cli/status_bar.h"
#include "cli/terminal.h"
#include "hogvec/error.h"
#include "hogvec/recall.h"
#include "io/atomic_file.h"
#include "io/output_stream.h"

namespace hogvec::query {
namespace {

class Display : public IndexObserver {
 public:
  Display() = default;
  ~Display() override { EraseStatus(); }

  void OnProgress(const IndexProgress& progress) override {
    const auto total = static_cast<double>(std::max<std::size_t>(progress.rows_total, 1));
    DrawStatus(static_cast<double>(progress.rows_done) / total, FiguresOf(progress));
  }
};

GraphIndex BuildIndex(const NeighbourSearch& search, const GraphOptions& options,
                      const std::stop_token& stop = {}) {
  Display display;
  return GraphIndex::Build(search, options, stop, display);
}

GraphIndex Rebuild(const NeighbourSearch& search, const IndexSettings& settings) {
  GraphIndex index = BuildIndex(search, settings.graph);
  index.Write(settings.index);
  return index;
}

GraphIndex ReadOrRebuild(const NeighbourSearch& search, const IndexSettings& settings) {
  try {
    return GraphIndex::Read(settings.index, search);
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::kMalformed || !LooksLikeIndex(settings.index)) throw;
    Say(fmt::format("hogvec-query: {}; rebuilding it\n", Printable(error.what())));
  }
  return Rebuild(search, settings);
}

std::size_t BreadthOf(const GraphIndex& index, const IndexSettings& settings) {
  return settings.breadth > 0 ? settings.breadth : index.breadth();
}

// What the command reports of an index.
struct IndexReport {
  std::size_t breadth = 0;
  std::optional<double> seconds;        // of building, if it is new
  std::optional<std::uintmax_t> bytes;  // of its file, if it was written to one
  std::optional<Recall> recall;
};

std::string TableOf(const NeighbourSearch& search, const IndexSettings& settings,
                    const IndexReport& report) {
  std::string table =
      fmt::format("words     {} x {}\n", WithCommas(search.words().size()), search.dim());
  if (report.seconds) {
    table += fmt::format("links     {} per word, chosen from {} candidates\nseconds   {:.2f}\n",
                         settings.graph.links, settings.graph.build_breadth, *report.seconds);
  }
  if (report.bytes) {
    table += fmt::format("index     {}: {} MB\n", Printable(settings.output.string()),
                         (*report.bytes + 500'000) / 1'000'000);
  }
  table += fmt::format("search    {} candidates\n", WithCommas(report.breadth));
  if (report.recall) {
    table += fmt::format("recall    {:.4f} of the 10 nearest, over {} queries\n",
                         report.recall->share, WithCommas(report.recall->questions));
    table += fmt::format("exact     {:.3f} ms per query, {:.3f} ms with the index\n",
                         1e3 * report.recall->exact_seconds, 1e3 * report.recall->index_seconds);
  }
  return table;
}

std::string JsonOf(const NeighbourSearch& search, const IndexSettings& settings,
                   const IndexReport& report) {
  nlohmann::ordered_json json = {{"v", 1}, {"words", search.words().size()}, {"dim", search.dim()}};
  if (report.seconds) {
    json["links"] = settings.graph.links;
    json["build_breadth"] = settings.graph.build_breadth;
    json["seconds"] = SixDecimals(*report.seconds);
  }
  if (report.bytes) json["bytes"] = *report.bytes;
  json["breadth"] = report.breadth;
  if (report.recall) {
    json["asked"] = report.recall->questions;
    json["recall"] = SixDecimals(report.recall->share);
    json["exact_seconds"] = SixDecimals(report.recall->exact_seconds);
    json["index_seconds"] = SixDecimals(report.recall->index_seconds);
  }
  return json.dump() + "\n";
}

}  // namespace

std::vector<std::string> FiguresOf(const IndexProgress& progress) {
  if (progress.phase == IndexProgress::Phase::kAsking) return {"running test queries", "testing"};
  const std::string left =
      progress.seconds_left > 0 ? fmt::format(" {} left", OnTheClock(progress.seconds_left)) : "";
  return {fmt::format("linking, {} of {} words{}", WithCommas(progress.rows_done),
                      WithCommas(progress.rows_total), left),
          "linking" + left};
}

void AddIndexOptions(OptionTable& table, IndexSettings& settings) {
  table.Group("Index: faster searches, approximate answers");
  table.Path("index", settings.index, "search with this index: finds nearly all nearest words");
  table.Output("output,o", settings.output,
               "where 'index' writes a new index; - for standard output");
  table.Number("links", settings.graph.links, "links per word of a new index (HNSW's M)");
  table.Number("build-breadth", settings.graph.build_breadth,
               "candidates for the links of a word (ef_construction)");
  table.Count("breadth", settings.breadth, "candidates per search (HNSW's ef) [enough for 95 %]");
  table.Flag("check-recall", settings.check_recall, "measure the index's recall");
}

void UseIndex(NeighbourSearch& search, const IndexSettings& settings) {
  if (settings.index.empty()) return;
  GraphIndex index = ReadOrRebuild(search, settings);
  const std::size_t breadth = BreadthOf(index, settings);
  search.Use(std::move(index), breadth);
}

void CheckIndexCommand(const IndexSettings& settings) {
  if (settings.output.empty() && (settings.index.empty() || !settings.check_recall)) {
    throw Error(
        ErrorKind::kUsage,
        "index requires -o INDEX to write one, or --index INDEX --check-recall to check one");
  }
  RequirePlainName("hogvec-query", settings.output);
  if (!settings.output.empty()) CheckCanCreate(settings.output);
}

void IndexCommand(const NeighbourSearch& search, const IndexSettings& settings, bool json,
                  const std::stop_token& stop) {
  IndexReport report;
  const bool streams = IsOutputStream(settings.output);
  const auto build = [&] {
    const auto begin = std::chrono::steady_clock::now();
    GraphIndex index = BuildIndex(search, settings.graph, stop);
    report.seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    index.Write(settings.output);
    if (!streams) report.bytes = std::filesystem::file_size(settings.output);
    return index;
  };
  const GraphIndex index =
      settings.output.empty() ? GraphIndex::Read(settings.index, search) : build();
  report.breadth = BreadthOf(index, settings);
  if (settings.check_recall) report.recall = MeasureRecall(search, index, report.breadth);
  // Standard output may be where the index went.
  fmt::print(streams ? stderr : stdout, "{}", (json ? JsonOf : TableOf)(search, settings, report));
}

}  // namespace hogvec::query
