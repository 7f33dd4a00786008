#include "vectors/formats/floret.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>

#include "hogvec/error.h"
#include "io/byte_sink.h"
#include "vectors/first_line.h"
#include "vectors/formats/floret_table.h"

namespace hogvec {
namespace {

constexpr int kDigits = 5;  // as floret writes

void Check(const std::filesystem::path& path, const VectorsToWrite& vectors) {
  const auto refuse = [&](std::string_view why) {
    throw Error(ErrorKind::kUsage, fmt::format("{}: the format floret {}", path.string(), why));
  };
  if (vectors.subwords == nullptr) refuse("is a table of n-grams, which these vectors lack");
  if (vectors.subwords->options().min_n < 2) {
    refuse("needs n-grams of at least 2 characters: spaCy hashes shorter ones in another way");
  }
}

void PutRow(std::size_t index, std::span<const float> row, int digits, ByteSink& file) {
  std::string line = fmt::format("{} ", index);
  for (const float value : row) fmt::format_to(std::back_inserter(line), "{:.{}g} ", value, digits);
  file.Write(line + '\n');
}

}  // namespace

void WriteFloret(const std::filesystem::path& path, const WriteOptions& options,
                 const VectorsToWrite& vectors) {
  Check(path, vectors);
  const EmbeddingTable table = MakeFloretTable(vectors);
  const NgramOptions& ngrams = vectors.subwords->options();
  const auto file = CreateFile(path);
  file->Write(fmt::format("{} {} {} {} {} {} < >\n", table.rows(), table.dim(), ngrams.min_n,
                          ngrams.max_n, kFloretHashes, FloretRows::kSeed));
  const int digits = options.precision > 0 ? options.precision : kDigits;
  for (std::size_t i = 0; i < table.rows(); ++i) PutRow(i, table.Row(ToRowId(i)), digits, *file);
  file->Finish();
}

// The first line is eight fields, the last two of which are what n-grams begin and end with.
std::unique_ptr<VectorReader> OpenFloret(LineReader& file, bool) {
  const std::string_view line = LookAtLine(file);
  if (std::ranges::count(line, ' ') != 7 || !line.ends_with(" < >")) return nullptr;
  throw Error(ErrorKind::kMalformed,
              fmt::format("{}: is a table of floret's, which has no words; read the .vec that was "
                          "written beside it",
                          file.path().string()));
}

}  // namespace hogvec
