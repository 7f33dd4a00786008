#include "hogvec/transform.h"

#include <fmt/format.h>

#include <Eigen/Dense>
#include <algorithm>
#include <array>
#include <memory>
#include <utility>
#include <vector>

#include "base/unit_length.h"
#include "hogvec/error.h"
#include "hogvec/neighbours.h"
#include "hogvec/words_view.h"
#include "io/word_list.h"

namespace hogvec {
namespace {

using Names = std::pair<Combination, std::string_view>;
constexpr std::array kCombinations = {
    Names{Combination::kInput, "input"}, Names{Combination::kOutput, "output"},
    Names{Combination::kSum, "sum"}, Names{Combination::kConcat, "concat"}};

using RowMap = Eigen::Map<Eigen::RowVectorXf>;

RowMap RowOf(EmbeddingTable& table, std::size_t row) {
  const auto values = table.Row(ToWordId(row));
  return {values.data(), static_cast<Eigen::Index>(values.size())};
}

// In double: a sum over millions of rows.
Eigen::RowVectorXd MeanOf(EmbeddingTable& table) {
  Eigen::RowVectorXd sum = Eigen::RowVectorXd::Zero(static_cast<Eigen::Index>(table.dim()));
  for (std::size_t row = 0; row < table.rows(); ++row) sum += RowOf(table, row).cast<double>();
  return sum / static_cast<double>(std::max<std::size_t>(table.rows(), 1));
}

// The sum over rows of each row's product with itself.
Eigen::MatrixXd ScatterOf(EmbeddingTable& table) {
  const auto dim = static_cast<Eigen::Index>(table.dim());
  Eigen::MatrixXd scatter = Eigen::MatrixXd::Zero(dim, dim);
  constexpr std::size_t kPiece = 1024;  // rows at once, for the cache's sake
  Eigen::MatrixXd piece(static_cast<Eigen::Index>(kPiece), dim);
  for (std::size_t first = 0; first < table.rows(); first += kPiece) {
    const std::size_t count = std::min(kPiece, table.rows() - first);
    for (std::size_t i = 0; i < count; ++i) {
      piece.row(static_cast<Eigen::Index>(i)) = RowOf(table, first + i).cast<double>();
    }
    const auto rows = piece.topRows(static_cast<Eigen::Index>(count));
    scatter.selfadjointView<Eigen::Lower>().rankUpdate(rows.transpose());
  }
  return scatter;
}

EmbeddingTable SumOf(const EmbeddingTable& a, const EmbeddingTable& b) {
  EmbeddingTable sum(a.rows(), a.dim());
  for (std::size_t row = 0; row < a.rows(); ++row) {
    const WordId id = ToWordId(row);
    std::ranges::transform(a.Row(id), b.Row(id), sum.Row(id).begin(), std::plus<>());
  }
  return sum;
}

EmbeddingTable Joined(const EmbeddingTable& a, const EmbeddingTable& b) {
  EmbeddingTable joined(a.rows(), a.dim() + b.dim());
  for (std::size_t row = 0; row < a.rows(); ++row) {
    const WordId id = ToWordId(row);
    const auto second = std::ranges::copy(a.Row(id), joined.Row(id).begin()).out;
    std::ranges::copy(b.Row(id), second);
  }
  return joined;
}

EmbeddingTable RowsOf(const EmbeddingTable& table, std::span<const WordId> ids) {
  if (table.rows() == 0) return {};
  EmbeddingTable chosen(ids.size(), table.dim());
  for (std::size_t i = 0; i < ids.size(); ++i) {
    std::ranges::copy(table.Row(ids[i]), chosen.Row(ToWordId(i)).begin());
  }
  return chosen;
}

// Leaves of vectors the rows of these ids, which are those of `words`, in their order.
void Choose(WordIndex words, std::span<const WordId> ids, WordVectors& vectors) {
  vectors.words = std::move(words);
  vectors.table = RowsOf(vectors.table, ids);
  vectors.output = RowsOf(vectors.output, ids);
  std::vector<std::uint64_t> counts;
  for (const WordId id : ids) {
    if (!vectors.counts.empty()) counts.push_back(vectors.counts[ToIndex(id)]);
  }
  vectors.counts = std::move(counts);
}

// Words of a list, and where their vectors are.
class Chosen {
 public:
  // Refers to `vectors`, which must not change until LeaveIn().
  Chosen(const WordVectors& vectors, bool known_only)
      : vectors_(vectors),
        search_(std::shared_ptr<const WordVectors>(std::shared_ptr<const void>(), &vectors), 1),
        known_only_(known_only) {}

  bool empty() const { return rows_.empty(); }

  void Add(const std::string& word) {
    if (const auto id = FindGiven(vectors_.words, word)) return Add(vectors_.words[*id], *id);
    const auto found = known_only_ ? std::nullopt : search_.Find(word);
    if (found) return Add(word, *found);
    if (listed_.missing++ < ListedWords::kNamed) listed_.first_missing.push_back(word);
  }

  ListedWords LeaveIn(WordVectors& vectors) && {
    if (listed_.unseen == 0) {
      std::vector<WordId> ids;
      for (const AskedWord& row : rows_) ids.push_back(*row.id());
      Choose(std::move(words_), ids, vectors);
      return std::move(listed_);
    }
    EmbeddingTable table(rows_.size(), vectors.table.dim());
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      std::ranges::copy(ValuesOf(rows_[i]), table.Row(ToWordId(i)).begin());
    }
    vectors.words = std::move(words_);
    vectors.table = std::move(table);
    vectors.output = {};
    vectors.counts = {};
    return std::move(listed_);
  }

 private:
  void Add(std::string_view word, const AskedWord& row) {
    if (words_.Find(word)) return;
    words_.FindOrAdd(word);
    listed_.unseen += row.id() ? 0 : 1;
    rows_.push_back(row);
  }

  std::span<const float> ValuesOf(const AskedWord& row) const {
    return row.id() ? vectors_.table.Row(*row.id()) : row.values();
  }

  const WordVectors& vectors_;
  const NeighbourSearch search_;
  const bool known_only_;
  ListedWords listed_;
  WordIndex words_;
  std::vector<AskedWord> rows_;
};

}  // namespace

std::string_view NameOf(Combination combination) {
  return std::ranges::find(kCombinations, combination, &Names::first)->second;
}

std::optional<Combination> CombinationByName(std::string_view name) {
  const auto* const found = std::ranges::find(kCombinations, name, &Names::second);
  return found == kCombinations.end() ? std::nullopt : std::optional(found->first);
}

void Combine(Combination combination, WordVectors& vectors) {
  if (combination == Combination::kInput) return;
  if (vectors.output.rows() != vectors.table.rows()) {
    throw Error(ErrorKind::kMalformed,
                fmt::format("there are no output rows to make '{}' of; safetensors files written "
                            "by 'hogvec train' have them",
                            NameOf(combination)));
  }
  if (combination == Combination::kSum) vectors.table = SumOf(vectors.table, vectors.output);
  if (combination == Combination::kConcat) vectors.table = Joined(vectors.table, vectors.output);
  if (combination == Combination::kOutput) std::swap(vectors.table, vectors.output);
  vectors.output = {};
}

ListedWords KeepWords(const std::filesystem::path& list, WordVectors& vectors, bool known_only) {
  Chosen chosen(vectors, known_only);
  for (const std::string& word : ReadWordList(list)) chosen.Add(word);
  if (chosen.empty()) {
    throw Error(ErrorKind::kNotFound,
                fmt::format("{}: there is a vector for none of its words", list.string()));
  }
  return std::move(chosen).LeaveIn(vectors);
}

LeftOut LeaveOutUnwritable(VectorFormat format, WordVectors& vectors) {
  WordIndex words;
  std::vector<WordId> ids;
  LeftOut left_out;
  for (std::size_t i = 0; i < vectors.words.size(); ++i) {
    const std::string_view word = vectors.words[ToWordId(i)];
    if (WordFault(format, word).empty()) {
      words.FindOrAdd(word);
      ids.push_back(ToWordId(i));
    } else if (left_out.words++ == 0) {
      left_out.first = word;
    }
  }
  if (left_out.words > 0) Choose(std::move(words), ids, vectors);
  return left_out;
}

void Center(EmbeddingTable& table) {
  const Eigen::RowVectorXf mean = MeanOf(table).cast<float>();
  for (std::size_t row = 0; row < table.rows(); ++row) RowOf(table, row) -= mean;
}

void RemoveComponents(std::size_t count, EmbeddingTable& table) {
  if (count >= table.dim()) {
    throw Error(ErrorKind::kUsage,
                fmt::format("of vectors of {} values at most {} components can be removed, not {}",
                            table.dim(), table.dim() - 1, count));
  }
  Center(table);
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(ScatterOf(table));
  // Ordered by rising eigenvalue.
  const Eigen::MatrixXf top =
      solver.eigenvectors().rightCols(static_cast<Eigen::Index>(count)).cast<float>();
  for (std::size_t row = 0; row < table.rows(); ++row) {
    RowMap values = RowOf(table, row);
    values -= (values * top).eval() * top.transpose();
  }
}

void ScaleRows(EmbeddingTable& table) {
  for (std::size_t row = 0; row < table.rows(); ++row) ScaleToUnit(table.Row(ToWordId(row)));
}

}  // namespace hogvec
