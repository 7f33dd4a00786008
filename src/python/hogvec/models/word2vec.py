"""gensim.models.word2vec by its names: the trainer, and classes that read files of sentences."""
from hogvec.sentences import LineSentence, PathLineSentences, Text8Corpus
from hogvec.word2vec import Word2Vec

__all__ = ["LineSentence", "PathLineSentences", "Text8Corpus", "Word2Vec"]
