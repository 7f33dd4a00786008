#ifndef HOGVEC_WORD_VECTORS_H_
#define HOGVEC_WORD_VECTORS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "hogvec/embedding_table.h"
#include "hogvec/subwords.h"
#include "hogvec/word_index.h"

namespace hogvec {

// Words and a vector for each: what training produces and queries read. Row i of `table` belongs to
// the word with id i.
//
// Only some formats hold the other members, which are empty if a file does not have them.
struct WordVectors {
  WordIndex words;
  EmbeddingTable table;
  EmbeddingTable output = {};                             // as large as `table`
  std::vector<std::uint64_t> counts = {};                 // of each word in the corpus
  std::map<std::string, std::string> configuration = {};  // the training options, by name
  std::optional<Subwords> subwords = {};                  // n-gram vectors, for words not here
};

// The file formats, which src/vectors/README.md specifies.
enum class VectorFormat {
  kText,         // word2vec text: `rows dim`, then `word v1 ... vn` per line; also fastText's .vec
  kBinary,       // word2vec .bin: `rows dim`, then word, space, little-endian float32 values
  kGlove,        // kText without its first line
  kSafetensors,  // hogvec's own: all of WordVectors
  kNumpy,        // .npy, with the words in .vocab.tsv next to it
  kProjector,    // for TensorBoard: values in .tsv, with the words in .metadata.tsv next to it
  kHuggingFace,  // a folder with model.safetensors and tokenizer.json (StaticEmbedding)
  kPgvector,     // text for PostgreSQL's COPY, with a .sql next to it
  kSqlite,       // a SQLite database with one row per word
  kFvecs,        // .fvecs, with the words in .fvecs.tsv next to it
  kFastText,     // fastText's .bin, of words and n-grams; its quantised .ftz is only read
  kFloret,       // .floret, a table of n-grams for spaCy; only written, with `subwords`
};

// A format as a user sees it. The views live as long as the program.
struct FormatInfo {
  VectorFormat format;
  std::string_view name;                          // "text", "binary", "glove", "npy", ...
  std::array<std::string_view, 3> suffixes = {};  // most common first; unused entries are empty
  std::string_view about = {};                    // one line
  bool compressible = false;                      // a further suffix such as .gz compresses it
  std::size_t value_bytes = sizeof(float);        // at most, on disk, per value of a row
  bool subwords = false;                          // n-gram vectors are kept
  bool needs_subwords = false;                    // only vectors with those of n-grams are written
};

// All formats in the order of VectorFormat, and one of them.
std::vector<FormatInfo> VectorFormats();
const FormatInfo& InfoOf(VectorFormat format);

// The name of a format, the format of a name, and all names, separated by commas.
std::string_view FormatName(VectorFormat format);
std::optional<VectorFormat> FormatByName(std::string_view name);
std::string FormatNames();

// The format that the suffix of a path stands for, ignoring .gz, .bz2, .xz and .zst: .bin is
// kBinary, or kFastText for vectors that come with those of n-grams; .txt and .vec are kText, and
// so on; a folder is kHuggingFace. Nothing for other suffixes.
std::optional<VectorFormat> FormatBySuffix(const std::filesystem::path& path,
                                           bool has_subwords = false);

// The files that writing `format` to `path` creates: `path` and those next to it, or those in it.
std::vector<std::filesystem::path> FilesOf(const std::filesystem::path& path, VectorFormat format);

// What a lenient reading skipped, or read although the header says otherwise. Counts are rows
// unless noted.
struct PassedOver {
  std::uint64_t without_word = 0;
  std::uint64_t repeated = 0;       // with the word of an earlier row
  std::uint64_t not_finite = 0;     // with a value that is NaN or infinite
  std::uint64_t missing = 0;        // fewer than the header claims
  std::uint64_t more = 0;           // read in addition to those that the header claims
  std::uint64_t lines_beyond = 0;   // lines after the last row of a text file
  std::uint64_t bytes_beyond = 0;   // bytes after the last row of a binary file
  std::string first_repeated = {};  // the word of the first such row
  std::string first_not_finite = {};

  bool operator==(const PassedOver&) const = default;
};

struct ReadOptions {
  std::size_t top = static_cast<std::size_t>(-1);  // read at most this many rows, the first ones
  // Skip and count rows that have no word, an earlier row's word, or values that are not finite,
  // which are errors otherwise; and read all rows even if the header gives another number. Rows
  // that can't be parsed remain errors, except after the number of rows in the header.
  bool lenient = false;
  bool with_output = false;  // read the output rows too, if the file has them
};

// One row of a file; valid until the next one is read.
struct VectorRow {
  std::string_view word;
  std::span<const float> values;
  std::uint64_t count = 0;             // of the word in the corpus; 0 if the file has no counts
  std::span<const float> output = {};  // the output row; empty if the file has none
};

// Reads a file of vectors row by row. The format is detected from the content.
//
// Accepts what word2vec.c, gensim (no newline between binary rows), fastText (.vec) and GloVe (no
// header) write: trailing spaces, CRLF, a byte-order mark, a missing last newline. In text a word
// may contain spaces: the last `dim` fields are the values.
//
// Owns the open file. For one thread at a time.
class VectorReader {
 public:
  virtual ~VectorReader() = default;

  virtual VectorFormat format() const = 0;
  virtual std::size_t dim() const = 0;

  // The number of rows that the file claims, checked against the file's size on opening and against
  // its content at the end. Nothing if the format does not store it.
  virtual std::optional<std::size_t> rows() const = 0;

  // Whether the file is large enough for rows(), so that memory may be allocated for them.
  virtual bool rows_are_certain() const { return false; }

  // Reads the next row into `row`; false after the last. Throws Error{kMalformed} with the line or
  // byte, what was expected and what was found, and Error{kIo} if reading fails. Values that are
  // not finite are returned: the caller decides what to do about them.
  virtual bool Next(VectorRow& row) = 0;

  // The training options by name, as far as the file has them.
  virtual std::map<std::string, std::string> configuration() const { return {}; }

  // The n-gram vectors, if the file has any; to be asked for once. Throws as Next does; values that
  // are not finite are returned.
  virtual std::optional<Subwords> TakeSubwords() { return std::nullopt; }

  // What was skipped so far, except `repeated` and `not_finite`, which a reader of single rows does
  // not see. Nothing unless the file was opened lenient.
  virtual const PassedOver& passed_over() const = 0;
};

// Opens a file of vectors. Throws Error{kNoInput} if it can't be read and Error{kMalformed} if its
// content is not of any format. A header that claims more than the file can hold is refused before
// memory is allocated; if `lenient`, the claim is not checked.
std::unique_ptr<VectorReader> OpenVectors(const std::filesystem::path& path, bool lenient = false);

// Reads a file, or its first rows. Throws as OpenVectors does; Error{kMalformed} for a word that
// occurs twice and a value that is not finite, or, if those are skipped, for a file without usable
// rows; and for n-gram vectors that are not finite. Memory is allocated for the rows that were
// read, whatever the header claims.
WordVectors ReadVectors(const std::filesystem::path& path, const ReadOptions& options = {});
WordVectors ReadVectors(const std::filesystem::path& path, const ReadOptions& options,
                        PassedOver& passed_over);

// The same by a reader that was opened of that file, as lenient as the options, and not asked yet.
WordVectors ReadVectors(const std::filesystem::path& path, VectorReader& reader,
                        const ReadOptions& options, PassedOver& passed_over);

// The type of numbers in a file, where the format has several.
enum class NumberType { kFloat32, kFloat16, kBfloat16 };

// "float32", "float16" and "bfloat16", and back.
std::string_view NameOf(NumberType type);
std::optional<NumberType> NumberTypeByName(std::string_view name);

struct WriteOptions {
  VectorFormat format = VectorFormat::kBinary;
  NumberType type = NumberType::kFloat32;  // others: kSafetensors, kHuggingFace; kNumpy kFloat16
  int precision = 0;  // significant digits in text; 0: as few as give the same number when read
  // Replace files that hogvec did not write: a database with other tables, and existing files next
  // to the named one or in the folder.
  bool overwrite = false;
};

// Throws what WriteVectors would throw for these options, for a check before long work:
// Error{kUsage} for a compression or a type that the format does not support, for a stream if the
// format can't be written to one, and for a format that this library was built without;
// Error{kCannotCreate} for a file that must not be replaced.
void CheckWriteOptions(const std::filesystem::path& path, const WriteOptions& options);

// Throws Error{kUsage} for a number of dimensions that the format does not support: 1 in GloVe's,
// where a row looks like a word and its count, and more than 16,000 in pgvector's.
void CheckLength(const std::filesystem::path& path, VectorFormat format, std::size_t dim);

// What to write. All but the words and their rows may be left out, and is not written by formats
// that do not store it. Refers to objects of the caller, which must outlive it.
struct VectorsToWrite {
  std::reference_wrapper<const WordIndex> words;
  std::reference_wrapper<const EmbeddingTable> table;     // a row for each word, or more
  const EmbeddingTable* output = nullptr;                 // as `table`
  std::span<const std::uint64_t> counts = {};             // of each word
  std::map<std::string, std::string> configuration = {};  // the training options, by name
  const Subwords* subwords = nullptr;                     // n-gram vectors
};

// All of some vectors, which must outlive it.
VectorsToWrite AllOf(const WordVectors& vectors);

// One sentence for each training option that a user of the file must know of and that the format
// can't express. Empty for formats that store no options.
std::vector<std::string> NotCarried(VectorFormat format, const VectorsToWrite& vectors);

// Why a format can't store a word, as in "holds white space"; empty if it can.
std::string_view WordFault(VectorFormat format, std::string_view word);

// Writes the first words.size() rows of a table under their words. Each file appears under its name
// only when it is complete and on disk; an older file of that name survives any failure. Formats
// that can be compressed are, if the path ends in .gz, .bz2, .xz or .zst.
//
// Throws as CheckWriteOptions and CheckLength do; Error{kUsage} if there are fewer rows or counts
// than words; Error{kMalformed} for a word that the format can't store (WordFault) and for a value
// that is not finite or out of the type's range, before any file is created; Error{kCannotCreate}
// and Error{kIo}.
//
// Open descriptors (/dev/stdout), pipes and devices are written to directly, not replaced, if the
// format is a single file.
void WriteVectors(const std::filesystem::path& path, const WriteOptions& options,
                  const VectorsToWrite& vectors);
void WriteVectors(const std::filesystem::path& path, VectorFormat format, const WordIndex& words,
                  const EmbeddingTable& table);

// Statistics of the n-gram vectors of a file.
struct SubwordReport {
  NgramOptions ngrams;
  std::uint64_t buckets = 0;  // that have a vector
  std::uint64_t rows = 0;     // several buckets may share one
  std::uint64_t bytes = 0;    // of memory, once they are read
  std::uint64_t zero_rows = 0;
  std::uint64_t nonfinite_rows = 0;
};

// Statistics of a file.
struct VectorReport {
  VectorFormat format = VectorFormat::kText;
  std::uint64_t rows = 0;
  std::size_t dim = 0;
  double min_norm = 0, mean_norm = 0, max_norm = 0;  // Euclidean, of the finite rows
  std::uint64_t zero_rows = 0;
  std::uint64_t nonfinite_values = 0;
  std::uint64_t nonfinite_rows = 0;
  std::uint64_t duplicate_words = 0;
  bool counts = false, output_rows = false;  // does the file have them?
  std::optional<SubwordReport> subwords = {};
  std::map<std::string, std::string> configuration = {};
  std::string first_nonfinite;  // the first word with such a value, empty if none
  std::string first_duplicate;  // the first word that occurs again, empty if none
  PassedOver passed_over;       // if lenient
};

// Reads a whole file. Throws as OpenVectors and VectorReader::Next do; values that are not finite
// and repeated words are counted, not errors.
VectorReport InspectVectors(const std::filesystem::path& path, bool lenient = false);

}  // namespace hogvec

#endif  // HOGVEC_WORD_VECTORS_H_
