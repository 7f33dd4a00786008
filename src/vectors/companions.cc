#include "vectors/companions.h"

#include <fmt/format.h>

#include "base/number.h"
#include "base/quoted.h"
#include "io/atomic_file.h"

namespace hogvec {
namespace {

namespace fs = std::filesystem;

fs::path WithSuffix(fs::path path, const char* suffix) { return path.replace_extension(suffix); }

}  // namespace

fs::path WordListBeside(const fs::path& path) {
  return WithSuffix(path, path.extension() == ".fvecs" ? ".fvecs.tsv" : ".vocab.tsv");
}
fs::path MetadataBeside(const fs::path& path) { return WithSuffix(path, ".metadata.tsv"); }
fs::path SqlBeside(const fs::path& path) { return WithSuffix(path, ".sql"); }

std::vector<fs::path> OnlyItself(const fs::path& path) { return {path}; }
std::vector<fs::path> WithWordList(const fs::path& path) { return {path, WordListBeside(path)}; }
std::vector<fs::path> WithMetadata(const fs::path& path) { return {path, MetadataBeside(path)}; }
std::vector<fs::path> WithSql(const fs::path& path) { return {path, SqlBeside(path)}; }

std::vector<fs::path> FilesOfModelFolder(const fs::path& folder) {
  return {folder / "model.safetensors", folder / "tokenizer.json", folder / "config.json",
          folder / "README.md", folder / "modules.json"};
}

void WriteWordList(const fs::path& path, const WordIndex& words,
                   std::span<const std::uint64_t> counts) {
  AtomicFile file(path);
  for (std::size_t i = 0; i < words.size(); ++i) {
    file.Write(words[ToWordId(i)]);
    file.Write(counts.empty() ? "\n" : fmt::format("\t{}\n", counts[i]));
  }
  file.Finish();
}

WordListReader::WordListReader(const fs::path& path) : file_(path) {
  std::string_view line;
  if (file_.PeekLine() == kListHeader) file_.NextLine(line);
}

bool WordListReader::Next(std::string_view& word, std::uint64_t& count) {
  std::string_view line;
  if (!file_.NextLine(line)) return false;
  const std::size_t tab = line.find('\t');
  word = line.substr(0, tab);
  count = 0;
  if (tab == std::string_view::npos) return true;
  const auto number = ParseInteger<std::uint64_t>(line.substr(tab + 1));
  if (!number) {
    throw file_.MalformedLine(
        fmt::format("expected a count after the word, found {}", Quoted(line.substr(tab + 1))));
  }
  count = *number;
  return true;
}

}  // namespace hogvec
