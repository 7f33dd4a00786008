#ifndef HOGVEC_QUERY_INDEX_COMMAND_H_
#define HOGVEC_QUERY_INDEX_COMMAND_H_

#include <cstddef>
#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

#include "cli/option_table.h"
#include "hogvec/graph_index.h"
#include "hogvec/neighbours.h"

namespace hogvec::query {

// The options about an index.
struct IndexSettings {
  std::filesystem::path output;  // of the command `index`
  std::filesystem::path index;   // to be used by questions, or to be checked by `index`
  GraphOptions graph;
  std::size_t breadth = 0;  // 0: the index's own
  bool check_recall = false;
};

// The progress of a build in words, the longest text first.
std::vector<std::string> FiguresOf(const IndexProgress& progress);

// The rows of the options, whose targets are in `settings`.
void AddIndexOptions(OptionTable& table, IndexSettings& settings);

// Lets the search use the index of --index, if it is given. An index that is damaged, or one of
// other vectors, is rebuilt and overwritten, with a line on stderr. Throws Error{kMalformed} for a
// file that is no index at all and may be of use to its owner, Error{kNoInput}, and what building
// and writing throw.
void UseIndex(NeighbourSearch& search, const IndexSettings& settings);

// `hogvec-query index`: builds an index of the vectors and writes it to --output, or reads that of
// --index; reports its size and, with --check-recall, its recall. Throws Interrupted if `stop` is
// requested while the index is built.
void IndexCommand(const NeighbourSearch& search, const IndexSettings& settings, bool json,
                  const std::stop_token& stop);

// Throws Error{kUsage} or Error{kCannotCreate} for options that the command can't work with, before
// a large file is read in vain.
void CheckIndexCommand(const IndexSettings& settings);

}  // namespace hogvec::query

#endif  // HOGVEC_QUERY_INDEX_COMMAND_H_
