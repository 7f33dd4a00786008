#ifndef HOGVEC_QUERY_HISTORY_FILE_H_
#define HOGVEC_QUERY_HISTORY_FILE_H_

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace hogvec::query {

// The lines that were typed at prompts of earlier runs, oldest first, in a file that only its owner
// may read. A convenience: failures to read or write it are ignored.
class HistoryFile {
 public:
  static constexpr std::size_t kMostLines = 1000;

  // $XDG_STATE_HOME/hogvec/query_history, or the same in ~/.local/state; empty without a home.
  static std::filesystem::path UsualPath();

  // An empty path keeps nothing.
  explicit HistoryFile(std::filesystem::path path) : path_(std::move(path)) {}

  // The last kMostLines lines. A file with more than twice as many is cut to these.
  std::vector<std::string> Load() const;

  // Appends a line in one write, so that lines of concurrent runs do not mix.
  void Add(std::string_view line) const;

 private:
  std::filesystem::path path_;
};

}  // namespace hogvec::query

#endif  // HOGVEC_QUERY_HISTORY_FILE_H_
