#include "unicode/support.h"

namespace hogvec {

void RequireUnicode(std::string_view) {}

}  // namespace hogvec
