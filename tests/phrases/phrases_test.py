#!/usr/bin/env python3
"""Holds `hogvec phrases` against a plain implementation, and gensim where it is installed.

usage: phrases_test.py HOGVEC
"""
import collections
import gzip
import lzma
import math
import os
import random
import subprocess
import sys
import tempfile

try:
    from gensim.models.phrases import ENGLISH_CONNECTOR_WORDS, Phrases
except ImportError:
    Phrases = None

CONNECTORS = ("of", "the", "and")
Case = collections.namedtuple("Case", "lines score threshold passes connectors")


def candidates(line, connectors):
    """What each word but the connectors may be joined to: (place, place of the one before)."""
    before = None
    for at, word in enumerate(line):
        if word not in connectors:
            if before is not None:
                yield before, at
            before = at


def plain_pass(lines, case, min_count):
    """word2phrase as it is written down: count, judge, join from the left; and gensim's connectors.

    Returns the joined lines, and the score and count of each phrase."""
    words = collections.Counter(word for line in lines for word in line)
    pairs = collections.Counter(tuple(line[a:b + 1]) for line in lines
                                for a, b in candidates(line, case.connectors))
    total, phrases = sum(words.values()), {}
    for phrase, ab in pairs.items():
        a, b = words[phrase[0]], words[phrase[-1]]
        if case.score == "discount":
            score = (ab - min_count) / a / b * total
        else:
            score = math.log(ab * total / (a * b)) / math.log(total / ab)
        rare = min(a, b) < min_count or (case.score == "npmi" and ab < min_count)
        if score > case.threshold and not rare:
            phrases[" ".join(phrase)] = (score, ab)
    return [join(line, phrases, case.connectors) for line in lines], phrases


def join(line, phrases, connectors):
    out, taken = [], 0
    joined = [(a, b) for a, b in candidates(line, connectors) if " ".join(line[a:b + 1]) in phrases]
    for a, b in joined:
        if a >= taken:
            out += line[taken:a] + ["_".join(line[a:b + 1])]
            taken = b + 1
    return out + line[taken:]


def random_lines(rng, lines, longest):
    """Words by a heavy tail, some of which come in twos and threes, and runs of one word."""
    text = []
    for _ in range(lines):
        line = []
        while len(line) < rng.randrange(longest):
            word = f"w{int(rng.paretovariate(0.7)) % 40}"
            line += {0: ["new", "york"], 1: ["new", "york", "times"], 2: ["la"] * rng.randrange(5),
                     3: ["bank", "of", "the", "west"], 4: rng.choices(CONNECTORS, k=rng.randrange(4)),
                     }.get(rng.randrange(9), [word])
        text.append(line)
    return text


def doors(folder, text):
    """What a text is handed over as: the arguments for it and what goes through the pipe."""
    paths = {name: os.path.join(folder, name) for name in ("c.txt", "c.gz", "c.xz")}
    for name, data in zip(paths, (text, gzip.compress(text), lzma.compress(text))):
        with open(paths[name], "wb") as file:
            file.write(data)
    return {"file": (paths["c.txt"], b""), "gzip": (paths["c.gz"], b""), "xz": (paths["c.xz"], b""),
            "stdin": ("-", text), "gzip through stdin": ("-", gzip.compress(text))}


def run(program, folder, door, *options):
    """The joined lines."""
    source, through_pipe = door
    target = os.path.join(folder, "joined.txt.gz")
    subprocess.run([program, "phrases", source, "-o", target, "-q", *options], check=True,
                   input=through_pipe)
    with gzip.open(target, "rt", encoding="ascii") as text:
        return [line.split() for line in text.read().splitlines()]


def read_list(path):
    """The phrases of each pass with their scores and counts."""
    passes = [{}]
    with open(path, encoding="ascii") as file:
        for line in file:
            if line == "\n":
                passes.append({})
            else:
                phrase, score, count = line.rstrip("\n").split("\t")
                passes[-1][phrase] = (float(score), int(count))
    return passes


def same_list(found, expected):
    return [each.keys() for each in found] == [each.keys() for each in expected] and all(
        count == expected[i][phrase][1] and math.isclose(score, expected[i][phrase][0])
        for i, each in enumerate(found) for phrase, (score, count) in each.items())


def chains(rng):
    """A line on which any two words are a phrase: it matters which the first is."""
    return [[rng.choice(("a", "bb", "ccc")) for _ in range(150_000)], ["new", "york"] * 9,
            ["bank", "of", "the", "west"] * 9]


def cases(rng):
    for score, threshold in (("discount", 1.5), ("discount", 4.0), ("npmi", 0.3)):
        for lines, longest in ((300, 20), (1, 60_000)):  # one line is many blocks
            for passes, connectors in ((1, ()), (3, ()), (1, CONNECTORS), (2, CONNECTORS)):
                yield Case(random_lines(rng, lines, longest), score, threshold, passes, connectors)
    yield Case(chains(rng), "discount", 0.5, 1, ())
    yield Case(chains(rng), "discount", 0.5, 1, CONNECTORS)


def check_case(program, folder, case):
    """What differs from the plain implementation, and the number of runs."""
    expected, lists = case.lines, []
    for _ in range(case.passes):
        expected, found = plain_pass(expected, case, 3)
        lists.append(found)
    assert any("new_york" in word for line in expected for word in line)
    assert not case.connectors or any("bank_of_the_west" in line for line in expected)
    with open(os.path.join(folder, "connectors"), "w", encoding="ascii") as file:
        file.write("\n".join(case.connectors))
    options = ["--score", case.score, "--threshold", str(case.threshold), "--passes",
               str(case.passes), "--min-count", "3"]
    if case.connectors:
        options += ["--connectors", os.path.join(folder, "connectors")]
    ways = doors(folder, "".join(" ".join(line) + "\n" for line in case.lines).encode())
    saved = [os.path.join(folder, f"list{i}") for i in range(2)]
    # Little memory takes several readings; all must agree.
    tries = [("file", ["--threads", "1", "--save-phrases", saved[0]]), ("file", ["--threads", "4"]),
             ("file", ["--memory-limit", "100K", "--save-phrases", saved[1]]),
             *((way, ["--threads", "2"]) for way in ways)]
    differs = [f"{way} {more}" for way, more in tries
               if run(program, folder, ways[way], *options, *more) != expected]
    lists_of_bytes = [open(path, "rb").read() for path in saved]
    if lists_of_bytes[0] != lists_of_bytes[1] or not same_list(read_list(saved[0]), lists):
        differs.append("the list of phrases")
    for way in ("file", "stdin"):
        if run(program, folder, ways[way], "--apply", saved[0]) != expected:
            differs.append(f"{way} with the list applied")
    return differs, len(tries) + 2


def corpus_scorer(worda_count, wordb_count, bigram_count, len_vocab, min_count, corpus_word_count):
    """gensim's own default has the number of different words for that of all, as no other has."""
    del len_vocab
    return (bigram_count - min_count) / worda_count / wordb_count * corpus_word_count


def check_gensim(program, folder):
    """What gensim joins otherwise, by both scores, with its English connectors."""
    rng = random.Random(2)
    text = os.path.join(folder, "g.txt")
    lines = random_lines(rng, 2000, 25)
    with open(text, "w", encoding="ascii") as file:
        file.writelines(" ".join(line) + "\n" for line in lines)
    differs = []
    for score, scoring, threshold in (("npmi", "npmi", 0.2), ("discount", corpus_scorer, 2.0)):
        model = Phrases(lines, min_count=3, threshold=threshold, scoring=scoring,
                        connector_words=ENGLISH_CONNECTOR_WORDS)
        saved = os.path.join(folder, "list")
        joined = run(program, folder, (text, b""), "--score", score, "--threshold", str(threshold),
                     "--min-count", "3", "--connectors", "english", "--save-phrases", saved)
        found = {phrase.replace(" ", "_"): score for phrase, (score, _) in read_list(saved)[0].items()}
        exported = model.export_phrases()
        assert "bank_of_the_west" in exported
        if joined != [model[line] for line in lines]:
            differs.append(f"gensim: another text by {score}")
        if found.keys() != exported.keys() or any(
                not math.isclose(found[phrase], exported[phrase]) for phrase in found):
            differs.append(f"gensim: another list by {score}")
    return differs


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    program, failures, done = os.path.abspath(sys.argv[1]), [], 0
    with tempfile.TemporaryDirectory() as folder:
        for case in cases(random.Random(1)):
            differs, runs = check_case(program, folder, case)
            failures += [f"{what}: {len(case.lines)} lines, {case[1:]}" for what in differs]
            done += runs
        if Phrases is not None:
            failures += check_gensim(program, folder)
    print("\n".join(["differs: " + failure for failure in failures] +
                    [f"{done} runs, {len(failures)} not as in the plain implementation; gensim "
                     + ("was skipped" if Phrases is None else "was asked")]))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
