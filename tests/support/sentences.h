#ifndef HOGVEC_SUPPORT_SENTENCES_H_
#define HOGVEC_SUPPORT_SENTENCES_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "hogvec/sentences.h"

namespace hogvec::testing {

// Sentences from memory, which may be asked for once.
class Sentences : public SentenceSource {
 public:
  explicit Sentences(std::vector<std::vector<std::string>> sentences)
      : sentences_(std::move(sentences)) {}

  bool Next(std::vector<std::string_view>& words) override {
    if (next_ == sentences_.size()) return false;
    for (const std::string& word : sentences_[next_]) words.emplace_back(word);
    ++next_;
    return true;
  }

 private:
  std::vector<std::vector<std::string>> sentences_;
  std::size_t next_ = 0;
};

}  // namespace hogvec::testing

#endif  // HOGVEC_SUPPORT_SENTENCES_H_
