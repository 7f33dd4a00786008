#ifndef HOGVEC_CLI_TERMINAL_H_
#define HOGVEC_CLI_TERMINAL_H_

#include <cstddef>
#include <string>
#include <string_view>

namespace hogvec {

// Whether somebody watches the descriptor (1 is stdout, 2 stderr).
bool IsTerminal(int descriptor);

// The width of the terminal behind the descriptor; 80 where it does not say.
std::size_t TerminalColumns(int descriptor);

// Writes `text` to stderr at once. What stderr does not take (a full disk, a pipe that was closed)
// is dropped: a message that nobody reads must not end a run.
void Say(std::string_view text);

// A word as a terminal may safely show it: control characters, with which a file could move the
// cursor or worse, and bytes that are no UTF-8 as \xNN.
std::string Printable(std::string_view word);

// How many columns `text` takes on a terminal: one per code point, near enough for words.
std::size_t ColumnsOf(std::string_view text);

}  // namespace hogvec

#endif  // HOGVEC_CLI_TERMINAL_H_
