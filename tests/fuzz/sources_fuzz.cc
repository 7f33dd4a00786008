// Reads any bytes as a text that may be compressed, and puts it into the form of some rules: bytes,
// or an Error of one line; at most a fixed amount of it, since a few bytes may stand for gigabytes.
#include <string>

#include "corpus/normalizer.h"
#include "fuzz/fuzzing.h"
#include "io/byte_source.h"

namespace hogvec {
namespace {

constexpr std::size_t kMost = std::size_t{1} << 18;

TextRules RulesFrom(fuzzing::Bytes& bytes) {
  TextRules rules;
  rules.lowercase = bytes.Between(0, 1) == 1;
  rules.split = static_cast<TextRules::Split>(bytes.Between(0, 2));
  rules.digits = static_cast<TextRules::Digits>(bytes.Between(0, 2));
  rules.invalid_utf8 = static_cast<TextRules::InvalidUtf8>(bytes.Between(0, 3));
  rules.nfc = bytes.Between(0, 1) == 1;
  return rules;
}

}  // namespace
}  // namespace hogvec

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const hogvec::fuzzing::Folder folder;
  hogvec::fuzzing::Bytes bytes(hogvec::fuzzing::TextOf(data, size));
  const hogvec::TextRules rules = hogvec::RulesFrom(bytes);
  const auto path = folder.Write("in", bytes.rest());
  hogvec::fuzzing::UnlessRefused([&] {
    hogvec::TextBlock block{.text = std::string(hogvec::kMost, '\0'), .file = "in"};
    block.text.resize(hogvec::OpenByteSource(path)->Read(block.text));
    return hogvec::Normalizer(rules).Apply(block).size();
  });
  return 0;
}
