#include "checkpoint/checkpoint.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <span>
#include <string_view>
#include <utility>

#include "base/number.h"
#include "hogvec/version.h"

namespace hogvec {
namespace {

constexpr std::string_view kFormat = "hogvec checkpoint 3";

constexpr std::size_t kChunkBytes = std::size_t{1} << 20;

// Every word followed by a newline; more newlines fill the array up to a multiple of 8 bytes, so
// that what follows stays aligned. No word contains one.
std::string JoinedWords(const Vocabulary& vocabulary) {
  std::string joined;
  for (std::size_t id = 0; id < vocabulary.size(); ++id) {
    joined += vocabulary.Word(ToWordId(id));
    joined += '\n';
  }
  joined.resize((joined.size() + 7) / 8 * 8, '\n');
  return joined;
}

// A bit for each block of the text, set for those that the epoch has dealt: a multiple of 64, so
// that what follows stays aligned, and some at least, as arrays may not be empty.
std::vector<std::uint8_t> BitsOf(const std::vector<std::uint32_t>& blocks) {
  std::vector<std::uint8_t> bits(8);
  for (const std::uint32_t block : blocks) {
    if (block / 8 >= bits.size()) bits.resize((std::size_t{block} / 64 + 1) * 8);
    bits[block / 8] = static_cast<std::uint8_t>(bits[block / 8] | 1 << block % 8);
  }
  return bits;
}

std::vector<std::uint32_t> BlocksOf(std::span<const std::uint8_t> bits) {
  std::vector<std::uint32_t> blocks;
  for (std::size_t block = 0; block < 8 * bits.size(); ++block) {
    if ((bits[block / 8] >> block % 8 & 1) != 0) {
      blocks.push_back(static_cast<std::uint32_t>(block));
    }
  }
  return blocks;
}

// The numbers of a checkpoint that are neither weights nor counts, in the order of `position`.
std::vector<std::uint64_t> NumbersOf(const Checkpoint& c) {
  const PruneReport& p = c.prune;
  return {c.state.position.epoch,
          c.state.tokens_done,
          c.corpus.fingerprint,
          c.corpus.bytes,
          c.corpus.tokens,
          c.corpus.lines,
          p.kept_words,
          p.dropped_words,
          p.kept_tokens,
          p.dropped_tokens,
          p.long_tokens,
          p.stop_tokens,
          p.signs,
          p.byte_order_marks,
          p.not_utf8_words,
          p.not_utf8_tokens,
          p.nul_words,
          p.nul_tokens};
}

constexpr std::size_t kNumbers = 18;

void TakeNumbers(std::span<const std::uint64_t> numbers, Checkpoint& c) {
  c.state.position.epoch = numbers[0];
  c.state.tokens_done = numbers[1];
  c.corpus = {numbers[2], numbers[3], numbers[4], numbers[5]};
  c.prune = {numbers[6],  numbers[7],  numbers[8],  numbers[9],  numbers[10], numbers[11],
             numbers[12], numbers[13], numbers[14], numbers[15], numbers[16], numbers[17]};
}

std::vector<std::uint64_t> ShapeOf(const EmbeddingTable& table) {
  return {table.rows(), table.dim()};
}

// What a run has besides if it is validated. Arrays may not be empty, so absence says none.
std::vector<TensorInfo> LayoutOfValidation(const Checkpoint& checkpoint, const SavedRows& best) {
  std::vector<TensorInfo> layout;
  const std::uint64_t epochs = checkpoint.scores.size(), bands = HeldOutBands{}.size();
  if (epochs > 0) {
    layout.push_back({"held_out_losses", ElementType::kF64, {epochs * bands}});
    layout.push_back({"held_out_pairs", ElementType::kU64, {epochs * bands}});
  }
  if (!best.empty()) {
    layout.push_back({"best_input", ElementType::kF32, ShapeOf(best.input)});
    layout.push_back({"best_output", ElementType::kF32, ShapeOf(best.output)});
  }
  return layout;
}

std::vector<TensorInfo> Layout(const Checkpoint& checkpoint, const EmbeddingTable& input,
                               const EmbeddingTable& output, std::uint64_t word_bytes,
                               std::uint64_t dealt_bytes) {
  const std::uint64_t words = output.rows(), epochs = checkpoint.state.losses.size();
  return {
      {"counts", ElementType::kU64, {words}},       {"position", ElementType::kU64, {kNumbers}},
      {"losses", ElementType::kF64, {epochs}},      {"pairs", ElementType::kU64, {epochs}},
      {"dealt", ElementType::kU8, {dealt_bytes}},   {"words", ElementType::kU8, {word_bytes}},
      {"input", ElementType::kF32, ShapeOf(input)}, {"output", ElementType::kF32, ShapeOf(output)}};
}

void WriteScores(const std::vector<HeldOutBands>& scores, TensorWriter& file) {
  for (const HeldOutBands& bands : scores) {
    for (const LossSum& band : bands) file.WriteArray(std::span(&band.loss, 1));
  }
  for (const HeldOutBands& bands : scores) {
    for (const LossSum& band : bands) file.WriteArray(std::span(&band.pairs, 1));
  }
}

// Rows without the zeros that pad them.
void WriteRows(const EmbeddingTable& table, TensorWriter& file) {
  for (std::size_t row = 0; row < table.rows(); ++row) file.WriteArray(table.Row(ToRowId(row)));
}

void ReadRows(const TensorReader& file, std::string_view name, EmbeddingTable& table) {
  const TensorInfo& tensor = file.Find(name, ElementType::kF32, 2);
  if (tensor.shape != std::vector<std::uint64_t>{table.rows(), table.dim()}) {
    throw file.Malformed(fmt::format("has '{}' in another shape than it says", name));
  }
  const std::size_t rows_at_once = std::max<std::size_t>(1, kChunkBytes / (4 * table.dim()));
  std::vector<float> chunk;
  for (std::size_t row = 0; row < table.rows(); row += rows_at_once) {
    const std::size_t rows = std::min(rows_at_once, table.rows() - row);
    chunk.resize(rows * table.dim());
    file.Read(tensor, row * table.dim() * sizeof(float),
              {reinterpret_cast<char*>(chunk.data()), chunk.size() * sizeof(float)});
    for (std::size_t i = 0; i < rows; ++i) {
      std::ranges::copy(std::span(chunk).subspan(i * table.dim(), table.dim()),
                        table.Row(ToRowId(row + i)).begin());
    }
  }
}

std::vector<LossSum> ReadLosses(const TensorReader& file) {
  const auto losses = file.ReadArray<double>(file.Find("losses", ElementType::kF64, 1));
  const auto pairs = file.ReadArray<std::uint64_t>(file.Find("pairs", ElementType::kU64, 1));
  if (losses.size() != pairs.size()) throw file.Malformed("has losses without their pairs");
  std::vector<LossSum> sums;
  for (std::size_t epoch = 0; epoch < losses.size(); ++epoch) {
    sums.push_back({losses[epoch], pairs[epoch]});
  }
  return sums;
}

std::vector<HeldOutBands> ReadScores(const TensorReader& file) {
  if (file.FindAny("held_out_losses") == nullptr) return {};
  const auto losses = file.ReadArray<double>(file.Find("held_out_losses", ElementType::kF64, 1));
  const auto pairs =
      file.ReadArray<std::uint64_t>(file.Find("held_out_pairs", ElementType::kU64, 1));
  constexpr std::size_t kBands = HeldOutBands{}.size();
  if (losses.size() != pairs.size() || losses.size() % kBands != 0) {
    throw file.Malformed("has held-out losses without their pairs");
  }
  std::vector<HeldOutBands> scores(losses.size() / kBands);
  for (std::size_t i = 0; i < losses.size(); ++i) {
    scores[i / kBands][i % kBands] = {losses[i], pairs[i]};
  }
  return scores;
}

}  // namespace

void WriteCheckpoint(const std::filesystem::path& path, const Checkpoint& checkpoint,
                     const Vocabulary& vocabulary, const EmbeddingTable& input,
                     const EmbeddingTable& output, const SavedRows& best) {
  TensorMetadata metadata = checkpoint.options;
  metadata["format"] = kFormat;
  metadata["hogvec"] = kVersion;
  const std::string words = JoinedWords(vocabulary);
  const std::vector<std::uint8_t> dealt = BitsOf(checkpoint.state.position.dealt);
  std::vector<TensorInfo> layout = Layout(checkpoint, input, output, words.size(), dealt.size());
  std::ranges::move(LayoutOfValidation(checkpoint, best), std::back_inserter(layout));
  layout.push_back({"note", ElementType::kU8, {checkpoint.note.size()}});
  TensorWriter file(path, metadata, layout);
  file.WriteArray(vocabulary.counts());
  file.WriteArray<std::uint64_t>(NumbersOf(checkpoint));
  for (const LossSum& sum : checkpoint.state.losses) file.WriteArray(std::span(&sum.loss, 1));
  for (const LossSum& sum : checkpoint.state.losses) file.WriteArray(std::span(&sum.pairs, 1));
  file.WriteArray(std::span(dealt));
  file.Write(words);
  WriteRows(input, file);
  WriteRows(output, file);
  WriteScores(checkpoint.scores, file);
  if (!best.empty()) {
    WriteRows(best.input, file);
    WriteRows(best.output, file);
  }
  file.Write(checkpoint.note);
  file.Finish();
}

Vocabulary ReadVocabulary(const TensorReader& file) {
  const auto counts = file.ReadArray<std::uint64_t>(file.Find("counts", ElementType::kU64, 1));
  const auto joined = file.ReadArray<char>(file.Find("words", ElementType::kU8, 1));
  std::string_view left(joined.data(), joined.size());
  std::vector<std::pair<std::string_view, std::uint64_t>> counted;
  for (const std::uint64_t count : counts) {
    const std::size_t end = left.find('\n');
    if (end == std::string_view::npos) throw file.Malformed("has fewer words than counts");
    counted.emplace_back(left.substr(0, end), count);
    left.remove_prefix(end + 1);
  }
  Vocabulary vocabulary(counted);
  if (vocabulary.size() != counted.size() || vocabulary.words().size() != counted.size()) {
    throw file.Malformed("has a word twice");
  }
  return vocabulary;
}

Checkpoint ReadCheckpoint(const TensorReader& file) {
  if (file.Metadata("format") != kFormat) {
    throw file.Malformed(fmt::format("is no checkpoint of this version of hogvec, but '{}'",
                                     file.Metadata("format")));
  }
  Checkpoint checkpoint;
  checkpoint.options = file.metadata();
  for (const char* own : {"format", "hogvec"}) checkpoint.options.erase(own);
  const TensorInfo& numbers = file.Find("position", ElementType::kU64, 1);
  if (numbers.shape[0] != kNumbers) throw file.Malformed("has no whole position");
  TakeNumbers(file.ReadArray<std::uint64_t>(numbers), checkpoint);
  checkpoint.state.position.dealt =
      BlocksOf(file.ReadArray<std::uint8_t>(file.Find("dealt", ElementType::kU8, 1)));
  checkpoint.state.losses = ReadLosses(file);
  checkpoint.scores = ReadScores(file);
  const auto note = file.ReadArray<char>(file.Find("note", ElementType::kU8, 1));
  checkpoint.note.assign(note.begin(), note.end());
  return checkpoint;
}

void ReadTables(const TensorReader& file, EmbeddingTable& input, EmbeddingTable& output) {
  ReadRows(file, "input", input);
  ReadRows(file, "output", output);
}

SavedRows ReadBestRows(const TensorReader& file, const Layers& model) {
  if (file.FindAny("best_input") == nullptr) return {};
  SavedRows best;
  best.CopyFrom(model);
  ReadRows(file, "best_input", best.input);
  ReadRows(file, "best_output", best.output);
  return best;
}

}  // namespace hogvec
