"""What callers want to be called for while a model trains."""
from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import Any

logger = logging.getLogger("hogvec")

_HOOKS = ("on_train_begin", "on_epoch_begin", "on_epoch_end", "on_train_end")
_BATCH_HOOKS = ("on_batch_begin", "on_batch_end")


class CallbackAny2Vec:
    """The base of callbacks: override what you need. Any object with such methods will do, gensim's too.

    They are called on the thread that called train(), while no worker trains, so that the model may be asked
    and saved; it can be stopped by model.stop(). What they raise ends the training and comes out of train().
    There are no hooks for batches: gensim calls those on its workers, amid training.
    """

    def on_train_begin(self, model: Any) -> None:
        """Before the first epoch; model.wv has the rows that training starts from."""

    def on_epoch_begin(self, model: Any) -> None:
        """Before an epoch. If patience ends the training, the last of these epochs never comes."""

    def on_epoch_end(self, model: Any) -> None:
        """After an epoch; model.wv has the rows as they are, copied when asked for, and model.losses its loss."""

    def on_train_end(self, model: Any) -> None:
        """After the last epoch; model.wv has the trained rows."""


class Callbacks:
    """Several callbacks as one. TypeError for an object that has none of the methods."""

    def __init__(self, callbacks: Any) -> None:
        single = callbacks is not None and not isinstance(callbacks, Iterable)
        self._all: list[Any] = [callbacks] if single else list(callbacks or ())
        for callback in self._all:
            _check(callback)

    def __len__(self) -> int:
        return len(self._all)

    def call(self, hook: str, model: Any) -> None:
        for callback in self._all:
            method = getattr(callback, hook, None)
            if method is not None:
                method(model)


def _check(callback: Any) -> None:
    if isinstance(callback, type):
        raise TypeError(f"callbacks must be objects: write {callback.__name__}()")
    if not any(callable(getattr(callback, hook, None)) for hook in _HOOKS):
        raise TypeError(f"a callback has methods such as on_epoch_end(model); {type(callback).__name__} has none of "
                        "them (for a function, see progress=)")
    if any(_is_overridden(callback, hook) for hook in _BATCH_HOOKS):
        logger.warning("%s has hooks for batches, which are not called; use on_epoch_end",
                       type(callback).__name__)


def _is_overridden(callback: Any, hook: str) -> bool:
    """Whether a class other than gensim's own base defines it."""
    owner = next((kind for kind in type(callback).__mro__ if hook in vars(kind)), None)
    return owner is not None and owner.__name__ != "CallbackAny2Vec"
