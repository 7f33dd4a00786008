#ifndef HOGVEC_CLI_TERMINAL_H_
#define HOGVEC_CLI_TERMINAL_H_

#include <cstddef>
#include <string>
#include <string_view>

namespace hogvec {

// Whether somebody watches the descriptor (1 is stdout, 2 stderr).
bool IsTerminal(int descriptor);

// Whether texts may be coloured there: it is a terminal that has colours, and NO_COLOR
// (no-color.org) does not ask for none.
bool ShowsColours(int descriptor);

// The width of the terminal behind the descriptor; where it does not say, that of $COLUMNS, or 80.
std::size_t TerminalColumns(int descriptor);

// Writes `text` to stderr at once. What stderr does not take (a full disk, a pipe that was closed)
// is dropped: a message that nobody reads must not end a run.
void Say(std::string_view text);

// A word as a terminal may safely show it: control characters, with which a file could move the
// cursor or worse, those that turn the direction of writing, and bytes that are no UTF-8 as \xNN.
std::string Printable(std::string_view word);

}  // namespace hogvec

#endif  // HOGVEC_CLI_TERMINAL_H_
