// Reads any bytes as a vocabulary file; what is read is saved and must be the same when read again.
#include <string>

#include "base/utf8.h"
#include "fuzz/fuzzing.h"
#include "hogvec/vocabulary.h"
#include "io/compression.h"
#include "io/file.h"
#include "io/known_files.h"

namespace hogvec {
namespace {

using fuzzing::Require;

Vocabulary Load(const std::filesystem::path& path) {
  PruneReport report;
  Vocabulary vocabulary = LoadVocabulary(path, {.min_count = 0}, report);
  Require(report.kept_words == vocabulary.size() && report.kept_tokens == vocabulary.total());
  return vocabulary;
}

}  // namespace
}  // namespace hogvec

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using hogvec::Load;
  static const hogvec::fuzzing::Folder folder;
  const auto path = folder.Write("in", hogvec::fuzzing::TextOf(data, size));
  const auto first = hogvec::fuzzing::UnlessRefused([&] { return Load(path); });
  if (!first) return 0;
  hogvec::SaveVocabulary(*first, folder.path() / "out");
  // A first word may begin as a compressed file does, or other data, and then it is taken for that;
  // or with a byte-order mark, which is passed over.
  const std::string saved = hogvec::ReadWholeFile(folder.path() / "out");
  if (hogvec::CompressionOf(saved) != hogvec::Compression::kNone) return 0;
  if (!hogvec::RecogniseNoText(saved).empty() || saved.starts_with(hogvec::kByteOrderMark))
    return 0;
  // word2vec.c's row for line ends is left out where it comes first, and first in ours.
  if (first->size() > 0 && first->Word(hogvec::WordId{0}) == "</s>") return 0;
  const hogvec::Vocabulary again = Load(folder.path() / "out");
  hogvec::fuzzing::Require(again.size() == first->size() && again.total() == first->total());
  for (std::size_t i = 0; i < again.size(); ++i) {
    const hogvec::WordId id = hogvec::ToWordId(i);
    hogvec::fuzzing::Require(again.Word(id) == first->Word(id) &&
                             again.Count(id) == first->Count(id));
  }
  return 0;
}
