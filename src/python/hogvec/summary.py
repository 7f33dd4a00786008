"""What a training came to."""
from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, NamedTuple


class Summary(NamedTuple):
    """Figures of the last training of a model. print() shows them as the program does."""

    words: int  # of the vocabulary
    vector_size: int
    tokens: int  # of the vocabulary's words in the text
    trained: int  # tokens over all epochs, before subsampling
    epochs: int  # that were trained
    kept_epoch: int  # whose rows these are, from 1; 0 if there is none
    words_per_second: float  # of training
    seconds_reading: float  # until the text was numbers; of sentences, with the time that the iterable took
    seconds_training: float
    seconds_fitting: float  # of n-gram vectors
    first_loss: float  # mean over the first epoch; NaN if there was none
    loss: float  # over the last one
    loss_per: str  # what they are means over: "pair" of words, or "window" for CBOW
    threads: int
    kernel: str
    validation: tuple[float, ...]  # loss on held-out text after each epoch
    started_words: int  # that had rows to start from
    stopped: bool  # whether it was asked to end early
    iterated: bool  # whether the text came from a Python iterable
    dropped: Mapping[str, int]  # what was left out of the text, and why

    @property
    def waited_for_iterable(self) -> bool:
        """Whether the iterable took longer than the training."""
        return self.iterated and self.seconds_reading > max(1.0, self.seconds_training)

    def __str__(self) -> str:
        lines = [
            f"words     {self.words:,}",
            f"tokens    {self.tokens:,}",
            f"trained   {self.trained:,} tokens in {self.epochs} epochs on {_threads(self.threads)} ({self.kernel})",
            f"speed     {self.words_per_second / 1e6:.2f} M words/s",
        ]
        if not math.isnan(self.loss):
            lines.append(f"loss      {self.loss:.4f} per {self.loss_per} (first epoch {self.first_loss:.4f})")
        if self.validation:
            lines.append("held out  " + ", ".join(f"{loss:.4f}" for loss in self.validation))
        lines.append(f"seconds   {self.seconds_reading:.2f} reading, {self.seconds_training:.2f} training")
        if self.stopped:
            lines.append("stopped   before its end; the rows are those learned so far")
        if self.waited_for_iterable:
            lines.append("waited    longer for the sentences than for training: the iterable sets the pace")
        return "\n".join(lines)


def _threads(number: int) -> str:
    return "1 thread" if number == 1 else f"{number} threads"


_SAME = ("tokens", "trained", "epochs", "kept_epoch", "words_per_second", "seconds_training", "seconds_fitting",
         "first_loss", "loss", "threads", "kernel", "started_words", "stopped")


def summary_of(measured: Mapping[str, Any], size: tuple[int, int], loss_per: str, reading: float,
               iterated: bool) -> Summary:
    """From what the library measured; the words and the length of the vectors; and the seconds of reading."""
    return Summary(words=size[0], vector_size=size[1], loss_per=loss_per, seconds_reading=reading, iterated=iterated,
                   validation=tuple(measured["validation"]), dropped=dict(measured["prune"]),
                   **{name: measured[name] for name in _SAME})
