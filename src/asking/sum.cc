#include "asking/sum.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cmath>

#include "base/number.h"
#include "base/quoted.h"
#include "hogvec/error.h"

namespace hogvec::asking {
namespace {

constexpr double kLargestWeight = 1e6;  // far below where floats overflow

std::optional<double> WeightOf(std::string_view text) {
  const auto weight = ParseDouble(text);
  return weight && std::abs(*weight) <= kLargestWeight ? weight : std::nullopt;
}

bool IsSign(std::string_view text) { return text == "+" || text == "-"; }

bool BeginsWithSign(std::string_view text) { return text.size() > 1 && IsSign(text.substr(0, 1)); }

// Reads the words of a sum from left to right.
class SumReader {
 public:
  SumReader(std::span<const std::string> words,
            const std::function<bool(std::string_view)>& is_known)
      : words_(words), is_known_(is_known) {
    if (!words.empty()) rest_ = words[0];
  }

  std::vector<Term> Read() {
    do {
      const double sign = TakeSign();
      Term term = TakeTerm();
      term.weight *= sign;
      terms_.push_back(std::move(term));
    } while (next_ < words_.size());
    return std::move(terms_);
  }

 private:
  double TakeSign() {
    const bool first = terms_.empty();
    const std::string_view text = Peek();
    if (IsSign(text)) {
      Advance();
      return text == "-" ? -1 : 1;
    }
    const bool joined = BeginsWithSign(text) && !(first && (WeightedTerm(text) || is_known_(text)));
    if (joined) {
      rest_.remove_prefix(1);
      return text[0] == '-' ? -1 : 1;
    }
    if (!first) Refuse();
    return 1;
  }

  // "2*paris", "2 * paris" or "paris".
  Term TakeTerm() {
    const std::string_view text = Peek();
    if (text.empty() || IsSign(text)) Refuse();
    Advance();
    if (auto term = WeightedTerm(text)) return *term;
    const auto weight = Peek() == "*" ? WeightOf(text) : std::nullopt;
    if (!weight) return {1, std::string(text)};
    Advance();
    const std::string_view word = Peek();
    if (word.empty()) Refuse();
    Advance();
    return {*weight, std::string(word)};
  }

  std::string_view Peek() const { return rest_; }

  void Advance() {
    ++next_;
    rest_ = next_ < words_.size() ? std::string_view(words_[next_]) : std::string_view();
  }

  [[noreturn]] void Refuse() const {
    throw Error(
        ErrorKind::kUsage,
        fmt::format("expected words with + or - between them, as in 'king - man + woman', not {}",
                    Quoted(fmt::to_string(fmt::join(words_, " ")))));
  }

  const std::span<const std::string> words_;
  const std::function<bool(std::string_view)>& is_known_;
  std::size_t next_ = 0;
  std::string_view rest_;  // of the next word
  std::vector<Term> terms_;
};

}  // namespace

std::optional<Term> WeightedTerm(std::string_view text) {
  const std::size_t star = text.find('*');
  if (star == std::string_view::npos || star + 1 == text.size()) return std::nullopt;
  const auto weight = WeightOf(text.substr(0, star));
  if (!weight) return std::nullopt;
  return Term{*weight, std::string(text.substr(star + 1))};
}

std::vector<Term> ParseSum(std::span<const std::string> words,
                           const std::function<bool(std::string_view)>& is_known) {
  return SumReader(words, is_known).Read();
}

}  // namespace hogvec::asking
