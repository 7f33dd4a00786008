"""Scores vectors: scores.py VECTORS EVAL-FOLDER. Prints JSON.

The same rules for every trainer, and none of hogvec's code. Analogies are answered by 3CosAdd from the
first 30,000 words (all formats have the most frequent words first), excluding the three words of the
question; questions and pairs with an unknown word are skipped.
"""

import json
import pathlib
import sys

import numpy
from gensim.models import KeyedVectors
from scipy.stats import spearmanr

MOST_FREQUENT = 30_000
QUESTIONS_AT_ONCE = 500


def load(path):
    with path.open("rb") as opened:
        opened.readline()
        binary = b"\0" in opened.read(4096)
    vectors = KeyedVectors.load_word2vec_format(str(path), binary=binary, unicode_errors="replace")
    lengths = numpy.linalg.norm(vectors.vectors, axis=1, keepdims=True)
    rows = vectors.vectors / numpy.maximum(lengths, 1e-12)
    return rows, vectors.key_to_index, float(numpy.mean(lengths == 0))


def known_pairs(path, ids):
    """(row, row, score by people) of every pair of known words."""
    for line in path.read_text(encoding="utf-8").splitlines():
        fields = line.lower().split()
        if len(fields) < 3 or line.startswith("#"):
            continue
        if fields[0] in ids and fields[1] in ids:
            yield ids[fields[0]], ids[fields[1]], float(fields[2])


def pairs_score(pairs, rows):
    a, b, judged = zip(*pairs)
    return 100 * spearmanr(judged, numpy.sum(rows[list(a)] * rows[list(b)], axis=1))[0]


def known_questions(path, ids):
    for line in path.read_text(encoding="utf-8").lower().splitlines():
        words = line.split()
        if len(words) == 4 and words[0] != ":" and all(word in ids for word in words):
            yield [ids[word] for word in words]


def analogies_score(path, rows, ids):
    rows = rows[:MOST_FREQUENT]
    ids = {word: row for word, row in ids.items() if row < MOST_FREQUENT}
    questions = numpy.array(list(known_questions(path, ids)))
    right = 0
    for begin in range(0, len(questions), QUESTIONS_AT_ONCE):
        a, b, c, d = questions[begin:begin + QUESTIONS_AT_ONCE].T
        scores = (rows[b] - rows[a] + rows[c]) @ rows.T
        for asked in (a, b, c):
            scores[numpy.arange(len(asked)), asked] = -numpy.inf
        right += int(numpy.sum(scores.argmax(axis=1) == d))
    return 100 * right / max(1, len(questions))


def main():
    vectors, folder = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    rows, ids, zero = load(vectors)
    print(json.dumps({
        "wordsim": pairs_score(known_pairs(folder / "wordsim353.txt", ids), rows),
        "simlex": pairs_score(known_pairs(folder / "simlex999.txt", ids), rows),
        "analogies": analogies_score(folder / "questions-words.txt", rows, ids),
        "zero_rows": 100 * zero,
    }))


if __name__ == "__main__":
    main()
