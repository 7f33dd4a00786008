#ifndef HOGVEC_IO_ATOMIC_FILE_H_
#define HOGVEC_IO_ATOMIC_FILE_H_

#include <filesystem>
#include <string>
#include <string_view>

#include "io/byte_sink.h"
#include "io/file.h"

namespace hogvec {

// A file that appears under its name only when it is whole. Bytes go to a temporary file in the
// same folder; Finish() brings them to disk, renames it over the target and brings the folder to
// disk. Without Finish() the temporary file is removed and an older file of that name stays as it
// was.
//
// A link is followed, so its target is replaced and not the link. What can't be replaced (a pipe,
// /dev/stdout: base/output_stream.h) is written as it comes, every write checked.
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

  // Brings all bytes to disk, so that nothing but the renaming is left to fail: for files that
  // belong together. Nothing may be written afterwards. Throws Error{kIo}.
  void Settle();

  // Makes the file appear. Throws Error{kIo}; then the older file is still there.
  void Finish() override;

  // The temporary file, for a library that writes by itself and closes what it opened before
  // Finish(). Throws Error{kCannotCreate} for a stream, which has none.
  const std::filesystem::path& TemporaryPath() const;

 private:
  void OpenTemporary();
  void WriteBuffer(std::size_t bytes);  // the first ones of the buffer
  void Rename();

  std::filesystem::path target_;
  std::filesystem::path temporary_;  // empty while streaming and after Finish()
  File file_;
  std::string buffer_;
  bool settled_ = false;
};

// Writes a whole file: all of the above in one call.
void WriteWholeFile(const std::filesystem::path& path, std::string_view content);

// Throws what creating a file at `path` would throw now, and leaves nothing behind: to be asked
// before hours of work whose result is to go there.
void CheckCanCreate(const std::filesystem::path& path);

// Creates a folder and those above it, as far as they are missing, and brings their names to disk:
// what is finished in a folder that a power cut forgets is lost. Throws Error{kCannotCreate}.
void CreateFolder(const std::filesystem::path& folder);

}  // namespace hogvec

#endif  // HOGVEC_IO_ATOMIC_FILE_H_
