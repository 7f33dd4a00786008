#include "hogvec/phrases.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <utility>

#include "base/byte_sink.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "base/workers.h"
#include "corpus/block_reader.h"
#include "corpus/normalizer.h"
#include "corpus/tokenizer.h"
#include "hogvec/error.h"
#include "hogvec/vocabulary.h"
#include "phrases/joiner.h"
#include "phrases/kept_texts.h"
#include "phrases/pair_counter.h"
#include "vocabulary/word_counter.h"

namespace hogvec {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kBlockBytes = std::size_t{128} << 10;

using Names = std::pair<PhraseScore, std::string_view>;
constexpr std::array kScores = {Names{PhraseScore::kDiscount, "discount"},
                                Names{PhraseScore::kNpmi, "npmi"}};

// Calls body(worker, block) for every block of the corpus, on all workers.
void ForEachBlock(const PhraseOptions& options,
                  const std::function<void(std::size_t, const TextBlock&)>& body) {
  BlockReader reader(options.corpus, options.block_bytes > 0 ? options.block_bytes : kBlockBytes,
                     options.take_binary);
  RunWorkers(ThreadCount(options.threads), [&](std::size_t worker) {
    for (TextBlock block; reader.Next(block);) body(worker, block);
  });
}

std::vector<Normalizer> NormalizersFor(const PhraseOptions& options) {
  std::vector<Normalizer> normalizers;
  for (std::size_t i = 0; i < ThreadCount(options.threads); ++i) {
    normalizers.emplace_back(options.text);
  }
  return normalizers;
}

// Words that are frequent enough to be in phrases, and the number of all words.
struct Words {
  Vocabulary frequent;
  std::uint64_t all = 0;
  std::uint64_t not_utf8 = 0;  // different ones
};

Words CountWords(const PhraseOptions& options) {
  auto normalizers = NormalizersFor(options);
  std::vector<WordCounter> counters(normalizers.size());
  ForEachBlock(options, [&](std::size_t worker, const TextBlock& block) {
    const auto count = [&](std::string_view word) { counters[worker].Count(word); };
    Tokenize(normalizers[worker].Apply(block), count, [] {});
  });
  WordCounter all;
  for (const WordCounter& counter : counters) all.Add(counter);
  Words words;
  for (std::size_t i = 0; i < all.counts().size(); ++i) {
    words.all += all.counts()[i];
    words.not_utf8 += IsUtf8(all.words()[ToWordId(i)]) ? 0 : 1;
  }
  PruneReport ignored;
  words.frequent = PruneToVocabulary(all, {.min_count = options.min_count}, ignored);
  return words;
}

double ScoreOf(const PhraseOptions& options, const Words& words, WordPair pair,
               std::uint64_t count) {
  const auto ab = static_cast<double>(count), n = static_cast<double>(words.all);
  const auto a = static_cast<double>(words.frequent.Count(FirstOf(pair)));
  const auto b = static_cast<double>(words.frequent.Count(SecondOf(pair)));
  if (options.score == PhraseScore::kDiscount) {
    return (ab - static_cast<double>(options.min_count)) / a / b * n;
  }
  return ab == n ? 1 : std::log(ab * n / (a * b)) / std::log(n / ab);
}

// Counts one share of the pairs; false if they do not fit.
bool FindInShare(const PhraseOptions& options, const Words& words, std::size_t share,
                 std::size_t shares, Phrases& phrases) {
  PairCounter counter(share, shares,
                      options.memory > 0 ? options.memory : PhysicalMemoryBytes() / 4);
  auto normalizers = NormalizersFor(options);
  std::vector<std::vector<WordPair>> room(normalizers.size());
  ForEachBlock(options, [&](std::size_t worker, const TextBlock& block) {
    if (counter.full()) return;
    std::vector<WordPair>& pairs = room[worker];
    pairs.clear();
    const WordId before = LastWordBefore(words.frequent, block, normalizers[worker]);
    const auto add = [&](WordId first, WordId second, std::string_view) {
      if (first != kGap && second != kGap) pairs.push_back(ToPair(first, second));
    };
    ForEachPair(words.frequent, before, normalizers[worker].Apply(block), add, [] {});
    counter.Add(pairs);
  });
  if (counter.full()) return false;
  counter.ForEach([&](WordPair pair, std::uint64_t count) {
    if (count < options.min_count && options.score == PhraseScore::kNpmi) return;
    if (ScoreOf(options, words, pair, count) > options.threshold) phrases.insert(pair);
  });
  return true;
}

// Starts with one share, and again with twice as many until each fits.
Phrases FindPhrases(const PhraseOptions& options, const Words& words) {
  for (std::size_t shares = 1;; shares *= 2) {
    Phrases phrases;
    std::size_t share = 0;
    while (share < shares && FindInShare(options, words, share, shares, phrases)) ++share;
    if (share == shares) return phrases;
  }
}

// Blocks are joined by all workers, some at a time, and written in their order.
class JoinedWriter {
 public:
  JoinedWriter(const PhraseOptions& options, const Vocabulary& words, const Phrases& phrases,
               ByteSink& out)
      : reader_(options.corpus, options.block_bytes > 0 ? options.block_bytes : kBlockBytes,
                options.take_binary),
        out_(out) {
    for (std::size_t i = 0; i < ThreadCount(options.threads); ++i) {
      joiners_.emplace_back(words, phrases, options.joiner, options.text);
    }
  }

  // The number of words that were joined to the one before.
  std::uint64_t WriteAll() {
    constexpr std::size_t kBlocksPerWorker = 8;
    std::vector<TextBlock> blocks(joiners_.size() * kBlocksPerWorker);
    std::vector<Joiner::Joined> joined(blocks.size());
    for (bool more = true; more;) {
      std::size_t count = 0;
      while (count < blocks.size() && (more = reader_.Next(blocks[count]))) ++count;
      RunWorkers(joiners_.size(), [&](std::size_t worker) {
        for (std::size_t i = worker; i < count; i += joiners_.size()) {
          joined[i] = joiners_[worker].Join(blocks[i]);
        }
      });
      for (std::size_t i = 0; i < count; ++i) Write(blocks[i], joined[i]);
    }
    return joined_;
  }

 private:
  // A text that ends within a line must not run into the next one.
  void Write(const TextBlock& block, Joiner::Joined& joined) {
    if (!joined.certain) joined = joiners_.front().Join(block, last_);
    if (block.before.empty() && in_line_ && !joined.text.empty()) out_.Write("\n");
    out_.Write(joined.text);
    if (!joined.text.empty()) in_line_ = joined.text.back() != '\n';
    last_ = joined.last;
    joined_ += joined.joined;
  }

  BlockReader reader_;
  ByteSink& out_;
  std::vector<Joiner> joiners_;
  WordId last_ = kGap;    // which the next word may be joined to
  bool in_line_ = false;  // whether what is written ends within one
  std::uint64_t joined_ = 0;
};

void CheckOptions(const PhraseOptions& options) {
  if (options.score == PhraseScore::kNpmi && options.threshold >= 1) {
    throw Error(ErrorKind::kUsage, "--threshold must be below 1 with --score npmi; 0.5 is usual");
  }
  if (options.passes == 0) throw Error(ErrorKind::kUsage, "--passes must be 1 or more");
  if (options.joiner.find_first_of(kWhiteSpace) != std::string::npos) {
    throw Error(ErrorKind::kUsage, "--joiner must not hold white space");
  }
}

PhraseReport RunPass(const PhraseOptions& options, const fs::path& output) {
  const Words words = CountWords(options);
  const Phrases phrases = FindPhrases(options, words);
  const auto out = CreateFile(output);
  const std::uint64_t joined = JoinedWriter(options, words.frequent, phrases, *out).WriteAll();
  out->Finish();
  return {words.all, phrases.size(), joined, words.not_utf8};
}

}  // namespace

std::string_view NameOf(PhraseScore score) {
  return std::ranges::find(kScores, score, &Names::first)->second;
}

std::optional<PhraseScore> PhraseScoreByName(std::string_view name) {
  const auto* const found = std::ranges::find(kScores, name, &Names::second);
  return found == kScores.end() ? std::nullopt : std::optional(found->first);
}

PhraseReport JoinPhrases(const PhraseOptions& options, const fs::path& output) {
  CheckOptions(options);
  KeptTexts kept(options.tmp_dir);
  PhraseOptions pass = options;
  for (std::size_t i = 0; i < pass.corpus.size(); ++i) {
    pass.corpus[i] = kept.Readable(pass.corpus[i], i, options.take_binary);
  }
  for (std::size_t i = 1; i < options.passes; ++i) {
    RunPass(pass, kept.ForPass(i));
    pass.corpus = {kept.ForPass(i)};
    pass.text = {};  // it has been put into its form
  }
  return RunPass(pass, output);
}

}  // namespace hogvec
