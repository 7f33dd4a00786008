// Reads any bytes as a file of vectors. They must be read or refused with an Error, and what is
// read must come back as it was from a binary file.
#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>

#include "hogvec/error.h"
#include "hogvec/word_vectors.h"

namespace hogvec {
namespace {

namespace fs = std::filesystem;

// A folder that lasts as long as the program, in memory where there is such a place.
class Folder {
 public:
  Folder() {
    const fs::path memory = "/dev/shm";
    std::string name =
        ((fs::is_directory(memory) ? memory : fs::temp_directory_path()) / "fuzz-XXXXXX").string();
    if (::mkdtemp(name.data()) != nullptr) path_ = name;
  }
  ~Folder() { fs::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

// Stops the program, for the fuzzer to report.
void Require(bool holds) {
  if (!holds) std::abort();
}

template <typename Action>
auto UnlessRefused(Action action) -> std::optional<decltype(action())> {
  try {
    return action();
  } catch (const Error& error) {
    Require(error.kind() == ErrorKind::kMalformed);
    Require(std::string_view(error.what()).find('\n') == std::string_view::npos);
    return std::nullopt;
  }
}

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

void RequireRoundTrip(const WordVectors& vectors, const fs::path& path) {
  const auto written = UnlessRefused([&] {
    WriteVectors(path, VectorFormat::kBinary, vectors.words, vectors.table);
    return true;
  });
  if (!written) return;  // a word that binary can't carry
  // Few values may be spelled in digits, and then the file can't be told from text.
  if (vectors.table.dim() < 4 && OpenVectors(path)->format() != VectorFormat::kBinary) return;
  RequireSame(ReadVectors(path), vectors);
}

}  // namespace
}  // namespace hogvec

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const hogvec::Folder folder;
  const hogvec::fs::path path = folder.path() / "in";
  std::ofstream(path, std::ios::binary)
      .write(reinterpret_cast<const char*>(data), static_cast<std::streamsize>(size));
  const auto vectors = hogvec::UnlessRefused([&] { return hogvec::ReadVectors(path); });
  const auto report = hogvec::UnlessRefused([&] { return hogvec::InspectVectors(path); });
  if (!vectors) return 0;
  hogvec::Require(report && report->rows == vectors->words.size() && report->duplicate_words == 0);
  hogvec::RequireRoundTrip(*vectors, folder.path() / "out");
  return 0;
}
