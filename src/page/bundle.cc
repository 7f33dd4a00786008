#include "page/bundle.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstddef>
#include <set>

#include "hogvec/error.h"

namespace hogvec::page {
namespace {

constexpr std::string_view kWhiteSpace = " \t\n";

std::string_view Trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(kWhiteSpace);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kWhiteSpace) - first + 1);
}

// Takes a beginning off a text; false, and nothing taken, if it begins otherwise.
bool Take(std::string_view& text, std::string_view beginning) {
  if (!text.starts_with(beginning)) return false;
  text.remove_prefix(beginning.size());
  return true;
}

bool IsPartOfName(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '$';
}

// Names between braces, separated by commas. One with `as` has a blank in it.
bool IsListOfNames(std::string_view list) {
  while (!list.empty()) {
    const std::size_t comma = std::min(list.find(','), list.size());
    const std::string_view name = Trimmed(list.substr(0, comma));
    if (name.empty() || !std::ranges::all_of(name, IsPartOfName)) return false;
    list = Trimmed(list.substr(std::min(comma + 1, list.size())));
  }
  return true;
}

// What remains to be read of one module.
class ModuleText {
 public:
  explicit ModuleText(const Asset& asset) : name_(asset.name), rest_(asset.text) {}

  bool AtEnd() const { return rest_.empty(); }
  bool Begins(std::string_view text) const { return rest_.starts_with(text); }
  bool BeginsWithWord(std::string_view word) const {
    return Begins(word) && (rest_.size() == word.size() || !IsPartOfName(rest_[word.size()]));
  }

  bool TakeIf(std::string_view text) { return Take(rest_, text); }

  std::string_view TakeLine() {
    return TakeBytes(std::min(rest_.find('\n'), rest_.size() - 1) + 1);
  }

  // Up to a semicolon and the end of its line.
  std::string_view TakeStatement() {
    const std::size_t end = rest_.find(";\n");
    if (end == std::string_view::npos) Refuse("has no semicolon at the end of its line");
    return TakeBytes(end + 2);
  }

  [[noreturn]] void Refuse(std::string_view why) const {
    throw Error(ErrorKind::kInternal, fmt::format("{}:{}: {}", name_, line_, why));
  }

 private:
  std::string_view TakeBytes(std::size_t count) {
    const std::string_view taken = rest_.substr(0, count);
    rest_.remove_prefix(count);
    line_ += std::ranges::count(taken, '\n');
    return taken;
  }

  std::string_view name_, rest_;
  std::ptrdiff_t line_ = 1;
};

// The module that `import {a, b} from './other.js';` names: other.js.
std::string_view ImportedBy(ModuleText& text) {
  const ModuleText before = text;
  std::string_view statement = text.TakeStatement();
  Take(statement, "import ");
  const std::size_t close = statement.find('}');
  if (!Take(statement, "{") || close == std::string_view::npos ||
      !IsListOfNames(statement.substr(0, close - 1))) {
    before.Refuse("imports something other than a list of names as they are");
  }
  statement.remove_prefix(close);
  if (!Take(statement, " from './") || !statement.ends_with("';\n")) {
    before.Refuse("imports from something other than './MODULE'");
  }
  return statement.substr(0, statement.size() - std::string_view("';\n").size());
}

// Skips the word `export`, or over a list of what is exported.
void DropExport(ModuleText& text) {
  constexpr std::array<std::string_view, 5> kDeclarations{"function ", "async ", "class ", "const ",
                                                          "let "};
  if (text.Begins("export {")) {
    const ModuleText before = text;
    std::string_view list = text.TakeStatement();
    Take(list, "export {");
    if (!list.ends_with("};\n") || !IsListOfNames(list.substr(0, list.size() - 3))) {
      before.Refuse("exports something other than a list of names as they are");
    }
    return;
  }
  text.TakeIf("export ");
  const auto begins = [&](std::string_view each) { return text.Begins(each); };
  if (std::ranges::none_of(kDeclarations, begins)) text.Refuse("exports what is no declaration");
}

void RequireHarmless(const ModuleText& text, std::string_view line) {
  for (const std::string_view end : {"</script", "<!--", "\r"}) {
    if (line.find(end) != std::string_view::npos) {
      text.Refuse("has text that would end or change the element of a script; write it otherwise");
    }
  }
}

class Bundler {
 public:
  explicit Bundler(std::span<const Asset> assets) : assets_(assets) {}

  // Modules that import each other stand in the order in which the language runs them.
  void Add(std::string_view name) {
    if (!seen_.insert(name).second) return;
    const Asset* const asset = FindAsset(assets_, name);
    if (asset == nullptr) {
      throw Error(ErrorKind::kInternal, fmt::format("the page has no module {}", name));
    }
    script_ += OwnTextOf(*asset);
  }

  const std::string& script() const { return script_; }

 private:
  // A module without its imports, each of which is added first.
  std::string OwnTextOf(const Asset& asset) {
    std::string own = fmt::format("// {}\n", asset.name);
    for (ModuleText text(asset); !text.AtEnd();) {
      if (text.Begins("import ")) {
        Add(ImportedBy(text));
        continue;
      }
      if (text.BeginsWithWord("import")) text.Refuse("imports in a form that is not understood");
      if (text.BeginsWithWord("export")) DropExport(text);
      if (text.AtEnd()) break;
      const ModuleText at_line = text;
      const std::string_view line = text.TakeLine();
      RequireHarmless(at_line, line);
      own += line;
    }
    if (!own.ends_with('\n')) own += '\n';
    return own;
  }

  std::span<const Asset> assets_;
  std::set<std::string_view> seen_;
  std::string script_;
};

}  // namespace

std::string Bundle(std::span<const Asset> assets, std::string_view entry) {
  Bundler bundler(assets);
  bundler.Add(entry);
  return bundler.script();
}

}  // namespace hogvec::page
