#include "ingest/sentences.h"

#include <span>

#include "base/workers.h"

namespace hogvec {
namespace {

struct Positions {
  std::vector<std::uint64_t> before;  // each block, the words of its text
  std::uint64_t sentences = 0;
};

Positions PositionsOf(std::size_t sentence, const std::vector<std::size_t>& text_starts,
                      const TokenStore& tokens) {
  Positions positions;
  std::uint64_t words = 0;
  const auto end_text = [&] {
    positions.sentences += (words + sentence - 1) / sentence;
    words = 0;
  };
  auto start = text_starts.begin();
  for (std::size_t block = 0; block < tokens.block_count(); ++block) {
    if (start != text_starts.end() && *start == block) {
      end_text();
      ++start;
    }
    positions.before.push_back(words);
    words += tokens.Count(block);
  }
  end_text();
  return positions;
}

void AddEnds(std::size_t sentence, std::uint64_t before, std::span<const WordId> words,
             std::vector<WordId>& out) {
  out.clear();
  std::uint64_t left = sentence - before % sentence;  // words of the sentence that goes on
  for (const WordId word : words) {
    out.push_back(word);
    if (--left > 0) continue;
    out.push_back(kLineEnd);
    left = sentence;
  }
}

}  // namespace

std::uint64_t EndSentences(std::size_t sentence, const std::vector<std::size_t>& text_starts,
                           std::size_t threads, TokenStore& tokens) {
  const Positions positions = PositionsOf(sentence, text_starts, tokens);
  RunWorkers(threads, [&](std::size_t worker) {
    std::vector<WordId> buffer, ended;
    for (std::size_t block = worker; block < tokens.block_count(); block += threads) {
      AddEnds(sentence, positions.before[block], tokens.Block(block, buffer), ended);
      tokens.Replace(block, ended);
    }
  });
  return positions.sentences;
}

}  // namespace hogvec
