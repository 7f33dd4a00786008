#include "vectors/formats/safetensors.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <numeric>
#include <utility>

#include "base/half.h"
#include "hogvec/error.h"
#include "hogvec/version.h"
#include "vectors/first_line.h"
#include "vectors/formats/subword_arrays.h"
#include "vectors/lenient.h"

namespace hogvec {
namespace {

constexpr const char* kOutputArray = "output.weight";
constexpr std::string_view kOptionPrefix = "hogvec.";

std::size_t BytesOf(ElementType type) { return type == ElementType::kF32 ? 4 : 2; }

bool IsNumber(ElementType type) {
  return type == ElementType::kF32 || type == ElementType::kF16 || type == ElementType::kBf16;
}

std::uint64_t WordBytes(const WordIndex& words) {
  std::uint64_t bytes = 0;
  for (std::size_t i = 0; i < words.size(); ++i) bytes += words[ToWordId(i)].size();
  return bytes;
}

std::vector<TensorInfo> Layout(const WriteOptions& options, const VectorsToWrite& vectors,
                               const std::optional<SubwordsToWrite>& subwords) {
  const std::vector<std::uint64_t> shape{vectors.words.get().size(), vectors.table.get().dim()};
  std::vector<TensorInfo> tensors{{kEmbeddingArray, ElementTypeOf(options.type), shape}};
  if (vectors.output != nullptr) {
    tensors.push_back({kOutputArray, ElementTypeOf(options.type), shape});
  }
  // Before the words, whose bytes would take the numbers off their boundaries.
  if (subwords) subwords->AddTo(tensors, options.type);
  if (!vectors.counts.empty()) tensors.push_back({kCountsArray, ElementType::kI64, {shape[0]}});
  tensors.push_back({kWordBytes, ElementType::kU8, {WordBytes(vectors.words)}});
  tensors.push_back({kWordOffsets, ElementType::kI64, {shape[0] + 1}});
  tensors.push_back({kWordOrder, ElementType::kU32, {shape[0]}});
  return tensors;
}

TensorMetadata MetadataOf(const VectorsToWrite& vectors,
                          const std::optional<SubwordsToWrite>& subwords) {
  TensorMetadata metadata{{"format", "hogvec"}, {"version", std::string(kVersion)}};
  for (const auto& [key, value] : vectors.configuration) {
    metadata[std::string(kOptionPrefix) + key] = value;
  }
  if (subwords) subwords->AddTo(metadata);
  return metadata;
}

void WriteWords(const WordIndex& words, TensorWriter& file) {
  for (std::size_t i = 0; i < words.size(); ++i) file.Write(words[ToWordId(i)]);
  std::uint64_t offset = 0;
  file.WriteArray(std::span<const std::uint64_t>(&offset, 1));
  for (std::size_t i = 0; i < words.size(); ++i) {
    offset += words[ToWordId(i)].size();
    file.WriteArray(std::span<const std::uint64_t>(&offset, 1));
  }
  std::vector<std::uint32_t> order(words.size());
  std::iota(order.begin(), order.end(), 0u);
  std::ranges::sort(order, {}, [&](std::uint32_t id) { return words[ToWordId(id)]; });
  file.WriteArray(std::span<const std::uint32_t>(order));
}

// The words of a file, checked.
class Words {
 public:
  Words(const TensorReader& file, std::size_t rows) {
    const TensorInfo& bytes = file.Find(kWordBytes, ElementType::kU8, 1);
    const TensorInfo& offsets = file.Find(kWordOffsets, ElementType::kI64, 1);
    if (offsets.shape[0] != rows + 1) throw file.Malformed("has not as many words as rows");
    bytes_ = file.ReadArray<char>(bytes);
    offsets_ = file.ReadArray<std::uint64_t>(offsets);
    if (!std::ranges::is_sorted(offsets_) || offsets_.back() > bytes_.size()) {
      throw file.Malformed("has words outside of their array");
    }
  }

  std::string_view operator[](std::size_t i) const {
    return {bytes_.data() + offsets_[i], offsets_[i + 1] - offsets_[i]};
  }

 private:
  std::vector<char> bytes_;
  std::vector<std::uint64_t> offsets_;
};

class SafetensorsReader : public VectorReader {
 public:
  SafetensorsReader(const std::filesystem::path& path, bool lenient)
      : file_(path, TensorReader::Checksum::kIfThere), lenient_(lenient) {
    const TensorInfo* const weights = file_.FindAny(kEmbeddingArray);
    if (weights == nullptr || file_.FindAny(kWordOffsets) == nullptr) {
      throw file_.Malformed(
          "is a safetensors file without words (vocab.bytes, vocab.offsets); if tokenizer.json is "
          "beside it, name the folder");
    }
    rows_.emplace(file_, *weights);
    words_.emplace(file_, rows_->rows());
    if (const TensorInfo* const output = file_.FindAny(kOutputArray)) {
      output_.emplace(file_, *output);
      if (output->shape != weights->shape) throw file_.Malformed("has output rows of other shape");
    }
    if (file_.FindAny(kCountsArray) != nullptr) {
      counts_ = file_.ReadArray<std::uint64_t>(file_.Find(kCountsArray, ElementType::kI64, 1));
      if (counts_.size() != rows_->rows()) throw file_.Malformed("has not as many counts as rows");
    }
    subwords_ = FindSubwords(file_, rows_->dim());
  }

  VectorFormat format() const override { return VectorFormat::kSafetensors; }
  std::size_t dim() const override { return rows_->dim(); }
  std::optional<std::size_t> rows() const override { return rows_->rows(); }

  std::map<std::string, std::string> configuration() const override {
    return ConfigurationIn(file_.metadata());
  }

  std::optional<Subwords> TakeSubwords() override {
    if (!subwords_) return std::nullopt;
    return ReadSubwords(file_, *subwords_);
  }

  const PassedOver& passed_over() const override { return passed_over_; }
  bool rows_are_certain() const override { return !lenient_; }

  bool Next(VectorRow& row) override {
    while (done_ < rows_->rows()) {
      const std::size_t i = done_++;
      row = {(*words_)[i], rows_->Row(i), counts_.empty() ? 0 : counts_[i], {}};
      if (output_) row.output = output_->Row(i);
      if (!row.word.empty()) return true;
      if (!lenient_)
        throw file_.Malformed(fmt::format("has no word for row {}{}", i + 1, kPassesOver));
      ++passed_over_.without_word;
    }
    return false;
  }

 private:
  TensorReader file_;
  const bool lenient_;
  PassedOver passed_over_;
  std::optional<TensorRows> rows_, output_;
  std::optional<Words> words_;
  std::vector<std::uint64_t> counts_;
  std::optional<SubwordArrays> subwords_;
  std::size_t done_ = 0;
};

}  // namespace

bool LooksLikeSafetensors(std::string_view bytes) {
  return bytes.size() > 9 && bytes.substr(4, 6) == std::string_view("\0\0\0\0{\"", 6);
}

ElementType ElementTypeOf(NumberType type) {
  if (type == NumberType::kFloat32) return ElementType::kF32;
  return type == NumberType::kFloat16 ? ElementType::kF16 : ElementType::kBf16;
}

std::map<std::string, std::string> ConfigurationIn(const TensorMetadata& metadata) {
  std::map<std::string, std::string> configuration;
  for (const auto& [key, value] : metadata) {
    if (key.starts_with(kOptionPrefix)) configuration[key.substr(kOptionPrefix.size())] = value;
  }
  return configuration;
}

void RowWriter::Write(std::span<const float> row) {
  if (type_ == NumberType::kFloat32) return file_.WriteArray(row);
  std::ranges::transform(row, halves_.begin(), type_ == NumberType::kFloat16 ? ToHalf : ToBfloat16);
  file_.WriteArray(std::span<const std::uint16_t>(halves_));
}

void WriteRows(const EmbeddingTable& table, std::size_t rows, NumberType type, TensorWriter& file) {
  RowWriter writer(type, table.dim(), file);
  for (std::size_t i = 0; i < rows; ++i) writer.Write(table.Row(ToRowId(i)));
}

void WriteSafetensors(const std::filesystem::path& path, const WriteOptions& options,
                      const VectorsToWrite& vectors) {
  std::optional<SubwordsToWrite> subwords;
  if (vectors.subwords != nullptr) subwords.emplace(*vectors.subwords);
  TensorWriter file(path, MetadataOf(vectors, subwords), Layout(options, vectors, subwords));
  const std::size_t rows = vectors.words.get().size();
  WriteRows(vectors.table, rows, options.type, file);
  if (vectors.output != nullptr) WriteRows(*vectors.output, rows, options.type, file);
  if (subwords) subwords->Write(options.type, file);
  if (!vectors.counts.empty()) file.WriteArray(vectors.counts);
  WriteWords(vectors.words, file);
  file.Finish();
}

std::unique_ptr<VectorReader> OpenSafetensors(LineReader& file, bool lenient) {
  if (!LooksLikeSafetensors(file.Peek(64))) return nullptr;
  return std::make_unique<SafetensorsReader>(file.path(), lenient);
}

TensorRows::TensorRows(const TensorReader& file, const TensorInfo& tensor)
    : file_(file), tensor_(tensor), value_bytes_(BytesOf(tensor.type)) {
  if (tensor.shape.size() != 2 || !IsNumber(tensor.type) || rows() == 0 || dim() == 0 ||
      dim() > kMostDim) {
    throw file.Malformed(
        fmt::format("its array '{}' is none of rows of F32, F16 or BF16", tensor.name));
  }
  constexpr std::size_t kPieceBytes = std::size_t{1} << 20;
  piece_rows_ = std::max<std::size_t>(1, kPieceBytes / (dim() * value_bytes_));
}

std::span<const float> TensorRows::Row(std::size_t row) {
  if (row < first_ || row >= first_ + count_) ReadPiece(row);
  return {values_.data() + (row - first_) * dim(), dim()};
}

void TensorRows::ReadPiece(std::size_t row) {
  first_ = row;
  count_ = std::min(piece_rows_, rows() - row);
  values_.resize(count_ * dim());
  raw_.resize(values_.size() * value_bytes_);
  file_.Read(tensor_, std::uint64_t{row} * dim() * value_bytes_, raw_);
  if (tensor_.type == ElementType::kF32) {
    std::memcpy(values_.data(), raw_.data(), raw_.size());
    return;
  }
  for (std::size_t i = 0; i < values_.size(); ++i) {
    std::uint16_t bits = 0;
    std::memcpy(&bits, raw_.data() + 2 * i, sizeof(bits));
    values_[i] = tensor_.type == ElementType::kF16 ? FromHalf(bits) : FromBfloat16(bits);
  }
}

}  // namespace hogvec
