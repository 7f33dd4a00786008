// Reads any bytes as a file of fastText, as they are and with its magic number and version. They
// must be read or refused with an Error, and what is read must come back from a file of ours.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <string>

#include "fuzz/fuzzing.h"
#include "hogvec/word_vectors.h"

namespace hogvec {
namespace {

using fuzzing::Require;
using fuzzing::UnlessRefused;

VectorsToWrite ViewOf(const WordVectors& vectors) {
  return {.words = vectors.words,
          .table = vectors.table,
          .output = vectors.output.rows() == 0 ? nullptr : &vectors.output,
          .counts = vectors.counts,
          .configuration = vectors.configuration,
          .subwords = vectors.subwords ? &*vectors.subwords : nullptr};
}

// Values may differ in their last digits, and a kept bucket of zeros is none in ours.
void RequireSame(const WordVectors& a, const WordVectors& b) {
  Require(a.words.size() == b.words.size() && a.table.dim() == b.table.dim());
  for (std::size_t i = 0; i < a.words.size(); ++i) {
    Require(a.words[ToWordId(i)] == b.words[ToWordId(i)]);
  }
  Require(a.subwords.has_value() == b.subwords.has_value());
  if (!a.subwords) return;
  Require(a.subwords->options() == b.subwords->options());
  Require(std::ranges::includes(a.subwords->buckets(), b.subwords->buckets()));
}

void RequireRoundTrip(const WordVectors& vectors, const std::filesystem::path& path) {
  const auto written = UnlessRefused([&] {
    WriteVectors(path, {.format = VectorFormat::kFastText}, ViewOf(vectors));
    return true;
  });
  if (written) RequireSame(vectors, ReadVectors(path, {.with_output = true}));
}

void Compose(const WordVectors& vectors) {
  if (!vectors.subwords) return;
  std::vector<float> values(vectors.table.dim());
  for (const char* word : {"cat", "", "</s>", "\xff\x80", "concatenation"}) {
    vectors.subwords->view().Compose(word, values);
  }
}

void Read(const fuzzing::Folder& folder, std::string_view content) {
  const auto path = folder.Write("in", content);
  const auto vectors = UnlessRefused([&] { return ReadVectors(path, {.with_output = true}); });
  const auto lenient =
      UnlessRefused([&] { return ReadVectors(path, {.lenient = true, .with_output = true}); });
  if (!vectors) return;
  Require(lenient.has_value());
  RequireSame(*vectors, *lenient);
  Compose(*vectors);
  RequireRoundTrip(*vectors, folder.path() / "out");
}

}  // namespace
}  // namespace hogvec

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const hogvec::fuzzing::Folder folder;
  std::string content(hogvec::fuzzing::TextOf(data, size));
  hogvec::Read(folder, content);
  constexpr std::int32_t kStart[] = {793712314, 12};
  if (content.size() < sizeof(kStart)) return 0;
  std::memcpy(content.data(), kStart, sizeof(kStart));
  hogvec::Read(folder, content);
  return 0;
}
