#include "explore/parameters.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/number.h"
#include "base/quoted.h"
#include "hogvec/error.h"

namespace hogvec::explore {
namespace {

int HexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// The byte that the first two characters stand for, or -1.
int HexByte(std::string_view text) {
  if (text.size() < 2) return -1;
  const int high = HexDigit(text[0]), low = HexDigit(text[1]);
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

std::string Decoded(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out += text[i] == '+' ? ' ' : text[i];
      continue;
    }
    const int byte = HexByte(text.substr(i + 1));
    if (byte < 0) {
      throw Error(ErrorKind::kUsage,
                  fmt::format("expected two hexadecimal digits after '%' in {}", Quoted(text)));
    }
    out += static_cast<char>(byte);
    i += 2;
  }
  return out;
}

}  // namespace

std::optional<std::size_t> WholeNumber(std::string_view text) {
  return ParseInteger<std::size_t>(text);
}

Parameters::Parameters(std::string_view target) {
  const std::size_t question = std::min(target.find('?'), target.size());
  path_ = target.substr(0, question);
  target.remove_prefix(std::min(question + 1, target.size()));
  while (!target.empty()) {
    const std::size_t end = std::min(target.find('&'), target.size());
    const std::string_view pair = target.substr(0, end);
    const std::size_t equals = std::min(pair.find('='), pair.size());
    const std::string_view value = pair.substr(std::min(equals + 1, pair.size()));
    if (!pair.empty()) values_.emplace_back(Decoded(pair.substr(0, equals)), Decoded(value));
    target.remove_prefix(std::min(end + 1, target.size()));
  }
}

std::optional<std::string_view> Parameters::Find(std::string_view name) const {
  for (const auto& [each, value] : values_) {
    if (each == name) return value;
  }
  return std::nullopt;
}

std::string_view Parameters::Get(std::string_view name) const {
  if (const auto value = Find(name)) return *value;
  throw Error(ErrorKind::kUsage, fmt::format("expected a value for '{}' in the target", name));
}

std::vector<std::string> Parameters::All(std::string_view name) const {
  std::vector<std::string> all;
  for (const auto& [each, value] : values_) {
    if (each == name) all.push_back(value);
  }
  return all;
}

std::size_t Parameters::Number(std::string_view name, std::size_t otherwise, std::size_t least,
                               std::size_t most) const {
  const auto text = Find(name);
  if (!text) return otherwise;
  const auto number = WholeNumber(*text);
  if (number && *number >= least && *number <= most) return *number;
  throw Error(ErrorKind::kUsage, fmt::format("'{}' must be a whole number from {} to {}, not {}",
                                             name, least, most, Quoted(*text)));
}

}  // namespace hogvec::explore
