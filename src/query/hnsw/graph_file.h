#ifndef HOGVEC_QUERY_HNSW_GRAPH_FILE_H_
#define HOGVEC_QUERY_HNSW_GRAPH_FILE_H_

#include <cstddef>
#include <cstdint>
#include <filesystem>

#include "query/hnsw/graph_links.h"

namespace hogvec {

// The file of an index: a tensor file (io/tensor_file.h) with the arrays `levels` (U8), `counts`
// (U16) and `links` (U32) of GraphLinks, and as metadata the format's name, the number of rows, the
// most links, the breadth, the entry and the fingerprint of the rows
// (query/fingerprint.h).

// Throws as GraphIndex::Write.
void WriteLinks(const std::filesystem::path& path, const GraphLinks& links,
                std::uint64_t fingerprint);

// Throws as GraphIndex::Read if the file is damaged or the index of other rows.
GraphLinks ReadLinks(const std::filesystem::path& path, std::size_t rows,
                     std::uint64_t fingerprint);

}  // namespace hogvec

#endif  // HOGVEC_QUERY_HNSW_GRAPH_FILE_H_
