#include "vectors/formats/pgvector.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/number.h"
#include "base/quoted.h"
#include "hogvec/error.h"
#include "io/atomic_file.h"
#include "io/compression.h"
#include "vectors/companions.h"
#include "vectors/first_line.h"
#include "vectors/formats/text_row.h"
#include "vectors/lenient.h"

namespace hogvec {
namespace {

// What COPY can't take as it is, and how it is written.
constexpr std::array kEscapes = {std::pair{'\\', '\\'}, std::pair{'\t', 't'}, std::pair{'\n', 'n'},
                                 std::pair{'\r', 'r'}};

std::string Escaped(std::string_view word) {
  std::string out;
  for (const char c : word) {
    const auto* const found =
        std::ranges::find(kEscapes, c, [](const auto& escape) { return escape.first; });
    if (found == kEscapes.end()) {
      out += c;
    } else {
      out += {'\\', found->second};
    }
  }
  return out;
}

std::string Unescaped(std::string_view text) {
  std::string word;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\' || i + 1 == text.size()) {
      word += text[i];
      continue;
    }
    const char code = text[++i];
    const auto* const found =
        std::ranges::find(kEscapes, code, [](const auto& escape) { return escape.second; });
    word += found == kEscapes.end() ? code : found->first;
  }
  return word;
}

// A text in single quotes, with `quote` for each that it holds.
std::string InQuotes(std::string_view text, std::string_view quote) {
  std::string quoted = "'";
  for (const char c : text) c == '\'' ? quoted += quote : quoted += c;
  return quoted += '\'';
}

// What \copy reads: a file, or the output of a command. In quotes psql knows no escape but a
// doubled quote, and takes a leading ~ for somebody's home. A shell knows none at all: a quote
// stands outside.
std::string SourceFor(const std::filesystem::path& path) {
  const std::string name = path.filename().string();
  const Compression compression = CompressionBySuffix(path);
  if (compression == Compression::kNone) {
    return InQuotes(name.starts_with('~') ? "./" + name : name, "''");
  }
  const std::string command =
      fmt::format("{} -dc < {}", NameOf(compression), InQuotes(name, "'\\''"));
  return "PROGRAM " + InQuotes(command, "''");
}

// The rows are there together or not at all: a program that fails half way is noticed by psql when
// it has sent what came before. An index may be more than the server has, and costs no rows.
std::string SqlFor(const std::filesystem::path& path, std::size_t dim) {
  constexpr std::size_t kMostIndexed = 2000;  // values, says pgvector
  std::string sql = fmt::format(
      "-- Loads {} into a table, with psql and the extension pgvector.\n"
      "-- To be run in the folder of both files.\n"
      "\\set ON_ERROR_STOP on\n"
      "\\encoding UTF8\n"
      "BEGIN;\n"
      "CREATE EXTENSION IF NOT EXISTS vector;\n"
      "CREATE TABLE word_vectors (word text PRIMARY KEY, embedding vector({}));\n"
      "\\copy word_vectors (word, embedding) FROM {}\n"
      "COMMIT;\n",
      path.filename().string(), dim, SourceFor(path));
  if (dim <= kMostIndexed) {
    sql += "CREATE INDEX ON word_vectors USING hnsw (embedding vector_cosine_ops);\n";
  }
  sql += "ANALYZE word_vectors;\n";
  return sql;
}

// The fields of a line: the word as it is written, and the values without their brackets.
std::optional<std::pair<std::string_view, std::string_view>> Fields(std::string_view line) {
  const std::size_t tab = line.find('\t');
  if (tab == std::string_view::npos) return std::nullopt;
  std::string_view values = line.substr(tab + 1);
  if (values.size() < 3 || !values.starts_with('[') || !values.ends_with(']')) return std::nullopt;
  return std::pair{line.substr(0, tab), values.substr(1, values.size() - 2)};
}

class PgvectorReader : public VectorReader {
 public:
  PgvectorReader(LineReader file, std::size_t dim, bool lenient)
      : file_(std::move(file)), lenient_(lenient), values_(dim) {}

  VectorFormat format() const override { return VectorFormat::kPgvector; }
  std::size_t dim() const override { return values_.size(); }
  std::optional<std::size_t> rows() const override { return std::nullopt; }
  const PassedOver& passed_over() const override { return passed_over_; }

  bool Next(VectorRow& row) override {
    for (std::string_view line; file_.NextLine(line);) {
      ParseLine(line);
      row = {word_, values_, 0, {}};
      if (!word_.empty()) return true;
      if (!lenient_)
        throw file_.MalformedLine(fmt::format("expected a word, found none{}", kPassesOver));
      ++passed_over_.without_word;
    }
    return false;
  }

 private:
  void ParseLine(std::string_view line) {
    const auto fields = Fields(line);
    if (!fields || !ParseValues(fields->second)) {
      throw file_.MalformedLine(fmt::format("expected a word, a tab and [{} numbers], found {}",
                                            values_.size(), Quoted(line)));
    }
    word_ = Unescaped(fields->first);
  }

  bool ParseValues(std::string_view text) {
    for (std::size_t i = 0; i < values_.size(); ++i) {
      const std::size_t comma = text.find(',');
      if ((i + 1 == values_.size()) != (comma == std::string_view::npos)) return false;
      const auto value = ParseFloat(text.substr(0, comma));
      if (!value) return false;
      values_[i] = *value;
      text.remove_prefix(std::min(comma, text.size() - 1) + 1);
    }
    return true;
  }

  LineReader file_;
  const bool lenient_;
  PassedOver passed_over_;
  std::string word_;
  std::vector<float> values_;
};

}  // namespace

void WritePgvector(const std::filesystem::path& path, const WriteOptions& options,
                   const VectorsToWrite& vectors) {
  const auto file = CreateFile(path);
  std::string line;
  for (std::size_t i = 0; i < vectors.words.get().size(); ++i) {
    line = Escaped(vectors.words.get()[ToWordId(i)]) + "\t[";
    AppendNumbers(vectors.table.get().Row(ToWordId(i)), ',', options.precision, line);
    line += "]\n";
    file->Write(line);
  }
  file->Finish();
  WriteWholeFile(SqlBeside(path), SqlFor(path, vectors.table.get().dim()));
}

std::string_view PgvectorPathFault(const std::filesystem::path& path) {
  const bool two_lines = path.filename().native().find_first_of("\n\r") != std::string::npos;
  return two_lines ? "has a .sql, in which no name with a line end can stand" : "";
}

std::unique_ptr<VectorReader> OpenPgvector(LineReader& file, bool lenient) {
  const auto fields = Fields(LookAtLine(file));
  if (!fields) return nullptr;
  const auto commas = std::ranges::count(fields->second, ',');
  const std::size_t dim = static_cast<std::size_t>(commas) + 1;
  if (dim > kMostDim) throw file.MalformedByte(fmt::format("a vector of {} values", dim));
  return std::make_unique<PgvectorReader>(std::move(file), dim, lenient);
}

}  // namespace hogvec
