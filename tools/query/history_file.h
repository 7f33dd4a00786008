#ifndef HOGVEC_QUERY_HISTORY_FILE_H_
#define HOGVEC_QUERY_HISTORY_FILE_H_

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace hogvec::query {

// The lines that were typed at prompts of earlier runs, oldest first, one per line of a file that
// only its owner may read. A convenience: what can't be read or written is not there, and nothing
// is said.
class HistoryFile {
 public:
  static constexpr std::size_t kMostLines = 1000;

  // $XDG_STATE_HOME/hogvec/query_history, or the same in ~/.local/state; empty without a home.
  static std::filesystem::path UsualPath();

  // An empty path keeps nothing.
  explicit HistoryFile(std::filesystem::path path) : path_(std::move(path)) {}

  // The last kMostLines lines. A file that has grown to twice as many is cut to them.
  std::vector<std::string> Load() const;

  // Adds a line at the end, in one write, so that lines of two runs at once do not mix.
  void Add(std::string_view line) const;

 private:
  std::filesystem::path path_;
};

}  // namespace hogvec::query

#endif  // HOGVEC_QUERY_HISTORY_FILE_H_
