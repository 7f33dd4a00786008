"""The exceptions of hogvec. Each is one of Python's own kinds too, so that usual handlers catch it.

What went wrong with an argument is a ValueError or TypeError; with a file that can't be opened or
written, an OSError of the fitting kind; when memory runs out, a MemoryError.
"""
from __future__ import annotations

import errno
import os
import re
from typing import Any

from hogvec import _hogvec


class UnknownWordError(KeyError):
    """A word that has no vector. `word` is the word; printing it looks for similar spellings."""

    def __init__(self, word: Any, vectors: Any = None) -> None:
        super().__init__(word)
        self.word = word
        self._vectors = vectors

    def __str__(self) -> str:
        text = f"{self.word!r} is not in the vocabulary"
        near = self._near()
        return f"{text}; similar spellings: {', '.join(near)}" if near else text

    def _near(self) -> list[str]:
        if self._vectors is None or not isinstance(self.word, (str, bytes)):
            return []
        try:
            return self._vectors.near_spellings(self.word, 3)
        except ValueError:  # a str with a lone surrogate
            return []

    def __reduce__(self) -> tuple[Any, ...]:
        return UnknownWordError, (self.word,)


class FormatError(ValueError):
    """The content of a file is not what it must be."""


class TruncatedError(FormatError, EOFError):
    """A file ends before it should."""


class BusyError(OSError):
    """Another run, or another thread, uses what this one needs."""


class DivergedError(RuntimeError):
    """Training went beyond repair: a row is no longer finite, or the loss exploded."""


class Interrupted(Exception):
    """A reading or a training that was asked to stop, by Word2Vec.stop()."""


class TrainingInterrupted(KeyboardInterrupt):
    """Ctrl-C while training. `model` has the rows learned up to then; `checkpoint` is the folder of the
    last checkpoint, or None."""

    def __init__(self, message: str, model: Any = None, checkpoint: str | None = None) -> None:
        super().__init__(message)
        self.model = model
        self.checkpoint = checkpoint


# Options that are called otherwise in Python.
_NAMES = {
    "dim": "vector_size",
    "threads": "workers",
    "max_vocab": "max_final_vocab",
    "iter": "epochs",
    "subwords_fit": "subwords='fit'",
    "minn": "min_n",
    "maxn": "max_n",
    "buckets": "bucket",
    "subwords_trained": "subwords=True",
}
# Advice that only the program can follow, or that is spelled otherwise here.
_ADVICE = tuple((re.compile(pattern), here) for pattern, here in (
    (r"; --sentence file takes .*", ""),
    (r", or a smaller (--)?block-size", ""),
    (r"; --force reads it as text", ""),
    (r"'--resume .*' continues it", "resume=True continues it"),
    (r"without --resume\b", "without resume=True"),
    (r"--validation FILE or SHARE", "validation= a path or a share"),
    (r"--validation FILE", "validation= a path"),
    (r"give it a FILE", "give it a path"),
    (r"set the option 'model' to cbow\b", "say sg=0"),
    (r"\bwith model cbow\b", "with sg=0"),
    (r"\bwith model skipgram\b", "with sg=1"),
    (r"--sample 0\b", "sample=0"),
    (r"the option '([a-z-]+)'", r"--\1"),
))
_OPTION = re.compile(r"(?<![\w-])--([a-z][a-z-]*)")


def _as_python(message: str, option: str) -> str:
    """The message with the options in it spelled as arguments."""

    def name(typed: str) -> str:
        spelled = typed.replace("-", "_")
        return _NAMES.get(spelled, spelled)

    for advice, here in _ADVICE:
        message = advice.sub(here, message)
    if option and message.startswith(option):
        message = name(option) + message[len(option):]
    return _OPTION.sub(lambda match: name(match[1]), message)


_NUMBERS = {os.strerror(number): number for number in (
    errno.ENOENT, errno.EACCES, errno.EISDIR, errno.ENOTDIR, errno.ENOSPC, errno.EEXIST, errno.EROFS,
    errno.EPERM, errno.EIO, errno.ELOOP, errno.ENAMETOOLONG, errno.EMFILE, errno.EDQUOT, errno.EFBIG)}
_NUMBERS["is a directory"] = errno.EISDIR  # which the library notices by itself


def _os_error(message: str, otherwise: int) -> OSError:
    """OSError chooses its own subclass by the number, as FileNotFoundError."""
    number = next((number for text, number in _NUMBERS.items() if text in message), otherwise)
    path, colon, rest = message.partition(": ")
    known = os.strerror(number) in rest
    return OSError(number, os.strerror(number) if known else rest, path) if colon else OSError(number, message)


def _from_library(kind: str, message: str, option: str) -> BaseException:
    """The exception for an Error of the library. Called by the module."""
    if kind == "usage":
        return ValueError(_as_python(message, option))
    if kind == "malformed":
        cut = any(sign in message for sign in ("found the end of the file", "up to the end", "cut short"))
        return (TruncatedError if cut else FormatError)(_as_python(message, option))
    if kind == "no_input":
        return _os_error(message, errno.ENOENT)
    if kind == "cannot_create":
        return _os_error(message, errno.EACCES)
    if kind == "io":
        return _os_error(message, errno.EIO)
    if kind == "busy":
        return BusyError(errno.EBUSY, message)
    if kind == "resource":
        return MemoryError(_as_python(message, option))
    if kind == "not_found":
        return KeyError(message)
    if kind == "interrupted":
        return Interrupted(message)
    return DivergedError(_as_python(message, option))


_hogvec.set_error_factory(_from_library, UnknownWordError)
