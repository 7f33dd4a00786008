#ifndef HOGVEC_VECTORS_COMPANIONS_H_
#define HOGVEC_VECTORS_COMPANIONS_H_

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "hogvec/word_index.h"
#include "io/line_reader.h"

namespace hogvec {

// The files that stand beside an array of vectors, by its name: v.npy and v.vocab.tsv, v.fvecs and
// v.fvecs.tsv, v.tsv and v.metadata.tsv, v.pgcopy and v.sql; or in a folder. No two formats share
// one.
std::filesystem::path WordListBeside(const std::filesystem::path& path);
std::filesystem::path MetadataBeside(const std::filesystem::path& path);
std::filesystem::path SqlBeside(const std::filesystem::path& path);

// All files of a format that has one, or two, or is a folder.
std::vector<std::filesystem::path> OnlyItself(const std::filesystem::path& path);
std::vector<std::filesystem::path> WithWordList(const std::filesystem::path& path);
std::vector<std::filesystem::path> WithMetadata(const std::filesystem::path& path);
std::vector<std::filesystem::path> WithSql(const std::filesystem::path& path);
std::vector<std::filesystem::path> FilesOfModelFolder(const std::filesystem::path& folder);

// What a file of ours says near its start, and no other does, by the end of its name.
struct FileMark {
  std::string_view name_end, mark;
};
inline constexpr std::array kModelFolderMarks = {
    FileMark{"model.safetensors", "\"hogvec\":"}, FileMark{"tokenizer.json", "\"vocab\":{\n"},
    FileMark{"config.json", "\"hogvec\":"}, FileMark{"README.md", "\n- hogvec\n"},
    FileMark{"modules.json", "[{\"idx\": 0, \"name\": \"0\","}};
inline constexpr std::array kSqlMarks = {FileMark{".sql", "with psql and the extension pgvector"}};

// A list of words, one line each: the word and, after a tab, its count, if it has one. Where
// lines have two columns, a first line `word` and `count` may name them.

inline constexpr std::string_view kListHeader = "word\tcount";

// Writes a list whole, without a line that names the columns.
void WriteWordList(const std::filesystem::path& path, const WordIndex& words,
                   std::span<const std::uint64_t> counts);

// Reads a list word by word. For one thread at a time.
class WordListReader {
 public:
  // Throws Error{kNoInput}.
  explicit WordListReader(const std::filesystem::path& path);

  // The next word, valid until the next call, and its count or 0; false at the end. Throws
  // Error{kMalformed}, naming the line.
  bool Next(std::string_view& word, std::uint64_t& count);

  const LineReader& file() const { return file_; }

 private:
  LineReader file_;
};

}  // namespace hogvec

#endif  // HOGVEC_VECTORS_COMPANIONS_H_
