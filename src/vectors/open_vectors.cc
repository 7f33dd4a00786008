// Tells the formats apart by what a file holds; README.md gives the rule and its reasons.
#include <fmt/format.h>

#include "base/quoted.h"
#include "hogvec/error.h"
#include "hogvec/word_vectors.h"
#include "io/known_files.h"
#include "io/line_reader.h"
#include "vectors/first_line.h"
#include "vectors/format_table.h"

namespace hogvec {
namespace {

Error NoVectors(LineReader& file) {
  const std::string path = file.path().string();
  const std::string_view known = RecogniseOtherFile(file.Peek(512));
  if (!known.empty()) {
    return {ErrorKind::kMalformed, fmt::format("{}: looks like {}", path, known)};
  }
  return {ErrorKind::kMalformed,
          fmt::format("{}:1: expected 'rows dim' or a word and its values, found {}", path,
                      Quoted(LookAtLine(file)))};
}

std::unique_ptr<VectorReader> OpenFolder(const std::filesystem::path& path, bool lenient) {
  for (const FormatRow& row : FormatTable()) {
    if (row.evidence != Evidence::kFolder) continue;
    if (auto reader = row.open_folder(path, lenient)) return reader;
  }
  return nullptr;
}

std::unique_ptr<VectorReader> OpenBy(Evidence evidence, LineReader& file, bool lenient) {
  for (const FormatRow& row : FormatTable()) {
    if (row.evidence != evidence) continue;
    if (auto reader = row.open(file, lenient)) return reader;
  }
  return nullptr;
}

}  // namespace

std::unique_ptr<VectorReader> OpenVectors(const std::filesystem::path& path, bool lenient) {
  if (auto reader = OpenFolder(path, lenient)) return reader;
  LineReader file(path, LineReader::Content::kAny);
  if (auto reader = OpenBy(Evidence::kFirstBytes, file, lenient)) return reader;
  file.SkipByteOrderMark();
  if (file.Peek(1).empty()) {
    throw Error(ErrorKind::kMalformed,
                fmt::format("{}: expected vectors, found an empty file", path.string()));
  }
  if (auto reader = OpenBy(Evidence::kFilesBeside, file, lenient)) return reader;
  if (auto reader = OpenBy(Evidence::kFirstLine, file, lenient)) return reader;
  throw NoVectors(file);
}

}  // namespace hogvec
