#ifndef HOGVEC_CLI_OPTION_TABLE_H_
#define HOGVEC_CLI_OPTION_TABLE_H_

#include <functional>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "options/option_rows.h"

namespace hogvec {

// The options of one command. The same rows parse the command line and write the help, so the two
// can't differ.
//
// All failures are Error{kUsage}, one line each.
class OptionTable : public OptionRows {
 public:
  // `command` opens every message, as in "hogvec train".
  explicit OptionTable(std::string command) : command_(std::move(command)) {}

  // A row of the help, for other forms, such as a man page.
  struct Description {
    std::string name, short_name, value_name, help;
    Kind kind = Kind::kText;
    std::vector<std::string> choices = {};  // the words that are its value, if they are few
  };

  // A row that the help leaves out: what other programs have and this one takes, ignores or
  // refuses. It may be given many times, and what `apply` returns is the whole complaint.
  void Hidden(const std::string& name, Apply apply);

  // Called after each option with its value in place; what it throws is the complaint about that
  // value. So the code that uses a value also has its range, which is written once.
  void Check(std::function<void()> check) { check_ = std::move(check); }

  // Other programs' name for a row: accepted with one dash or two.
  void Alias(std::string other, std::string name);

  // Applies the options among `arguments` and returns the other words in order.
  std::vector<std::string> Parse(std::span<const std::string> arguments);

  // The options that were parsed, by their names in this table, whatever their values.
  const std::set<std::string>& given() const { return given_; }

  // All rows but the hidden ones.
  std::vector<Description> Descriptions() const;

  // The rows as text, at most 80 columns wide.
  std::string Help() const;

 private:
  // An option's name and value as they were given; other words have no name.
  struct Given {
    std::string name;
    std::string value;
    bool joined = false;  // by = or without a space, so that no value is taken for an option
  };

  static std::vector<Given> Tokens(std::span<const Row> rows,
                                   const std::vector<std::string>& arguments);
  std::vector<std::string> ApplyAll(const std::vector<Given>& given);
  std::string Canonical(const std::string& argument) const;
  std::vector<std::string> WithImpliedValues(std::span<const std::string> arguments) const;
  std::optional<Given> SwitchedOff(const std::string& argument) const;
  void ApplyTo(const Row& row, const Given& given) const;
  void CheckValue(const std::string& value) const;
  std::string Suggestion(std::string_view unknown) const;
  [[noreturn]] void RefuseSyntax(std::string_view option, bool lacks_value) const;
  [[noreturn]] void Refuse(const std::string& message) const;

  std::string command_;
  std::function<void()> check_;
  std::vector<std::pair<std::string, std::string>> aliases_;
  std::set<std::string> given_;
};

}  // namespace hogvec

#endif  // HOGVEC_CLI_OPTION_TABLE_H_
