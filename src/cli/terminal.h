#ifndef HOGVEC_CLI_TERMINAL_H_
#define HOGVEC_CLI_TERMINAL_H_

#include <cstddef>
#include <string_view>

#include "base/printable.h"  // for all that print texts of others

namespace hogvec {

// Whether somebody watches the descriptor (1 is stdout, 2 stderr).
bool IsTerminal(int descriptor);

// Whether texts may be coloured there: it is a terminal that has colours, and NO_COLOR
// (no-color.org) does not ask for none.
bool ShowsColours(int descriptor);

// The width of the descriptor's terminal; where it does not say, that of $COLUMNS, or 80.
std::size_t TerminalColumns(int descriptor);

// Writes `text` to stderr at once. What stderr does not take (a full disk, a pipe that was closed)
// is dropped: a message that nobody reads must not end a run.
void Say(std::string_view text);

}  // namespace hogvec

#endif  // HOGVEC_CLI_TERMINAL_H_
