#ifndef HOGVEC_IO_ATOMIC_FILE_H_
#define HOGVEC_IO_ATOMIC_FILE_H_

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "io/byte_sink.h"
#include "io/file.h"

namespace hogvec {

// A file that appears under its name only when it is complete. Bytes go to a temporary file in the
// same folder; Finish() syncs it to disk, renames it over the target and syncs the folder. Without
// Finish() the temporary file is removed and an older file of that name stays unchanged.
//
// A link is followed, so its target is replaced and not the link. Outputs that can't be replaced (a
// pipe, /dev/stdout: io/output_stream.h) are written directly, and every write is checked.
//
// For one thread at a time.
class AtomicFile : public ByteSink {
 public:
  // Throws Error{kCannotCreate}: the folder is missing or not writable, or `path` is a directory.
  explicit AtomicFile(const std::filesystem::path& path);
  ~AtomicFile() override;
  AtomicFile(const AtomicFile&) = delete;
  AtomicFile& operator=(const AtomicFile&) = delete;

  // Appends. Throws Error{kIo}, naming the target.
  void Write(std::string_view bytes) override;

  // Zeros that stand together become a hole, if they are many and the file is an ordinary one.
  void WriteZeros(std::uint64_t count) override;

  // Syncs all bytes to disk, so that only the renaming can still fail: for files that belong
  // together. Nothing may be written afterwards. Throws Error{kIo}.
  void Settle();

  // Makes the file appear. Throws Error{kIo}; the older file then remains.
  void Finish() override;

  // The temporary file, for a library that writes the file itself and closes it before Finish().
  // Throws Error{kCannotCreate} for a stream, which has none.
  const std::filesystem::path& TemporaryPath() const;

 private:
  void OpenTemporary();
  void WriteBuffer(std::size_t bytes);  // the first ones of the buffer
  void SettleZeros();
  void Rename();

  std::filesystem::path target_;
  std::filesystem::path temporary_;  // empty while streaming and after Finish()
  File file_;
  std::string buffer_;
  std::uint64_t zeros_ = 0;  // that follow the buffer
  bool settled_ = false;
};

// Writes a whole file in one call.
void WriteWholeFile(const std::filesystem::path& path, std::string_view content);

// Throws what creating a file at `path` would throw now, and leaves no file: a check before hours
// of work whose result is to go there.
void CheckCanCreate(const std::filesystem::path& path);

// Creates a folder and its missing parents, and syncs their names to disk: otherwise a power cut
// could lose the folder and the finished files in it. Throws Error{kCannotCreate}.
void CreateFolder(const std::filesystem::path& folder);

}  // namespace hogvec

#endif  // HOGVEC_IO_ATOMIC_FILE_H_
