#ifndef HOGVEC_PHRASES_KEPT_TEXTS_H_
#define HOGVEC_PHRASES_KEPT_TEXTS_H_

#include <cstddef>
#include <filesystem>
#include <utility>

#include "phrases/readings.h"

namespace hogvec {

// A folder for texts that are read more than once, gone with this object: what came through pipes,
// and what one pass leaves for the next.
class KeptTexts {
 public:
  // In `folder`, or in the system's for such files if that is empty; nothing is made yet.
  explicit KeptTexts(std::filesystem::path folder) : parent_(std::move(folder)) {}
  ~KeptTexts();
  KeptTexts(const KeptTexts&) = delete;
  KeptTexts& operator=(const KeptTexts&) = delete;

  // Where the text of a pass goes; the one before it is still there. Throws Error{kCannotCreate}.
  std::filesystem::path ForPass(std::size_t pass);

  // A file that can be read again with what is in this one: itself, or for a pipe and standard
  // input a copy of its text; `number` tells it from others. Throws as reading a text does;
  // Error{kCannotCreate}, Error{kIo}.
  std::filesystem::path Readable(const std::filesystem::path& path, std::size_t number,
                                 bool take_binary, Readings& readings);

 private:
  const std::filesystem::path& Folder();

  std::filesystem::path parent_, folder_;
};

}  // namespace hogvec

#endif  // HOGVEC_PHRASES_KEPT_TEXTS_H_
