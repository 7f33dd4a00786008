#include "phrases/kept_texts.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstdlib>
#include <string>
#include <system_error>

#include "io/byte_sink.h"
#include "io/byte_source.h"
#include "io/file.h"
#include "io/leftovers.h"

namespace hogvec {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kPiece = std::size_t{1} << 20;

}  // namespace

KeptTexts::~KeptTexts() {
  if (folder_.empty()) return;
  Leftovers leftovers;
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
  leftovers.Drop(folder_);
}

const fs::path& KeptTexts::Folder() {
  if (!folder_.empty()) return folder_;
  if (parent_.empty()) parent_ = fs::temp_directory_path();
  std::string name = (parent_ / "hogvec-phrases-XXXXXX").string();
  Leftovers leftovers;
  if (::mkdtemp(name.data()) == nullptr) {
    throw SystemError(ErrorKind::kCannotCreate, parent_, "can't hold a temporary folder", errno);
  }
  folder_ = name;
  leftovers.Add(folder_);
  return folder_;
}

fs::path KeptTexts::ForPass(std::size_t pass) {
  return Folder() / (pass % 2 == 0 ? "even" : "odd");
}

// Later errors name the copy, so its name must be meaningful.
fs::path KeptTexts::Readable(const fs::path& path, std::size_t number, bool take_binary,
                             Readings& readings) {
  const bool standard_input = path == kStandardInput;
  if (!standard_input && fs::is_regular_file(path)) return path;
  const std::string name = standard_input ? "standard-input" : path.filename().string();
  fs::path copy = Folder() / fmt::format("{}-{}", number, name);
  const auto out = CreateFile(copy);
  readings.Foresee(1);
  Reading reading({.corpus = {path}, .take_binary = take_binary, .block_bytes = kPiece},
                  PhraseProgress::Phase::kCopying, readings);
  for (TextBlock block; reading.Next(block);) out->Write(block.text);
  out->Finish();
  return copy;
}

}  // namespace hogvec
