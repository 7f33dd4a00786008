#include "unicode/trained_spelling.h"

#include "base/utf8.h"
#include "unicode/lower_case.h"
#include "unicode/nfc.h"

namespace hogvec {
namespace {

bool IsSet(const std::map<std::string, std::string>& configuration, const char* option) {
  const auto found = configuration.find(option);
  return found != configuration.end() && found->second == "true";
}

}  // namespace

TrainedSpelling::TrainedSpelling(const std::map<std::string, std::string>& configuration)
    : lowercase_(IsSet(configuration, "lowercase")), nfc_(IsSet(configuration, "nfc")) {}

// In the order in which the text was changed.
std::string TrainedSpelling::Of(std::string_view word) const {
  std::string spelled;
  if (lowercase_ && IsUtf8(word)) {
    LowerCase().Append(word, spelled);
  } else {
    spelled = word;
  }
  return nfc_ ? Composed(spelled) : spelled;
}

}  // namespace hogvec
