"""The options of a model as attributes, and what the library and the files call them."""
from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple, Optional

from hogvec import _hogvec
from hogvec.arguments import is_path, path_of, real, whole
from hogvec.errors import FormatError
from hogvec.streams import Path

_SUBWORDS = {None: "none", False: "none", "none": "none", True: "trained", "trained": "trained", "fit": "fit"}
_ARCHITECTURES = ("cbow", "skipgram")  # of sg=0 and sg=1
_FALSE_AND_TRUE = ("false", "true")


class _Option(NamedTuple):
    name: str  # of the attribute
    of: str  # "train", "text" or "both": which of the library's options it belongs to
    theirs: str  # its name there
    key: str  # its name in files of vectors
    read: Callable[[str], Any]  # from the text that a file has


def _flag(text: str) -> bool:
    return text == "true"


def _none_or_int(text: str) -> Optional[int]:
    return int(text) or None


_OPTIONS = (
    _Option("sg", "train", "architecture", "model", _ARCHITECTURES.index),
    _Option("cbow_mean", "train", "cbow_mean", "cbow-mean", _FALSE_AND_TRUE.index),
    _Option("cbow_update", "train", "cbow_update", "cbow-update", str),
    _Option("vector_size", "train", "dim", "dim", int),
    _Option("window", "train", "window", "window", int),
    _Option("shrink_windows", "train", "shrink_windows", "shrink-windows", _flag),
    _Option("negative", "train", "negative", "negative", int),
    _Option("sample", "train", "sample", "sample", float),
    _Option("ns_exponent", "train", "ns_exponent", "ns-exponent", float),
    _Option("negatives_shared", "train", "negatives_shared", "negatives-shared", str),
    _Option("subwords", "train", "subwords", "subwords", str),
    _Option("min_n", "train", "min_n", "minn", int),
    _Option("max_n", "train", "max_n", "maxn", int),
    _Option("bucket", "train", "buckets", "buckets", int),
    _Option("epochs", "train", "epochs", "epochs", int),
    _Option("alpha", "train", "alpha", "alpha", float),
    _Option("min_alpha", "train", "min_alpha", "min-alpha", float),
    _Option("workers", "both", "threads", "threads", _none_or_int),
    _Option("seed", "train", "seed", "seed", int),
    _Option("deterministic", "train", "deterministic", "deterministic", _flag),
    _Option("patience", "train", "patience", "patience", int),
    _Option("lowercase", "text", "lowercase", "lowercase", _flag),
    _Option("split", "text", "split", "split", str),
    _Option("digits", "text", "digits", "digits", str),
    _Option("min_count", "text", "min_count", "min-count", int),
    _Option("max_final_vocab", "text", "max_vocab", "max-vocab", _none_or_int),
)
_OF_CBOW = ("sg", "cbow_mean", "cbow_update")
_OF_SUBWORDS = ("subwords", "min_n", "max_n", "bucket")
_ON_IF_UNSAID = ("shrink_windows", "cbow_mean")
# What a file of the program's says of options that Python does not have.
_ALWAYS = {"invalid-utf8": "keep", "max-word-bytes": "1024"}


def _text(value: Any) -> str:
    if isinstance(value, bool):  # a flag that is off has no text
        return "true" if value else ""
    if isinstance(value, float):
        return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)
    return "0" if value is None else str(value)


def _paths(value: Any) -> list[Path]:
    return [value] if is_path(value) else list(value)


class Settings:
    """Options of reading and training. What is set before build_vocab() or train() applies to them."""

    sg: int = 1  # these three are not in pickles of versions that had skip-gram alone
    cbow_mean: int = 1
    cbow_update: str = "corrected"
    vector_size: int
    window: int
    shrink_windows: bool
    negative: int
    sample: float
    ns_exponent: float
    negatives_shared: str
    subwords: str  # "none", "trained" or "fit"
    min_n: int
    max_n: int
    bucket: int
    epochs: int
    alpha: float
    min_alpha: float | None
    workers: int | None
    seed: int
    deterministic: bool
    patience: int
    lowercase: bool
    split: str
    digits: str
    min_count: int
    max_final_vocab: int | None
    stopwords: Path | Iterable[str] | None
    validation: Path | Iterable[Path] | float | None
    checkpoint: Path | None
    resume: bool
    tmp_dir: Path | None
    memory_limit: int | None

    def _set_options(self, given: Mapping[str, Any]) -> None:
        """Takes the values by the names of the attributes; TypeError or ValueError for the first wrong one."""
        for name, value in self._checked_options(given).items():
            setattr(self, name, value)

    def _checked_options(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """The values that would be set; for an `alpha` of None the library's own. Nothing is set, so that a call that
        fails leaves the options as they were."""
        values = {name: checked(name, value) for name, value in given.items() if name != "alpha" or value is not None}
        if "alpha" in given and "alpha" not in values:
            values["alpha"] = self._with({**values, "alpha": 1.0})._train_options().default_alpha  # whatever it is
        trial = self._with(values)
        if trial.resume and trial.checkpoint is None:
            raise ValueError("resume=True needs checkpoint=, the folder to continue from")
        trial._train_options().check()
        trial._ingest_options()
        return values

    def _with(self, values: Mapping[str, Any]) -> Settings:
        """The options with these instead."""
        others = Settings()
        vars(others).update({**vars(self), **values})
        return others

    def _train_options(self) -> _hogvec.TrainOptions:
        options = _hogvec.TrainOptions()
        self._copy_to(options, "train")
        if isinstance(self.validation, float):
            options.validation_fraction = self.validation
        elif self.validation is not None:
            options.validation = _paths(self.validation)
        return options

    def _ingest_options(self) -> _hogvec.IngestOptions:
        options = _hogvec.IngestOptions()
        self._copy_to(options, "text")
        if self.tmp_dir is not None:
            options.tmp_dir = path_of("tmp_dir", self.tmp_dir)
        return options

    def _copy_to(self, options: Any, part: str) -> None:
        for option in _OPTIONS:
            if option.of in (part, "both"):
                setattr(options, option.theirs, self._for_library(option.name))

    def _for_library(self, name: str) -> Any:
        """The value of an option, as the library takes it."""
        value = checked(name, getattr(self, name))
        if name == "sg":
            return _ARCHITECTURES[value]
        if name == "cbow_mean":  # which a skip-gram takes no notice of
            return bool(value or self.sg)
        return 0 if value is None and name in ("workers", "max_final_vocab") else value

    def _configuration(self, sentence: int | str) -> dict[str, str]:
        """The options by the names that the program gives them, as files of vectors keep them."""
        texts = {**_ALWAYS, "sentence": str(sentence)}
        for option in _OPTIONS:
            if self._has_in_files(option.name):
                value = self._for_library(option.name)
                texts[option.key] = "false" if value is False and option.name in _ON_IF_UNSAID else _text(value)
        return {key: text for key, text in texts.items() if text}

    def _has_in_files(self, name: str) -> bool:
        """Whether a file of such a model says anything of an option."""
        if name in _OF_CBOW:
            return not self.sg
        if name in _OF_SUBWORDS:
            return self.subwords != "none"
        return name != "min_alpha" or self.min_alpha is not None


def options_from(configuration: Mapping[str, str]) -> dict[str, Any]:
    """The options that a file has, by the names of the constructor's arguments. FormatError for what is none."""
    return {option.name: _value_of(option, configuration[option.key])
            for option in _OPTIONS if option.key in configuration}


def _value_of(option: _Option, text: str) -> Any:
    try:
        return option.read(text)
    except ValueError:
        raise FormatError(f"{option.name} can't be {text!r}") from None


_LEAST = {"vector_size": 1, "window": 1, "negative": 1, "min_count": 0, "epochs": 1, "min_n": 1, "max_n": 0,
          "bucket": 1, "patience": 0}
_MOST = {"bucket": 2**32 - 1}
_LARGEST = 2**63 - 1
_REALS = ("sample", "ns_exponent", "alpha", "min_alpha")
_FLAGS = ("shrink_windows", "deterministic", "lowercase", "resume")
_WHOLE_OR_NONE = {"workers": 1, "max_final_vocab": 1, "memory_limit": 1}


def checked(name: str, value: Any) -> Any:
    if name in _LEAST:
        return whole(name, value, _LEAST[name], _MOST.get(name, _LARGEST))
    if name in _WHOLE_OR_NONE:
        return None if value is None else whole(name, value, _WHOLE_OR_NONE[name], _LARGEST)
    if name in _REALS:
        return None if value is None and name == "min_alpha" else real(name, value)
    if name in _FLAGS:
        return bool(value)
    return _OTHERS[name](value) if name in _OTHERS else value


def _zero_or_one(name: str, meanings: str) -> Callable[[Any], int]:
    def check(value: Any) -> int:
        number = whole(name, value, None)
        if number not in (0, 1):
            raise ValueError(f"{name} must be {meanings}, not {number}")
        return number

    return check


def _cbow_update(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"cbow_update must be 'corrected' or 'word2vec', not {value!r}")
    return value


def _seed(value: Any) -> int:
    return whole("seed", value, None) & (2**64 - 1)


def _subwords(value: Any) -> str:
    if isinstance(value, (str, bool, type(None))) and value in _SUBWORDS:
        return _SUBWORDS[value]
    raise ValueError(f"subwords must be None, True or 'fit', not {value!r}")


def _validation(value: Any) -> Any:
    if value is None:
        return None
    if hasattr(value, "__float__"):
        return real("validation", value)
    return path_of("validation", value) if is_path(value) else [path_of("validation", path) for path in value]


def _stopwords(value: Any) -> Any:
    """A generator, which can be walked once, becomes a list."""
    if value is None:
        return None
    return path_of("stopwords", value) if is_path(value) else list(value)


def _path_or_none(name: str) -> Callable[[Any], Any]:
    return lambda value: None if value is None else path_of(name, value)


_OTHERS: dict[str, Callable[[Any], Any]] = {
    "sg": _zero_or_one("sg", "0 (CBOW) or 1 (skip-gram)"),
    "cbow_mean": _zero_or_one("cbow_mean", "1 (the mean of the words around) or 0 (their sum)"),
    "cbow_update": _cbow_update, "seed": _seed, "subwords": _subwords, "validation": _validation,
    "stopwords": _stopwords, "checkpoint": _path_or_none("checkpoint"), "tmp_dir": _path_or_none("tmp_dir")}
