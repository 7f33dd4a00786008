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

// What the options about an index say.
struct IndexSettings {
  std::filesystem::path output;  // of the command `index`
  std::filesystem::path index;   // to be used by questions, or to be checked by `index`
  GraphOptions graph;
  std::size_t breadth = 0;  // the index's own
  bool check_recall = false;
};

// Where the building of an index stands, from all figures to the fewest.
std::vector<std::string> FiguresOf(const IndexProgress& progress);

// The rows of the options, whose targets are in `settings`.
void AddIndexOptions(OptionTable& table, IndexSettings& settings);

// Lets the search use the index of --index, if there is one. A damaged one, and one of other
// vectors, is built anew and written over, with a line on stderr. Throws Error{kMalformed} for what
// is no index at all and may be somebody's, Error{kNoInput}, and what building and writing throw.
void UseIndex(NeighbourSearch& search, const IndexSettings& settings);

// `hogvec-query index`: builds an index of the vectors and writes it to --output, or takes that of
// --index; says what it is and, with --check-recall, how good. Throws Error{kUsage} without either.
// A signal that asks to stop is heeded while the graph grows, by Interrupted.
void IndexCommand(const NeighbourSearch& search, const IndexSettings& settings, bool json,
                  const std::stop_token& stop);

// What can be said against the options before a large file is read for nothing.
void CheckIndexCommand(const IndexSettings& settings);

}  // namespace hogvec::query

#endif  // HOGVEC_QUERY_INDEX_COMMAND_H_
