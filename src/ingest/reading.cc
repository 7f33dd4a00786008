#include "ingest/reading.h"

#include <fmt/format.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <array>

#include "io/byte_source.h"

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

std::string NamesOf(const IngestOptions& options) {
  if (options.sentences != nullptr) return "the text";
  const std::string first = options.corpus.front().string();
  const std::size_t more = options.corpus.size() - 1;
  return more == 0 ? first : fmt::format("{} and {} more", first, more);
}

std::uint64_t CorpusBytes(const IngestOptions& options) {
  std::uint64_t bytes = 0;
  for (const auto& path : options.corpus) bytes += FileSizeOf(path);
  return bytes;
}

LeftOut LeftOutOf(const Reading& reading, std::span<const Share> shares) {
  LeftOut left_out;
  left_out.stopwords = reading.stopwords.size();
  for (const Share& share : shares) {
    left_out.passed_over.byte_order_marks += share.passed_over.byte_order_marks;
    left_out.passed_over.signs += share.passed_over.signs;
    left_out.long_tokens += share.long_tokens;
    left_out.stop_tokens += share.stop_tokens;
    left_out.met.Add(share.met_stopwords);
  }
  return left_out;
}

void AddLeftOut(Replicas& replicas, LeftOut own, PruneReport& report) {
  const std::array own_sums{own.passed_over.byte_order_marks, own.passed_over.signs,
                            own.long_tokens, own.stop_tokens};
  const std::vector<std::uint64_t> sums = SumOver(replicas, own_sums);
  report.byte_order_marks += sums[0];
  report.signs += sums[1];
  report.long_tokens += sums[2];
  report.stop_tokens += sums[3];
  own.met.AddOthers(replicas);
  report.absent_stopwords = own.stopwords - own.met.count();
}

}  // namespace hogvec
