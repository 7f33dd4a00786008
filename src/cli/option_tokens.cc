// The arguments of a command line, taken apart.
#include <boost/program_options.hpp>
#include <string>
#include <vector>

#include "cli/option_table.h"

namespace hogvec {
namespace {

namespace po = boost::program_options;

bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// A word that begins with a dash, as "-1" and "- king" do. Options begin with letters.
std::vector<po::option> TakeDashedWord(std::vector<std::string>& left) {
  const std::string& first = left.front();
  const bool is_word =
      first.size() > 1 && first[0] == '-' && first[1] != '-' && !IsLetter(first[1]);
  if (!is_word) return {};
  po::option word;
  word.value = word.original_tokens = {first};
  left.erase(left.begin());
  return {word};
}

}  // namespace

// What Boost makes of the arguments: options by their long names, other words under no name. Values
// stay text, since its own conversions depend on the locale and accept what they should not.
std::vector<OptionTable::Given> OptionTable::Tokens(std::span<const Row> rows,
                                                    const std::vector<std::string>& arguments) {
  po::options_description description;
  for (const Row& row : rows) {
    const std::string name = row.short_name.empty() ? row.name : row.name + "," + row.short_name;
    const bool flag = row.value_name.empty();
    // The description owns the semantic.
    const po::value_semantic* semantic = new po::untyped_value(flag);
    description.add_options()(name.c_str(), semantic);
  }
  using po::command_line_style::allow_guessing;
  using po::command_line_style::unix_style;
  const auto parsed = po::command_line_parser(arguments)
                          .options(description)
                          .positional(po::positional_options_description().add("words", -1))
                          .style(unix_style & ~allow_guessing)
                          .extra_style_parser(TakeDashedWord)
                          .run();
  std::vector<Given> given;
  for (const auto& option : parsed.options) {
    given.push_back({option.position_key < 0 ? option.string_key : "",
                     option.value.empty() ? "" : option.value.front(),
                     option.original_tokens.size() < 2});
  }
  return given;
}

}  // namespace hogvec
