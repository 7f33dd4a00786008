#ifndef HOGVEC_OPTIONS_OPTION_ROWS_H_
#define HOGVEC_OPTIONS_OPTION_ROWS_H_

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hogvec {

// What an option is to a run of training.
enum class OptionRole {
  kResult,   // the result depends on it: a checkpoint fixes it, a model says it. A file's name is
             // not fixed; that the corpus is the same shows what was in it
  kModel,    // the same, and further training of a model takes it from there if none is given
  kAtWill,   // how the vectors were made; may change when a run is resumed
  kOutput,   // leaves the vectors as they are
  kRequest,  // says what to do now, not how: kept nowhere
};

// Options by name: what each means, and the target that holds its value. Defaults are the values
// that the targets had when the rows were added.
//
// Targets must outlive the rows.
class OptionRows {
 public:
  // Takes the text of a value to its target; returns what was expected instead, or an empty text.
  using Apply = std::function<std::string(std::string_view value)>;
  // The value that a target has now, as it would be given; empty if none is set.
  using Current = std::function<std::string()>;

  enum class Kind {
    kFlag,
    kBoolean,
    kWhole,
    kReal,
    kBytes,
    kText,
    kPath,
    kPaths,  // may be given many times
    kPathOrNumber
  };

  static bool NamesFile(Kind kind) {
    return kind == Kind::kPath || kind == Kind::kPaths || kind == Kind::kPathOrNumber;
  }

  // An option with what would have to be given to get its target as it is: nothing for a flag that
  // is off or a value that is not set; many texts for an option that may be given many times.
  struct Value {
    std::string name;
    Kind kind = Kind::kText;
    OptionRole role = OptionRole::kResult;
    std::vector<std::string> texts = {};

    bool operator==(const Value&) const = default;
  };

  // Rows that follow stand under this title in the help.
  void Group(std::string title);

  // Names are `long` or `long,s` with a one-letter short form. `--flag` switches on; `--flag=true`
  // and `--flag=false` say which, and so undo what a file of options says.
  void Flag(const std::string& name, bool& target, std::string help, OptionRole role = {});
  // A number of 1 or more; a target of 0 stands for one that was not given.
  void Count(const std::string& name, std::size_t& target, std::string help, OptionRole role = {});
  void Number(const std::string& name, std::size_t& target, std::string help, OptionRole role = {});
  void Number(const std::string& name, double& target, std::string help, OptionRole role = {});
  // `fallback` says what holds without a value.
  void Number(const std::string& name, std::optional<double>& target, std::string fallback,
              std::string help, OptionRole role = {});
  // The same where what holds without a value is a number that depends on other options.
  void Number(const std::string& name, std::optional<double>& target, std::function<double()> unset,
              std::string fallback, std::string help, OptionRole role = {});
  // `--name true` or `--name false`; 1 and 0 will do.
  void Boolean(const std::string& name, bool& target, std::string help, OptionRole role = {});
  // The same where there is a value only at times.
  void Boolean(const std::string& name, bool& target, std::string help, Current current,
               OptionRole role);
  void Seed(const std::string& name, std::uint64_t& target, std::string help, OptionRole role = {});
  // 1 or more; a target of 0 stands for one that was not given.
  void Bytes(const std::string& name, std::uint64_t& target, std::string help,
             OptionRole role = {});
  void Duration(const std::string& name, std::chrono::milliseconds& target, std::string fallback,
                std::string help, OptionRole role = {});
  // A file that is read; one that is written, for which - is standard output; and a folder.
  void Path(const std::string& name, std::filesystem::path& target, std::string help,
            std::string value_name = "FILE", OptionRole role = {});
  void Output(const std::string& name, std::filesystem::path& target, std::string help);
  void Folder(const std::string& name, std::filesystem::path& target, std::string help,
              OptionRole role = OptionRole::kOutput);
  // A number above 0 if it is wholly a number, else a path (./0.5 is one).
  void PathOrNumber(const std::string& name, std::filesystem::path& path, double& number,
                    std::string value_name, std::string help, OptionRole role = {});
  // A row that may be given many times; each adds to what these rows' others added, and the first
  // takes the place of what was there before.
  void Paths(const std::string& name, std::vector<std::filesystem::path>& targets, std::string help,
             OptionRole role = {});
  void Choice(const std::string& name, std::string value_name, std::string fallback, Apply apply,
              std::string help, Current current = {}, OptionRole role = {});
  // The same for an option that may stand without a value, which is then the first of `values`. A
  // word that follows it is its value only if it is one of them.
  void OptionalChoice(const std::string& name, std::string value_name, std::string fallback,
                      std::vector<std::string> values, Apply apply, std::string help,
                      Current current, OptionRole role = {});

  // All options but the hidden ones, in the order of their rows.
  std::vector<Value> Values() const;

  // The option of this name, hidden ones included; nothing if there is none.
  std::optional<Value> Find(std::string_view name) const;

 protected:
  // The value of a flag that is switched off.
  static constexpr std::string_view kOff = "false";

  struct Row {
    std::string name, short_name, value_name, fallback, help, group;
    Apply apply;
    Current current = {};
    Kind kind = Kind::kText;
    OptionRole role = OptionRole::kResult;
    bool hidden = false;
    const std::vector<std::filesystem::path>* paths = nullptr;  // if it may be given many times
    std::vector<std::string> values = {};                       // if it may stand without one
    bool repeats() const { return hidden || paths != nullptr; }
  };

  Row& Add(const std::string& name, std::string value_name, std::string fallback, std::string help,
           Apply apply, Current current = {});
  const Row* RowOf(std::string_view name) const;
  const std::vector<Row>& rows() const { return rows_; }

 private:
  void AddPath(const std::string& name, std::string value_name, std::filesystem::path& target,
               std::string help, Apply apply, OptionRole role);
  void AddReal(const std::string& name, std::optional<double>& target, std::string fallback,
               std::string help, Current current, OptionRole role);
  static Value ValueOf(const Row& row);

  std::string group_;
  std::vector<Row> rows_;
};

// The value as it would be given, if it is a single one; empty if none is set.
std::string TextOf(const OptionRows::Value& value);

}  // namespace hogvec

#endif  // HOGVEC_OPTIONS_OPTION_ROWS_H_
