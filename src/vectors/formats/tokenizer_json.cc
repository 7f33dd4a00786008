#include "vectors/formats/tokenizer_json.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "base/characters.h"
#include "base/utf8.h"
#include "io/atomic_file.h"
#include "io/tensor_header.h"
#include "unicode/characters.h"

namespace hogvec {
namespace {

using Json = nlohmann::ordered_json;

// Regular expressions here mean the same to Oniguruma, which the library uses, to Rust's engines
// and to JavaScript's, for those who read the file in a browser.

// What stands in a class of characters for letters; those that join the one before them (accents,
// soft hyphens, joiners); and those of scripts that ICU's dictionary parts, or parts from others.
constexpr std::string_view kLetters = "\\p{L}\\p{Nl}@";
constexpr std::string_view kExtend =
    "\\p{M}\\u00AD\\u200C-\\u200F\\u202A-\\u202E\\u2060-\\u2064\\uFEFF\U0001F3FB-\U0001F3FF";
constexpr std::string_view kHangul = "\\uAC00-\\uD7A3";
constexpr std::string_view kKatakana = "\\u30A0-\\u30FF\\u31F0-\\u31FF\\uFF66-\\uFF9F";
constexpr std::string_view kIdeographs =
    "\\u3005\\u3007\\u3040-\\u309F\\u3400-\\u4DBF\\u4E00-\\u9FFF\\uF900-\\uFAFF"
    "\U00020000-\U0003FFFD";
constexpr std::string_view kHebrew = "[\\u05D0-\\u05EA]";

// The words of Unicode (UAX 29) as ICU finds them: letters and digits, with an apostrophe or full
// stop between letters, a comma or full stop between digits; and emoji.
std::string UnicodeWord() {
  const std::string other = fmt::format("(?![{}{}{}])", kHangul, kKatakana, kIdeographs);
  const std::string letters = fmt::format(
      "\\p{{Pc}}*{0}[{1}\\p{{Nd}}](?:{0}[{1}\\p{{Nd}}\\p{{Pc}}{2}]"
      "|(?<=[{1}{2}])['\\u2018\\u2019.\\u00B7\\u2027](?={0}[{1}])"
      "|(?<=[\\p{{Nd}}{2}])['\\u2018\\u2019.,;\\u066B\\u066C](?=\\p{{Nd}})"
      "|(?<={3})(?:'|\"(?={3})))*",
      other, kLetters, kExtend, kHebrew);
  const std::string emoji = fmt::format(
      "\\p{{Extended_Pictographic}}(?:[{0}]*\\u200D\\p{{Extended_Pictographic}})*[{0}]*"
      "|[\U0001F1E6-\U0001F1FF]{{2}}",
      kExtend);
  return fmt::format("{}|\\p{{Pc}}{{2,}}|[{}]+|[{}]+|[{}]|{}", letters, kHangul, kKatakana,
                     kIdeographs, emoji);
}

std::string_view OptionOf(const VectorsToWrite& vectors, const std::string& name) {
  const auto found = vectors.configuration.find(name);
  return found == vectors.configuration.end() ? std::string_view() : found->second;
}

// Whether is(code point) is true of any in the words.
bool AnyIs(const WordIndex& words, const auto& is) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    for (std::string_view rest = words[ToWordId(i)]; !rest.empty();) {
      if (is(CodePointAt(rest))) return true;
      rest.remove_prefix(std::max<std::size_t>(1, CodePointLength(rest)));
    }
  }
  return false;
}

Json Replace(const char* kind, std::string_view pattern, std::string_view content) {
  return {{"type", "Replace"}, {"pattern", Json{{kind, pattern}}}, {"content", content}};
}

// Words are what a pattern matches, or the text between its matches.
Json Split(std::string_view pattern, bool matches_words) {
  return {{"type", "Split"},
          {"pattern", Json{{"Regex", pattern}}},
          {"behavior", "Removed"},
          {"invert", matches_words}};
}

void AddDigits(std::string_view how, Json& steps) {
  constexpr std::array kNames = {" zero ", " one ", " two ",   " three ", " four ",
                                 " five ", " six ", " seven ", " eight ", " nine "};
  if (how == "zero") steps.push_back(Replace("Regex", "[0-9]", "0"));
  if (how != "spell") return;
  for (std::size_t digit = 0; digit < kNames.size(); ++digit) {
    steps.push_back(Replace("String", std::to_string(digit), kNames[digit]));
  }
}

// The library's step knows one small sigma; at the end of a word ours is another.
void AddLowercase(const WordIndex& words, Json& steps) {
  constexpr char32_t kFinalSigma = 0x3c2;
  if (AnyIs(words, [](char32_t character) { return character == kFinalSigma; })) {
    steps.push_back(Replace("Regex", "(?<=[\\p{L}\\p{M}])\\u03A3(?![\\p{L}\\p{M}])", "\u03c2"));
  }
  steps.push_back({{"type", "Lowercase"}});
}

Json NormalizerOf(const VectorsToWrite& vectors) {
  Json steps = Json::array();
  AddDigits(OptionOf(vectors, "digits"), steps);
  if (OptionOf(vectors, "lowercase") == "true") AddLowercase(vectors.words, steps);
  if (OptionOf(vectors, "nfc") == "true") steps.push_back({{"type", "NFC"}});
  if (steps.size() < 2) return steps.empty() ? Json() : steps[0];
  return {{"type", "Sequence"}, {"normalizers", steps}};
}

// The library's own splitting at white space takes Unicode's, hogvec ASCII's alone.
Json PreTokenizerOf(const VectorsToWrite& vectors) {
  const std::string_view split = OptionOf(vectors, "split");
  if (split == "unicode") return Split(UnicodeWord(), true);
  if (split == "ascii") return Split("[^A-Za-z0-9]+", false);
  const bool within_words = AnyIs(vectors.words, IsUnicodeSpace);
  return within_words ? Split("[\\t-\\r ]+", false) : Json{{"type", "WhitespaceSplit"}};
}

}  // namespace

std::string UnknownWord(const WordIndex& words) {
  std::string unknown = "[UNK]";
  for (int i = 2; words.Find(unknown); ++i) unknown = fmt::format("[UNK{}]", i);
  return unknown;
}

// Word by word: as one JSON value it would take many times its size.
void WriteTokenizer(const std::filesystem::path& path, const VectorsToWrite& vectors) {
  const std::string unknown = UnknownWord(vectors.words);
  const std::size_t unknown_id = vectors.words.get().size();
  AtomicFile file(path);
  file.Write(fmt::format(
      R"({{"version":"1.0","truncation":null,"padding":null,"added_tokens":[{{"id":{},"content":)"
      R"("{}","single_word":false,"lstrip":false,"rstrip":false,"normalized":false,)"
      R"("special":true}}],"normalizer":{},"pre_tokenizer":{},)"
      R"("post_processor":null,"decoder":null,"model":{{"type":"WordLevel","vocab":{{)"
      "\n",
      unknown_id, unknown, NormalizerOf(vectors).dump(), PreTokenizerOf(vectors).dump()));
  for (std::size_t i = 0; i < vectors.words.get().size(); ++i) {
    file.Write(
        fmt::format("{}:{},\n", JsonString(std::string(vectors.words.get()[ToWordId(i)])), i));
  }
  file.Write(fmt::format("\"{0}\":{1}}},\"unk_token\":\"{0}\"}}}}\n", unknown, unknown_id));
  file.Finish();
}

std::vector<std::string> NotInTokenizer(const VectorsToWrite& vectors) {
  if (OptionOf(vectors, "split") != "unicode" || !AnyIs(vectors.words, HasDictionary)) {
    return {};
  }
  return {
      "Words of Chinese, Japanese, Thai, Lao, Khmer and Burmese were found by a dictionary, "
      "which tokenizer.json can't hold: most of them will be unknown words there."};
}

}  // namespace hogvec
