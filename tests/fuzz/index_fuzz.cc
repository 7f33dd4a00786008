// Reads any bytes as the index of twelve rows, as they are and with a right checksum, and takes
// them for the numbers of a graph as well. A graph that is accepted is searched, which must stay
// within its rows.
#include <optional>

#include "fuzz/fuzzing.h"
#include "fuzz/sealed.h"
#include "query/hnsw/graph.h"
#include "query/hnsw/graph_file.h"
#include "query/hnsw/graphs.h"

namespace hogvec {
namespace {

constexpr std::size_t kRows = 12;
constexpr std::uint64_t kFingerprint = 7;

const SearchedRows& Rows() {
  static const SearchedRows rows(testing::ClusteredVectors(kRows, 4, 3));
  return rows;
}

void Search(const GraphLinks& links) {
  const Graph graph(Rows(), links, 1);
  for (std::size_t row = 0; row < kRows; row += 5) {
    for (const std::uint32_t found : graph.Nearest(Rows().Unit(ToWordId(row)), 4)) {
      fuzzing::Require(found < kRows);
    }
  }
}

std::optional<GraphLinks> ReadUnlessRefused(const std::filesystem::path& path) {
  return fuzzing::UnlessRefused([&] { return ReadLinks(path, kRows, kFingerprint); });
}

void ReadAndSearch(const std::filesystem::path& path) {
  if (const auto links = ReadUnlessRefused(path)) Search(*links);
}

// A graph that is right in its sizes, so that most of what is read is where links lead.
GraphLinks LinksFrom(fuzzing::Bytes bytes) {
  GraphLinks links{.most_links = bytes.Between(2, 5), .breadth = bytes.Between(0, 300)};
  links.entry = bytes.Next();
  for (std::size_t row = 0; row < kRows; ++row) {
    const std::uint8_t drawn = bytes.Next();
    links.levels.push_back(drawn < 240 ? drawn % 3 : GraphLinks::kAbsent);
    if (links.levels.back() == GraphLinks::kAbsent) continue;
    for (int level = 0; level <= links.levels.back(); ++level) {
      links.counts.push_back(bytes.Next() % 8);
      for (int i = 0; i < links.counts.back(); ++i) {
        links.links.push_back(bytes.Next() % (kRows + 1));
      }
    }
  }
  return links;
}

void WriteAndSearch(const std::filesystem::path& path, const GraphLinks& links) {
  WriteLinks(path, links, kFingerprint);
  const auto read = ReadUnlessRefused(path);
  fuzzing::Require(read.has_value() == FindFault(links, kRows).empty());
  if (!read) return;
  fuzzing::Require(read->levels == links.levels && read->counts == links.counts &&
                   read->links == links.links && read->entry == links.entry &&
                   read->breadth == links.breadth);
  Search(*read);
}

}  // namespace
}  // namespace hogvec

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const hogvec::fuzzing::Folder folder;
  const std::string_view bytes = hogvec::fuzzing::TextOf(data, size);
  hogvec::ReadAndSearch(folder.Write("in", bytes));
  hogvec::ReadAndSearch(folder.Write("in", hogvec::fuzzing::WithChecksum(bytes)));
  hogvec::WriteAndSearch(folder.path() / "out", hogvec::LinksFrom(hogvec::fuzzing::Bytes(bytes)));
  return 0;
}
