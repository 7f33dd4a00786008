#include "ingest/sentences.h"

#include <vector>

#include "base/workers.h"

namespace hogvec {
namespace {

struct Positions {
  std::vector<std::uint64_t> before;  // each block by its number, the words of its text
  std::uint64_t sentences = 0;
};

Positions PositionsOf(std::size_t sentence, std::span<const BlockWords> counted) {
  Positions positions;
  std::uint64_t words = 0;
  const auto end_text = [&] {
    positions.sentences += (words + sentence - 1) / sentence;
    words = 0;
  };
  if (!counted.empty()) positions.before.resize(counted.back().block + std::size_t{1});
  for (const BlockWords& block : counted) {
    if (block.begins_text != 0) end_text();
    positions.before[block.block] = words;
    words += block.words;
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

std::uint64_t EndSentences(std::size_t sentence, std::span<const BlockWords> counted,
                           std::span<const std::uint32_t> own, std::size_t threads,
                           TokenStore& tokens) {
  const Positions positions = PositionsOf(sentence, counted);
  RunWorkers(threads, [&](std::size_t worker) {
    std::vector<WordId> buffer, ended;
    for (std::size_t i = worker; i < own.size(); i += threads) {
      AddEnds(sentence, positions.before[own[i]], tokens.Block(own[i], buffer), ended);
      tokens.Replace(own[i], ended);
    }
  });
  return positions.sentences;
}

}  // namespace hogvec
