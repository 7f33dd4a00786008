#include "ingest/reading.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace hogvec {
Reading::Reading(const IngestOptions& options)
    : max_word_bytes(options.max_word_bytes),
      by_lines(options.text.sentence == TextRules::kLines),
      stopwords(ReadStopwords(options.text)) {}

void Identify(const TextBlock& block, CorpusIdentity& identity) {
  identity.bytes += block.text.size();
  identity.fingerprint += XXH3_64bits_withSeed(block.text.data(), block.text.size(), block.number);
}

void AddLeftOut(const Reading& reading, std::span<const Share> shares, PruneReport& report) {
  MetStopwords met;
  for (const Share& share : shares) {
    report.byte_order_marks += share.passed_over.byte_order_marks;
    report.signs += share.passed_over.signs;
    report.long_tokens += share.long_tokens;
    report.stop_tokens += share.stop_tokens;
    met.Add(share.met_stopwords);
  }
  report.absent_stopwords = reading.stopwords.size() - met.count();
}

}  // namespace hogvec
