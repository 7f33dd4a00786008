#ifndef HOGVEC_REPORT_NUMBERS_H_
#define HOGVEC_REPORT_NUMBERS_H_

#include <cstdint>
#include <string>

namespace hogvec {

// Numbers as a page shows them. All pure.

// With so many digits behind the point; an en dash for what is not finite.
std::string Fixed(double value, int digits);

// In three digits and a letter for thousands, millions or billions (10^9): "950", "1.2 k",
// "16.7 M". The blank does not break a line.
std::string ShortNumber(double value);

// The share as a percentage, with a digit behind the point.
std::string Percent(double share);

// Seconds: with two digits behind the point below a minute, then as InWords has them.
std::string Seconds(double seconds);

}  // namespace hogvec

#endif  // HOGVEC_REPORT_NUMBERS_H_
