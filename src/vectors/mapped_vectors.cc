#include "hogvec/mapped_vectors.h"

#include <fmt/format.h>
#include <sys/mman.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <limits>
#include <system_error>
#include <utility>

#include "hogvec/error.h"
#include "io/file.h"
#include "io/tensor_header.h"
#include "vectors/first_line.h"
#include "vectors/formats/safetensors.h"
#include "vectors/formats/subword_arrays.h"

namespace hogvec {
namespace {

// The bytes of a file in memory.
class MappedFile {
 public:
  explicit MappedFile(const std::filesystem::path& path) {
    const File file = File::OpenForReading(path);
    size_ = file.Size();
    if (size_ == 0) return;
    void* const start = ::mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, file.descriptor(), 0);
    if (start == MAP_FAILED) throw SystemError(ErrorKind::kIo, path, "can't be mapped", errno);
    start_ = static_cast<const char*>(start);
  }
  ~MappedFile() {
    if (start_ != nullptr) ::munmap(const_cast<char*>(start_), size_);
  }
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;

  std::string_view bytes() const { return {start_, size_}; }

 private:
  const char* start_ = nullptr;
  std::size_t size_ = 0;
};

// An element of an array that may stand at any byte.
template <typename T>
T Element(std::string_view array, std::size_t index) {
  T value;
  std::memcpy(&value, array.data() + index * sizeof(T), sizeof(T));
  return value;
}

template <typename T>
bool IsAligned(std::string_view array) {
  return reinterpret_cast<std::uintptr_t>(array.data()) % alignof(T) == 0;
}

// The n-gram arrays of a file, before they are held against each other.
struct NgramArrays {
  std::vector<std::uint64_t> shape;  // of the rows
  std::string_view values, buckets, rows;

  void Take(const TensorInfo& tensor, std::string_view array) {
    if (tensor.name == kSubwordWeights && tensor.type == ElementType::kF32) {
      shape = tensor.shape;
      values = array;
    }
    if (tensor.name == kSubwordBuckets && tensor.type == ElementType::kU32) buckets = array;
    if (tensor.name == kSubwordRows && tensor.type == ElementType::kU32) rows = array;
  }

  bool Fits(std::size_t dim) const {
    return shape.size() == 2 && shape[1] == dim && !values.empty() && !buckets.empty() &&
           buckets.size() == rows.size() && IsAligned<float>(values) &&
           IsAligned<std::uint32_t>(buckets) && IsAligned<std::uint32_t>(rows);
  }
};

std::span<const std::uint32_t> Numbers(std::string_view array) {
  return {reinterpret_cast<const std::uint32_t*>(array.data()),
          array.size() / sizeof(std::uint32_t)};
}

bool IsOfNgrams(const TensorInfo& tensor) {
  return tensor.name == kSubwordWeights || tensor.name == kSubwordBuckets ||
         tensor.name == kSubwordRows;
}

}  // namespace

struct MappedVectors::Mapping {
  explicit Mapping(const std::filesystem::path& file) : path(file), mapped(file) {
    const std::string_view bytes = mapped.bytes();
    if (!LooksLikeSafetensors(bytes)) throw Malformed("is no safetensors file");
    const auto header_bytes = Element<std::uint64_t>(bytes, 0);
    const std::uint64_t rest = bytes.size() - sizeof(header_bytes);
    if (header_bytes > rest) throw Malformed("is cut short within its header");
    Take(bytes.substr(sizeof(header_bytes), header_bytes),
         bytes.substr(sizeof(header_bytes) + header_bytes));
  }

  // Finds the arrays among `data`, and holds their shapes against each other.
  void Take(std::string_view header_text, std::string_view data) {
    TensorHeader header;
    try {
      header = ParseTensorHeader(header_text, data.size());
    } catch (const std::runtime_error& error) {
      throw Malformed(error.what());
    }
    std::uint64_t at = 0;
    std::optional<NgramArrays> arrays;
    for (const TensorInfo& tensor : header.tensors) {
      const std::string_view array = data.substr(at, tensor.Bytes());
      at += array.size();
      if (tensor.name == kEmbeddingArray) TakeRows(tensor, array);
      if (tensor.name == kWordBytes) words = array;
      if (tensor.name == kWordOffsets && tensor.type == ElementType::kI64) offsets = array;
      if (tensor.name == kWordOrder && tensor.type == ElementType::kU32) order = array;
      if (tensor.name == kCountsArray && tensor.type == ElementType::kI64) counts = array;
      if (!IsOfNgrams(tensor)) continue;
      if (!arrays) arrays.emplace();
      arrays->Take(tensor, array);
    }
    if (counts.size() != rows * sizeof(std::uint64_t)) counts = {};
    if (rows == 0 || offsets.size() != (rows + 1) * sizeof(std::uint64_t) ||
        order.size() != rows * sizeof(std::uint32_t)) {
      throw Malformed(
          "has no float32 rows with words in order; 'hogvec export' makes such a file "
          "of it");
    }
    if (arrays) TakeNgrams(*arrays, header.metadata);
    metadata = std::move(header.metadata);
  }

  void TakeNgrams(const NgramArrays& arrays, const TensorMetadata& rules_text) {
    if (!arrays.Fits(dim)) throw Malformed("has no float32 rows for the buckets of its n-grams");
    try {
      const SubwordRules rules = SubwordRulesIn(rules_text);
      ngrams = {.options = rules.ngrams,
                .buckets = Numbers(arrays.buckets),
                .rows = Numbers(arrays.rows),
                .first = reinterpret_cast<const float*>(arrays.values.data()),
                .stride = dim,
                .dim = dim,
                .only_known = rules.only_known};
      ngram_rows = arrays.shape[0];
    } catch (const std::runtime_error& error) {
      throw Malformed(error.what());
    }
  }

  // That each n-gram of a word which has a vector has it in the file.
  void CheckNgramsOf(std::string_view word) const {
    std::vector<std::uint32_t> buckets;
    AppendBuckets(word, ngrams->options, buckets);
    for (const std::uint32_t bucket : buckets) {
      const auto row = ngrams->Find(bucket);
      if (row && *row >= ngram_rows) {
        throw Malformed(fmt::format("has no row {} for an n-gram", *row));
      }
    }
  }

  void TakeRows(const TensorInfo& tensor, std::string_view array) {
    const bool fits = tensor.type == ElementType::kF32 && tensor.shape.size() == 2 &&
                      tensor.shape[1] > 0 && tensor.shape[1] <= kMostDim;
    if (!fits || !IsAligned<float>(array)) return;
    rows = tensor.shape[0];
    dim = tensor.shape[1];
    values = reinterpret_cast<const float*>(array.data());
  }

  std::string_view Word(std::size_t id) const {
    const auto begin = Element<std::uint64_t>(offsets, id);
    const auto end = Element<std::uint64_t>(offsets, id + 1);
    if (begin > end || end > words.size()) throw Malformed(fmt::format("has no word {}", id));
    return words.substr(begin, end - begin);
  }

  Error Malformed(std::string_view what) const {
    return {ErrorKind::kMalformed, fmt::format("{}: {}", path.string(), what)};
  }

  std::filesystem::path path;
  MappedFile mapped;
  std::size_t rows = 0, dim = 0;
  const float* values = nullptr;
  std::string_view words, offsets, order, counts;
  TensorMetadata metadata;
  std::optional<SubwordsView> ngrams;
  std::size_t ngram_rows = 0;
};

MappedVectors::MappedVectors(const std::filesystem::path& path)
    : mapping_(std::make_unique<Mapping>(path)) {}

MappedVectors::~MappedVectors() = default;
MappedVectors::MappedVectors(MappedVectors&&) noexcept = default;
MappedVectors& MappedVectors::operator=(MappedVectors&&) noexcept = default;

std::size_t MappedVectors::size() const { return mapping_->rows; }
std::size_t MappedVectors::dim() const { return mapping_->dim; }

std::string_view MappedVectors::Word(WordId id) const { return mapping_->Word(ToIndex(id)); }

std::span<const float> MappedVectors::Row(WordId id) const {
  return {mapping_->values + ToIndex(id) * mapping_->dim, mapping_->dim};
}

std::vector<std::uint64_t> MappedVectors::Counts() const {
  std::vector<std::uint64_t> counts(mapping_->counts.size() / sizeof(std::uint64_t));
  mapping_->counts.copy(reinterpret_cast<char*>(counts.data()), mapping_->counts.size());
  return counts;
}

std::optional<WordId> MappedVectors::Find(std::string_view word) const {
  const auto id_at = [this](std::size_t place) {
    const auto id = Element<std::uint32_t>(mapping_->order, place);
    if (id >= mapping_->rows) throw mapping_->Malformed("orders words that it has not");
    return std::size_t{id};
  };
  std::size_t begin = 0, end = mapping_->rows;
  while (begin < end) {
    const std::size_t middle = begin + (end - begin) / 2;
    const std::string_view there = mapping_->Word(id_at(middle));
    if (there == word) return ToWordId(id_at(middle));
    (there < word ? begin : end) = there < word ? middle + 1 : middle;
  }
  return std::nullopt;
}

std::map<std::string, std::string> MappedVectors::configuration() const {
  return ConfigurationIn(mapping_->metadata);
}

std::optional<NgramOptions> MappedVectors::ngrams() const {
  if (!mapping_->ngrams) return std::nullopt;
  return mapping_->ngrams->options;
}

std::size_t MappedVectors::Compose(std::string_view word, std::span<float> out) const {
  if (!mapping_->ngrams) {
    std::ranges::fill(out, 0.0f);
    return 0;
  }
  mapping_->CheckNgramsOf(word);
  return mapping_->ngrams->Compose(word, out);
}

std::optional<MappedVectors> MapIfPossible(const std::filesystem::path& path) {
  std::error_code unknown;
  if (!std::filesystem::is_regular_file(path, unknown)) return std::nullopt;
  try {
    return MappedVectors(path);
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::kMalformed) throw;
    return std::nullopt;
  }
}

}  // namespace hogvec
