#ifndef HOGVEC_PHRASES_KEPT_TEXTS_H_
#define HOGVEC_PHRASES_KEPT_TEXTS_H_

#include <cstddef>
#include <filesystem>
#include <utility>

#include "phrases/readings.h"

namespace hogvec {

// A temporary folder for texts that are read more than once: from pipes, and between passes.
// Removed with this object.
class KeptTexts {
 public:
  // In `folder`, or in the system's temporary folder if that is empty; creates nothing yet.
  explicit KeptTexts(std::filesystem::path folder) : parent_(std::move(folder)) {}
  ~KeptTexts();
  KeptTexts(const KeptTexts&) = delete;
  KeptTexts& operator=(const KeptTexts&) = delete;

  // The file for the text of a pass; that of the previous pass still exists. Throws
  // Error{kCannotCreate}.
  std::filesystem::path ForPass(std::size_t pass);

  // A file with the same text that can be read more than once: the file itself, or a copy of the
  // text for a pipe and standard input, which `number` makes unique. Throws as reading a text does;
  // Error{kCannotCreate}, Error{kIo}.
  std::filesystem::path Readable(const std::filesystem::path& path, std::size_t number,
                                 bool take_binary, Readings& readings);

 private:
  const std::filesystem::path& Folder();

  std::filesystem::path parent_, folder_;
};

}  // namespace hogvec

#endif  // HOGVEC_PHRASES_KEPT_TEXTS_H_
