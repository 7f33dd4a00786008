// Cuts any bytes into blocks of any size and parts them into words: the blocks joined are the text,
// and the words and line ends are those of a splitter that takes one byte after the other.
#include <string>
#include <vector>

#include "base/utf8.h"
#include "corpus/block_reader.h"
#include "corpus/tokenizer.h"
#include "fuzz/fuzzing.h"
#include "io/compression.h"

namespace hogvec {
namespace {

using fuzzing::Require;

// Words, and "\n" for each line end.
using Tokens = std::vector<std::string>;

Tokens OneByOne(std::string_view text) {
  Tokens tokens;
  std::string word;
  const auto end_word = [&] {
    if (!word.empty()) tokens.push_back(word);
    word.clear();
  };
  for (const char c : text) {
    if (std::string_view(" \t\n\v\f\r").find(c) == std::string_view::npos) {
      word += c;
      continue;
    }
    end_word();
    if (c == '\n') tokens.emplace_back("\n");
  }
  end_word();
  return tokens;
}

void Append(std::string_view text, Tokens& tokens) {
  Tokenize(
      text, [&](std::string_view word) { tokens.emplace_back(word); },
      [&] { tokens.emplace_back("\n"); });
}

void Check(const std::filesystem::path& path, std::string_view text, std::size_t block_bytes) {
  BlockReader reader({path}, block_bytes, true);
  std::string joined;
  Tokens tokens;
  for (TextBlock block; reader.Next(block);) {
    joined += block.text;
    Append(block.text, tokens);
  }
  Require(reader.bytes_read() == text.size());
  Require(joined == text);
  Require(tokens == OneByOne(text));
}

}  // namespace
}  // namespace hogvec

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const hogvec::fuzzing::Folder folder;
  hogvec::fuzzing::Bytes bytes(hogvec::fuzzing::TextOf(data, size));
  const std::size_t block_bytes = bytes.Between(1, 300);
  const std::string_view text = bytes.rest();
  // What is compressed is not read as it stands; sources_fuzz does that.
  if (hogvec::CompressionOf(text) != hogvec::Compression::kNone) return 0;
  hogvec::Check(folder.Write("in", text), text, block_bytes);
  hogvec::IsUtf8(text);
  return 0;
}
