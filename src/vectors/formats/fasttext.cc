#include "vectors/formats/fasttext.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <future>
#include <system_error>
#include <utility>

#include "hogvec/error.h"
#include "vectors/formats/fasttext_layout.h"
#include "vectors/formats/fasttext_ngrams.h"
#include "vectors/lenient.h"

namespace hogvec {
namespace {

// Rows of words, one after the other.
struct Block {
  std::size_t begin = 0, end = 0;  // the numbers of the rows
  std::vector<float> values, outputs;
};

// Reads a block of rows at a time, and composes the next while one is handed out. Memory: the
// words, the n-gram rows and two blocks.
class FastTextReader : public VectorReader {
 public:
  FastTextReader(RandomAccess bytes, FastTextLayout layout, bool lenient)
      : bytes_(std::move(bytes)),
        layout_(std::move(layout)),
        lenient_(lenient),
        block_rows_(std::max<std::size_t>(1, kBlockFloats / dim())) {
    passed_over_.bytes_beyond = layout_.bytes_beyond;
    if (layout_.output && layout_.output->IsZero(bytes_)) layout_.output.reset();
    if (words() > 0 || lenient) return;
    throw Malformed("contains no words");
  }

  VectorFormat format() const override { return VectorFormat::kFastText; }
  std::size_t dim() const override { return layout_.input.dim(); }
  std::optional<std::size_t> rows() const override { return words(); }
  bool rows_are_certain() const override { return !lenient_; }
  const PassedOver& passed_over() const override { return passed_over_; }
  std::map<std::string, std::string> configuration() const override;

  bool Next(VectorRow& row) override {
    while (done_ < words()) {
      const std::size_t i = done_++;
      if (i >= block_.end) TakeBlock(i);
      row = {layout_.words[i], RowOf(block_.values, i), layout_.words.counts[i], {}};
      if (layout_.output) row.output = RowOf(block_.outputs, i);
      if (!row.word.empty()) return true;
      if (!lenient_) {
        throw Malformed(
            fmt::format("expected a word for row {}, found none{}", i + 1, kPassesOver));
      }
      ++passed_over_.without_word;
    }
    if (!std::exchange(ended_, true)) bytes_.CheckUnchanged();
    return false;
  }

  std::optional<Subwords> TakeSubwords() override {
    if (upcoming_.valid()) upcoming_.get();
    LoadNgramsOnce();
    return std::exchange(ngrams_, std::nullopt);
  }

 private:
  static constexpr std::size_t kBlockFloats = std::size_t{1} << 20;

  std::size_t words() const { return layout_.words.ends.size(); }

  std::span<const float> RowOf(const std::vector<float>& block, std::size_t i) const {
    return std::span(block).subspan((i - block_.begin) * dim(), dim());
  }

  void LoadNgramsOnce() {
    if (layout_.ngrams && !ngrams_) ngrams_ = LoadNgrams(bytes_, layout_, lenient_);
  }

  void TakeBlock(std::size_t begin) {
    LoadNgramsOnce();
    block_ = upcoming_.valid() ? upcoming_.get() : ReadBlock(begin);
    if (block_.end == words()) return;
    try {
      upcoming_ =
          std::async(std::launch::async, [this, next = block_.end] { return ReadBlock(next); });
    } catch (const std::system_error&) {
      // Without a thread to spare the next block is read when it is asked for.
    }
  }

  Block ReadBlock(std::size_t begin) const {
    Block block;
    block.begin = begin;
    block.end = begin + std::min(block_rows_, words() - begin);
    block.values.resize((block.end - begin) * dim());
    layout_.input.Read(bytes_, begin, block.values);
    if (ngrams_) AddNgrams(layout_, *ngrams_, begin, block.values);
    if (!layout_.output) return block;
    block.outputs.resize(block.values.size());
    layout_.output->Read(bytes_, begin, block.outputs);
    return block;
  }

  Error Malformed(std::string_view what) const {
    return {ErrorKind::kMalformed, fmt::format("{}: {}", bytes_.path().string(), what)};
  }

  const RandomAccess bytes_;
  FastTextLayout layout_;
  const bool lenient_;
  const std::size_t block_rows_;
  PassedOver passed_over_;
  std::optional<Subwords> ngrams_;
  std::size_t done_ = 0;
  bool ended_ = false;
  Block block_;
  std::future<Block> upcoming_;  // last: it uses all the others
};

// By hogvec's names, what fastText means by the same; supervised models have other windows and
// negatives.
std::map<std::string, std::string> FastTextReader::configuration() const {
  const FastTextHeader& header = layout_.header;
  std::map<std::string, std::string> options{{"dim", fmt::to_string(header.dim)}};
  const auto add = [&](const char* name, std::int32_t value) {
    if (value > 0) options[name] = fmt::to_string(value);
  };
  add("epochs", header.epochs);
  add("min-count", header.min_count);
  if (header.model == FastTextModel::kCbow) options["model"] = "cbow";
  if (header.model != FastTextModel::kSupervised) {
    add("window", header.window);
    if (header.loss == FastTextLoss::kNegative) add("negative", header.negative);
    if (header.sample >= 0) options["sample"] = fmt::to_string(header.sample);
  }
  if (!layout_.ngrams) return options;
  options["subwords"] = "trained";
  options["minn"] = fmt::to_string(layout_.ngrams->min_n);
  options["maxn"] = fmt::to_string(layout_.ngrams->max_n);
  options["buckets"] = fmt::to_string(layout_.ngrams->buckets);
  return options;
}

std::optional<FastTextLayout> ParseWithMagic(const RandomAccess& bytes, bool lenient) {
  try {
    return ParseFastText(bytes, lenient);
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::kMalformed || !LooksLikeFloretModel(bytes)) throw;
    throw Error(ErrorKind::kMalformed,
                fmt::format("{}: is a .bin of floret's, whose n-grams are hashed in another way; "
                            "read the .vec that floret wrote beside it",
                            bytes.path().string()));
  }
}

// What can be opened again may be of another format.
std::optional<FastTextLayout> ParseWithoutMagic(const RandomAccess& bytes) {
  try {
    return ParseOldFastText(bytes);
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::kMalformed || bytes.in_memory()) throw;
    return std::nullopt;
  }
}

}  // namespace

std::unique_ptr<VectorReader> OpenFastText(LineReader& file, bool lenient) {
  constexpr std::size_t kFirstLook = 64;
  const std::string_view first_bytes = file.Peek(kFirstLook);
  const bool magic = first_bytes.size() >= sizeof(kFastTextMagic) &&
                     std::memcmp(first_bytes.data(), &kFastTextMagic, sizeof(kFastTextMagic)) == 0;
  if (!magic && !MayBeOldFastText(first_bytes)) return nullptr;
  RandomAccess bytes(file);
  auto layout = magic ? ParseWithMagic(bytes, lenient) : ParseWithoutMagic(bytes);
  if (!layout) return nullptr;
  return std::make_unique<FastTextReader>(std::move(bytes), std::move(*layout), lenient);
}

}  // namespace hogvec
