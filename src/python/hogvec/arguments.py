"""What gensim's arguments mean here: which are refused, which have no effect, and which were renamed."""
from __future__ import annotations

import logging
import math
import operator
import os
import warnings
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NoReturn

logger = logging.getLogger("hogvec")

# Arguments of gensim's that have no effect: its default, and why.
_NO_EFFECT: dict[str, tuple[Any, str]] = {
    "max_vocab_size": (None, "every word is counted; min_count and max_final_vocab limit what is kept"),
    "hashfxn": (None, "rows start from `seed` alone"),
    "null_word": (0, "windows are not padded"),
    "sorted_vocab": (1, "words are always sorted by their counts"),
    "batch_words": (10000, "text is trained in blocks of its own size"),
    "comment": (None, "there is nowhere to keep it"),
}
_OF_TRAIN = ("word_count", "queue_factor", "report_delay")

# Names of gensim 3, and those of other trainers that no spelling check would find.
_RENAMED = {"size": "vector_size", "iter": "epochs", "sentences": "corpus_iterable"}
_ELSEWHERE = {
    "dim": "vector_size", "dimension": "vector_size", "embedding_size": "vector_size", "lr": "alpha",
    "learning_rate": "alpha", "threads": "workers", "thread": "workers", "n_jobs": "workers", "ws": "window",
    "neg": "negative", "minn": "min_n", "maxn": "max_n", "buckets": "bucket", "epoch": "epochs",
    "random_state": "seed", "t": "sample", "max_vocab": "max_final_vocab", "skipgram": "sg", "cbow": "sg",
    "model": "sg", "architecture": "sg",
}

_TRIM_RULE = ("trim_rule is not supported: name the words to leave out in stopwords=, or count and filter the "
              "sentences before you hand them over")


def check_method(hs: Any, negative: Any) -> None:
    """Refuses what is not negative sampling."""
    if hs is not None and whole("hs", hs, None):
        raise ValueError("hogvec has no hierarchical softmax; leave hs out or say hs=0, with negative=5")
    if whole("negative", negative, None) == 0:
        raise ValueError("hogvec trains by negative sampling: negative must be 1 or more, as in negative=5")


def warn_of_no_effect(given: Mapping[str, Any]) -> None:
    """One line in the log for each argument of gensim's that asks for what hogvec does not do."""
    for name, value in given.items():
        default, why = _NO_EFFECT[name]
        if value is None or value == default or (name == "hashfxn" and value is hash):
            continue
        logger.warning("%s=%r has no effect: %s", name, value, why)


def refuse_trim_rule(trim_rule: Any) -> None:
    if trim_rule is not None:
        raise ValueError(_TRIM_RULE)


def take_renamed(old: dict[str, Any], name: str, value: Any, default: Any, stacklevel: int = 3) -> Any:
    """The value of `name`, which may have come by its name in gensim 3; takes that out of `old`."""
    for before in [before for before, now in _RENAMED.items() if now == name and before in old]:
        if value is not default and value != default:
            raise TypeError(f"{before}= is the old name of {name}=; both are given")
        warnings.warn(f"{before}= is called {name}= since gensim 4", DeprecationWarning, stacklevel)
        value = old.pop(before)
    return value


def refuse_unknown(function: Callable[..., Any], unknown: Iterable[str]) -> None:
    """TypeError that names the nearest argument there is."""
    for name in unknown:
        _refuse(function, name)


def _refuse(function: Callable[..., Any], name: str) -> NoReturn:
    import difflib  # these two take time to load, which hardly anybody needs
    import inspect

    parameters = inspect.signature(function).parameters.values()
    known = [each.name for each in parameters if each.kind is not each.VAR_KEYWORD and each.name != "self"]
    near = _ELSEWHERE.get(name)
    if near not in known:
        near = next(iter(difflib.get_close_matches(name.lower(), known, 1, 0.6)), None)
    hint = f"; did you mean {near}=?" if near else ""
    called = "Word2Vec" if function.__name__ == "__init__" else function.__name__
    raise TypeError(f"{called}() has no argument {name}={hint}")


def log_ignored(function: Callable[..., Any], given: Mapping[str, Any]) -> None:
    """A line in the log for arguments of gensim's train() that have no effect; TypeError for others."""
    refuse_unknown(function, [name for name in given if name not in _OF_TRAIN])
    for name in given:
        logger.info("%s() ignores %s=: it has no effect", function.__name__, name)


def whole(name: str, value: Any, least: int | None = 0, most: int | None = None) -> int:
    """An integer, also as a float without a fraction; TypeError or ValueError that names the argument.

    least, most: the limits; None for none.
    """
    try:
        number = operator.index(value)
    except TypeError:
        if not hasattr(value, "__float__") or not float(value).is_integer():
            raise TypeError(f"{name} must be a whole number, not {value!r}") from None
        number = int(value)
    if least is not None and number < least:
        raise ValueError(f"{name} must be {least} or more, not {number}")
    if most is not None and number > most:
        raise ValueError(f"{name} must be {most} at most")
    return number


def real(name: str, value: Any) -> float:
    """A number; TypeError that names the argument."""
    if isinstance(value, (str, bytes)) or not hasattr(value, "__float__") and not hasattr(value, "__index__"):
        raise TypeError(f"{name} must be a number, not {value!r}")
    try:
        return float(value)
    except OverflowError:
        return math.inf if value > 0 else -math.inf


def path_of(name: str, value: Any) -> Any:
    """A path as it is; TypeError or ValueError that names the argument."""
    if not is_path(value):
        raise TypeError(f"{name} must be a str, bytes or path object, not {type(value).__name__}")
    if b"\0" in os.fsencode(value):
        raise ValueError(f"{name} has a NUL in it, which no path has: {value!r}")
    return value


def is_path(value: Any) -> bool:
    return isinstance(value, (str, bytes, os.PathLike))
