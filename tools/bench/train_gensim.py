"""Trains gensim: train_gensim.py CORPUS OUTPUT OPTIONS, the options as JSON. Prints its seconds.

With options for n-grams it is FastText that is trained. An output named .safetensors gets the output
rows and counts as well, laid out as hogvec reads them; one named .fasttext is a model of fastText.
"""

import json
import sys
import time

import gensim
import numpy


def write_tensors(path, tensors):
    """The layout of safetensors: a length, a header of JSON, the arrays without gaps."""
    header, offset = {"__metadata__": {"format": "hogvec"}}, 0
    for name, (kind, array) in tensors.items():
        header[name] = {"dtype": kind, "shape": array.shape,
                        "data_offsets": [offset, offset + array.nbytes]}
        offset += array.nbytes
    text = json.dumps(header).encode()
    text += b" " * (-(8 + len(text)) % 64)
    with open(path, "wb") as out:
        out.write(len(text).to_bytes(8, "little") + text)
        for _, array in tensors.values():
            out.write(array.tobytes())


def write_model(path, model):
    words = [word.encode() for word in model.wv.index_to_key]
    counts = [model.wv.get_vecattr(word, "count") for word in model.wv.index_to_key]
    write_tensors(path, {
        "embedding.weight": ("F32", model.wv.vectors),
        "output.weight": ("F32", model.syn1neg),
        "counts": ("I64", numpy.array(counts, numpy.int64)),
        "vocab.offsets": ("I64", numpy.cumsum([0, *map(len, words)], dtype=numpy.int64)),
        "vocab.bytes": ("U8", numpy.frombuffer(b"".join(words), numpy.uint8)),
    })


start = time.perf_counter()
corpus, output, options = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])
trainer = gensim.models.FastText if "max_n" in options else gensim.models.Word2Vec
model = trainer(**options)
model.build_vocab(corpus_file=corpus)
before = time.perf_counter()
model.train(corpus_file=corpus, total_words=model.corpus_total_words,
            total_examples=model.corpus_count, epochs=options["epochs"])
trained = time.perf_counter()
if output.endswith(".safetensors"):
    write_model(output, model)
elif output.endswith(".fasttext"):
    gensim.models.fasttext.save_facebook_model(model, output)
else:
    model.wv.save_word2vec_format(output, binary=True)
print(json.dumps({"training": trained - before, "total": time.perf_counter() - start,
                  "version": gensim.__version__}))
