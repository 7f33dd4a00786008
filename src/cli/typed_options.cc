#include "cli/typed_options.h"

#include <algorithm>

namespace hogvec {
namespace {

constexpr std::string_view kOption = "the option '";

bool IsInName(char c) { return (c >= 'a' && c <= 'z') || c == '-'; }

}  // namespace

std::string WithTypedOptions(std::string_view message) {
  std::string typed;
  for (std::size_t at; (at = message.find(kOption)) != std::string_view::npos;) {
    typed += message.substr(0, at);
    message.remove_prefix(at + kOption.size());
    const auto length =
        static_cast<std::size_t>(std::ranges::find_if_not(message, IsInName) - message.begin());
    const bool is_name =
        length > 0 && message.front() != '-' && message.substr(length).starts_with('\'');
    typed.append(is_name ? "--" : kOption).append(message.substr(0, length));
    message.remove_prefix(length + (is_name ? 1 : 0));
  }
  return typed.append(message);
}

}  // namespace hogvec
