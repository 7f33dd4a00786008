#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <utility>

#include "base/number.h"
#include "base/quoted.h"
#include "hogvec/error.h"
#include "hogvec/train_options.h"
#include "io/byte_sink.h"
#include "vectors/formats/binary.h"
#include "vectors/formats/fasttext.h"
#include "vectors/formats/fasttext_layout.h"

namespace hogvec {
namespace {

// Numbers are written as they lie in memory.
static_assert(std::endian::native == std::endian::little);

constexpr std::int64_t kMostRows = std::numeric_limits<std::int32_t>::max();

template <typename Number>
void Put(ByteSink& file, Number number) {
  file.Write({reinterpret_cast<const char*>(&number), sizeof(number)});
}

// Rows of zeros are kept together, so that they may become a hole.
void PutRow(ByteSink& file, std::span<const float> row) {
  // The bits, as -0 must stay.
  if (std::ranges::all_of(row,
                          [](float value) { return std::bit_cast<std::uint32_t>(value) == 0; })) {
    file.WriteZeros(row.size_bytes());
  } else {
    file.Write({reinterpret_cast<const char*>(row.data()), row.size_bytes()});
  }
}

// An option's number, or fastText's default where it is absent or out of range.
template <typename Number>
Number OptionOr(const VectorsToWrite& vectors, const char* name, Number otherwise) {
  const auto found = vectors.configuration.find(name);
  if (found == vectors.configuration.end()) return otherwise;
  if constexpr (std::is_same_v<Number, double>) {
    const auto value = ParseDouble(found->second);
    return value && std::isfinite(*value) ? *value : otherwise;
  } else {
    const auto value = ParseInteger<Number>(found->second);
    return value && *value > 0 ? *value : otherwise;
  }
}

// An unknown count is 1: readers drop words that occur more rarely than min-count, which is at
// least that.
std::int64_t CountOf(const VectorsToWrite& vectors, std::size_t word) {
  constexpr std::uint64_t kMost = std::numeric_limits<std::int64_t>::max();
  if (vectors.counts.empty()) return 1;
  return static_cast<std::int64_t>(std::clamp<std::uint64_t>(vectors.counts[word], 1, kMost));
}

struct CountsInTotal {
  std::int64_t least = std::numeric_limits<std::int64_t>::max();
  std::int64_t sum = 0;
};

CountsInTotal TotalOf(const VectorsToWrite& vectors) {
  CountsInTotal total;
  for (std::size_t i = 0; i < vectors.words.get().size(); ++i) {
    const std::int64_t count = CountOf(vectors, i);
    total.least = std::min(total.least, count);
    total.sum += std::min(count, std::numeric_limits<std::int64_t>::max() - total.sum);
  }
  return total;
}

void CheckRows(const std::filesystem::path& path, const VectorsToWrite& vectors) {
  const std::uint64_t words = vectors.words.get().size();
  const std::uint64_t buckets = vectors.subwords ? vectors.subwords->options().buckets : 0;
  if (words + buckets <= kMostRows) return;
  throw Error(ErrorKind::kUsage,
              fmt::format("{}: {} words and {} buckets of n-grams are more than the {} that "
                          "fastText's format numbers",
                          path.string(), words, buckets, kMostRows));
}

FastTextModel ModelOf(const VectorsToWrite& vectors) {
  const bool is_cbow = ArchitectureOf(vectors.configuration) == Architecture::kCbow;
  return is_cbow ? FastTextModel::kCbow : FastTextModel::kSkipgram;
}

void PutHeader(ByteSink& file, const VectorsToWrite& vectors) {
  const CountsInTotal total = TotalOf(vectors);
  const NgramOptions none{.min_n = 0, .max_n = 0, .buckets = 0};
  const NgramOptions ngrams = vectors.subwords ? vectors.subwords->options() : none;
  const auto put = [&](std::integral auto number) { Put(file, static_cast<std::int32_t>(number)); };
  put(kFastTextMagic);
  put(kFastTextVersion);
  put(vectors.table.get().dim());
  put(OptionOr<std::int32_t>(vectors, "window", 5));
  put(OptionOr<std::int32_t>(vectors, "epochs", 5));
  put(std::min<std::int64_t>(OptionOr<std::int32_t>(vectors, "min-count", 1), total.least));
  put(OptionOr<std::int32_t>(vectors, "negative", 5));
  put(1);  // the longest n-gram of words
  put(static_cast<std::int32_t>(FastTextLoss::kNegative));
  put(static_cast<std::int32_t>(ModelOf(vectors)));
  put(ngrams.buckets);
  put(ngrams.min_n);
  put(ngrams.max_n);
  put(100);  // tokens between updates of fastText's learning rate
  Put(file, OptionOr<double>(vectors, "sample", 1e-4));
  const std::size_t words = vectors.words.get().size();
  put(words);
  put(words);
  put(0);  // labels
  Put(file, total.sum);
  Put(file, std::int64_t{-1});  // no buckets were pruned
}

void PutWords(ByteSink& file, const VectorsToWrite& vectors) {
  for (std::size_t i = 0; i < vectors.words.get().size(); ++i) {
    file.Write(vectors.words.get()[ToWordId(i)]);
    Put(file, '\0');
    Put(file, CountOf(vectors, i));
    Put(file, std::int8_t{0});  // a word, no label
  }
}

void PutShape(ByteSink& file, std::uint64_t rows, std::size_t dim) {
  Put(file, std::int8_t{0});  // not quantised
  Put(file, static_cast<std::int64_t>(rows));
  Put(file, static_cast<std::int64_t>(dim));
}

// The row that makes the mean of a word's row and its n-grams' rows the word's vector: values that
// are not finite if a reader that adds them up would get some.
class WordRow {
 public:
  explicit WordRow(const SubwordsView& ngrams)
      : ngrams_(ngrams), sums_(ngrams.dim), row_(ngrams.dim) {}

  std::span<const float> Of(std::string_view word, std::span<const float> vector) {
    buckets_.clear();
    AppendBuckets(word, ngrams_.options, buckets_);
    std::ranges::fill(sums_, Sum());
    for (const std::uint32_t bucket : buckets_) {
      if (const auto found = ngrams_.Find(bucket)) Add(ngrams_.Row(*found));
    }
    const auto rows = static_cast<double>(1 + buckets_.size());
    for (std::size_t i = 0; i < row_.size(); ++i) {
      const double value = rows * double{vector[i]} - sums_[i].value;
      const bool fits = std::abs(value) + sums_[i].size < std::numeric_limits<float>::max();
      row_[i] = fits ? static_cast<float>(value) : std::numeric_limits<float>::infinity();
    }
    return row_;
  }

 private:
  struct Sum {
    double value = 0;
    double size = 0;  // of its terms
  };

  void Add(std::span<const float> row) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      sums_[i].value += double{row[i]};
      sums_[i].size += std::abs(double{row[i]});
    }
  }

  const SubwordsView ngrams_;
  std::vector<std::uint32_t> buckets_;
  std::vector<Sum> sums_;
  std::vector<float> row_;
};

void PutWordRows(const std::filesystem::path& path, ByteSink& file, const VectorsToWrite& vectors) {
  WordRow rows(vectors.subwords->view());
  for (std::size_t i = 0; i < vectors.words.get().size(); ++i) {
    const std::string_view word = vectors.words.get()[ToWordId(i)];
    const auto row = rows.Of(word, vectors.table.get().Row(ToWordId(i)));
    if (!std::ranges::all_of(row, [](float value) { return std::isfinite(value); })) {
      throw Error(ErrorKind::kMalformed,
                  fmt::format("{}: the row of {} without its n-grams is out of float32's range",
                              path.string(), Quoted(word)));
    }
    PutRow(file, row);
  }
}

void PutRows(ByteSink& file, const EmbeddingTable& table, std::size_t rows) {
  for (std::size_t i = 0; i < rows; ++i) PutRow(file, table.Row(ToWordId(i)));
}

void PutBuckets(ByteSink& file, const Subwords& ngrams) {
  const SubwordsView view = ngrams.view();
  const std::uint64_t row_bytes = view.dim * sizeof(float);
  std::uint64_t next = 0;
  for (std::size_t i = 0; i < view.buckets.size(); ++i) {
    file.WriteZeros((view.buckets[i] - next) * row_bytes);
    PutRow(file, view.Row(view.rows[i]));
    next = std::uint64_t{view.buckets[i]} + 1;
  }
  file.WriteZeros((view.options.buckets - next) * row_bytes);
}

}  // namespace

std::string_view FastTextWordFault(std::string_view word) {
  if (word.find('\0') != std::string_view::npos) return "holds a zero byte";
  return word.size() > kLongestBinaryWord ? "is longer than 1 MiB" : "";
}

std::string_view FastTextPathFault(const std::filesystem::path& path) {
  return path.extension() == ".ftz" ? "is written as .bin; .ftz, quantised, is only read" : "";
}

std::vector<std::string> NotInFastText(const VectorsToWrite& vectors) {
  if (vectors.subwords == nullptr || !vectors.subwords->view().only_known) return {};
  return {
      "n-grams without a vector count as zeros in it, so the vectors of unseen words are "
      "shorter, in the same direction"};
}

void WriteFastText(const std::filesystem::path& path, const WriteOptions&,
                   const VectorsToWrite& vectors) {
  CheckRows(path, vectors);
  const std::size_t words = vectors.words.get().size(), dim = vectors.table.get().dim();
  const auto file = CreateFile(path);
  PutHeader(*file, vectors);
  PutWords(*file, vectors);
  PutShape(*file, words + (vectors.subwords ? vectors.subwords->options().buckets : 0), dim);
  if (vectors.subwords != nullptr) {
    PutWordRows(path, *file, vectors);
    PutBuckets(*file, *vectors.subwords);
  } else {
    PutRows(*file, vectors.table, words);
  }
  PutShape(*file, words, dim);
  if (vectors.output != nullptr) {
    PutRows(*file, *vectors.output, words);
  } else {
    file->WriteZeros(std::uint64_t{words} * dim * sizeof(float));
  }
  file->Finish();
}

}  // namespace hogvec
