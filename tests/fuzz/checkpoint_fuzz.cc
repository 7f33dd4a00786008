// Reads any bytes as a checkpoint: as they are, with a right checksum put behind them (so that what
// lies beyond it is met too), and as a header alone.
#include <cstring>
#include <string>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "base/tensor_header.h"
#include "fuzz/fuzzing.h"
#include "hogvec/embedding_table.h"
#include "training/checkpoint.h"

namespace hogvec {
namespace {

using fuzzing::UnlessRefused;

bool Read(const std::filesystem::path& path) {
  const TensorReader file(path);
  const Checkpoint checkpoint = ReadCheckpoint(file);
  const TensorInfo& rows = file.Find("input", ElementType::kF32, 2);
  // Rows are padded to 16 floats, so a table may be that much larger than its file.
  if (rows.Bytes() == 0 || rows.shape[1] > 1000) return true;
  EmbeddingTable input(checkpoint.vocabulary.size(), rows.shape[1]);
  EmbeddingTable output(checkpoint.vocabulary.size(), rows.shape[1]);
  ReadTables(file, input, output);
  return true;
}

std::string WithChecksum(std::string_view bytes) {
  std::string sealed(bytes);
  if (sealed.size() < 8) return sealed;
  const std::uint64_t checksum = XXH3_64bits(sealed.data(), sealed.size() - 8);
  std::memcpy(sealed.data() + sealed.size() - 8, &checksum, 8);
  return sealed;
}

void ParseHeader(std::string_view text) {
  try {
    const TensorHeader header = ParseTensorHeader(text, text.size());
    const TensorHeader again = ParseTensorHeader(FormatTensorHeader(header), text.size());
    fuzzing::Require(again.metadata == header.metadata);
  } catch (const std::runtime_error&) {  // refused
  }
}

}  // namespace
}  // namespace hogvec

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const hogvec::fuzzing::Folder folder;
  const std::string_view bytes = hogvec::fuzzing::TextOf(data, size);
  for (const std::string& content : {std::string(bytes), hogvec::WithChecksum(bytes)}) {
    const auto path = folder.Write("in", content);
    hogvec::fuzzing::UnlessRefused([&] { return hogvec::Read(path); });
  }
  hogvec::ParseHeader(bytes);
  return 0;
}
