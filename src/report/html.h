#ifndef HOGVEC_REPORT_HTML_H_
#define HOGVEC_REPORT_HTML_H_

#include <cstddef>
#include <string>
#include <string_view>

namespace hogvec {

inline constexpr std::size_t kWholeText = static_cast<std::size_t>(-1);

// Bytes as text of HTML, in an element or in a quoted attribute: the one way by which a text comes
// into a page. Markup is escaped. What can't be seen, or would turn the direction of what follows,
// is shown: bytes that are no UTF-8 and control characters as \xNN, other such code points as
// \u{N}. Joiners stay, which scripts need. What goes past `most` code points is cut, with an
// ellipsis. Pure.
std::string Escaped(std::string_view text, std::size_t most = kWholeText);

// A word as an element: apart from the direction of what stands around it, cut where it is long and
// then with its beginning and its length as a title. A mark that combines has a dotted circle to
// combine with. Pure.
std::string WordHtml(std::string_view word);

}  // namespace hogvec

#endif  // HOGVEC_REPORT_HTML_H_
