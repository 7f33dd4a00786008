#ifndef HOGVEC_CORPUS_H_
#define HOGVEC_CORPUS_H_

#include <cstddef>
#include <filesystem>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hogvec {

// What a text is taken apart by, and what is done to it before. The defaults are word2vec.c's:
// words are what stands between white space, a line is a sentence, and no byte is changed.
struct TextRules {
  // What parts words.
  enum class Split {
    kWhitespace,  // ASCII white space
    kUnicode,  // word boundaries of Unicode (UAX 29); what is no letter, digit or symbol, such as
               // an emoji, is dropped
    kAscii,    // all but the letters and digits of ASCII, as in text8
  };
  enum class Digits {
    kKeep,
    kZero,   // each 0
    kSpell,  // each a word of its own: "42" becomes "four two"
  };
  enum class InvalidUtf8 {
    kKeep,
    kReplace,  // by U+FFFD
    kDrop,
    kError,
  };

  // Sentences beside whole lines; any other number is a count of words.
  static constexpr std::size_t kLines = 0;
  static constexpr std::size_t kFiles = std::numeric_limits<std::size_t>::max();

  bool lowercase = false;  // as Unicode has it for no language in particular
  bool nfc = false;        // letters with their marks as one character where Unicode has it
  Split split = Split::kWhitespace;
  Digits digits = Digits::kKeep;
  InvalidUtf8 invalid_utf8 = InvalidUtf8::kKeep;
  // What no window reaches across, nor across a block of text. A count is of the vocabulary's
  // words, and goes on through each text.
  std::size_t sentence = kLines;
  std::filesystem::path stopwords = {};  // words to leave out, one per line; empty: none

  bool operator==(const TextRules&) const = default;
};

// The names that the command line has for them, and back; nothing for any other name.
std::string_view NameOf(TextRules::Split split);
std::string_view NameOf(TextRules::Digits digits);
std::string_view NameOf(TextRules::InvalidUtf8 invalid);
std::optional<TextRules::Split> SplitByName(std::string_view name);
std::optional<TextRules::Digits> DigitsByName(std::string_view name);
std::optional<TextRules::InvalidUtf8> InvalidUtf8ByName(std::string_view name);

// The files of texts that names stand for.
struct FoundTexts {
  std::vector<std::filesystem::path> files;
  // Files in folders that are left out, as they can't be opened or look like no text: a line each,
  // `PATH: why`.
  std::vector<std::string> passed_over;
};

// The files that a list of names stands for, in its order: a folder for all texts in it and below
// but hidden ones, links followed, sorted by their paths' bytes; `@FILE` for the names in a file,
// one per line; `-` for standard input. With `take_binary`, what looks like no text is taken too.
//
// A file that was named itself is taken whatever is in it. Throws Error{kNoInput} for a name that
// stands for nothing, a folder without texts, and a file that was named and can't be opened;
// Error{kMalformed} for a compressed file in a folder that is damaged.
FoundTexts FindTexts(std::span<const std::string> names, bool take_binary = false);

}  // namespace hogvec

#endif  // HOGVEC_CORPUS_H_
