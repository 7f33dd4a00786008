#include "training/reading.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <string>

#include "base/line_reader.h"
#include "base/nfc.h"

namespace hogvec {
namespace {

WordIndex ReadStopwords(const TextRules& rules) {
  WordIndex words;
  if (rules.stopwords.empty()) return words;
  LineReader reader(rules.stopwords);
  const auto add = [&](std::string_view word) {
    words.FindOrAdd(rules.nfc ? Composed(word) : std::string(word));
  };
  for (std::string_view line; reader.NextLine(line);) Tokenize(line, add, [] {});
  return words;
}

}  // namespace

Reading::Reading(const IngestOptions& options)
    : max_word_bytes(options.max_word_bytes),
      sentence(options.text.sentence),
      stopwords(ReadStopwords(options.text)) {}

void Identify(const TextBlock& block, CorpusIdentity& identity) {
  identity.bytes += block.text.size();
  identity.fingerprint += XXH3_64bits_withSeed(block.text.data(), block.text.size(), block.number);
}

void AddLeftOut(std::span<const Share> shares, PruneReport& report) {
  for (const Share& share : shares) {
    report.byte_order_marks += share.passed_over.byte_order_marks;
    report.signs += share.passed_over.signs;
    report.long_tokens += share.long_tokens;
    report.stop_tokens += share.stop_tokens;
  }
}

}  // namespace hogvec
