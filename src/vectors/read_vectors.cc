#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <deque>
#include <utility>
#include <vector>

#include "base/quoted.h"
#include "hogvec/error.h"
#include "hogvec/word_vectors.h"
#include "vectors/format_table.h"
#include "vectors/lenient.h"

namespace hogvec {
namespace {

constexpr std::size_t kPartFloats = std::size_t{1} << 20;  // 4 MiB

// Rows whose number is not known yet, kept in parts, so that none moves when the next comes and
// each part is given back as soon as it is in the table.
class GrowingRows {
 public:
  explicit GrowingRows(std::size_t dim)
      : dim_(dim), part_rows_(std::max<std::size_t>(1, kPartFloats / dim)) {}

  void Add(std::span<const float> values) {
    if (rows_ % part_rows_ == 0) parts_.emplace_back().reserve(part_rows_ * dim_);
    parts_.back().insert(parts_.back().end(), values.begin(), values.end());
    ++rows_;
  }

  EmbeddingTable ToTable() && {
    EmbeddingTable table(rows_, dim_);
    for (std::size_t row = 0; row < rows_; ++row) {
      const std::size_t begin = row % part_rows_ * dim_;
      std::ranges::copy(std::span(parts_.front()).subspan(begin, dim_),
                        table.Row(ToWordId(row)).begin());
      if ((row + 1) % part_rows_ == 0) parts_.pop_front();
    }
    return table;
  }

 private:
  std::size_t dim_;
  std::size_t part_rows_;
  std::size_t rows_ = 0;
  std::deque<std::vector<float>> parts_;
};

bool AreFinite(std::span<const float> values) {
  return std::ranges::all_of(values, [](float value) { return std::isfinite(value); });
}

// Reads up to options.top rows and checks each.
class CheckedRows {
 public:
  CheckedRows(const std::filesystem::path& path, VectorReader& reader, const ReadOptions& options)
      : path_(path), reader_(reader), options_(options) {}

  WordIndex TakeWords() { return std::move(words_); }

  PassedOver TakePassedOver() {
    PassedOver all = reader_.passed_over();
    all.repeated = passed_over_.repeated;
    all.not_finite = passed_over_.not_finite;
    all.first_repeated = std::move(passed_over_.first_repeated);
    all.first_not_finite = std::move(passed_over_.first_not_finite);
    return all;
  }

  bool Next(VectorRow& row) {
    while (words_.size() < options_.top && reader_.Next(row)) {
      const std::size_t id = words_.size();
      if (!AreFinite(row.values)) {
        RefuseNonFinite(id, row.word);
      } else if (ToIndex(words_.FindOrAdd(row.word)) != id) {
        RefuseRepeated(id, row.word);
      } else {
        return true;
      }
    }
    return false;
  }

 private:
  void RefuseNonFinite(std::size_t id, std::string_view word) {
    if (!options_.lenient) {
      throw Malformed(id, fmt::format("expected finite values for {}, found NaN or infinity{}, and "
                                      "an inspection counts them",
                                      Quoted(word), kPassesOver));
    }
    if (passed_over_.not_finite++ == 0) passed_over_.first_not_finite = word;
  }

  void RefuseRepeated(std::size_t id, std::string_view word) {
    if (!options_.lenient) {
      throw Malformed(id,
                      fmt::format("the word {} occurs a second time{}", Quoted(word), kPassesOver));
    }
    if (passed_over_.repeated++ == 0) passed_over_.first_repeated = word;
  }

  Error Malformed(std::size_t row, std::string_view what) const {
    const RowPlace place = RowOf(reader_.format()).place;
    const std::size_t number = row + (place == RowPlace::kLineBelowHeader ? 2 : 1);
    return {ErrorKind::kMalformed,
            fmt::format("{}:{}{}: {}", path_.string(), place == RowPlace::kNumber ? " row " : "",
                        number, what)};
  }

  const std::filesystem::path& path_;
  VectorReader& reader_;
  const ReadOptions& options_;
  WordIndex words_;
  PassedOver passed_over_;
};

// Rows into a table of known size, or, if `rows` is nothing, into parts of one.
class RowCollector {
 public:
  RowCollector(std::optional<std::size_t> rows, std::size_t dim) : grown_(dim) {
    if (rows) table_.emplace(*rows, dim);
  }

  void Add(std::span<const float> values) {
    if (table_) {
      std::ranges::copy(values, table_->Row(ToWordId(rows_)).begin());
    } else {
      grown_.Add(values);
    }
    ++rows_;
  }

  EmbeddingTable Take() && { return table_ ? std::move(*table_) : std::move(grown_).ToTable(); }

 private:
  std::size_t rows_ = 0;
  std::optional<EmbeddingTable> table_;
  GrowingRows grown_;
};

// All rows, and what stands beside them. Counts are kept if every word has one.
void ReadRows(CheckedRows& rows, std::optional<std::size_t> count, const VectorReader& reader,
              bool with_output, WordVectors& vectors) {
  RowCollector table(count, reader.dim());
  std::optional<RowCollector> output;
  bool counted = true;
  for (VectorRow row; rows.Next(row);) {
    table.Add(row.values);
    if (with_output && !row.output.empty()) {
      if (!output) output.emplace(count, reader.dim());
      output->Add(row.output);
    }
    counted = counted && row.count > 0;
    if (counted) vectors.counts.push_back(row.count);
  }
  if (!counted) vectors.counts.clear();
  vectors.table = std::move(table).Take();
  if (output) vectors.output = std::move(*output).Take();
}

}  // namespace

WordVectors ReadVectors(const std::filesystem::path& path, VectorReader& reader,
                        const ReadOptions& options, PassedOver& passed_over) {
  CheckedRows rows(path, reader, options);
  std::optional<std::size_t> count;
  if (reader.rows_are_certain()) count = std::min(options.top, *reader.rows());
  WordVectors vectors{.words = {}, .table = {}, .configuration = reader.configuration()};
  ReadRows(rows, count, reader, options.with_output, vectors);
  passed_over = rows.TakePassedOver();
  if (vectors.table.rows() == 0 && options.top > 0) {
    throw Error(ErrorKind::kMalformed, fmt::format("{}: contains no usable rows", path.string()));
  }
  vectors.words = rows.TakeWords();
  vectors.subwords = reader.TakeSubwords();
  if (vectors.subwords && vectors.subwords->table().FirstNonFinite()) {
    throw Error(ErrorKind::kMalformed,
                fmt::format("{}: has n-gram vectors that are not finite", path.string()));
  }
  return vectors;
}

WordVectors ReadVectors(const std::filesystem::path& path, const ReadOptions& options,
                        PassedOver& passed_over) {
  return ReadVectors(path, *OpenVectors(path, options.lenient), options, passed_over);
}

WordVectors ReadVectors(const std::filesystem::path& path, const ReadOptions& options) {
  PassedOver ignored;
  return ReadVectors(path, options, ignored);
}

}  // namespace hogvec
