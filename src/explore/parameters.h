#ifndef HOGVEC_EXPLORE_PARAMETERS_H_
#define HOGVEC_EXPLORE_PARAMETERS_H_

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hogvec::explore {

// A whole number without a sign; nothing for other texts and for one that is too large. Pure.
std::optional<std::size_t> WholeNumber(std::string_view text);

// What a target asks for: "api/near" as it stands there, and its parameters, decoded, in their
// order. A parameter without `=` is an empty value.
class Parameters {
 public:
  // Throws Error{kUsage} for a `%` that no two hexadecimal digits follow. Bytes need not be UTF-8.
  explicit Parameters(std::string_view target);

  std::string_view path() const { return path_; }

  // The first value of a name; nothing if it is not there.
  std::optional<std::string_view> Find(std::string_view name) const;

  // The first value of a name. Throws Error{kUsage} if it is not there.
  std::string_view Get(std::string_view name) const;

  // All of them, names and values, in the order of the target.
  std::span<const std::pair<std::string, std::string>> values() const { return values_; }

  // All values of a name.
  std::vector<std::string> All(std::string_view name) const;

  // A whole number from `least` to `most`, or `otherwise` if it is not there. Throws Error{kUsage}
  // for anything else.
  std::size_t Number(std::string_view name, std::size_t otherwise, std::size_t least,
                     std::size_t most) const;

 private:
  std::string path_;
  std::vector<std::pair<std::string, std::string>> values_;
};

}  // namespace hogvec::explore

#endif  // HOGVEC_EXPLORE_PARAMETERS_H_
