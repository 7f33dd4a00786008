// The names of the rules by which a text is normalized and split.
#include <algorithm>
#include <array>
#include <utility>

#include "hogvec/corpus.h"

namespace hogvec {
namespace {

template <typename Value>
using Named = std::pair<Value, std::string_view>;

using Split = TextRules::Split;
using Digits = TextRules::Digits;
using InvalidUtf8 = TextRules::InvalidUtf8;

constexpr std::array kSplits = {Named<Split>{Split::kWhitespace, "whitespace"},
                                Named<Split>{Split::kUnicode, "unicode"},
                                Named<Split>{Split::kAscii, "ascii"}};
constexpr std::array kDigits = {Named<Digits>{Digits::kKeep, "keep"},
                                Named<Digits>{Digits::kZero, "zero"},
                                Named<Digits>{Digits::kSpell, "spell"}};
constexpr std::array kInvalids = {Named<InvalidUtf8>{InvalidUtf8::kKeep, "keep"},
                                  Named<InvalidUtf8>{InvalidUtf8::kReplace, "replace"},
                                  Named<InvalidUtf8>{InvalidUtf8::kDrop, "drop"},
                                  Named<InvalidUtf8>{InvalidUtf8::kError, "error"}};

template <typename Table, typename Value>
std::string_view NameIn(const Table& table, Value value) {
  return std::ranges::find(table, value, [](const auto& named) { return named.first; })->second;
}

template <typename Value, std::size_t kSize>
std::optional<Value> ValueIn(const std::array<Named<Value>, kSize>& table, std::string_view name) {
  const auto found = std::ranges::find(table, name, [](const auto& named) { return named.second; });
  return found == table.end() ? std::nullopt : std::optional(found->first);
}

}  // namespace

std::string_view NameOf(Split split) { return NameIn(kSplits, split); }
std::string_view NameOf(Digits digits) { return NameIn(kDigits, digits); }
std::string_view NameOf(InvalidUtf8 invalid) { return NameIn(kInvalids, invalid); }

std::optional<Split> SplitByName(std::string_view name) { return ValueIn(kSplits, name); }
std::optional<Digits> DigitsByName(std::string_view name) { return ValueIn(kDigits, name); }
std::optional<InvalidUtf8> InvalidUtf8ByName(std::string_view name) {
  return ValueIn(kInvalids, name);
}

}  // namespace hogvec
