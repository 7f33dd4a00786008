#ifndef HOGVEC_MAIN_LAYOUT_FILE_H_
#define HOGVEC_MAIN_LAYOUT_FILE_H_

#include <filesystem>
#include <span>

#include "hogvec/layout.h"
#include "hogvec/transform.h"
#include "hogvec/words_view.h"

namespace hogvec {

// Whether a map that is written there has the form of WriteMap(), as opposed to that of
// WritePlaces(): by its suffix.
bool IsMapFile(const std::filesystem::path& path);

// The words that a line of WritePlaces() can't hold: those with a tab or the end of a line.
LeftOut Unlistable(WordsView words);

// Writes a line `word TAB x TAB y` for each word, below a line of these names, and no line for the
// words that it can't hold. Compressed if the suffix says so. Throws Error{kCannotCreate},
// Error{kIo}.
void WritePlaces(const std::filesystem::path& path, WordsView words,
                 std::span<const MapPoint> points);

}  // namespace hogvec

#endif  // HOGVEC_MAIN_LAYOUT_FILE_H_
