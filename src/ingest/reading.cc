#include "ingest/reading.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace hogvec {
namespace {

// Small enough that blocks outnumber workers many times over and that what training makes of a
// block stays in the second-level cache; large enough that its overheads vanish.
constexpr std::size_t kBlockBytes = std::size_t{128} << 10;

}  // namespace

std::size_t BlockBytes(const IngestOptions& options) {
  return options.block_bytes > 0 ? options.block_bytes : kBlockBytes;
}

Reading::Reading(const IngestOptions& options)
    : max_word_bytes(options.max_word_bytes),
      by_lines(options.text.sentence == TextRules::kLines),
      stopwords(ReadStopwords(options.text)) {}

void Identify(std::string_view text, std::size_t number, CorpusIdentity& identity) {
  identity.bytes += text.size();
  identity.fingerprint += XXH3_64bits_withSeed(text.data(), text.size(), number);
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
