#ifndef HOGVEC_WORD_VECTORS_H_
#define HOGVEC_WORD_VECTORS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "hogvec/embedding_table.h"
#include "hogvec/word_index.h"

namespace hogvec {

// Words and one vector for each: what a trainer gives away and a query reads. Row i of `table`
// belongs to the word with id i.
//
// The other members are what only some formats hold; they are empty where a file has none.
struct WordVectors {
  WordIndex words;
  EmbeddingTable table;
  EmbeddingTable output = {};                             // output rows, as many and as long
  std::vector<std::uint64_t> counts = {};                 // how often each word was seen
  std::map<std::string, std::string> configuration = {};  // how they were trained, by option
};

// The layouts of a file of vectors; src/vectors says each in words.
enum class VectorFormat {
  kText,  // word2vec text: `rows dim`, then `word v1 ... vn` per line. fastText's .vec is read too
  kBinary,       // word2vec .bin: `rows dim`, then word, space, little-endian float32 values
  kGlove,        // as kText without the first line
  kSafetensors,  // hogvec's own: all of WordVectors
  kNumpy,        // .npy, and the words in .vocab.tsv beside it
  kProjector,    // TensorBoard's: values in .tsv, and the words in .metadata.tsv beside it
  kHuggingFace,  // a folder with model.safetensors and tokenizer.json (StaticEmbedding)
  kPgvector,     // text for PostgreSQL's COPY, and .sql beside it
  kSqlite,       // a database with one row per word
  kFvecs,        // .fvecs, and the words in .fvecs.tsv beside it
};

// What to tell a user of a format.
struct FormatInfo {
  VectorFormat format;
  std::string_view name;  // "text", "binary", "glove", "npy", ...
  std::array<std::string_view, 3> suffixes =
      {};                                   // the usual ones first; empty where there are less
  std::string_view about = {};              // a few words
  bool compressible = false;                // by .gz, .bz2, .xz or .zst after its suffix
  std::size_t value_bytes = sizeof(float);  // per value of a row on disk, from above
};

// All formats in the order of VectorFormat, and one of them.
std::vector<FormatInfo> VectorFormats();
const FormatInfo& InfoOf(VectorFormat format);

// The name of a format, and back; and all names, separated by commas.
std::string_view FormatName(VectorFormat format);
std::optional<VectorFormat> FormatByName(std::string_view name);
std::string FormatNames();

// The format that a path's suffix suggests, .gz, .bz2, .xz and .zst left aside: .bin is kBinary,
// .txt and .vec are kText, and so on; a folder is kHuggingFace. Nothing if it does not decide it.
std::optional<VectorFormat> FormatBySuffix(const std::filesystem::path& path);

// The files that writing `format` to `path` makes: that one, and those beside or in it.
std::vector<std::filesystem::path> FilesOf(const std::filesystem::path& path, VectorFormat format);

// What a lenient reading passed over, or took against the header's word, in rows.
struct PassedOver {
  std::uint64_t without_word = 0;
  std::uint64_t repeated = 0;       // their word stands in an earlier row
  std::uint64_t not_finite = 0;     // with a value that is NaN or infinite
  std::uint64_t missing = 0;        // of those that the header claims
  std::uint64_t more = 0;           // taken, beyond those that the header claims
  std::uint64_t lines_beyond = 0;   // of text behind those, which are no rows
  std::uint64_t bytes_beyond = 0;   // the same of a binary file
  std::string first_repeated = {};  // word
  std::string first_not_finite = {};

  bool operator==(const PassedOver&) const = default;
};

// How a file of vectors is read.
struct ReadOptions {
  std::size_t top = static_cast<std::size_t>(-1);  // only so many rows, the first ones
  // Whether rows without a word, with a word of before or with values that are not finite are
  // passed over and counted instead of refused, and all rows are taken whose number the header has
  // wrong. A row that can't be made out is refused all the same, unless it lies beyond that number.
  bool lenient = false;
  bool with_output = false;  // read output rows too, where there are some
};

// One row as it comes from a file; valid until the next row is read.
struct VectorRow {
  std::string_view word;
  std::span<const float> values;
  std::uint64_t count = 0;             // of the word in its corpus; 0 where the file has none
  std::span<const float> output = {};  // its output row; empty where the file has none
};

// Reads a file of vectors row by row, in whichever format its content shows it to be.
// Reads what word2vec.c, gensim (no newline between binary rows), fastText (.vec) and GloVe (no
// header) write: trailing spaces, CRLF, a byte-order mark and a missing last newline are accepted;
// words may hold spaces in text (the last dim fields are the values).
//
// For one thread at a time.
class VectorReader {
 public:
  virtual ~VectorReader() = default;

  virtual VectorFormat format() const = 0;
  virtual std::size_t dim() const = 0;

  // The number of rows that the file claims, which is checked against the file's size when it is
  // opened and against its content at the end; nothing where the format does not say.
  virtual std::optional<std::size_t> rows() const = 0;

  // Whether rows() has been held against the size of the file, so that memory may be taken for it.
  virtual bool rows_are_certain() const { return false; }

  // Reads the next row into `row`; false after the last. Throws Error{kMalformed} with the line or
  // byte, what was expected and what was found, and Error{kIo} if the file can't be read on.
  // Values that are not finite are passed on: what to do about them is the caller's choice.
  virtual bool Next(VectorRow& row) = 0;

  // How the vectors were trained, by option, as far as the file says.
  virtual std::map<std::string, std::string> configuration() const { return {}; }

  // What was passed over up to now, as far as a reader of rows sees it: not `repeated` and
  // `not_finite`. Nothing unless it was opened lenient.
  virtual const PassedOver& passed_over() const = 0;
};

// Opens a file of vectors. Throws Error{kNoInput} if it can't be read, Error{kMalformed} if it is
// no such file; a header whose claim the file is too short for is refused before memory is taken.
// If `lenient`, the claim is not held against anything.
std::unique_ptr<VectorReader> OpenVectors(const std::filesystem::path& path, bool lenient = false);

// Reads a file, or its first rows. Throws as OpenVectors does, and Error{kMalformed} for a word
// that occurs twice and a value that is not finite, or, where that is passed over, for a file of
// which no row is left. Memory: what was read, whatever the header claims.
WordVectors ReadVectors(const std::filesystem::path& path, const ReadOptions& options = {});
WordVectors ReadVectors(const std::filesystem::path& path, const ReadOptions& options,
                        PassedOver& passed_over);

// How the numbers of an array are written, where the format leaves a choice.
enum class NumberType { kFloat32, kFloat16, kBfloat16 };

// "float32", "float16" and "bfloat16", and back.
std::string_view NameOf(NumberType type);
std::optional<NumberType> NumberTypeByName(std::string_view name);

struct WriteOptions {
  VectorFormat format = VectorFormat::kBinary;
  NumberType type = NumberType::kFloat32;  // of kSafetensors, kHuggingFace, kNumpy (no kBfloat16)
  int precision = 0;  // significant digits of numbers in text; 0: as few as read back the same
  // Whether to replace what hogvec did not write: a database with other tables, and files beside
  // the one that is named or in its folder.
  bool overwrite = false;
};

// Throws what WriteVectors would throw for these options, to be asked before long work:
// Error{kUsage} for a compression or type that the format has not, or a stream that it can't be
// written to; Error{kCannotCreate} for a file that is not to be overwritten.
void CheckWriteOptions(const std::filesystem::path& path, const WriteOptions& options);

// Throws Error{kUsage} for vectors of a length that the format can't hold: GloVe's of 1 value,
// which nobody could tell from a list of words and counts, and pgvector's of more than 16,000.
void CheckLength(const std::filesystem::path& path, VectorFormat format, std::size_t dim);

// What is to be written. All that is not words and rows may be left out, and is left out by formats
// that have no place for it. Refers to what the caller keeps.
struct VectorsToWrite {
  const WordIndex& words;
  const EmbeddingTable& table;
  const EmbeddingTable* output = nullptr;
  std::span<const std::uint64_t> counts = {};
  std::map<std::string, std::string> configuration = {};
};

// What the format can't carry of the options that made the words, a sentence each, for whoever is
// to use the vectors. A format that carries no options at all has none to name.
std::vector<std::string> NotCarried(VectorFormat format, const VectorsToWrite& vectors);

// What keeps a format from carrying a word, as "holds white space"; empty if nothing does.
std::string_view WordFault(VectorFormat format, std::string_view word);

// Writes the first words.size() rows of a table under their words. Each file appears under its name
// only when it is whole and on disk; an older file of that name survives any failure. Text formats
// are compressed if the path ends in .gz, .bz2, .xz or .zst. Throws as CheckWriteOptions does;
// Error{kCannotCreate} or Error{kIo}; Error{kMalformed} for a word that the format can't carry
// (WordFault), and for a value that is not finite or that the type can't hold; then no file is
// there.
//
// What stands on an open descriptor (/dev/stdout), a pipe or a device is not replaced but written
// as it comes, if the format is one file.
void WriteVectors(const std::filesystem::path& path, const WriteOptions& options,
                  const VectorsToWrite& vectors);
void WriteVectors(const std::filesystem::path& path, VectorFormat format, const WordIndex& words,
                  const EmbeddingTable& table);

// What `hogvec inspect` tells of a file.
struct VectorReport {
  VectorFormat format = VectorFormat::kText;
  std::uint64_t rows = 0;
  std::size_t dim = 0;
  double min_norm = 0, mean_norm = 0, max_norm = 0;  // Euclidean, over the rows that are finite
  std::uint64_t zero_rows = 0;
  std::uint64_t nonfinite_values = 0;
  std::uint64_t nonfinite_rows = 0;
  std::uint64_t duplicate_words = 0;
  bool counts = false, output_rows = false;  // whether the file has them
  std::map<std::string, std::string> configuration = {};
  std::string first_nonfinite;  // the first word with such a value, empty if none
  std::string first_duplicate;  // the first word that occurs again, empty if none
  PassedOver passed_over;       // by the reader of rows, if lenient
};

// Reads a whole file and reports. Throws as OpenVectors and VectorReader::Next do, but takes values
// that are not finite and words that occur twice as findings, not errors.
VectorReport InspectVectors(const std::filesystem::path& path, bool lenient = false);

}  // namespace hogvec

#endif  // HOGVEC_WORD_VECTORS_H_
