"""Scores vectors with hogvec-eval, which the tests compare with gensim, answer by answer."""

import json

import runs

MOST_FREQUENT = 30_000  # words that analogies are asked of
TEST_SETS = ["wordsim353.txt", "simlex999.txt", "questions-words.txt"]
# Set explicitly, so that a loss means the same whatever the defaults are or will be.
LOSS = ["--window", "5", "--negative", "5", "--sample", "1e-3", "--seed", "1"]
# What each loss is called, and the model that defines it.
PAIRS = {"loss": "skipgram"}
PAIRS_AND_WINDOWS = {**PAIRS, "cbow_loss": "cbow"}


def evaluate(program, *arguments):
    printed = runs.measure([program, *arguments, "--json"]).printed
    return json.loads(printed.text)


def score(program, vectors, folder, held_out, losses=PAIRS):
    """The scores of a Trial; the losses only of files that have output rows. Of words in the text
    alone, so that models with n-grams answer the same questions as those without."""
    pairs = evaluate(program, "similarity", vectors, *(folder / name for name in TEST_SETS[:2]),
                     "--known-only")
    wordsim, simlex = (found["spearman"]["value"] for found in pairs["similarity"])
    answers = evaluate(program, "analogies", vectors, folder / TEST_SETS[2], "--top",
                       str(MOST_FREQUENT), "--known-only")
    scores = {"wordsim": wordsim, "simlex": simlex,
              "semantic": answers["semantic"]["accuracy"],
              "syntactic": answers["syntactic"]["accuracy"],
              "analogies": answers["total"]["accuracy"]}
    if vectors.suffix == ".safetensors":
        for name, model in losses.items():
            found = evaluate(program, "loss", vectors, held_out, *LOSS, "--model", model)
            scores[name] = round(found["loss"], 6)
    return scores
