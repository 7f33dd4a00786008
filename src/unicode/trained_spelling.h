#ifndef HOGVEC_UNICODE_TRAINED_SPELLING_H_
#define HOGVEC_UNICODE_TRAINED_SPELLING_H_

#include <map>
#include <string>
#include <string_view>

namespace hogvec {

// How the words of a model were spelled when it was trained: in lower case and composed (NFC), if
// its options say so. A word has to be spelled like that before it is split into n-grams.
//
// Cheap to copy. Its functions may be called concurrently.
class TrainedSpelling {
 public:
  TrainedSpelling() = default;
  explicit TrainedSpelling(const std::map<std::string, std::string>& configuration);

  // Invalid UTF-8 is kept unchanged. Throws as LowerCase::Append.
  std::string Of(std::string_view word) const;

 private:
  bool lowercase_ = false, nfc_ = false;
};

}  // namespace hogvec

#endif  // HOGVEC_UNICODE_TRAINED_SPELLING_H_
