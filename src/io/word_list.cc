#include "io/word_list.h"

#include <fmt/format.h>

#include <string_view>

#include "base/trimmed.h"
#include "hogvec/error.h"
#include "io/line_reader.h"

namespace hogvec {

std::vector<std::string> ReadWordList(const std::filesystem::path& path) {
  LineReader lines(path);
  std::vector<std::string> words;
  for (std::string_view line; lines.NextLine(line);) {
    if (const std::string_view word = Trimmed(line); !word.empty()) words.emplace_back(word);
  }
  if (!words.empty()) return words;
  throw Error(ErrorKind::kMalformed,
              fmt::format("{}: expected one word per line, found no words", path.string()));
}

}  // namespace hogvec
