#include "vectors/formats/fasttext_layout.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstring>

#include "vectors/first_line.h"
#include "vectors/formats/binary.h"
#include "vectors/lenient.h"

namespace hogvec {
namespace {

// The kinds of files. Those of version 11 are as those of 12, but that supervised models have no
// n-grams.
constexpr std::int32_t kBeforeMagic = 0, kOldest = 11;

// The fewest bytes of an entry: an empty word, its zero byte, a count and a type.
constexpr std::uint64_t kEntryBytes = 1 + sizeof(std::int64_t) + 1;

template <typename Number>
void Require(const ByteCursor& cursor, bool holds, std::string_view what, Number found) {
  if (holds) return;
  throw cursor.Malformed(fmt::format("expected {}, found {}", what, found));
}

// All but the first, which may have been taken for the magic number.
void TakeOptions(ByteCursor& cursor, FastTextHeader& header) {
  constexpr std::string_view kWhat = "fastText's header";
  for (std::int32_t* const field :
       {&header.window, &header.epochs, &header.min_count, &header.negative, &header.word_ngrams}) {
    *field = cursor.Take<std::int32_t>(kWhat);
  }
  header.loss = cursor.Take<FastTextLoss>(kWhat);
  header.model = cursor.Take<FastTextModel>(kWhat);
  for (std::int32_t* const field :
       {&header.buckets, &header.min_n, &header.max_n, &header.update_rate}) {
    *field = cursor.Take<std::int32_t>(kWhat);
  }
  header.sample = cursor.Take<double>(kWhat);
}

void TakeSizes(ByteCursor& cursor, std::int32_t version, FastTextHeader& header) {
  for (std::int32_t* const field : {&header.entries, &header.words, &header.labels}) {
    *field = cursor.Take<std::int32_t>("the number of words");
  }
  header.tokens = cursor.Take<std::int64_t>("the number of tokens");
  if (version != kBeforeMagic) header.pruned = cursor.Take<std::int64_t>("the kept buckets");
}

bool IsLoss(FastTextLoss loss) {
  return loss >= FastTextLoss::kHierarchical && loss <= FastTextLoss::kOneVsAll;
}

bool IsModel(FastTextModel model) {
  return model >= FastTextModel::kCbow && model <= FastTextModel::kSupervised;
}

constexpr std::int32_t kMostNgram = static_cast<std::int32_t>(kLongestNgram);
constexpr std::int32_t kMostColumns = static_cast<std::int32_t>(kMostDim);

void CheckFields(const ByteCursor& cursor, const FastTextHeader& header) {
  const auto require = [&](bool holds, std::string_view what, auto found) {
    Require(cursor, holds, what, found);
  };
  require(header.dim >= 1 && header.dim <= kMostColumns,
          fmt::format("vectors of 1 to {} values", kMostDim), header.dim);
  require(IsLoss(header.loss), "a loss from 1 to 4", static_cast<std::int32_t>(header.loss));
  require(IsModel(header.model), "a model from 1 to 3", static_cast<std::int32_t>(header.model));
  require(header.buckets >= 0, "a number of buckets", header.buckets);
  require(header.min_n >= 0 && header.min_n <= kMostNgram,
          fmt::format("minn from 0 to {}", kLongestNgram), header.min_n);
  require(header.max_n >= 0 && header.max_n <= kMostNgram,
          fmt::format("maxn from 0 to {}", kLongestNgram), header.max_n);
  require(std::isfinite(header.sample), "a finite sample", header.sample);
}

// The sum is of 64 bits: none of the fields has been checked.
bool CountsFit(const FastTextHeader& header) {
  return header.words >= 0 && header.labels >= 0 &&
         std::int64_t{header.words} + header.labels == header.entries;
}

void CheckCounts(const ByteCursor& cursor, const FastTextHeader& header) {
  if (!CountsFit(header)) {
    throw cursor.Malformed(
        fmt::format("expected as many entries as words and labels, found {} "
                    "entries, {} words and {} labels",
                    header.entries, header.words, header.labels));
  }
  Require(cursor, static_cast<std::uint64_t>(header.entries) <= cursor.left() / kEntryBytes,
          fmt::format("at most {} entries, as the file is", cursor.left() / kEntryBytes),
          header.entries);
  Require(cursor, header.pruned >= -1 && header.pruned <= header.buckets,
          fmt::format("-1 to {} kept buckets", header.buckets), header.pruned);
}

FastTextHeader TakeHeader(ByteCursor& cursor, std::int32_t version) {
  FastTextHeader header;
  header.dim = cursor.Take<std::int32_t>("the length of the vectors");
  TakeOptions(cursor, header);
  TakeSizes(cursor, version, header);
  CheckFields(cursor, header);
  CheckCounts(cursor, header);
  return header;
}

void TakeWord(ByteCursor& cursor, FastTextWords& words) {
  words.bytes.append(cursor.TakeString(kLongestBinaryWord, "a word"));
  const auto count = cursor.Take<std::int64_t>("the count of a word");
  Require(cursor, count >= 0, "the count of a word", count);
  words.ends.push_back(words.bytes.size());
  words.counts.push_back(static_cast<std::uint64_t>(count));
}

void TakeLabel(ByteCursor& cursor) {
  cursor.TakeString(kLongestBinaryWord, "a label");
  cursor.Take<std::int64_t>("the count of a label");
}

FastTextWords TakeWords(ByteCursor& cursor, const FastTextHeader& header) {
  FastTextWords words;
  for (std::int32_t i = 0; i < header.entries; ++i) {
    const bool is_word = i < header.words;
    is_word ? TakeWord(cursor, words) : TakeLabel(cursor);
    const auto type = cursor.Take<std::int8_t>("the type of an entry");
    Require(cursor, type == (is_word ? 0 : 1),
            is_word ? "the type 0 of a word" : "the type 1 of a label", int{type});
  }
  for (std::int64_t i = 0; i < header.pruned; ++i) {
    const auto bucket = cursor.Take<std::int32_t>("a kept bucket");
    const auto place = cursor.Take<std::int32_t>("the place of a kept bucket");
    Require(cursor, bucket >= 0 && bucket < header.buckets, "a bucket", bucket);
    Require(cursor, place >= 0 && place < header.pruned, "the place of a bucket", place);
    words.kept.emplace_back(bucket, place);
  }
  return words;
}

// Which n-grams fastText makes of words. It takes a minn of 0 as 1, and a minn above maxn means
// none.
std::optional<NgramOptions> NgramsOf(const FastTextHeader& header, std::int32_t version) {
  const bool none = header.model == FastTextModel::kSupervised && version <= kOldest;
  const std::int32_t min_n = std::max(1, header.min_n);
  if (none || header.buckets == 0 || header.max_n < min_n) return std::nullopt;
  return NgramOptions{.min_n = static_cast<std::size_t>(min_n),
                      .max_n = static_cast<std::size_t>(header.max_n),
                      .buckets = static_cast<std::uint32_t>(header.buckets)};
}

bool TakeFlag(ByteCursor& cursor, std::string_view what) {
  const auto flag = cursor.Take<std::uint8_t>(what);
  Require(cursor, flag <= 1, fmt::format("0 or 1 for {}", what), int{flag});
  return flag == 1;
}

FastTextMatrix TakeMatrix(ByteCursor& cursor, bool quantised, const FastTextHeader& header) {
  const auto dim = static_cast<std::size_t>(header.dim);
  return quantised ? FastTextMatrix::Quantised(cursor, dim) : FastTextMatrix::Dense(cursor, dim);
}

void RequireRows(const ByteCursor& cursor, const FastTextMatrix& matrix, std::uint64_t rows,
                 std::string_view what) {
  Require(cursor, matrix.rows() == rows, fmt::format("{} rows of {}", rows, what), matrix.rows());
}

// Which rows an output has is the model's and the loss's affair: labels, words, or nodes of a tree.
std::optional<FastTextMatrix> TakeOutput(ByteCursor& cursor, bool quantised,
                                         const FastTextHeader& header) {
  FastTextMatrix output = TakeMatrix(cursor, quantised, header);
  if (output.rows() == 0) return std::nullopt;
  const bool supervised = header.model == FastTextModel::kSupervised;
  RequireRows(cursor, output, static_cast<std::uint64_t>(supervised ? header.labels : header.words),
              "output");
  if (supervised || header.loss == FastTextLoss::kHierarchical) return std::nullopt;
  return output;
}

void TakeMatrices(ByteCursor& cursor, std::int32_t version, FastTextLayout& layout) {
  const FastTextHeader& header = layout.header;
  const bool flags = version != kBeforeMagic;
  const bool quantised = flags && TakeFlag(cursor, "whether the input is quantised");
  if (header.pruned >= 0 && !quantised) {
    throw cursor.Malformed("expected a quantised input, as buckets were pruned");
  }
  layout.input = TakeMatrix(cursor, quantised, header);
  const std::int64_t others = header.pruned >= 0 ? header.pruned : header.buckets;
  RequireRows(cursor, layout.input, static_cast<std::uint64_t>(header.words + others), "input");
  if (cursor.left() == 0) return;
  const bool output_quantised = flags && TakeFlag(cursor, "whether the output is quantised");
  if (cursor.left() == 0 && flags) return;
  layout.output = TakeOutput(cursor, quantised && output_quantised, header);
}

FastTextLayout Parse(ByteCursor& cursor, std::int32_t version, bool lenient) {
  FastTextLayout layout;
  layout.header = TakeHeader(cursor, version);
  layout.ngrams = NgramsOf(layout.header, version);
  layout.words = TakeWords(cursor, layout.header);
  TakeMatrices(cursor, version, layout);
  layout.bytes_beyond = cursor.left();
  if (layout.bytes_beyond == 0 || lenient) return layout;
  throw cursor.Malformed(fmt::format("expected the end of the file, found {} more bytes{}",
                                     layout.bytes_beyond, kTakesAll));
}

}  // namespace

FastTextLayout ParseFastText(const RandomAccess& bytes, bool lenient) {
  ByteCursor cursor(bytes);
  cursor.Take<std::int32_t>("fastText's magic number");
  const auto version = cursor.Take<std::int32_t>("fastText's version");
  Require(cursor, version == kOldest || version == kFastTextVersion,
          fmt::format("a fastText file of version {} or {}", kOldest, kFastTextVersion), version);
  return Parse(cursor, version, lenient);
}

FastTextLayout ParseOldFastText(const RandomAccess& bytes) {
  ByteCursor cursor(bytes);
  return Parse(cursor, kBeforeMagic, false);
}

bool MayBeOldFastText(std::string_view first_bytes) {
  std::int32_t fields[8] = {};
  if (first_bytes.size() < sizeof(fields)) return false;
  std::memcpy(fields, first_bytes.data(), sizeof(fields));
  return fields[0] >= 1 && fields[0] <= kMostColumns && IsLoss(FastTextLoss{fields[6]}) &&
         IsModel(FastTextModel{fields[7]});
}

bool LooksLikeFloretModel(const RandomAccess& bytes) {
  ByteCursor cursor(bytes);
  constexpr std::uint64_t kUpToMode = sizeof(std::int32_t) * (2 + 11), kUpToSize = 12;
  constexpr std::uint64_t kNeeded = kUpToMode + 8 + kUpToSize + 12;
  if (bytes.size() < kNeeded) return false;
  cursor.Skip(kUpToMode, "a header");
  const auto mode = cursor.Take<std::int32_t>("the mode");
  const auto hashes = cursor.Take<std::int32_t>("the number of hashes");
  cursor.Skip(kUpToSize, "the rest of the options");
  FastTextHeader header;
  for (std::int32_t* const field : {&header.entries, &header.words, &header.labels}) {
    *field = cursor.Take<std::int32_t>("the number of words");
  }
  return (mode == 1 || mode == 2) && hashes >= 1 && hashes <= 4 && CountsFit(header);
}

}  // namespace hogvec
