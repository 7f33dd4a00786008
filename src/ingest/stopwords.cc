#include "ingest/stopwords.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "corpus/tokenizer.h"
#include "hogvec/error.h"
#include "io/word_list.h"
#include "replicas/agreement.h"
#include "unicode/nfc.h"

namespace hogvec {
namespace {

// A run that continues a model but not its list names this one instead.
bool IsNoList(const std::filesystem::path& list) { return list.empty() || list == "/dev/null"; }

}  // namespace

WordIndex ReadStopwords(const TextRules& rules) {
  WordIndex words;
  if (IsNoList(rules.stopwords)) return words;
  const auto add = [&](std::string_view word) {
    words.FindOrAdd(rules.nfc ? Composed(word) : std::string(word));
  };
  for (const std::string& line : ReadWordList(rules.stopwords)) Tokenize(line, add, [] {});
  return words;
}

void MetStopwords::Add(WordId word) {
  if (met_.size() <= ToIndex(word)) met_.resize(ToIndex(word) + 1);
  met_[ToIndex(word)] = 1;
}

void MetStopwords::Add(const MetStopwords& others) { Add(others.met_); }

void MetStopwords::Add(std::span<const std::uint8_t> met) {
  for (std::size_t i = 0; i < met.size(); ++i) {
    if (met[i] != 0) Add(ToWordId(i));
  }
}

void MetStopwords::AddOthers(Replicas& replicas) {
  for (const auto& met : GatherValues<std::uint8_t>(replicas, met_)) Add(met);
}

std::size_t MetStopwords::count() const {
  return static_cast<std::size_t>(std::ranges::count(met_, 1));
}

void RequireStopwords(const std::filesystem::path& list, const PruneReport& report) {
  if (IsNoList(list) || report.stop_tokens > 0) return;
  throw Error(ErrorKind::kNotFound,
              fmt::format("{}: the text has none of its words; they are compared with words as "
                          "--lowercase and --split leave them",
                          list.string()));
}

}  // namespace hogvec
