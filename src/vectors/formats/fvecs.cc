#include "vectors/formats/fvecs.h"

#include <fmt/format.h>

#include <bit>
#include <cstring>
#include <utility>

#include "hogvec/error.h"
#include "io/atomic_file.h"
#include "vectors/companions.h"
#include "vectors/first_line.h"
#include "vectors/listed_reader.h"

namespace hogvec {

static_assert(std::endian::native == std::endian::little);

namespace {

// The number of values that the row ahead claims; 0 at the end.
std::int32_t ClaimedDim(LineReader& file) {
  const std::string_view bytes = file.Peek(sizeof(std::int32_t));
  std::int32_t dim = 0;
  if (bytes.size() == sizeof(dim)) std::memcpy(&dim, bytes.data(), sizeof(dim));
  return dim;
}

class FvecsReader : public ListedReader {
 public:
  FvecsReader(LineReader file, std::size_t dim, bool lenient)
      : ListedReader(std::move(file), WordListBeside(file.path()), dim, std::nullopt, lenient) {}

  VectorFormat format() const override { return VectorFormat::kFvecs; }

 private:
  bool ReadValues(std::span<float> values) override {
    if (file().Peek(1).empty()) return false;
    if (std::cmp_not_equal(ClaimedDim(file()), values.size())) {
      throw file().MalformedByte(
          fmt::format("expected a row of {} values like the first, found one of {}", values.size(),
                      ClaimedDim(file())));
    }
    file().NextBytes(sizeof(std::int32_t));
    const std::string_view bytes = file().NextBytes(values.size_bytes());
    if (bytes.size() < values.size_bytes()) throw file().MalformedByte("a row is cut short");
    std::memcpy(values.data(), bytes.data(), bytes.size());
    return true;
  }
};

}  // namespace

void WriteFvecs(const std::filesystem::path& path, const WriteOptions&,
                const VectorsToWrite& vectors) {
  AtomicFile file(path);
  const auto dim = static_cast<std::int32_t>(vectors.table.get().dim());
  for (std::size_t i = 0; i < vectors.words.get().size(); ++i) {
    const std::span<const float> row = vectors.table.get().Row(ToWordId(i));
    file.Write({reinterpret_cast<const char*>(&dim), sizeof(dim)});
    file.Write({reinterpret_cast<const char*>(row.data()), row.size_bytes()});
  }
  file.Settle();
  WriteWordList(WordListBeside(path), vectors.words, vectors.counts);
  file.Finish();
}

std::unique_ptr<VectorReader> OpenFvecs(LineReader& file, bool lenient) {
  if (file.path().extension() != ".fvecs") return nullptr;
  const std::int32_t dim = ClaimedDim(file);
  if (dim <= 0 || std::cmp_greater(dim, kMostDim)) {
    throw file.MalformedByte(
        fmt::format("expected rows of 1 to {} values, found one of {}", kMostDim, dim));
  }
  return std::make_unique<FvecsReader>(std::move(file), static_cast<std::size_t>(dim), lenient);
}

}  // namespace hogvec
