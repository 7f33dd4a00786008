#ifndef HOGVEC_VECTORS_FORMAT_TABLE_H_
#define HOGVEC_VECTORS_FORMAT_TABLE_H_

#include <cstddef>
#include <filesystem>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "hogvec/word_vectors.h"
#include "io/line_reader.h"
#include "vectors/companions.h"

namespace hogvec {

// By what a file shows its format, in the order in which it is asked.
enum class Evidence {
  kFolder,       // what stands in a folder of that name
  kFirstBytes,   // a magic number, or the suffix where there is none
  kFilesBeside,  // a first line that other formats could have too, and a file beside it
  kFirstLine,
};

// How an error names the place of a row.
enum class RowPlace { kNumber, kLine, kLineBelowHeader };

// The lengths of vectors that a format takes, and how an error says so.
struct Lengths {
  std::size_t least = 1;
  std::size_t most = std::numeric_limits<std::size_t>::max();
  std::string_view needed = {};
};

// Everything that hogvec knows of a format: one row of the table. Whatever asks for a format looks
// here, and nothing else lists them.
struct FormatRow {
  FormatInfo info;
  RowPlace place = RowPlace::kNumber;

  // What it can hold.
  bool float16 = false, bfloat16 = false;  // beside float32
  bool output_rows = false;
  bool is_database = false;  // not written from its start to its end, so no stream takes it
  Lengths lengths = {};
  std::string_view (*word_fault)(std::string_view word);  // as WordFault(), of words not empty
  // What keeps it from being written to a path, as "has a ..."; empty if nothing does.
  std::string_view (*path_fault)(const std::filesystem::path& path) = nullptr;
  std::vector<std::string> (*not_carried)(const VectorsToWrite& vectors) = nullptr;

  // Its files.
  std::vector<std::filesystem::path> (*files)(const std::filesystem::path& path) = OnlyItself;
  std::span<const FileMark> marks = {};  // of files that nobody named; others must read as a whole
  // Whether the file that was named holds what hogvec did not write, and would be lost.
  bool (*is_foreign)(const std::filesystem::path& path) = nullptr;

  // Reading. `open` takes the file over if it has this format; if not, it gives nothing and leaves
  // the file as it was. Of a folder there is only a path.
  Evidence evidence = Evidence::kFirstLine;
  std::unique_ptr<VectorReader> (*open)(LineReader& file, bool lenient) = nullptr;
  std::unique_ptr<VectorReader> (*open_folder)(const std::filesystem::path& path,
                                               bool lenient) = nullptr;

  // Writing; what can't be written has been refused before.
  void (*write)(const std::filesystem::path& path, const WriteOptions& options,
                const VectorsToWrite& vectors);
};

// All rows, in the order of VectorFormat.
std::span<const FormatRow> FormatTable();
const FormatRow& RowOf(VectorFormat format);

}  // namespace hogvec

#endif  // HOGVEC_VECTORS_FORMAT_TABLE_H_
