#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "base/number.h"
#include "cli/completion.h"
#include "cli/layout_display.h"
#include "cli/option_table.h"
#include "cli/run_main.h"
#include "cli/signal_watch.h"
#include "cli/terminal.h"
#include "explore/browser.h"
#include "explore/columns.h"
#include "explore/explorer.h"
#include "explore/map_maker.h"
#include "explore/open_models.h"
#include "explore/page_replies.h"
#include "explore/settings.h"
#include "explore/single_file.h"
#include "hogvec/error.h"
#include "hogvec/version.h"
#include "io/atomic_file.h"
#include "page/assets.h"
#include "serve/server.h"

namespace hogvec::explore {
namespace {

constexpr const char* kIntroduction =
    "hogvec-explore: see word vectors as a map in the browser\n"
    "\n"
    "  hogvec-explore vectors.bin --open\n"
    "  hogvec-explore epoch1.bin epoch5.bin\n"
    "  hogvec-explore vectors.bin --top 20000 -o map.html\n"
    "\n"
    "usage: hogvec-explore VECTORS... [options]\n"
    "\n"
    "Prints the address of a page with a map of the words, their nearest words in the\n"
    "full space, sums, axes and comparisons, and serves it until Ctrl-C. VECTORS is\n"
    "any file that 'hogvec export' reads; several are turned onto the first and\n"
    "compared.\n";

constexpr const char* kClosing =
    "\n"
    "A first picture is there within seconds; the finished map replaces it and is\n"
    "kept as VECTORS.map, so that the next start shows it at once. The page is served\n"
    "to this machine alone, at an address that nobody can guess. To see it from\n"
    "another, forward the port: ssh -L PORT:127.0.0.1:PORT HOST.\n"
    "Exit codes: 0 the file of -o was written, 2 wrong options or a port in use,\n"
    "65 not a file of vectors, 66 no such file, 71 out of memory, 73 the file of -o\n"
    "can't be created, 74 reading or writing failed; Ctrl-C ends it by that signal.\n";

constexpr std::chrono::milliseconds kBetweenLooks{100};

// Whether the address could be written.
bool Announce(const std::string& address) {
  fmt::print("open {} (Ctrl-C ends)\n", address);
  return std::fflush(stdout) == 0;
}

// Sends the browser to the page. The file that does so goes when the page was asked for.
void OpenPage(const std::string& address, const std::atomic<bool>& asked_for) {
  try {
    const RedirectFile file(address);
    BrowserStart browser(file.path());
    while (!asked_for) {
      std::this_thread::sleep_for(kBetweenLooks);
      if (const auto failure = browser.Failure()) throw Error(ErrorKind::kResource, *failure);
    }
  } catch (const Error& error) {  // the address was printed
    Say(fmt::format("{}: {}; open the address above\n", kProgram, Printable(error.what())));
  }
}

serve::Server::Handler HandlerOf(const Explorer& explorer, std::atomic<bool>& asked_for) {
  return [&explorer, &asked_for](std::string_view target) {
    if (IsPage(target)) asked_for = true;
    return ReplyTo(target, explorer);
  };
}

// Until a signal ends the process. Returns only if the address could not be printed: RunMain says
// why.
void Serve(Explorer& explorer, const Settings& settings) {
  std::atomic<bool> asked_for = false;
  const serve::Server server(HandlerOf(explorer, asked_for),
                             {.port = static_cast<std::uint16_t>(settings.port)});
  if (!Announce(server.address())) return;
  MapMaker maker(explorer, settings);
  const std::jthread maps([&maker](const std::stop_token& stop) {
    StandBack();
    maker.MakeAll(stop);
  });
  if (settings.open) OpenPage(server.address(), asked_for);
  for (;;) ::pause();
}

// Too large a file is refused before a layout of minutes.
void CheckSize(const Explorer& explorer) {
  for (std::size_t i = 0; i < explorer.size(); ++i) {
    const std::size_t words = explorer.model(i).search.words().size();
    if (words <= kMostWordsOfFile) continue;
    throw Error(ErrorKind::kUsage,
                fmt::format("{}: has {} words, and a page in one file at most {}; give --top {}",
                            explorer.model(i).name, WithCommas(words), WithCommas(kMostWordsOfFile),
                            kMostWordsOfFile));
  }
}

void WritePage(Explorer& explorer, const Settings& settings) {
  CheckSize(explorer);
  MapMaker maker(explorer, settings);
  for (std::size_t i = 0; i < explorer.size(); ++i) {
    LayoutDisplay display(settings.quiet);
    maker.Make(i, {}, display);
  }
  WriteWholeFile(settings.output, SingleFile(explorer, page::Assets()));
  if (settings.quiet) return;
  Say(QualityLine(explorer.map(0)->quality));
  Say(fmt::format("page      {} words: {}\n", WithCommas(explorer.model(0).search.words().size()),
                  Printable(settings.output.native())));
}

std::vector<Column> ColumnsOf(const Settings& settings, const std::vector<Model>& models) {
  if (settings.columns.empty()) return {};
  return ReadColumns(settings.columns, models.front().search.words());
}

int Explore(const Settings& settings) {
  const SignalWatch signals;  // ends the process at once, temporary files first
  std::vector<Model> models = OpenModels(settings);
  std::vector<Column> columns = ColumnsOf(settings, models);
  Explorer explorer(std::move(models), std::move(columns));
  if (settings.output.empty()) {
    Serve(explorer, settings);
  } else {
    WritePage(explorer, settings);
  }
  return 0;
}

std::string Completion(const std::string& shell, const OptionTable& table) {
  const std::array<CompletedCommand, 1> commands{CompletedCommand{"", "", table.Descriptions()}};
  return CompletionScript(shell, kProgram, commands);
}

int Run(std::span<const std::string> arguments) {
  Settings settings;
  OptionTable table(kProgram);
  AddOptions(table, settings);
  const std::string help = table.Help();
  const auto words = table.Parse(arguments);
  if (settings.help || (words.size() == 1 && words[0] == "help")) {
    fmt::print("{}{}{}", kIntroduction, help, kClosing);
    return 0;
  }
  if (words.size() == 2 && words[0] == "completion") {
    fmt::print("{}", Completion(words[1], table));
    return 0;
  }
  if (settings.version) {
    fmt::print("{} {}\n", kProgram, kVersion);
    return 0;
  }
  settings.vectors.assign(words.begin(), words.end());
  Check(settings, table);
  return Explore(settings);
}

}  // namespace
}  // namespace hogvec::explore

int main(int argc, char** argv) {
  return hogvec::RunMain("hogvec-explore", argc, argv, hogvec::explore::Run);
}
