#include "hogvec/phrases.h"

#include <fmt/format.h>
#include <tsl/robin_set.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cmath>
#include <cstdlib>
#include <functional>
#include <utility>

#include "base/byte_sink.h"
#include "base/byte_source.h"
#include "base/file.h"
#include "base/memory.h"
#include "base/workers.h"
#include "corpus/block_reader.h"
#include "corpus/normalizer.h"
#include "corpus/tokenizer.h"
#include "hogvec/error.h"
#include "hogvec/vocabulary.h"
#include "phrases/pair_counter.h"
#include "vocabulary/word_counter.h"

namespace hogvec {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kBlockBytes = std::size_t{128} << 10;

// No word: a rare one, a line end, or the edge of a text.
constexpr WordId kGap = ToWordId(kMaxWords);

using Phrases = tsl::robin_set<WordPair, PairHash>;

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
  for (const std::uint64_t count : all.counts()) words.all += count;
  PruneReport ignored;
  words.frequent = PruneToVocabulary(all, {.min_count = options.min_count}, ignored);
  return words;
}

// Calls on_pair(first, second) for each two words of a text that follow each other, with kGap for
// what is no frequent word. `before` is what stands before the text on its line.
template <typename OnPair>
void ForEachPair(const Vocabulary& words, WordId before, std::string_view text,
                 const OnPair& on_pair) {
  const auto on_word = [&](std::string_view word) {
    const WordId id = words.Find(word).value_or(kGap);
    on_pair(std::exchange(before, id), id, word);
  };
  Tokenize(text, on_word, [&] { before = kGap; });
}

// The last word before a block on its line.
WordId LastWordBefore(const Vocabulary& words, const TextBlock& block, Normalizer& normalizer) {
  WordId last = kGap;
  if (block.before.empty()) return last;
  const std::string_view text = normalizer.Apply({.text = block.before, .file = block.file});
  ForEachPair(words, kGap, text, [&](WordId, WordId id, std::string_view) { last = id; });
  return last;
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
    ForEachPair(words.frequent, before, normalizers[worker].Apply(block), add);
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

// Joins the words of one block.
class Joiner {
 public:
  Joiner(const PhraseOptions& options, const Words& words, const Phrases& phrases)
      : options_(options), words_(words), phrases_(phrases), normalizer_(options.text) {}

  // The block's text anew, with what parts its first word from the one before.
  std::string Join(const TextBlock& block) {
    last_ = kGap;
    at_line_start_ = block.before.empty();
    out_.clear();
    Append(normalizer_.Apply({.text = block.before, .file = block.file}));
    at_line_start_ = block.before.empty();
    out_.clear();  // only to know what the last word was joined to
    joined_ = 0;
    Append(normalizer_.Apply(block));
    return std::exchange(out_, {});
  }

  std::uint64_t joined() const { return joined_; }

 private:
  void Append(std::string_view text) {
    const auto on_word = [&](std::string_view word) {
      const WordId id = words_.frequent.Find(word).value_or(kGap);
      const bool joins = last_ != kGap && id != kGap && phrases_.contains(ToPair(last_, id));
      if (!at_line_start_) out_ += joins ? std::string_view(options_.joiner) : " ";
      out_ += word;
      joined_ += joins ? 1 : 0;
      last_ = joins ? kGap : id;
      at_line_start_ = false;
    };
    const auto on_line_end = [&] {
      out_ += '\n';
      last_ = kGap;
      at_line_start_ = true;
    };
    Tokenize(text, on_word, on_line_end);
  }

  const PhraseOptions& options_;
  const Words& words_;
  const Phrases& phrases_;
  Normalizer normalizer_;
  WordId last_ = kGap;  // that the next may be joined to
  bool at_line_start_ = true;
  std::uint64_t joined_ = 0;
  std::string out_;
};

// Blocks are joined by all workers, some at a time, and written in their order.
std::uint64_t WriteJoined(const PhraseOptions& options, const Words& words, const Phrases& phrases,
                          ByteSink& out) {
  constexpr std::size_t kBlocksPerWorker = 8;
  BlockReader reader(options.corpus, options.block_bytes > 0 ? options.block_bytes : kBlockBytes,
                     options.take_binary);
  const std::size_t workers = ThreadCount(options.threads);
  std::vector<TextBlock> blocks(workers * kBlocksPerWorker);
  std::vector<std::string> texts(blocks.size());
  std::vector<Joiner> joiners;
  for (std::size_t i = 0; i < workers; ++i) joiners.emplace_back(options, words, phrases);
  std::vector<std::uint64_t> joined(workers);
  for (bool more = true; more;) {
    std::size_t count = 0;
    while (count < blocks.size() && (more = reader.Next(blocks[count]))) ++count;
    RunWorkers(workers, [&](std::size_t worker) {
      for (std::size_t i = worker; i < count; i += workers) {
        texts[i] = joiners[worker].Join(blocks[i]);
        joined[worker] += joiners[worker].joined();
      }
    });
    for (std::size_t i = 0; i < count; ++i) out.Write(texts[i]);
  }
  std::uint64_t all = 0;
  for (const std::uint64_t each : joined) all += each;
  return all;
}

void CheckOptions(const PhraseOptions& options) {
  if (std::ranges::find(options.corpus, fs::path(kStandardInput)) != options.corpus.end()) {
    throw Error(ErrorKind::kUsage,
                "phrases are found by reading the text several times, which standard input can't "
                "be; give a file");
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
  const std::uint64_t joined = WriteJoined(options, words, phrases, *out);
  out->Finish();
  return {words.all, phrases.size(), joined};
}

// The texts between passes, two at a time, gone with this object.
class TextsBetween {
 public:
  explicit TextsBetween(const fs::path& folder) {
    std::string name = (folder / "hogvec-phrases-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) {
      throw SystemError(ErrorKind::kCannotCreate, folder, "can't hold a temporary folder", errno);
    }
    folder_ = name;
  }
  ~TextsBetween() {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }
  TextsBetween(const TextsBetween&) = delete;
  TextsBetween& operator=(const TextsBetween&) = delete;

  fs::path Path(std::size_t pass) const { return folder_ / (pass % 2 == 0 ? "even" : "odd"); }

 private:
  fs::path folder_;
};

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
  if (options.passes == 1) return RunPass(options, output);
  const TextsBetween texts(options.tmp_dir.empty() ? fs::temp_directory_path() : options.tmp_dir);
  PhraseOptions pass = options;
  for (std::size_t i = 1; i < options.passes; ++i) {
    RunPass(pass, texts.Path(i));
    pass.corpus = {texts.Path(i)};
    pass.text = {};  // it has been put into its form
  }
  return RunPass(pass, output);
}

}  // namespace hogvec
