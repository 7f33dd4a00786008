"""What tools/bench/module runs in processes of their own: one training, or all single calls."""

import logging
import os
import subprocess
import sys
import time
import timeit

MICROSECOND = 1e-6
SG = {"skipgram": 1, "cbow": 0}  # by the program's names for the models


def sentences_of(path):
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            yield line.split()


def train(row, corpus, vectors, model, epochs, threads):
    """Prints the seconds from the text to saved vectors."""
    settings = {"sg": SG[model], "epochs": epochs, "workers": threads}
    if row.startswith("gensim"):
        from gensim.models import Word2Vec
    else:
        from hogvec.models import Word2Vec
        settings["progress"] = False
    given = {"corpus_file": corpus} if row == "path" else {"sentences": sentences_of(corpus)}
    if row.endswith("list"):
        given = {"sentences": list(given["sentences"])}
    begun = time.perf_counter()
    model = Word2Vec(**given, **settings)
    model.wv.save_word2vec_format(vectors, binary=True)
    print(time.perf_counter() - begun)


def least(call, seconds=0.5):
    """The least time of a call, in microseconds, over repetitions of about `seconds` in all."""
    timer = timeit.Timer(call)
    number, taken = timer.autorange()
    number = max(1, int(number * 0.05 / taken))
    repeats = max(3, int(seconds / 0.05))
    return min(timer.repeat(repeats, number)) / number / MICROSECOND


def import_seconds(package):
    """Beyond NumPy, the least of several processes."""
    code = f"import numpy, time; t = time.perf_counter(); import {package}; print(time.perf_counter() - t)"
    return min(float(subprocess.check_output([sys.executable, "-c", code])) for _ in range(7))


def single_calls(kv):
    some = kv.index_to_key[10]
    other = kv.index_to_key[20]
    return {
        "`word in kv`, us": lambda: some in kv,
        "`kv[word]`, us": lambda: kv[some],
        "`similarity`, us": lambda: kv.similarity(some, other),
        "`most_similar`, top 10, us": lambda: kv.most_similar(some, topn=10),
    }


def overhead(keyed_vectors):
    """most_similar among so few words that nearly all of it is the call."""
    import numpy
    tiny = keyed_vectors(vector_size=4)
    tiny.add_vectors([f"w{i}" for i in range(12)], numpy.eye(12, 4, dtype="float32") + 1)
    return least(lambda: tiny.most_similar("w3", topn=10))


def calls(path):
    """Prints a line for each call: its name, ours, gensim's."""
    logging.disable(logging.WARNING)
    import gensim
    import hogvec
    opened = least(lambda: hogvec.KeyedVectors.load(path)) / 1000
    ours = hogvec.KeyedVectors.load(path)
    theirs = gensim.models.KeyedVectors(ours.vector_size)
    theirs.add_vectors(ours.index_to_key, ours.vectors)
    theirs.fill_norms()
    for (name, mine), other in zip(single_calls(ours).items(), single_calls(theirs).values()):
        print(f"{name}\t{least(mine):.2f}\t{least(other):.2f}")
    print(f"`most_similar` among 12 words, us\t{overhead(hogvec.KeyedVectors):.1f}"
          f"\t{overhead(gensim.models.KeyedVectors):.1f}")
    print(f"open a mapped model, ms\t{opened:.2f}\t")
    print(f"import beyond NumPy, ms\t{1000 * import_seconds('hogvec'):.0f}"
          f"\t{1000 * import_seconds('gensim.models'):.0f}")
    print(f"size of the module, MB\t{os.path.getsize(hogvec._hogvec.__file__) / 1e6:.1f}\t")


def parse(printed):
    """The lines of calls(), by name."""
    lines = [line.split("\t") for line in printed.splitlines() if line.count("\t") == 2]
    return {name: (ours, theirs) for name, ours, theirs in lines}


def main():
    what, *rest = sys.argv[1:]
    if what == "calls":
        calls(rest[0])
    else:
        corpus, vectors, model, epochs, threads = rest
        train(what, corpus, vectors, model, int(epochs), int(threads))


if __name__ == "__main__":
    main()
