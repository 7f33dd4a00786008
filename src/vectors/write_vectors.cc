#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <span>
#include <string>

#include "base/half.h"
#include "base/quoted.h"
#include "hogvec/error.h"
#include "hogvec/word_vectors.h"
#include "io/compression.h"
#include "io/output_stream.h"
#include "vectors/first_line.h"
#include "vectors/foreign_files.h"
#include "vectors/format_table.h"
#include "vectors/word_faults.h"

namespace hogvec {
namespace {

namespace fs = std::filesystem;

// Whatever is written can be read again: no header that a reader refuses.
void CheckShape(const fs::path& path, const VectorsToWrite& vectors) {
  const std::size_t words = vectors.words.get().size(), dim = vectors.table.get().dim();
  if (words > 0 && dim > 0 && dim <= kMostDim) return;
  throw Error(ErrorKind::kMalformed,
              fmt::format("{}: {} rows of {} values can't be written; at least one row of 1 to {} "
                          "values is needed",
                          path.string(), words, dim, kMostDim));
}

void CheckSubwordSize(const fs::path& path, const VectorsToWrite& vectors) {
  const std::size_t dim = vectors.table.get().dim();
  if (vectors.subwords == nullptr || vectors.subwords->table().dim() == dim) return;
  if (vectors.subwords->buckets().empty()) return;
  throw Error(ErrorKind::kUsage,
              fmt::format("{}: n-gram vectors of {} values to write with rows of {}", path.string(),
                          vectors.subwords->table().dim(), dim));
}

// What a caller got wrong, before anything is read past its end.
void CheckSizes(const fs::path& path, const VectorsToWrite& vectors) {
  const std::size_t words = vectors.words.get().size();
  const auto require = [&](std::string_view what, std::size_t found) {
    if (found >= words) return;
    throw Error(ErrorKind::kUsage, fmt::format("{}: {} words to write, but only {} {}",
                                               path.string(), words, found, what));
  };
  require("rows", vectors.table.get().rows());
  CheckSubwordSize(path, vectors);
  if (!vectors.counts.empty()) require("counts", vectors.counts.size());
  if (vectors.output == nullptr) return;
  require("output rows", vectors.output->rows());
  if (vectors.output->dim() == vectors.table.get().dim()) return;
  throw Error(ErrorKind::kUsage,
              fmt::format("{}: output rows of {} values to write with rows of {}", path.string(),
                          vectors.output->dim(), vectors.table.get().dim()));
}

// A number that the type has is smaller than this; NaN is not.
float LimitOf(NumberType type) {
  if (type == NumberType::kFloat16) return kHalfLimit;
  return type == NumberType::kBfloat16 ? kBfloat16Limit : std::numeric_limits<float>::infinity();
}

// Whatever is written can be read again: no infinity that a conversion makes, or that was there.
void CheckRow(const fs::path& path, NumberType type, std::span<const float> row,
              const std::function<std::string()>& owner) {
  const float limit = LimitOf(type);
  const auto bad =
      std::ranges::find_if_not(row, [&](float value) { return std::abs(value) < limit; });
  if (bad == row.end()) return;
  throw Error(
      ErrorKind::kMalformed,
      fmt::format("{}: {} has the value {}, which {}", path.string(), owner(), *bad,
                  std::isfinite(*bad) ? fmt::format("{} can't hold; float32 can", NameOf(type))
                                      : "is not finite"));
}

void CheckValues(const fs::path& path, NumberType type, const WordIndex& words,
                 const EmbeddingTable& table) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    CheckRow(path, type, table.Row(ToWordId(i)),
             [&] { return fmt::format("the word {}", Quoted(words[ToWordId(i)])); });
  }
}

void CheckSubwordValues(const fs::path& path, NumberType type, const Subwords& subwords) {
  for (std::size_t i = 0; i < subwords.buckets().size(); ++i) {
    CheckRow(path, type, subwords.table().Row(ToRowId(subwords.rows()[i])),
             [&] { return fmt::format("the n-gram of bucket {}", subwords.buckets()[i]); });
  }
}

// What goes through a stream is one file, written from its start to its end.
void CheckPlace(const fs::path& path, VectorFormat format) {
  const FormatRow& row = RowOf(format);
  const bool several = row.files(path).size() > 1;
  if ((!several && !row.is_database) || !IsOutputStream(path)) return;
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
                          "elsewhere, or give the option 'overwrite'",
                          foreign->string()));
}

}  // namespace

void CheckWriteOptions(const fs::path& path, const WriteOptions& options) {
  CheckPlace(path, options.format);
  CheckReplaced(path, options);
  const FormatRow& row = RowOf(options.format);
  const auto refuse = [&](std::string_view what) {
    throw Error(ErrorKind::kUsage,
                fmt::format("{}: the format {} {}", path.string(), row.info.name, what));
  };
  if (CompressionBySuffix(path) != Compression::kNone && !row.info.compressible) {
    refuse("is not written compressed");
  }
  if (options.type != NumberType::kFloat32 && !row.float16) {
    refuse(fmt::format("has no {}; safetensors has", NameOf(options.type)));
  }
  if (options.type == NumberType::kBfloat16 && !row.bfloat16) {
    refuse("has no bfloat16; float16 it has");
  }
  if (row.path_fault == nullptr) return;
  if (const std::string_view fault = row.path_fault(path); !fault.empty()) refuse(fault);
}

void CheckLength(const fs::path& path, VectorFormat format, std::size_t dim) {
  const auto& [least, most, needed] = RowOf(format).lengths;
  if (needed.empty() || (dim >= least && dim <= most)) return;
  throw Error(ErrorKind::kUsage, fmt::format("{}: the format {} needs vectors of {}", path.string(),
                                             FormatName(format), needed));
}

VectorsToWrite AllOf(const WordVectors& vectors) {
  return {.words = vectors.words,
          .table = vectors.table,
          .output = vectors.output.rows() == 0 ? nullptr : &vectors.output,
          .counts = vectors.counts,
          .configuration = vectors.configuration,
          .subwords = vectors.subwords ? &*vectors.subwords : nullptr};
}

std::vector<std::string> NotCarried(VectorFormat format, const VectorsToWrite& vectors) {
  const FormatRow& row = RowOf(format);
  return row.not_carried == nullptr ? std::vector<std::string>() : row.not_carried(vectors);
}

void WriteVectors(const fs::path& path, const WriteOptions& options,
                  const VectorsToWrite& vectors) {
  CheckShape(path, vectors);
  CheckSizes(path, vectors);
  CheckWriteOptions(path, options);
  CheckLength(path, options.format, vectors.table.get().dim());
  CheckWords(path, options.format, vectors.words);
  CheckValues(path, options.type, vectors.words, vectors.table);
  const FormatRow& row = RowOf(options.format);
  if (vectors.output != nullptr && row.output_rows) {
    CheckValues(path, options.type, vectors.words, *vectors.output);
  }
  if (vectors.subwords != nullptr && row.info.subwords) {
    CheckSubwordValues(path, options.type, *vectors.subwords);
  }
  row.write(path, options, vectors);
}

void WriteVectors(const fs::path& path, VectorFormat format, const WordIndex& words,
                  const EmbeddingTable& table) {
  WriteVectors(path, {.format = format}, {.words = words, .table = table});
}

}  // namespace hogvec
