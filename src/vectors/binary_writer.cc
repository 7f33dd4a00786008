#include "vectors/binary_writer.h"

#include <fmt/format.h>

#include <bit>
#include <span>
#include <string_view>

namespace hogvec {
namespace {

// The floats are written as they lie in memory, which must be the file's order.
static_assert(std::endian::native == std::endian::little);

}  // namespace

void WriteBinary(ByteSink& file, const WordIndex& words, const EmbeddingTable& table) {
  file.Write(fmt::format("{} {}\n", words.size(), table.dim()));
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::span<const float> values = table.Row(ToWordId(i));
    file.Write(words[ToWordId(i)]);
    file.Write(" ");
    // A char pointer may look at the bytes of any object.
    file.Write({reinterpret_cast<const char*>(values.data()), values.size_bytes()});
    file.Write("\n");
  }
}

}  // namespace hogvec
