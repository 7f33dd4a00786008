#ifndef HOGVEC_BASE_TRIMMED_H_
#define HOGVEC_BASE_TRIMMED_H_

#include <cstddef>
#include <string_view>

namespace hogvec {

// `text` without ASCII whitespace at its ends, in any locale. A view into `text`.
inline std::string_view Trimmed(std::string_view text) {
  constexpr std::string_view kWhiteSpace = " \t\n\v\f\r";
  const std::size_t begin = text.find_first_not_of(kWhiteSpace);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kWhiteSpace) + 1 - begin);
}

}  // namespace hogvec

#endif  // HOGVEC_BASE_TRIMMED_H_
