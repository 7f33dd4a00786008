#ifndef HOGVEC_CLI_OPTION_TABLE_H_
#define HOGVEC_CLI_OPTION_TABLE_H_

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hogvec {

// The options of one command: how each is spelled, what it means, and where its value goes. The
// same table parses the command line and writes the help, so the two can't differ; defaults in the
// help are the values that the targets had when the rows were added.
//
// Targets must outlive the table. All failures are Error{kUsage}, one line each.
class OptionTable {
 public:
  // Takes the text of a value to its target; returns what was expected instead, or an empty text.
  using Apply = std::function<std::string(std::string_view value)>;
  // The value that a target has now, as it would be given; empty if none is set.
  using Current = std::function<std::string()>;

  enum class Kind { kFlag, kPath, kPathOrNumber, kOther };

  static bool NamesFile(Kind kind) { return kind == Kind::kPath || kind == Kind::kPathOrNumber; }

  // An option with the value that its target has.
  struct Value {
    std::string name, text;
    Kind kind = Kind::kOther;
  };

  // `command` opens every message, as in "hogvec train".
  explicit OptionTable(std::string command) : command_(std::move(command)) {}

  // A row of the help, for whoever writes it down in another form.
  struct Description {
    std::string name, short_name, value_name, help;
    Kind kind = Kind::kOther;
    std::vector<std::string> choices = {};  // the words that are its value, if they are few
  };

  // Rows that follow stand under this title in the help.
  void Group(std::string title);

  // Names are `long` or `long,s` with a one-letter short form. `--flag` switches on; `--flag=true`
  // and `--flag=false` say which, and so undo what a file of options says.
  void Flag(const std::string& name, bool& target, std::string help);
  // A number of 1 or more; a target of 0 stands for one that was not given.
  void Count(const std::string& name, std::size_t& target, std::string help);
  void Number(const std::string& name, std::size_t& target, std::string help);
  void Number(const std::string& name, double& target, std::string help);
  // `fallback` says what holds without a value.
  void Number(const std::string& name, std::optional<double>& target, std::string fallback,
              std::string help);
  // `--name true` or `--name false`; 1 and 0 will do.
  void Boolean(const std::string& name, bool& target, std::string help);
  void Seed(const std::string& name, std::uint64_t& target, std::string help);
  // 1 or more; a target of 0 stands for one that was not given.
  void Bytes(const std::string& name, std::uint64_t& target, std::string help);
  void Duration(const std::string& name, std::chrono::milliseconds& target, std::string fallback,
                std::string help);
  // A file that is read; one that is written, for which - is standard output; and a folder.
  void Path(const std::string& name, std::filesystem::path& target, std::string help,
            std::string value_name = "FILE");
  void Output(const std::string& name, std::filesystem::path& target, std::string help);
  void Folder(const std::string& name, std::filesystem::path& target, std::string help);
  // A number above 0 if it is wholly a number, else a path (./0.5 is one).
  void PathOrNumber(const std::string& name, std::filesystem::path& path, double& number,
                    std::string value_name, std::string help);
  // A row that may be given many times; each adds to what this table's others added, and the first
  // takes the place of what was there before.
  void Paths(const std::string& name, std::vector<std::filesystem::path>& targets,
             std::string help);
  void Choice(const std::string& name, std::string value_name, std::string fallback, Apply apply,
              std::string help, Current current = {});

  // A row that the help leaves out: what other programs have and this one takes, ignores or
  // refuses. It may be given many times, and what `apply` returns is the whole complaint.
  void Hidden(const std::string& name, Apply apply);

  // Called after each option with its value in place; what it throws is the complaint about that
  // value. So ranges are those of whoever uses the values, and stand nowhere twice.
  void Check(std::function<void()> check) { check_ = std::move(check); }

  // Other programs' name for a row: accepted with one dash or two.
  void Alias(std::string other, std::string name);

  // Applies the options among `arguments` and returns the other words in order.
  std::vector<std::string> Parse(std::span<const std::string> arguments);

  // The options that were parsed, by their names in this table, whatever their values.
  const std::set<std::string>& given() const { return given_; }

  // The options that have a value now, in the order of their rows: what would have to be given to
  // get the targets as they are. Flags that are off have none; what may be given many times, many.
  std::vector<Value> Values() const;

  // The kind of the option of this name, hidden ones included; nothing if there is none.
  std::optional<Kind> KindOf(std::string_view name) const;

  // All rows but the hidden ones.
  std::vector<Description> Descriptions() const;

  // The rows as text, at most 80 columns wide.
  std::string Help() const;

 private:
  struct Row {
    std::string name, short_name, value_name, fallback, help, group;
    Apply apply;
    Current current = {};
    Kind kind = Kind::kOther;
    bool hidden = false;
    const std::vector<std::filesystem::path>* paths = nullptr;  // if it may be given many times
    bool repeats() const { return hidden || paths != nullptr; }
  };

  // An option's name and value as they were given; other words have no name.
  struct Given {
    std::string name;
    std::string value;
    bool joined = false;  // by = or without a space, so that no value is taken for an option
  };

  static std::vector<Given> Tokens(std::span<const Row> rows,
                                   const std::vector<std::string>& arguments);
  std::vector<std::string> ApplyAll(const std::vector<Given>& given);
  // The value of a flag that is switched off.
  static constexpr std::string_view kOff = "false";

  void Add(const std::string& name, std::string value_name, std::string fallback, std::string help,
           Apply apply, Current current = {});
  void AddPath(const std::string& name, std::string value_name, std::filesystem::path& target,
               std::string help, Apply apply);
  const Row* Find(std::string_view name) const;
  std::string Canonical(const std::string& argument) const;
  std::optional<Given> SwitchedOff(const std::string& argument) const;
  void ApplyTo(const Row& row, const Given& given) const;
  void CheckValue(const std::string& value) const;
  std::string Suggestion(std::string_view unknown) const;
  [[noreturn]] void RefuseSyntax(std::string_view option, bool lacks_value) const;
  [[noreturn]] void Refuse(const std::string& message) const;

  std::string command_;
  std::string group_;
  std::function<void()> check_;
  std::vector<Row> rows_;
  std::vector<std::pair<std::string, std::string>> aliases_;
  std::set<std::string> given_;
};

}  // namespace hogvec

#endif  // HOGVEC_CLI_OPTION_TABLE_H_
