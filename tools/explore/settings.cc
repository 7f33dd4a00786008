#include "explore/settings.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>

#include "cli/checks.h"
#include "cli/passed_over.h"
#include "hogvec/error.h"

namespace hogvec::explore {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLastPort = 65'535;

void CheckPort(const Settings& settings) {
  if (settings.port > kLastPort) throw Error(ErrorKind::kUsage, "--port must be at most 65535");
}

// What is for the server alone has no meaning for a file.
void CheckOutput(const Settings& settings, const OptionTable& table,
                 const std::vector<fs::path>& inputs) {
  if (settings.output.empty()) return;
  for (const char* option : {"port", "open"}) {
    if (!table.given().contains(option)) continue;
    throw UsageError(kProgram,
                     fmt::format("--{} can't be used with -o, which starts no server", option));
  }
  if (settings.output.extension() == ".map") {  // would stand where a map is to be kept
    throw UsageError(kProgram, fmt::format("{}: -o writes a page, such as map.html; hogvec layout "
                                           "writes maps",
                                           settings.output.string()));
  }
  RequirePlainName(kProgram, settings.output);
  RequireWritable(kProgram, settings.output, inputs);
}

}  // namespace

void AddOptions(OptionTable& table, Settings& settings) {
  table.Group("Options");
  table.Count("top", settings.top, "only the first N words, the most frequent");
  table.Path(
      "columns", settings.columns,
      "values to colour words by: tab-separated, a line of names, words in the first column");
  table.Output("output,o", settings.output,
               "write the page to one file that requires no server, instead of serving it");
  AddLenientOption(table, settings.lenient);
  table.Group("Server");
  table.Number("port", settings.port, "port on this machine; 0 is any that is free");
  table.Flag("open", settings.open, "open the page in the browser");
  table.Group("Map");
  table.Flag("no-cache", settings.no_cache, "neither read nor write VECTORS.map");
  table.Seed("seed", settings.layout.seed, "seed of a new map");
  table.Group("Other");
  table.Number("threads", settings.layout.threads, "threads; 0 is one per core");
  table.Flag("quiet,q", settings.quiet, "show errors only");
  table.Flag("version", settings.version, "show the version");
  table.Flag("help,h", settings.help, "show this help");
  table.Alias("thread", "threads");
}

void Check(const Settings& settings, const OptionTable& table) {
  if (settings.vectors.empty()) throw UsageError(kProgram, "expected a file of vectors");
  CheckPort(settings);
  CheckOptions(settings.layout);
  std::vector<fs::path> inputs;
  for (const fs::path& path : settings.vectors) {
    const std::vector<fs::path> files = VectorInputs(path);
    inputs.insert(inputs.end(), files.begin(), files.end());
  }
  if (!settings.columns.empty()) {
    RequireReadable(std::vector{settings.columns});
    inputs.push_back(settings.columns);
  }
  CheckOutput(settings, table, inputs);
}

fs::path WithoutSlash(const fs::path& path) {
  return path.has_filename() ? path : path.parent_path();
}

std::vector<std::string> NamesOf(const std::vector<fs::path>& paths) {
  std::vector<std::string> names;
  names.reserve(paths.size());
  for (const fs::path& path : paths) names.push_back(WithoutSlash(path).filename().string());
  const std::set<std::string> different(names.begin(), names.end());
  if (different.size() == names.size()) return names;
  std::transform(paths.begin(), paths.end(), names.begin(),
                 [](const fs::path& path) { return path.string(); });
  return names;
}

}  // namespace hogvec::explore
