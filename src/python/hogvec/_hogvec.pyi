"""The C++ library, as far as the package needs it: vectors, questions, reading and training.

A thin layer: no names of gensim's, no defaults of its own, no NumPy. Words come as str or bytes and
leave as str; bytes that are no UTF-8 are surrogate escapes on both ways. Arrays cross by the buffer
protocol. Errors are those of hogvec.errors.
"""
import sys
from collections.abc import Iterable, Sequence
from os import PathLike
from typing import Any, SupportsIndex, final

if sys.version_info >= (3, 12):
    from collections.abc import Buffer as _Buffer
else:
    _Buffer = Any

_Word = str | bytes
_Path = str | bytes | PathLike[str] | PathLike[bytes]

__version__: str

def kernel_names() -> list[str]: ...
def formats() -> list[dict[str, Any]]:
    """name, suffixes, about, subwords: one dict per format."""

def format_by_suffix(path: _Path, has_subwords: bool) -> str | None: ...
def word_fault(format: str, word: _Word) -> str:
    """Why a format can't store a word; empty if it can."""

def set_error_factory(factory: Any, unknown_word: Any) -> None:
    """What turns an Error into an exception: factory(kind, message, option); and, for a word without a
    vector, unknown_word(word, vectors)."""

def has_checkpoints(folder: _Path) -> bool: ...
def remove_checkpoints(folder: _Path) -> None: ...
def is_forked() -> bool:
    """Whether this process was forked after the library was loaded."""

def after_fork_in_child() -> None:
    """Questions run on one thread from now on; reading and training raise RuntimeError."""

def stop_all_jobs() -> None:
    """Stops every job and waits until all who wait for one have come back. For atexit."""

@final
class Rows:
    """float32 rows, shape (rows, dim), for numpy.asarray(); keeps what it shows alive.

    Refuses who asks for a contiguous buffer if the rows are padded.
    """

    if sys.version_info >= (3, 12):
        def __buffer__(self, flags: int, /) -> memoryview: ...

@final
class Vectors:
    """Words and their rows, in memory or in a mapped file. Never changes."""

    @staticmethod
    def open(path: _Path, mapped: bool, top: int | None, lenient: bool, with_output: bool) -> Vectors:
        """A file of any format. `mapped`: map it if it can be, else read it."""

    @staticmethod
    def of(
        words: Sequence[_Word],
        rows: _Buffer,
        counts: _Buffer | None,
        like: Vectors | None,
        output: _Buffer | None = None,
    ) -> Vectors:
        """From float32 rows of any stride, which are copied, and uint64 counts; output rows likewise.
        N-grams and the configuration are those of `like`. A word that occurs twice or another
        number of rows: ValueError."""

    @staticmethod
    def initial(text: Text, dim: int, seed: int) -> Vectors:
        """Rows at random for the words of a text, as training begins with."""

    @property
    def size(self) -> int: ...
    @property
    def dim(self) -> int: ...
    @property
    def path(self) -> str | None:
        """Of the file that is mapped."""

    @property
    def format(self) -> str | None:
        """The name of the format of the file that was opened."""

    @property
    def has_subwords(self) -> bool: ...
    @property
    def ngrams(self) -> tuple[int, int, int] | None:
        """min_n, max_n, buckets."""

    @property
    def configuration(self) -> dict[str, str]: ...
    @property
    def passed_over(self) -> dict[str, int]:
        """What a lenient reading skipped; only what is not 0."""

    def rows(self) -> Rows: ...
    def output_rows(self) -> Rows | None: ...
    def counts(self) -> bytes | None:
        """uint64, one per word."""

    def words(self) -> list[str]: ...
    def word(self, id: int) -> str:
        """IndexError if there is none; negative numbers are none."""

    def find(self, word: _Word) -> int:
        """The number of a word as it is spelled, or in another Unicode form; -1 if it is not there."""

    def malformed_word(self) -> int:
        """The number of the first word that is no UTF-8; -1 if there is none."""

    def vector(self, word: _Word) -> bytes | None:
        """float32: as stored, or composed of n-grams; None for a word without either."""

    def unit(self, key: _Word | SupportsIndex) -> bytes:
        """float32: of length 1. UnknownWordError."""

    def similarity(self, a: _Word | SupportsIndex, b: _Word | SupportsIndex) -> float:
        """UnknownWordError."""

    def nearest(
        self, terms: Sequence[tuple[_Word | SupportsIndex | _Buffer, float]], topn: int, first: int, last: int
    ) -> list[tuple[str, float]]:
        """The words of rows [first, last) nearest to a weighted sum: of unit rows for words and
        numbers, which are no answers themselves, and of given vectors (float32, contiguous) as they
        are. UnknownWordError."""

    def similarities(
        self, terms: Sequence[tuple[_Word | SupportsIndex | _Buffer, float]], first: int, last: int
    ) -> bytes:
        """float32: the cosines of rows [first, last) with that sum, the terms themselves too."""

    def nearest_many(
        self, queries: _Buffer, excluded: Sequence[Sequence[int]], topn: int, first: int, last: int
    ) -> list[list[tuple[str, float]]]:
        """Of each row of queries (float32, 2-D, C-contiguous); excluded is empty or as long."""

    def near_spellings(self, word: _Word, count: int) -> list[str]: ...
    def build_index(self, path: _Path) -> None:
        """Builds an index of these rows and writes it to a file."""

    def with_index(self, path: _Path, breadth: int | None) -> Vectors:
        """The same vectors, which share the rows, and answer by the index in a file."""

    def write(
        self,
        path: _Path,
        format: str,
        dtype: str,
        precision: int,
        overwrite: bool,
        configuration: dict[str, str] | None = None,
    ) -> None:
        """`configuration`: None keeps the vectors' own."""
    def write_vocabulary(self, path: _Path) -> None: ...

@final
class EmbeddingTable:
    """Rows that may be changed."""

    def __init__(self, rows: int, dim: int) -> None: ...
    def initialize_uniform(self, seed: int) -> None: ...
    def rows(self) -> Rows:
        """Writable."""

    def gather(self, ids: _Buffer, out: _Buffer) -> None:
        """ids: int64, contiguous; out: float32, contiguous, len(ids) x dim. IndexError."""

    def add(self, ids: _Buffer, deltas: _Buffer, scale: float) -> None:
        """The same shapes. A row that is named twice gets both."""

class IngestOptions:
    """Names of hogvec.train.h; the values as at the command line."""

    corpus: Sequence[_Path]
    take_binary: bool
    lowercase: bool
    nfc: bool
    split: str
    digits: str
    invalid_utf8: str
    sentence: int | str  # "line", "file", or a number of words
    stopwords: _Path  # a file; "" for none
    min_count: int
    max_vocab: int  # 0: all
    read_vocab: _Path
    threads: int  # 0: one per core
    token_memory: int
    tmp_dir: _Path
    max_word_bytes: int

class TrainOptions:
    architecture: str  # "skipgram", "cbow"
    cbow_update: str  # "corrected", "word2vec"
    cbow_mean: bool
    dim: int
    window: int
    shrink_windows: bool
    negative: int
    sample: float
    epochs: int
    alpha: float | None  # None: default_alpha
    min_alpha: float | None
    ns_exponent: float
    threads: int
    seed: int
    negatives_shared: str  # "two-windows", "window", "none"
    subwords: str  # "none", "trained", "fit"
    min_n: int
    max_n: int
    buckets: int
    deterministic: bool
    kernel: str
    validation: Sequence[_Path]
    validation_fraction: float
    patience: int

    @property
    def default_alpha(self) -> float:
        """The learning rate that suits these options."""

    def check(self) -> None:
        """ValueError that names the option."""

@final
class Text:
    """A text that was read, as numbers of its words, for any number of trainings."""

    @property
    def words(self) -> int:
        """Of the vocabulary."""

    @property
    def tokens(self) -> int:
        """Of these words in the text."""

    @property
    def sentences(self) -> int:
        """With such a word."""

    @property
    def all_sentences(self) -> int:
        """That came, without such a word too, as far as that is known (not of files)."""

    @property
    def report(self) -> dict[str, int]:
        """PruneReport: kept_words, dropped_words, kept_tokens, dropped_tokens, long_tokens, ..."""

    @property
    def empty_tokens(self) -> int:
        """Empty words of sentences from Python, which were left out."""

def read_sentences(
    sentences: Iterable[Any], options: IngestOptions, base: Vectors | Text | None, fixed: bool
) -> Text:
    """Walks the sentences once, on this thread. TypeError for a sentence that is no iterable of str or
    bytes, with its number. The words of `base`, with its counts, are in the vocabulary too; if `fixed`,
    they are all of it, with these counts. options.corpus is left aside. Ctrl-C ends it."""

@final
class Job:
    """A reading or a training on a thread of its own."""

    def wait(self, seconds: float) -> bool:
        """Until it is over (True), there is an event, or the time is up. Releases the GIL."""

    def events(self) -> list[tuple[str, Any]]:
        """Those since the last call: ("vocabulary", {"words", "report": {...}}), ("progress", {"phase":
        "reading" | "training" | "fitting", "bytes_done", "bytes_total", "tokens_done", "tokens_total",
        "epoch", "epochs", "words_per_second", "loss", "alpha", "share_fitted", "seconds_left"}) about
        twice a second, ("warning", str), ("epoch", {"epoch", "epochs", "loss", "pairs", "seconds",
        "held_out": None | float}), where CBOW's "pairs" are windows. After an epoch the job waits for go_on()."""

    def snapshot(self) -> Vectors:
        """A copy of the rows and output rows as they are. Only between an epoch's event and go_on()."""

    def go_on(self) -> None: ...
    def stop(self) -> None:
        """Asks it to end early; an epoch that waits for go_on() need not be answered. Does nothing in a
        forked child."""

    def text(self) -> Text:
        """Of a reading that is over. Waits, and raises what it raised, Interrupted if it was stopped; or what
        a signal raises, and may then be called again."""

    def trained(self) -> tuple[Vectors, dict[str, Any]]:
        """Of a training that is over: vectors with output rows and counts, and the summary: all of
        TrainSummary by its names, "stopped" (bool; the rows are then those learned so far),
        "prune" as Text.report, "validation": [float, ...]. Waits and raises as text(). If a checkpoint can't
        be written, the rows come as if it was stopped, and reraise() says why."""

    def reraise(self) -> None:
        """Raises what ended a training whose rows trained() gives; does nothing if nothing failed."""

def start_reading(options: IngestOptions, base: Vectors | Text | None, fixed: bool) -> Job:
    """options.corpus: files, folders, @lists."""

def start_training(
    text: Text,
    options: TrainOptions,
    start: Vectors | None,  # rows to start from
    freeze: bool,
    checkpoint: _Path | None,
    checkpoint_every: float,  # seconds
    resume: bool,
    memory_limit: int,  # bytes; 0: what the machine has to give
) -> Job: ...
