#include "cli/text_options.h"

#include <fmt/format.h>

#include <utility>

#include "base/number.h"
#include "cli/terminal.h"

namespace hogvec {
namespace {

// A row whose value is one of a few names.
template <typename Value>
void AddNamed(OptionTable& table, const std::string& name, Value& target,
              std::optional<Value> (*by_name)(std::string_view), const std::string& expected,
              std::string help) {
  table.Choice(
      name, "HOW", std::string(NameOf(target)),
      [&target, by_name, expected](std::string_view value) -> std::string {
        const auto found = by_name(value);
        if (!found) return expected;
        target = *found;
        return {};
      },
      std::move(help), [&target] { return std::string(NameOf(target)); });
}

std::string ApplySentence(std::string_view value, std::size_t& sentence) {
  if (value == "line") {
    sentence = TextRules::kLines;
  } else if (value == "file") {
    sentence = TextRules::kFiles;
  } else if (const auto words = ParseInteger<std::size_t>(value); words && *words > 0) {
    sentence = *words;
  } else {
    return "'line', 'file' or a number of words";
  }
  return {};
}

}  // namespace

std::string SentenceName(std::size_t sentence) {
  if (sentence == TextRules::kLines) return "line";
  return sentence == TextRules::kFiles ? "file" : fmt::to_string(sentence);
}

std::vector<std::filesystem::path> FilesOfTexts(const std::string& command,
                                                std::span<const std::string> names,
                                                bool take_binary) {
  FoundTexts found = FindTexts(names, take_binary);
  if (const std::size_t others = found.passed_over.size(); others > 0) {
    Say(fmt::format("{}: warning: {} passed over: {}\n", command,
                    others == 1 ? "a file in a folder is"
                                : fmt::format("{} files in folders are", WithCommas(others)),
                    Printable(found.passed_over.front())));
  }
  return std::move(found.files);
}

void ExpandCorpus(const std::string& command, IngestOptions& ingest) {
  std::vector<std::string> names;
  for (const auto& path : ingest.corpus) names.push_back(path.string());
  ingest.corpus = FilesOfTexts(command, names, ingest.take_binary);
}

void AddTextOptions(OptionTable& table, IngestOptions& ingest) {
  TextRules& text = ingest.text;
  table.Group("Text");
  table.Flag("lowercase", text.lowercase, "take capital letters for small ones, in any script");
  table.Flag("nfc", text.nfc,
             "compose letters with their marks (Unicode's NFC): what looks the same is the same");
  AddNamed(
      table, "split", text.split, SplitByName, "'whitespace', 'unicode' or 'ascii'",
      "what parts words: whitespace; unicode, its word boundaries, which leaves out punctuation; "
      "or ascii, all but ASCII letters and digits");
  AddNamed(table, "digits", text.digits, DigitsByName, "'keep', 'zero' or 'spell'",
           "keep digits, zero: make each 0, or spell each: four two");
  AddNamed(table, "invalid-utf8", text.invalid_utf8, InvalidUtf8ByName,
           "'keep', 'replace', 'drop' or 'error'",
           "keep, replace or drop bytes that are no UTF-8, or error: stop at the first");
  table.Flag("force", ingest.take_binary, "read files that look like no text");
}

void AddSentenceOptions(OptionTable& table, TextRules& text) {
  table.Choice(
      "sentence", "HOW", SentenceName(text.sentence),
      [&text](std::string_view value) { return ApplySentence(value, text.sentence); },
      "what windows stay within: 'line', 'file', or so many words, counted on through each text",
      [&text] { return SentenceName(text.sentence); });
  table.Path("stopwords", text.stopwords, "leave out the words of a file, one per line");
}

}  // namespace hogvec
