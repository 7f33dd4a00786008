#include <fmt/format.h>

#include <algorithm>

#include "hogvec/error.h"
#include "hogvec/subwords.h"

namespace hogvec {
namespace {

constexpr std::string_view kEndOfLine = "</s>";

bool ContinuesCharacter(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

// Where the character that starts at `at` ends.
std::size_t EndOfCharacter(std::string_view text, std::size_t at) {
  do ++at;
  while (at < text.size() && ContinuesCharacter(text[at]));
  return at;
}

}  // namespace

void CheckOptions(const NgramOptions& options) {
  const auto require = [](bool holds, const char* option, const std::string& message) {
    if (!holds) throw Error(ErrorKind::kUsage, message, option);
  };
  require(options.min_n >= 1 && options.min_n <= kLongestNgram, "minn",
          fmt::format("minn must be from 1 to {}, not {}", kLongestNgram, options.min_n));
  require(options.max_n >= 1 && options.max_n <= kLongestNgram, "maxn",
          fmt::format("maxn must be from 1 to {}, not {}", kLongestNgram, options.max_n));
  require(options.min_n <= options.max_n, "minn",
          fmt::format("minn is {}, more than the option 'maxn', which is {}", options.min_n,
                      options.max_n));
  require(options.buckets >= 1 && options.buckets <= kMostBuckets, "buckets",
          fmt::format("buckets must be from 1 to {}, not {}", kMostBuckets, options.buckets));
}

std::uint32_t HashOfNgram(std::string_view ngram) {
  std::uint32_t hash = 2166136261u;
  for (const char byte : ngram) {
    hash ^= static_cast<std::uint32_t>(static_cast<signed char>(byte));
    hash *= 16777619u;
  }
  return hash;
}

void AppendNgrams(std::string_view word, const NgramOptions& options, std::string& bracketed,
                  std::vector<std::string_view>& ngrams) {
  bracketed.assign("<").append(word).append(">");
  if (word == kEndOfLine) return;
  const std::string_view text = bracketed;
  for (std::size_t begin = 0; begin < text.size(); begin = EndOfCharacter(text, begin)) {
    std::size_t end = begin;
    for (std::size_t n = 1; n <= options.max_n && end < text.size(); ++n) {
      end = EndOfCharacter(text, end);
      const bool is_bracket = n == 1 && (begin == 0 || end == text.size());
      if (n >= options.min_n && !is_bracket) ngrams.push_back(text.substr(begin, end - begin));
    }
  }
}

void AppendBuckets(std::string_view word, const NgramOptions& options,
                   std::vector<std::uint32_t>& buckets) {
  thread_local std::string bracketed;
  thread_local std::vector<std::string_view> ngrams;
  ngrams.clear();
  AppendNgrams(word, options, bracketed, ngrams);
  for (const std::string_view ngram : ngrams) {
    buckets.push_back(HashOfNgram(ngram) % options.buckets);
  }
}

}  // namespace hogvec
