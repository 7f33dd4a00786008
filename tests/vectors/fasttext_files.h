#ifndef HOGVEC_VECTORS_FASTTEXT_FILES_H_
#define HOGVEC_VECTORS_FASTTEXT_FILES_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace hogvec::testing {

template <typename Number>
void AppendNumber(std::string& bytes, Number number) {
  bytes.append(reinterpret_cast<const char*>(&number), sizeof(number));
}

// A matrix as fastText quantises it: a code for each piece of each row.
struct QuantisedRows {
  bool has_norms = false;
  std::int64_t rows = 0, dim = 0;
  std::int32_t piece = 2;
  std::vector<std::uint8_t> codes;
  std::vector<float> pieces;  // dim x 256
  std::vector<std::uint8_t> norm_codes;
  std::vector<float> norms;  // 256

  // Code c stands for a piece of values c + 256 * (its place), or the negative of that where odd.
  static QuantisedRows Of(std::int64_t rows, std::int32_t dim, bool has_norms) {
    QuantisedRows made{.has_norms = has_norms,
                       .rows = rows,
                       .dim = dim,
                       .codes = {},
                       .pieces = {},
                       .norm_codes = {},
                       .norms = {}};
    const std::int32_t count = (dim + made.piece - 1) / made.piece;
    for (std::int64_t i = 0; i < rows * count; ++i) {
      made.codes.push_back(static_cast<std::uint8_t>(7 * i + 3));
    }
    for (int i = 0; i < dim * 256; ++i) made.pieces.push_back(static_cast<float>(i % 97) - 40);
    for (std::int64_t i = 0; has_norms && i < rows; ++i) {
      made.norm_codes.push_back(static_cast<std::uint8_t>(5 * i));
    }
    for (int i = 0; has_norms && i < 256; ++i) made.norms.push_back(0.5f + static_cast<float>(i));
    return made;
  }

  void Append(std::string& bytes) const {
    AppendNumber<std::uint8_t>(bytes, has_norms ? 1 : 0);
    AppendNumber(bytes, rows);
    AppendNumber(bytes, dim);
    AppendNumber(bytes, static_cast<std::int32_t>(codes.size()));
    for (const std::uint8_t code : codes) AppendNumber(bytes, code);
    AppendQuantizer(bytes, static_cast<std::int32_t>(dim), piece, pieces);
    if (!has_norms) return;
    for (const std::uint8_t code : norm_codes) AppendNumber(bytes, code);
    AppendQuantizer(bytes, 1, 1, norms);
  }

 private:
  static void AppendQuantizer(std::string& bytes, std::int32_t dim, std::int32_t piece,
                              const std::vector<float>& values) {
    const std::int32_t count = (dim + piece - 1) / piece;
    for (const std::int32_t field : {dim, count, piece, dim - (count - 1) * piece}) {
      AppendNumber(bytes, field);
    }
    for (const float value : values) AppendNumber(bytes, value);
  }
};

// A file of fastText, built byte by byte. The default has two words, four buckets of n-grams of
// three or four characters, and output rows.
struct FastTextFile {
  struct Entry {
    std::string word;
    std::int64_t count = 1;
    std::int8_t type = 0;
  };

  static constexpr std::int32_t kNoMagic = 0;

  std::int32_t version = 12;
  std::int32_t dim = 2, loss = 2, model = 2, buckets = 4, min_n = 3, max_n = 4;
  std::vector<std::int32_t> floret = {};  // floret's two more numbers
  double sample = 1e-4;
  std::vector<Entry> entries = {{"</s>", 9, 0}, {"cat", 5, 0}};
  std::int32_t labels = 0;
  std::vector<std::pair<std::int32_t, std::int32_t>> kept = {};
  std::int64_t pruned = -1;
  std::vector<float> input = {1, 2, 3, 4, 0, 0, 10, 20, -8, 5, 100, 200};
  std::optional<QuantisedRows> quantised_input = {}, quantised_output = {};
  std::vector<float> output = {7, 8, 9, 10};
  bool has_output = true;
  std::string rest = {};

  std::string Bytes() const {
    std::string bytes = Head();
    for (const Entry& entry : entries) {
      bytes.append(entry.word).push_back('\0');
      AppendNumber(bytes, entry.count);
      AppendNumber(bytes, entry.type);
    }
    for (const auto& [bucket, place] : kept) {
      AppendNumber(bytes, bucket);
      AppendNumber(bytes, place);
    }
    AppendMatrix(bytes, quantised_input, input);
    if (has_output) AppendMatrix(bytes, quantised_output, output);
    return bytes + rest;
  }

 private:
  std::string Head() const {
    std::string bytes;
    const auto size = static_cast<std::int32_t>(entries.size());
    std::vector<std::int32_t> fields;
    if (version != kNoMagic) fields = {793712314, version};
    fields.insert(fields.end(), {dim, 6, 7, 3, 4, 1, loss, model, buckets, min_n, max_n});
    fields.insert(fields.end(), floret.begin(), floret.end());
    fields.push_back(100);
    for (const std::int32_t field : fields) AppendNumber(bytes, field);
    AppendNumber(bytes, sample);
    for (const std::int32_t field : {size, size - labels, labels}) AppendNumber(bytes, field);
    AppendNumber(bytes, std::int64_t{1000});
    if (version != kNoMagic) AppendNumber(bytes, pruned);
    return bytes;
  }

  void AppendMatrix(std::string& bytes, const std::optional<QuantisedRows>& quantised,
                    const std::vector<float>& values) const {
    if (version != kNoMagic) AppendNumber<std::uint8_t>(bytes, quantised ? 1 : 0);
    if (quantised) return quantised->Append(bytes);
    AppendNumber(bytes, static_cast<std::int64_t>(values.size()) / dim);
    AppendNumber(bytes, std::int64_t{dim});
    for (const float value : values) AppendNumber(bytes, value);
  }
};

}  // namespace hogvec::testing

#endif  // HOGVEC_VECTORS_FASTTEXT_FILES_H_
