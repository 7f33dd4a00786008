// Reads any bytes as a file of vectors. They must be read or refused with an Error, and what is
// read must come back as it was from a binary file, n-gram vectors from one of hogvec's own. A file
// that is mapped may give other vectors, but must not be worse.
#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <vector>

#include "fuzz/fuzzing.h"
#include "hogvec/mapped_vectors.h"
#include "hogvec/word_vectors.h"

namespace hogvec {
namespace {

using fuzzing::Require;
using fuzzing::UnlessRefused;

bool SameBits(float a, float b) {
  return std::bit_cast<std::uint32_t>(a) == std::bit_cast<std::uint32_t>(b);
}

void RequireSame(const WordVectors& a, const WordVectors& b) {
  Require(a.words.size() == b.words.size() && a.table.dim() == b.table.dim());
  for (std::size_t i = 0; i < a.words.size(); ++i) {
    const WordId id = ToWordId(i);
    Require(a.words[id] == b.words[id]);
    Require(std::ranges::equal(a.table.Row(id), b.table.Row(id), SameBits));
  }
}

void RequireRoundTrip(const WordVectors& vectors, const std::filesystem::path& path) {
  const auto written = UnlessRefused([&] {
    WriteVectors(path, VectorFormat::kBinary, vectors.words, vectors.table);
    return true;
  });
  if (!written) return;  // a word that binary can't carry
  // Few values may be spelled in digits, and then the file can't be told from text.
  if (vectors.table.dim() < 4 && OpenVectors(path)->format() != VectorFormat::kBinary) return;
  RequireSame(ReadVectors(path), vectors);
}

void RequireSameNgrams(const Subwords& a, const Subwords& b) {
  Require(a.options() == b.options() && a.view().only_known == b.view().only_known);
  Require(std::ranges::equal(a.buckets(), b.buckets()));
  for (std::size_t i = 0; i < a.buckets().size(); ++i) {
    Require(std::ranges::equal(a.view().Row(a.rows()[i]), b.view().Row(b.rows()[i]), SameBits));
  }
}

void RequireNgramsRoundTrip(const WordVectors& vectors, const std::filesystem::path& path) {
  if (!vectors.subwords) return;
  WriteVectors(path, {.format = VectorFormat::kSafetensors},
               {.words = vectors.words, .table = vectors.table, .subwords = &*vectors.subwords});
  RequireSameNgrams(*ReadVectors(path).subwords, *vectors.subwords);
}

void AskMapped(const std::filesystem::path& path) {
  UnlessRefused([&] {
    const MappedVectors mapped(path);
    std::vector<float> vector(mapped.dim());
    for (const char* word : {"a", "word", "cord"}) mapped.Compose(word, vector);
    return true;
  });
}

}  // namespace
}  // namespace hogvec

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const hogvec::fuzzing::Folder folder;
  const auto path = folder.Write("in", hogvec::fuzzing::TextOf(data, size));
  const auto vectors = hogvec::UnlessRefused([&] { return hogvec::ReadVectors(path); });
  const auto report = hogvec::UnlessRefused([&] { return hogvec::InspectVectors(path); });
  const auto lenient =
      hogvec::UnlessRefused([&] { return hogvec::ReadVectors(path, {.lenient = true}); });
  hogvec::AskMapped(path);
  if (!vectors) return 0;
  hogvec::Require(report && report->rows == vectors->words.size() && report->duplicate_words == 0);
  hogvec::Require(lenient.has_value());
  hogvec::RequireSame(*vectors, *lenient);
  hogvec::RequireRoundTrip(*vectors, folder.path() / "out");
  hogvec::RequireNgramsRoundTrip(*vectors, folder.path() / "out");
  return 0;
}
