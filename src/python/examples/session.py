"""A first session with hogvec, cell by cell: open it in an editor that knows `# %%`, or just run it."""
# %% A text. Here it is made up; a list of lists of words, or the path of a file, would do as well.
import random
import tempfile
from pathlib import Path

import numpy as np

from hogvec.models import KeyedVectors, Word2Vec

random.seed(1)
ANIMALS = "cat dog horse cow goat hen duck pig".split()
DISHES = "bread cheese soup rice fish cake porridge salad".split()
BOATS = "ship ferry canoe raft yacht barge".split()
PATTERNS = (
    ("the", ANIMALS, "sleeps in the barn and the", ANIMALS, "eats hay"),
    ("a hungry guest orders", DISHES, "and", DISHES, "with a cup of tea"),
    ("the", BOATS, "crosses the wide sea and the", BOATS, "stays in the harbour"),
    ("an old", ANIMALS, "looks at the", BOATS),
)


def sentences(count):
    """A generator: it can be read once, which is all that hogvec needs."""
    for _ in range(count):
        pattern = random.choice(PATTERNS)
        yield " ".join(part if isinstance(part, str) else random.choice(part) for part in pattern).split()


# %% Training. The defaults are for texts of millions of words; this one has few words, all of them
# frequent, so that none is left out (sample=0), and one worker makes every run give the same numbers.
model = Word2Vec(sentences(20_000), vector_size=32, min_count=1, sample=0, workers=1, seed=1, epochs=5)
print(model)
print("loss per epoch:", [round(loss, 3) for loss in model.losses])

# %% Questions.
wv = model.wv
for word in ("bread", "ferry"):
    print(word, [near for near, _ in wv.most_similar(word, topn=4)])
print("odd one out:", wv.doesnt_match(["cat", "dog", "raft", "hen"]))
print("similarity:", round(float(wv.similarity("cat", "dog")), 2), round(float(wv.similarity("cat", "cake")), 2))

# %% Many questions at once are answered faster than one by one.
words = ANIMALS + DISHES
answers = wv.most_similar_many(words, topn=3)
kinds = {word: kind for kind in (ANIMALS, DISHES, BOATS) for word in kind}
share = np.mean([kinds.get(near) is kinds[word] for word, found in zip(words, answers) for near, _ in found])
print(f"of the same kind: {share:.0%}")

# %% Arrays. `vectors` is no copy: it shows the rows where they are, and can't be written to.
rows = wv.vectors
print(rows.shape, rows.dtype, rows.flags.writeable)
animals = np.stack([wv[word] for word in ANIMALS])
centre = animals.mean(axis=0)
print("nearest to the mean of the animals:", wv.similar_by_vector(centre, topn=1)[0][0] in ANIMALS)

# %% Files. A saved model can be trained further; vectors are mapped when they are loaded, not read.
folder = tempfile.TemporaryDirectory()
model.save(Path(folder.name, "model.safetensors"))
wv.save(Path(folder.name, "vectors.safetensors"))
again = KeyedVectors.load(Path(folder.name, "vectors.safetensors"))
print(repr(again).replace(folder.name, "..."))
print("the same answer:", again.most_similar("bread") == wv.most_similar("bread"))

# %% Training continues with more text, and more words.
model = Word2Vec.load(Path(folder.name, "model.safetensors"))
more = [["a", "hungry", "guest", "orders", "pizza", "with", "a", "cup", "of", "tea"]] * 200
model.build_vocab(more, update=True)
model.train(more, total_examples=model.corpus_count, epochs=20)
print("pizza", [near for near, _ in model.wv.most_similar("pizza", topn=3)])

# %% A word that is not there.
try:
    model.wv["fery"]
except KeyError as error:
    print(error)
del again, rows
folder.cleanup()
