"""Trains gensim: train_gensim.py CORPUS OUTPUT OPTIONS, these as JSON. Prints its seconds."""

import json
import sys
import time

import gensim

start = time.perf_counter()
corpus, output, options = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])
model = gensim.models.Word2Vec(**options)
model.build_vocab(corpus_file=corpus)
before = time.perf_counter()
model.train(corpus_file=corpus, total_words=model.corpus_total_words,
            total_examples=model.corpus_count, epochs=options["epochs"])
trained = time.perf_counter()
model.wv.save_word2vec_format(output, binary=True)
print(json.dumps({"training": trained - before, "total": time.perf_counter() - start,
                  "version": gensim.__version__}))
