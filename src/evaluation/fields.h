#ifndef HOGVEC_EVALUATION_FIELDS_H_
#define HOGVEC_EVALUATION_FIELDS_H_

#include <string_view>
#include <vector>

namespace hogvec {

// The fields of a line, separated by any number of spaces and tabs. Views into `line`.
std::vector<std::string_view> FieldsOf(std::string_view line);

}  // namespace hogvec

#endif  // HOGVEC_EVALUATION_FIELDS_H_
