#include "query/hnsw/graph_file.h"

#include <fmt/format.h>

#include <span>
#include <string>

#include "base/number.h"
#include "hogvec/error.h"
#include "hogvec/graph_index.h"
#include "hogvec/version.h"
#include "io/tensor_file.h"
#include "query/fingerprint.h"

namespace hogvec {
namespace {

constexpr const char* kFormatName = "hogvec-index";

// An integer in the metadata.
std::uint64_t NumberIn(const TensorReader& file, const std::string& key) {
  const auto number = ParseInteger<std::uint64_t>(file.Metadata(key));
  if (!number) throw file.Malformed(fmt::format("its '{}' is not a number", key));
  return *number;
}

}  // namespace

void WriteLinks(const std::filesystem::path& path, const GraphLinks& links,
                std::uint64_t fingerprint) {
  TensorWriter file(path,
                    {{"format", kFormatName},
                     {"version", std::string(kVersion)},
                     {"rows", fmt::to_string(links.levels.size())},
                     {"most_links", fmt::to_string(links.most_links)},
                     {"breadth", fmt::to_string(links.breadth)},
                     {"entry", fmt::to_string(links.entry)},
                     {"fingerprint", FingerprintText(fingerprint)}},
                    {{"links", ElementType::kU32, {links.links.size()}},
                     {"counts", ElementType::kU16, {links.counts.size()}},
                     {"levels", ElementType::kU8, {links.levels.size()}}});
  file.WriteArray(std::span(links.links));
  file.WriteArray(std::span(links.counts));
  file.WriteArray(std::span(links.levels));
  file.Finish();
}

GraphLinks ReadLinks(const std::filesystem::path& path, std::size_t rows,
                     std::uint64_t fingerprint) {
  const TensorReader file(path);
  if (file.Metadata("format") != kFormatName) throw file.Malformed("is not an index of hogvec");
  if (file.Metadata("fingerprint") != FingerprintText(fingerprint)) {
    throw file.Malformed("is an index of other vectors");
  }
  GraphLinks links;
  links.most_links = NumberIn(file, "most_links");
  links.breadth = NumberIn(file, "breadth");
  const std::uint64_t entry = NumberIn(file, "entry");
  if (entry > GraphLinks::kNoRow) throw file.Malformed("has an entry point that is no row");
  links.entry = static_cast<std::uint32_t>(entry);
  links.levels = file.ReadArray<std::uint8_t>(file.Find("levels", ElementType::kU8, 1));
  links.counts = file.ReadArray<std::uint16_t>(file.Find("counts", ElementType::kU16, 1));
  links.links = file.ReadArray<std::uint32_t>(file.Find("links", ElementType::kU32, 1));
  if (const std::string fault = FindFault(links, rows); !fault.empty()) throw file.Malformed(fault);
  return links;
}

}  // namespace hogvec
