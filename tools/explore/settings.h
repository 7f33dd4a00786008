#ifndef HOGVEC_EXPLORE_SETTINGS_H_
#define HOGVEC_EXPLORE_SETTINGS_H_

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "cli/option_table.h"
#include "hogvec/layout.h"

namespace hogvec::explore {

inline constexpr const char* kProgram = "hogvec-explore";

// The options and files of hogvec-explore.
struct Settings {
  std::vector<std::filesystem::path> vectors;  // one or more
  std::filesystem::path columns;               // the user's own values for words
  std::filesystem::path output;                // one file instead of a server
  std::size_t top = 0;                         // 0: all words
  std::size_t port = 0;                        // 0: any that is free
  LayoutOptions layout;                        // of new maps
  bool open = false, no_cache = false, lenient = false, quiet = false;
  bool help = false, version = false;
};

// The rows of the options, whose targets are in `settings`.
void AddOptions(OptionTable& table, Settings& settings);

// Throws what can be said against the settings before a file is read: Error{kUsage},
// Error{kNoInput}, Error{kCannotCreate}.
void Check(const Settings& settings, const OptionTable& table);

// A path as the user gave it, without a slash at its end.
std::filesystem::path WithoutSlash(const std::filesystem::path& path);

// The names under which files are shown: without their folders, where that tells them apart.
std::vector<std::string> NamesOf(const std::vector<std::filesystem::path>& paths);

}  // namespace hogvec::explore

#endif  // HOGVEC_EXPLORE_SETTINGS_H_
