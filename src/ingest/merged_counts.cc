#include "ingest/merged_counts.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "replicas/agreement.h"
#include "replicas/message.h"

namespace hogvec {
namespace {

using Bytes = Replicas::Bytes;

// What stands before each word in what is sent.
struct WordHead {
  std::uint64_t count = 0;
  std::uint64_t length = 0;
};

// What an owner says before the words that it has kept.
struct DroppedHead {
  std::uint64_t words = 0;
  std::uint64_t tokens = 0;
  std::uint64_t most = 0;
};

template <typename Head>
Head Take(std::span<const char>& left) {
  Head head;
  TakeFront(std::span(&head, 1), left);
  return head;
}

void AppendWord(std::string_view word, std::uint64_t count, Bytes& bytes) {
  const WordHead head{count, word.size()};
  Append(std::span(&head, 1), bytes);
  Append(std::span(word.data(), word.size()), bytes);
}

void CountAll(std::span<const char> left, WordCounter& counter) {
  while (!left.empty()) {
    const auto head = Take<WordHead>(left);
    counter.Count({left.data(), head.length}, head.count);
    left = left.subspan(head.length);
  }
}

// Seeded, since an owner's words would else collide in its index, which goes by the same hash.
std::size_t OwnerOf(std::string_view word, std::size_t ranks) {
  constexpr std::uint64_t kSeed = 0x6f776e6572;
  return XXH3_64bits_withSeed(word.data(), word.size(), kSeed) % ranks;
}

// Calls body(word, count) for each word.
template <typename Body>
void ForEachWord(const WordCounter& counter, const Body& body) {
  for (std::size_t i = 0; i < counter.words().size(); ++i) {
    body(counter.words()[ToWordId(i)], counter.counts()[i]);
  }
}

std::vector<Bytes> PackForOwners(const WordCounter& counter, std::size_t ranks) {
  std::vector<Bytes> to_each(ranks);
  ForEachWord(counter, [&](std::string_view word, std::uint64_t count) {
    AppendWord(word, count, to_each[OwnerOf(word, ranks)]);
  });
  return to_each;
}

// What an owner tells all ranks of the words that these have sent.
Bytes PackKept(std::span<const Bytes> from_each, const PruneOptions& prune,
               const Vocabulary* stays) {
  WordCounter owned;
  for (const Bytes& from : from_each) CountAll(from, owned);
  DroppedHead dropped;
  Bytes told(sizeof(dropped));
  ForEachWord(owned, [&](std::string_view word, std::uint64_t count) {
    if (count >= prune.min_count || (stays != nullptr && stays->Find(word))) {
      AppendWord(word, count, told);
      return;
    }
    ++dropped.words;
    dropped.tokens += count;
    dropped.most = std::max(dropped.most, count);
  });
  std::memcpy(told.data(), &dropped, sizeof(dropped));
  return told;
}

MergedCounts Unpack(std::span<const Bytes> from_owners) {
  MergedCounts merged;
  for (std::span<const char> told : from_owners) {
    const auto dropped = Take<DroppedHead>(told);
    merged.dropped_words += dropped.words;
    merged.dropped_tokens += dropped.tokens;
    merged.most_dropped = std::max(merged.most_dropped, dropped.most);
    CountAll(told, merged.words);
  }
  return merged;
}

}  // namespace

std::uint64_t MergedCounts::Most() const {
  std::uint64_t most = most_dropped;
  for (const std::uint64_t count : words.counts()) most = std::max(most, count);
  return most;
}

MergedCounts MergeCounts(Replicas& replicas, WordCounter own, const PruneOptions& prune,
                         const Vocabulary* stays) {
  if (replicas.size() == 1) return {.words = std::move(own)};
  std::vector<Bytes> to_each;
  RunTogether(replicas, [&] {
    to_each = PackForOwners(own, replicas.size());
    own = {};
  });
  std::vector<Bytes> from_each = replicas.Exchange(std::move(to_each));
  Bytes told;
  RunTogether(replicas, [&] {
    told = PackKept(from_each, prune, stays);
    from_each.clear();
  });
  const std::vector<Bytes> from_owners = replicas.Gather(std::move(told));
  MergedCounts merged;
  RunTogether(replicas, [&] { merged = Unpack(from_owners); });
  return merged;
}

Vocabulary PruneMerged(const MergedCounts& merged, const PruneOptions& prune, PruneReport& report,
                       const Vocabulary* stays) {
  Vocabulary vocabulary = PruneToVocabulary(merged.words, prune, report, stays);
  report.dropped_words += merged.dropped_words;
  report.dropped_tokens += merged.dropped_tokens;
  return vocabulary;
}

}  // namespace hogvec
