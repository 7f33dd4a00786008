#ifndef HOGVEC_REPORT_NUMBERS_H_
#define HOGVEC_REPORT_NUMBERS_H_

#include <cstdint>
#include <string>

namespace hogvec {

// Numbers as a page shows them. All pure.

// With this many decimals; an en dash if it is not finite.
std::string Fixed(double value, int digits);

// With three digits and a letter for thousands, millions or billions (10^9): "950", "1.2 k",
// "16.7 M". The space is non-breaking.
std::string ShortNumber(double value);

// A share as a percentage, with one decimal.
std::string Percent(double share);

// Seconds: with two decimals below a minute, otherwise as InWords formats them.
std::string Seconds(double seconds);

}  // namespace hogvec

#endif  // HOGVEC_REPORT_NUMBERS_H_
