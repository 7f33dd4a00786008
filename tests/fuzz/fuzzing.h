#ifndef HOGVEC_FUZZ_FUZZING_H_
#define HOGVEC_FUZZ_FUZZING_H_

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>

#include "hogvec/error.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace hogvec::fuzzing {

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

  // The file `name`, with this content.
  fs::path Write(std::string_view name, std::string_view content) const {
    fs::path file = path_ / name;
    std::ofstream(file, std::ios::binary)
        .write(content.data(), static_cast<std::streamsize>(content.size()));
    return file;
  }

 private:
  fs::path path_;
};

// Stops the program, for the fuzzer to report.
inline void Require(bool holds) {
  if (!holds) std::abort();
}

// What `action` gives, or nothing if it refuses with an Error, which must be one line.
template <typename Action>
auto UnlessRefused(Action action) -> std::optional<decltype(action())> {
  try {
    return action();
  } catch (const Error& error) {
    Require(std::string_view(error.what()).find('\n') == std::string_view::npos);
    return std::nullopt;
  }
}

inline std::string_view TextOf(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

// Takes numbers off the front of an input; zeros when it is used up.
class Bytes {
 public:
  explicit Bytes(std::string_view text) : left_(text) {}

  std::uint8_t Next() {
    if (left_.empty()) return 0;
    const auto byte = static_cast<std::uint8_t>(left_.front());
    left_.remove_prefix(1);
    return byte;
  }
  std::size_t Between(std::size_t least, std::size_t most) {
    return least + (Next() << 8 | Next()) % (most - least + 1);
  }
  std::string_view rest() const { return left_; }

 private:
  std::string_view left_;
};

}  // namespace hogvec::fuzzing

#endif  // HOGVEC_FUZZ_FUZZING_H_
