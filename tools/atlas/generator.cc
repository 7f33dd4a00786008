#include "atlas/generator.h"

#include <algorithm>

#include "atlas/world.h"

namespace hogvec::atlas {
namespace {

constexpr std::size_t kChunkBytes = 1 << 18;
// Divisible by the length of every list of alternatives.
constexpr std::uint32_t kTurns = 2520;
constexpr std::uint32_t kRowUnits = 1'000'000;

std::vector<Grid> ReadGrids() {
  std::vector<Grid> grids;
  for (const Table* table : Tables()) grids.emplace_back(table->rows);
  return grids;
}

WeightedChoice ChooseTables() {
  std::vector<std::uint32_t> weights;
  for (const Table* table : Tables()) weights.push_back(table->weight);
  return WeightedChoice(weights);
}

// Zipf-Mandelbrot: the weight is proportional to 1 / (rank + rows), so that the first row is
// mentioned twice as often as the last, which must still occur often enough to be learned.
WeightedChoice ChooseRows(std::size_t row_count) {
  const auto count = static_cast<std::uint32_t>(row_count);
  std::vector<std::uint32_t> weights;
  for (std::uint32_t rank = 0; rank < count; ++rank) {
    weights.push_back(kRowUnits / (rank + count + 1));
  }
  return WeightedChoice(weights);
}

WeightedChoice ChooseShapes(const std::vector<Shape>& shapes, const Grid& grid, std::size_t row) {
  std::vector<std::uint32_t> weights;
  weights.reserve(shapes.size());
  for (const Shape& shape : shapes) {
    weights.push_back(CanTell(shape, grid, row) ? shape.weight : 0);
  }
  return WeightedChoice(weights);
}

bool EndsWithArticle(std::string_view sentence) {
  return sentence == "a " || sentence.ends_with(" a ");
}

// Appends the words and a space to the sentence that begins at `start`.
void AppendWords(std::string_view words, std::size_t start, std::string& out) {
  if (EndsWithArticle(std::string_view(out).substr(start)) && TakesAn(words)) {
    out.insert(out.size() - 1, 1, 'n');
  }
  out.append(words).append(1, ' ');
}

}  // namespace

AtlasGenerator::AtlasGenerator(std::uint64_t seed)
    : random_(seed), grids_(ReadGrids()), tables_(ChooseTables()) {
  for (std::size_t table = 0; table < grids_.size(); ++table) {
    topics_.push_back(MakeTopic(table, grids_));
  }
}

AtlasGenerator::Topic AtlasGenerator::MakeTopic(std::size_t table, const std::vector<Grid>& grids) {
  const Grid& grid = grids[table];
  Topic topic{ReadShapes(table, grids), ChooseRows(grid.RowCount()), {}};
  for (std::size_t row = 0; row < grid.RowCount(); ++row) {
    topic.shapes_of_row.push_back(ChooseShapes(topic.shapes, grid, row));
  }
  return topic;
}

std::string_view AtlasGenerator::Draw(const Alternatives& alternatives) {
  return alternatives[Below(random_, static_cast<std::uint32_t>(alternatives.size()))];
}

std::string_view AtlasGenerator::Fill(const Part& part, std::size_t table, std::size_t row,
                                      std::size_t turn) {
  if (!part.text.empty()) return Draw(part.text);
  if (part.slot.table) {
    const std::size_t other = *part.slot.table;
    return Draw(grids_[other].Cell(topics_[other].rows.Draw(random_), part.slot.column));
  }
  const Alternatives& cell = grids_[table].Cell(row, part.slot.column);
  return cell[(turn + part.repeat) % cell.size()];
}

std::size_t AtlasGenerator::AppendSentence(std::string& out) {
  const std::size_t start = out.size();
  const std::size_t table = tables_.Draw(random_);
  const Topic& topic = topics_[table];
  const std::size_t row = topic.rows.Draw(random_);
  const Shape& shape = topic.shapes[topic.shapes_of_row[row].Draw(random_)];
  const std::size_t turn = Below(random_, kTurns);
  for (const Part& part : shape.parts) AppendWords(Fill(part, table, row, turn), start, out);
  const auto words = std::count(out.begin() + static_cast<std::ptrdiff_t>(start), out.end(), ' ');
  out.back() = '\n';
  return static_cast<std::size_t>(words);
}

bool AtlasCorpus::Next(std::string& chunk) {
  chunk.clear();
  while (words_left_ > 0 && chunk.size() < kChunkBytes) {
    words_left_ -= std::min<std::uint64_t>(words_left_, generator_.AppendSentence(chunk));
  }
  return !chunk.empty();
}

}  // namespace hogvec::atlas
