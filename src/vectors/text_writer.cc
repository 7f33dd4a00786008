#include "vectors/text_writer.h"

#include <fmt/format.h>

#include <charconv>
#include <span>
#include <string>

#include "base/quoted.h"
#include "hogvec/error.h"

namespace hogvec {
namespace {

// Room for any float in its shortest form; the longest are like "-1.17549435e-38".
constexpr std::size_t kLongestFloat = 16;

// Makes one line of a row. Digits go straight into the line's memory: a pass through a string of
// their own would cost as much as finding them.
void FormatRow(std::string_view word, std::span<const float> values, std::string& line) {
  line.assign(word);
  const std::size_t room = word.size() + values.size() * (1 + kLongestFloat) + 1;
  line.resize(room);
  char* at = line.data() + word.size();
  char* const end = line.data() + room;
  for (const float value : values) {
    *at++ = ' ';
    at = std::to_chars(at, end, value).ptr;
  }
  *at++ = '\n';
  line.resize(static_cast<std::size_t>(at - line.data()));
}

}  // namespace

void CheckTextWords(const std::filesystem::path& path, const WordIndex& words) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string_view word = words[ToWordId(i)];
    if (!word.empty() && word.find_first_of(" \t\n\v\f\r") == std::string_view::npos) continue;
    throw Error(
        ErrorKind::kMalformed,
        fmt::format("{}: the word {} of row {} can't be written as text: it {}", path.string(),
                    Quoted(word), i + 1, word.empty() ? "is empty" : "holds white space"));
  }
}

void WriteText(AtomicFile& file, const WordIndex& words, const EmbeddingTable& table) {
  file.Write(fmt::format("{} {}\n", words.size(), table.dim()));
  std::string line;
  for (std::size_t i = 0; i < words.size(); ++i) {
    FormatRow(words[ToWordId(i)], table.Row(ToWordId(i)), line);
    file.Write(line);
  }
}

}  // namespace hogvec
