// Reads any bytes as a checkpoint: as they are, with a right checksum put behind them, and as a
// header alone.
#include <string>

#include "checkpoint/checkpoint.h"
#include "fuzz/fuzzing.h"
#include "fuzz/sealed.h"
#include "hogvec/embedding_table.h"
#include "io/tensor_header.h"

namespace hogvec {
namespace {

using fuzzing::UnlessRefused;

bool Read(const std::filesystem::path& path) {
  const TensorReader file(path);
  ReadCheckpoint(file);
  const std::size_t words = ReadVocabulary(file).size();
  const TensorInfo& rows = file.Find("input", ElementType::kF32, 2);
  // Rows are padded to 16 floats, so a table may be that much larger than its file.
  if (rows.Bytes() == 0 || rows.shape[1] > 1000) return true;
  EmbeddingTable input(words, rows.shape[1]);
  EmbeddingTable output(words, rows.shape[1]);
  ReadTables(file, input, output);
  return true;
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
  for (const std::string& content : {std::string(bytes), hogvec::fuzzing::WithChecksum(bytes)}) {
    const auto path = folder.Write("in", content);
    hogvec::fuzzing::UnlessRefused([&] { return hogvec::Read(path); });
  }
  hogvec::ParseHeader(bytes);
  return 0;
}
