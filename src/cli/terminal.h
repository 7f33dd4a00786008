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

// A word as a terminal may safely show it: control characters, with which a file could move the
// cursor or worse, and bytes that are no UTF-8 as \xNN.
std::string Printable(std::string_view word);

// How many columns `text` takes on a terminal: one per code point, near enough for words.
std::size_t ColumnsOf(std::string_view text);

}  // namespace hogvec

#endif  // HOGVEC_CLI_TERMINAL_H_
