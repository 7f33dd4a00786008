#ifndef HOGVEC_REPORT_HTML_H_
#define HOGVEC_REPORT_HTML_H_

#include <cstddef>
#include <string>
#include <string_view>

namespace hogvec {

inline constexpr std::size_t kWholeText = static_cast<std::size_t>(-1);

// Bytes as HTML text, for an element or a quoted attribute: every text enters a page through this
// function. Markup is escaped. Characters that are invisible or would change the direction of what
// follows are shown: invalid UTF-8 and control characters as \xNN, other such code points as \u{N}.
// Joiners are kept, since scripts need them. Beyond `most` code points the text is cut, with an
// ellipsis. Pure.
std::string Escaped(std::string_view text, std::size_t most = kWholeText);

// A word as an element, isolated from the text direction around it. A long word is cut, and has its
// beginning and its length as a title. A leading combining mark gets a dotted circle to combine
// with. Pure.
std::string WordHtml(std::string_view word);

}  // namespace hogvec

#endif  // HOGVEC_REPORT_HTML_H_
