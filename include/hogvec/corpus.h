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

// How text is normalized and split into words and sentences. The defaults are word2vec.c's: words
// are separated by whitespace, a line is a sentence, and no byte is changed.
struct TextRules {
  // What separates words.
  enum class Split {
    kWhitespace,  // ASCII whitespace
    kUnicode,     // Unicode's word boundaries (UAX 29); letters, digits and symbols such as emoji
                  // are kept, everything else is dropped
    kAscii,       // everything except ASCII letters and digits, as in text8
  };
  enum class Digits {
    kKeep,
    kZero,   // replace each by 0
    kSpell,  // replace each by a word: "42" becomes "four two"
  };
  enum class InvalidUtf8 {
    kKeep,
    kReplace,  // by U+FFFD
    kDrop,
    kError,  // throw Error{kMalformed}
  };

  // Special values of `sentence`; any other value is a number of words.
  static constexpr std::size_t kLines = 0;
  static constexpr std::size_t kFiles = std::numeric_limits<std::size_t>::max();

  bool lowercase = false;  // by Unicode's language-independent rules
  bool nfc = false;        // compose letters and marks (Unicode's NFC)
  Split split = Split::kWhitespace;
  Digits digits = Digits::kKeep;
  InvalidUtf8 invalid_utf8 = InvalidUtf8::kKeep;
  // The unit that no window crosses (nor does any window cross a block of text). A number counts
  // words of the vocabulary, continuously through each text.
  std::size_t sentence = kLines;
  std::filesystem::path stopwords = {};  // a file of words to leave out, one per line; empty: none

  bool operator==(const TextRules&) const = default;
};

// The names of the values on the command line, and back; nullopt for any other name.
std::string_view NameOf(TextRules::Split split);
std::string_view NameOf(TextRules::Digits digits);
std::string_view NameOf(TextRules::InvalidUtf8 invalid);
std::optional<TextRules::Split> SplitByName(std::string_view name);
std::optional<TextRules::Digits> DigitsByName(std::string_view name);
std::optional<TextRules::InvalidUtf8> InvalidUtf8ByName(std::string_view name);

// The files that names refer to.
struct FoundTexts {
  std::vector<std::filesystem::path> files;
  // Files in folders that were skipped because they can't be opened or are not text: one line each,
  // `PATH: why`.
  std::vector<std::string> passed_over;
};

// The files that a list of names refers to, in order. A name is a file; a folder, with all texts in
// it and its subfolders except hidden ones, following links, sorted by the bytes of their paths;
// `@FILE` for the names in a file, one per line; or `-` for standard input. With `take_binary`,
// files in folders that do not look like text are taken too.
//
// A file named explicitly is taken whatever it contains. Throws Error{kNoInput} for a name that
// refers to nothing, a folder without texts, and a file named explicitly that can't be opened;
// Error{kMalformed} for a damaged compressed file in a folder.
FoundTexts FindTexts(std::span<const std::string> names, bool take_binary = false);

}  // namespace hogvec

#endif  // HOGVEC_CORPUS_H_
