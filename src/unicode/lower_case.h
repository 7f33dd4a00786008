#ifndef HOGVEC_UNICODE_LOWER_CASE_H_
#define HOGVEC_UNICODE_LOWER_CASE_H_

#include <memory>
#include <string>
#include <string_view>

namespace hogvec {

// Lower case, as Unicode has it for no language in particular.
//
// Keeps ICU's tables; for one thread at a time.
class LowerCase {
 public:
  LowerCase();
  ~LowerCase();
  LowerCase(LowerCase&&) noexcept;

  // Appends UTF-8 of less than 2 GiB in lower case. Throws Error{kResource} if memory runs out;
  // without Unicode support Error{kUsage}, unless the text is ASCII.
  void Append(std::string_view text, std::string& out);

 private:
  struct Icu;
  std::unique_ptr<Icu> icu_;
};

}  // namespace hogvec

#endif  // HOGVEC_UNICODE_LOWER_CASE_H_
