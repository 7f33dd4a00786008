#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/half.h"
#include "base/quoted.h"
#include "hogvec/error.h"
#include "hogvec/word_vectors.h"
#include "io/byte_sink.h"
#include "io/compression.h"
#include "io/output_stream.h"
#include "vectors/binary_writer.h"
#include "vectors/foreign_files.h"
#include "vectors/fvecs.h"
#include "vectors/header.h"
#include "vectors/hugging_face.h"
#include "vectors/numpy.h"
#include "vectors/pgvector.h"
#include "vectors/projector.h"
#include "vectors/safetensors.h"
#include "vectors/sqlite.h"
#include "vectors/text_writer.h"
#include "vectors/tokenizer_json.h"
#include "vectors/word_faults.h"

namespace hogvec {
namespace {

namespace fs = std::filesystem;

// Whatever is written can be read again: no header that a reader refuses.
void CheckShape(const fs::path& path, const VectorsToWrite& vectors) {
  const std::size_t dim = vectors.table.dim();
  if (!vectors.words.empty() && dim > 0 && dim <= kMostDim) return;
  throw Error(ErrorKind::kMalformed,
              fmt::format("{}: {} rows of {} values can't be written; at least one row of 1 to {} "
                          "values is needed",
                          path.string(), vectors.words.size(), dim, kMostDim));
}

// A number that the type has is smaller than this; NaN is not.
float LimitOf(NumberType type) {
  if (type == NumberType::kFloat16) return kHalfLimit;
  return type == NumberType::kBfloat16 ? kBfloat16Limit : std::numeric_limits<float>::infinity();
}

// Whatever is written can be read again: no infinity that a conversion makes, or that was there.
void CheckValues(const fs::path& path, NumberType type, const WordIndex& words,
                 const EmbeddingTable& table) {
  const float limit = LimitOf(type);
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::span<const float> row = table.Row(ToWordId(i));
    const auto bad =
        std::ranges::find_if_not(row, [&](float value) { return std::abs(value) < limit; });
    if (bad == row.end()) continue;
    throw Error(
        ErrorKind::kMalformed,
        fmt::format("{}: the word {} has the value {}, which {}", path.string(),
                    Quoted(words[ToWordId(i)]), *bad,
                    std::isfinite(*bad) ? fmt::format("{} can't hold; float32 can", NameOf(type))
                                        : "is not finite"));
  }
}

bool IsTextFormat(VectorFormat format) {
  return format == VectorFormat::kText || format == VectorFormat::kGlove ||
         format == VectorFormat::kPgvector;
}

bool HasTypes(VectorFormat format) {
  return format == VectorFormat::kSafetensors || format == VectorFormat::kHuggingFace ||
         format == VectorFormat::kNumpy;
}

// What goes through a stream is one file, written from its start to its end.
void CheckPlace(const fs::path& path, VectorFormat format) {
  const bool several = FilesOf(path, format).size() > 1;
  if ((!several && format != VectorFormat::kSqlite) || !IsOutputStream(path)) return;
  throw Error(ErrorKind::kUsage,
              fmt::format("{}: the format {} is {}, which {} can't be", path.string(),
                          FormatName(format), several ? "several files" : "a database",
                          path == kStandardOutput ? "standard output" : "a pipe or an open file"));
}

void CheckReplaced(const fs::path& path, const WriteOptions& options) {
  const auto foreign = options.overwrite ? std::nullopt : ForeignFile(path, options.format);
  if (!foreign) return;
  throw Error(ErrorKind::kCannotCreate,
              fmt::format("{}: holds what hogvec did not write, and would be replaced; write "
                          "elsewhere, or give --overwrite",
                          foreign->string()));
}

void WriteTextFile(const fs::path& path, const WriteOptions& options,
                   const VectorsToWrite& vectors) {
  const auto file = CreateFile(path);
  WriteText(*file, vectors.words, vectors.table, options.format == VectorFormat::kText,
            options.precision);
  file->Finish();
}

void WriteBinaryFile(const fs::path& path, const VectorsToWrite& vectors) {
  const auto file = CreateFile(path);
  WriteBinary(*file, vectors.words, vectors.table);
  file->Finish();
}

}  // namespace

void CheckWriteOptions(const fs::path& path, const WriteOptions& options) {
  CheckPlace(path, options.format);
  CheckReplaced(path, options);
  const bool compressed = CompressionBySuffix(path) != Compression::kNone;
  const auto refuse = [&](std::string_view what) {
    throw Error(ErrorKind::kUsage, fmt::format("{}: the format {} {}", path.string(),
                                               FormatName(options.format), what));
  };
  if (compressed && !IsTextFormat(options.format) && options.format != VectorFormat::kBinary) {
    refuse("is not written compressed");
  }
  if (options.type != NumberType::kFloat32 && !HasTypes(options.format)) {
    refuse(fmt::format("has no {}; safetensors has", NameOf(options.type)));
  }
  const bool two_lines = path.filename().native().find_first_of("\n\r") != std::string::npos;
  if (options.format == VectorFormat::kPgvector && two_lines) {
    refuse("has a .sql, in which no name with a line end can stand");
  }
  if (options.type == NumberType::kBfloat16 && options.format == VectorFormat::kNumpy) {
    refuse("has no bfloat16; float16 it has");
  }
}

void CheckLength(const fs::path& path, VectorFormat format, std::size_t dim) {
  constexpr std::size_t kMostOfPgvector = 16'000;
  std::string_view needed;
  if (format == VectorFormat::kGlove && dim < 2) needed = "2 or more values; text takes any number";
  if (format == VectorFormat::kPgvector && dim > kMostOfPgvector) needed = "at most 16,000 values";
  if (needed.empty()) return;
  throw Error(ErrorKind::kUsage, fmt::format("{}: the format {} needs vectors of {}", path.string(),
                                             FormatName(format), needed));
}

std::vector<std::string> NotCarried(VectorFormat format, const VectorsToWrite& vectors) {
  if (format != VectorFormat::kHuggingFace) return {};
  return NotInTokenizer(vectors);
}

void WriteVectors(const fs::path& path, const WriteOptions& options,
                  const VectorsToWrite& vectors) {
  CheckShape(path, vectors);
  CheckWriteOptions(path, options);
  CheckLength(path, options.format, vectors.table.dim());
  CheckWords(path, options.format, vectors.words);
  CheckValues(path, options.type, vectors.words, vectors.table);
  if (vectors.output != nullptr && options.format == VectorFormat::kSafetensors) {
    CheckValues(path, options.type, vectors.words, *vectors.output);
  }
  switch (options.format) {
    case VectorFormat::kText:
    case VectorFormat::kGlove:
      return WriteTextFile(path, options, vectors);
    case VectorFormat::kBinary:
      return WriteBinaryFile(path, vectors);
    case VectorFormat::kSafetensors:
      return WriteSafetensors(path, options, vectors);
    case VectorFormat::kNumpy:
      return WriteNumpy(path, options, vectors);
    case VectorFormat::kProjector:
      return WriteProjector(path, options, vectors);
    case VectorFormat::kHuggingFace:
      return WriteHuggingFace(path, options, vectors);
    case VectorFormat::kPgvector:
      return WritePgvector(path, options, vectors);
    case VectorFormat::kSqlite:
      return WriteSqlite(path, vectors);
    case VectorFormat::kFvecs:
      return WriteFvecs(path, vectors);
  }
}

void WriteVectors(const fs::path& path, VectorFormat format, const WordIndex& words,
                  const EmbeddingTable& table) {
  WriteVectors(path, {.format = format}, {.words = words, .table = table});
}

}  // namespace hogvec
