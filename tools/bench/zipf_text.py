"""Writes text whose words follow Zipf's law, with an exact number of distinct words.

A separate program, so that its memory does not count for the program that measures.
"""

import argparse
import itertools

import numpy

ONSETS = ["b", "d", "f", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "w", "z",
          "br", "ch", "cl", "dr", "fl", "gr", "kn", "pl", "pr", "sh", "sl", "sp", "st", "th",
          "tr", "str"]
VOWELS = ["a", "e", "i", "o", "u", "ai", "ea", "ou"]
WORDS_PER_LINE = 20
LINES_PER_WRITE = 20_000


def syllables():
    """Consonants, then vowels: whatever follows, a word can be split in only one way."""
    return sorted((onset + vowel for onset in ONSETS for vowel in VOWELS),
                  key=lambda syllable: (len(syllable), syllable))


def spellings(count):
    """Distinct words, shorter ones first, like the frequent words of a language."""
    lengths = itertools.count(1)
    words = itertools.chain.from_iterable(
        itertools.product(syllables(), repeat=length) for length in lengths)
    return ["".join(word) for word in itertools.islice(words, count)]


def zipf_counts(words, tokens):
    """The count of each word by rank: scale / rank, but at least 1; `tokens` in total."""
    ranks = numpy.arange(1, words + 1)
    low, high = 0.0, float(tokens)
    for _ in range(60):
        scale = (low + high) / 2
        if numpy.maximum(1, scale / ranks).astype(numpy.int64).sum() > tokens:
            high = scale
        else:
            low = scale
    counts = numpy.maximum(1, low / ranks).astype(numpy.int64)
    counts[0] += tokens - counts.sum()
    return counts


def write_text(path, words, tokens, seed):
    """Shuffled words, the same for the same seed, in lines of equal length."""
    if tokens < words:
        raise SystemExit(f"zipf_text: {tokens} tokens can't hold {words} different words")
    spelt = spellings(words)
    ids = numpy.repeat(numpy.arange(words, dtype=numpy.int32), zipf_counts(words, tokens))
    numpy.random.default_rng(seed).shuffle(ids)
    step = WORDS_PER_LINE * LINES_PER_WRITE
    with open(path, "w", encoding="ascii") as out:
        for start in range(0, tokens, step):
            write_lines(out, spelt, ids[start:start + step].tolist())


def write_lines(out, spelt, ids):
    for start in range(0, len(ids), WORDS_PER_LINE):
        out.write(" ".join(map(spelt.__getitem__, ids[start:start + WORDS_PER_LINE])))
        out.write("\n")


def main():
    parser = argparse.ArgumentParser(description="Write text with a Zipf distribution of words.")
    parser.add_argument("-o", "--output", required=True)
    parser.add_argument("--words", type=int, required=True, help="distinct words")
    parser.add_argument("--tokens", type=int, required=True, help="words in total")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    write_text(options.output, options.words, options.tokens, options.seed)


if __name__ == "__main__":
    main()
