#ifndef HOGVEC_REPORT_STYLE_H_
#define HOGVEC_REPORT_STYLE_H_

#include <string_view>

namespace hogvec {

// The style sheet of a report.
extern const std::string_view kStyle;

}  // namespace hogvec

#endif  // HOGVEC_REPORT_STYLE_H_
