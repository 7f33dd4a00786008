#ifndef HOGVEC_CLI_STATUS_BAR_H_
#define HOGVEC_CLI_STATUS_BAR_H_

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace hogvec {

// A bar that says what share is done, followed by figures, at most `columns` wide: the first of
// `figures` that leave room for a bar, and if none do, the last of them alone, cut.
std::string StatusBar(double share, std::span<const std::string> figures, std::size_t columns);

// Shows a line on stderr in the place of the one before, if stderr is a terminal. Erase it before
// other lines are said.
void DrawStatus(double share, std::span<const std::string> figures);

// Takes the line away that stands on the terminal, if there is one.
void EraseStatus();

// The same for good: from any thread of a process that is about to end.
void EndStatus();

}  // namespace hogvec

#endif  // HOGVEC_CLI_STATUS_BAR_H_
