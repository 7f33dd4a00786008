"""Word2Vec: gensim's trainer by its names, on hogvec."""
from __future__ import annotations

import functools
import logging
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from hogvec.arguments import (
    check_method, log_ignored, refuse_trim_rule, refuse_unknown, take_renamed, warn_of_no_effect, whole)
from hogvec.callbacks import Callbacks
from hogvec.keyed_vectors import KeyedVectors
from hogvec.model import Model
from hogvec.old_names import OnClassOnly, missing_attribute
from hogvec.progress import Display, ProgressOption
from hogvec.saving import bad_settings, read_model
from hogvec.sentences import Source, source_of
from hogvec.streams import Path

logger = logging.getLogger("hogvec")


class Word2Vec(Model):
    """Trains vectors of words by CBOW or skip-gram, with negative sampling.

    sentences: any iterable of lists of words (str or bytes), generators too: it is walked once, however many
        epochs follow. A path object, LineSentence, PathLineSentences or Text8Corpus is read in C++, without Python
        objects for its words. Left out, the model waits for build_vocab() and train().
    corpus_file: the path of a text instead, a sentence per line, plain or compressed; or a list of paths.
    vector_size, window, sample, negative, ns_exponent, epochs, shrink_windows, seed: as in gensim.
    sg: 0 trains CBOW, which predicts a word from the mean of the words around it; 1 trains skip-gram, from each of
        them. cbow_mean: 1 for this mean, 0 for their sum; no effect with sg=1.
    alpha: learning rate at the start; None for hogvec's own, which depends on the model: 0.05 with sg=1, and what
        the attribute `alpha` then says (gensim: 0.025). min_alpha: at the end; None: alpha / 10,000. What is given is
        obeyed.
    min_count: words that occur less often are left out. max_final_vocab: at most this many words are kept, exactly
        as many if there are enough (gensim raises min_count, and may keep fewer).
    workers: threads; None for one per core (gensim: 3). One worker and a seed give the same bytes in every run.
    hs: negative sampling is all there is; hs=1 and negative=0 are a ValueError.
    callbacks: objects with on_train_begin, on_epoch_begin, on_epoch_end or on_train_end, called with the model.
    max_vocab_size, hashfxn, null_word, sorted_vocab, batch_words, comment: have no effect; values other
        than gensim's defaults are a warning in the log. trim_rule: ValueError; see stopwords.

    Of hogvec's own:

    lowercase, split ("whitespace", "unicode", "ascii"), digits ("keep", "zero", "spell"): how files are read.
    stopwords: words to leave out, or the path of a file with one per line.
    validation: the path of a text, or the share of the text to hold out, to measure the loss on after each epoch.
    patience: epochs without a lower such loss after which training ends, with the best rows; 0 never ends early.
    cbow_update: what the words of a mean gain: "corrected", each its part, by the gradient; or "word2vec", each all of
        it, as in word2vec.c and gensim. For sg=0 with cbow_mean=1.
    negatives_shared: "two-windows", "window" or "none": how far one draw of negatives reaches.
    deterministic: one training thread, whatever `workers` is.
    subwords: None; True to train n-gram vectors, which give vectors to words never seen; "fit" to fit them to the
        words' vectors afterwards. min_n, max_n: characters of n-grams; bucket: how many vectors they are hashed to.
    checkpoint: a folder for checkpoints, which save() removes. resume: continue from the newest one there, if there
        is any; text and options must be the same.
    init_vectors: a file or KeyedVectors with rows to start from, for the words that it has.
    progress: None for a bar on a terminal or in a notebook; True, False; or a function of a Progress.
    tmp_dir: folder for ids of words that memory does not hold. memory_limit: bytes that a run may take.

    Options are attributes, and may be set before the call that they apply to; setting sg leaves alpha as it is. The
    model keeps the text as numbers, four bytes a word, for further training; save() and pickles leave it out. Raises
    ValueError and TypeError for arguments, naming them; FormatError for a text without a word that is frequent
    enough; OSError for files; MemoryError; DivergedError. Ctrl-C while training raises TrainingInterrupted, a
    KeyboardInterrupt, whose `model` has what was learned.
    """

    def __init__(
        self, sentences: Any = None, corpus_file: Path | list[Path] | None = None, vector_size: int = 100,
        alpha: float | None = None, window: int = 5, min_count: int = 5, max_vocab_size: int | None = None,
        sample: float = 1e-3, seed: int = 1, workers: int | None = None, min_alpha: float | None = None,
        sg: int = 0, hs: int = 0, negative: int = 5, ns_exponent: float = 0.75, cbow_mean: int = 1,
        hashfxn: Any = None, epochs: int = 5, null_word: int = 0, trim_rule: None = None, sorted_vocab: int = 1,
        batch_words: int = 10000, compute_loss: bool = True, callbacks: Any = (), comment: str | None = None,
        max_final_vocab: int | None = None, shrink_windows: bool = True, *,
        lowercase: bool = False, split: str = "whitespace", digits: str = "keep",
        stopwords: Path | Iterable[str] | None = None,
        validation: Path | Iterable[Path] | float | None = None, patience: int = 0,
        cbow_update: str = "corrected", negatives_shared: str = "two-windows", deterministic: bool = False,
        subwords: bool | str | None = None, min_n: int = 3, max_n: int = 6, bucket: int = 2000000,
        checkpoint: Path | None = None, resume: bool = False, init_vectors: Path | KeyedVectors | None = None,
        progress: ProgressOption = None, tmp_dir: Path | None = None, memory_limit: int | None = None, **old: Any,
    ) -> None:
        vector_size = take_renamed(old, "vector_size", vector_size, 100)
        epochs = take_renamed(old, "epochs", epochs, 5)
        refuse_unknown(Word2Vec.__init__, old)
        source = source_of(sentences, corpus_file)
        check_method(hs, negative)
        refuse_trim_rule(trim_rule)
        warn_of_no_effect(dict(
            max_vocab_size=max_vocab_size, hashfxn=hashfxn, null_word=null_word, sorted_vocab=sorted_vocab,
            batch_words=batch_words, comment=comment))
        self._set_options(dict(
            sg=sg, cbow_mean=cbow_mean, cbow_update=cbow_update, vector_size=vector_size, alpha=alpha, window=window,
            min_count=min_count, sample=sample, seed=seed, workers=workers, min_alpha=min_alpha, negative=negative,
            ns_exponent=ns_exponent, epochs=epochs, max_final_vocab=max_final_vocab, shrink_windows=shrink_windows,
            lowercase=lowercase, split=split, digits=digits, stopwords=stopwords, validation=validation,
            patience=patience, negatives_shared=negatives_shared, deterministic=deterministic, subwords=subwords,
            min_n=min_n, max_n=max_n, bucket=bucket, checkpoint=checkpoint, resume=resume, tmp_dir=tmp_dir,
            memory_limit=memory_limit))
        self.batch_words, self.compute_loss, self.callbacks = batch_words, bool(compute_loss), callbacks
        self._begin_empty(init_vectors, progress)
        self._read_and_train(source, Callbacks(callbacks))

    def _read_and_train(self, source: Source | None, callbacks: Callbacks) -> None:
        if source is None:
            if callbacks:
                logger.warning("callbacks of the constructor are called only if it trains; give them to train()")
            return
        self._alone(None, functools.partial(self._build_and_learn, source, callbacks))

    def build_vocab(
        self, corpus_iterable: Any = None, corpus_file: Path | list[Path] | None = None, update: bool = False,
        progress_per: int = 10000, keep_raw_vocab: bool = False, trim_rule: None = None, **old: Any,
    ) -> None:
        """Reads a text, counts its words and keeps it for train().

        The text is given as in the constructor, and kept as numbers of its words. update=True adds its words to
        those of the model, with their counts; new words need min_count. Words that model.wv has without counts, as
        of a file that was loaded, start from their rows. progress_per and keep_raw_vocab have no effect.

        RuntimeError for update=True without a vocabulary; else as the constructor.
        """
        corpus_iterable = take_renamed(old, "corpus_iterable", corpus_iterable, None)
        refuse_trim_rule(trim_rule)
        refuse_unknown(Word2Vec.build_vocab, old)
        source = source_of(corpus_iterable, corpus_file)
        if source is None:
            raise TypeError("build_vocab() needs sentences, or corpus_file=")
        self._alone(None, functools.partial(self._build, source, update))

    def build_vocab_from_freq(
        self, word_freq: Mapping[str, int], keep_raw_vocab: bool = False, corpus_count: int | None = None,
        trim_rule: None = None, update: bool = False,
    ) -> None:
        """Makes a vocabulary of words and their counts; train() then needs a text. min_count and max_final_vocab
        apply. update=True adds to the words and counts of the model. keep_raw_vocab has no effect."""
        refuse_trim_rule(trim_rule)
        if not isinstance(word_freq, Mapping):
            raise TypeError(f"word_freq must be a dict of words and their counts, not {type(word_freq).__name__}")

        def work(_: Display) -> None:
            self._build_from_counts(word_freq, update)
            self.corpus_count = corpus_count or 0

        self._alone(False, work)

    def train(
        self, corpus_iterable: Any = None, corpus_file: Path | list[Path] | None = None,
        total_examples: int | None = None, total_words: int | None = None, epochs: int | None = None,
        start_alpha: float | None = None, end_alpha: float | None = None, compute_loss: bool = True,
        callbacks: Any = (), progress: ProgressOption = None, **ignored: Any,
    ) -> tuple[int, int]:
        """Trains for some epochs, from the rows that model.wv has.

        The text that build_vocab() read, or none, means the text that was kept: a generator is not walked again.
        Another text is read first, and so is a file of another size or time, or a list of another length; words that
        are not in the vocabulary are left out of it. A text with none of them is a warning. epochs must be given,
        as in gensim: epochs=model.epochs. start_alpha and end_alpha become the model's alpha and min_alpha. A second
        train() goes on from the rows of the first, and a line in the log says where alpha starts again; each draws
        its own random numbers. total_examples, total_words and compute_loss have no effect: all is counted.

        Returns the words trained over all epochs, and those of the text times the epochs. After Ctrl-C, after an
        exception of a callback, and after stop() the model has the rows learned so far.

        ValueError without epochs; RuntimeError without a vocabulary; BusyError (an OSError) if the model is being
        trained already; TypeError for arguments that there are not.
        """
        corpus_iterable = take_renamed(ignored, "corpus_iterable", corpus_iterable, None)
        epochs = take_renamed(ignored, "epochs", epochs, None)
        log_ignored(Word2Vec.train, ignored)
        if epochs is None:
            raise ValueError("say how many epochs to train, as in epochs=model.epochs")
        source, calls = source_of(corpus_iterable, corpus_file), Callbacks(callbacks)
        alphas: dict[str, Any] = {"alpha": start_alpha, "min_alpha": end_alpha}
        given = {"epochs": epochs, **{name: value for name, value in alphas.items() if value is not None}}
        return self._alone(progress, functools.partial(self._train, source, given, calls))

    def save(self, path: Path, *_: Any, **__: Any) -> None:
        """Writes a safetensors file, whatever its name: words, rows, output rows, counts and options. A file of that
        name is replaced once the new one is complete. gensim's other arguments have no effect. Removes the
        checkpoints of a training that is over.

        ValueError before build_vocab(); OSError.
        """
        self._save(path)

    @OnClassOnly
    def load(cls, path: Path, mmap: str | None = None) -> Word2Vec:
        """A model from a file: what save() or `hogvec train -o model.safetensors` wrote. It can be asked and trained
        further, as before, with a text to give to train(); stopwords, validation and patience are not kept. A file
        that names no model is one of skip-gram. Vectors without output rows are taken too, with a warning in the
        log. mmap has no effect: a model that may be trained is in memory; KeyedVectors.load() maps.

        FormatError, a ValueError, for other files; for a gensim pickle it names the way round.
        """
        vectors, options = read_model(path)
        model = cls.__new__(cls)
        try:
            Word2Vec.__init__(model, **options)  # subclasses may have other arguments
        except ValueError as error:
            raise bad_settings(path, error) from None
        model._take_loaded(vectors, path)
        return model

    def init_sims(self, replace: bool = False) -> None:
        """Not needed; replace=True scales the rows to length 1, which model.wv.unit_normalize_all() does."""
        self.wv.init_sims(replace=replace)

    def estimate_memory(self, vocab_size: int | None = None) -> dict[str, int]:
        """Bytes of the tables for that many words, or for those of the model: "vectors", "syn1neg" and "total"."""
        words = len(self.wv) if vocab_size is None else whole("vocab_size", vocab_size)
        row = (self.vector_size + 15) // 16 * 64
        return {"vectors": words * row, "syn1neg": words * row, "total": 2 * words * row}

    def __repr__(self) -> str:
        method = "skip-gram" if self.sg else "CBOW"
        trained = f", trained {self.summary.epochs} epochs" if self.summary else ""
        return f"<hogvec.Word2Vec {method}, {len(self._rows.wv):,} words x {self.vector_size}{trained}>"

    def __str__(self) -> str:
        return f"Word2Vec<vocab={len(self._rows.wv)}, vector_size={self.vector_size}, alpha={self.alpha:g}>"

    if not TYPE_CHECKING:  # which would take any name for right

        def __getattr__(self, name: str) -> Any:
            raise missing_attribute(name)

    def __getitem__(self, word: Any) -> Any:
        raise TypeError("a model has no items: write model.wv[...]")

    def __contains__(self, word: Any) -> bool:
        raise TypeError("a model has no items: write `word in model.wv`")
