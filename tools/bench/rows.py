"""Results: rows of a CSV file, and the numbers in scaling's tables and pictures."""

import csv
import os
import statistics
from dataclasses import MISSING, asdict, dataclass, fields

from runs import BenchError


@dataclass(frozen=True)
class Row:
    """One training; x is the quantity that the sweep varies, in its own unit."""

    sweep: str
    x: int
    dim: int
    threads: int
    round: int
    words_per_second: int
    total_seconds: float
    reading_seconds: float
    training_seconds: float
    writing_seconds: float
    peak_bytes: int


def columns(kind):
    return [field.name for field in fields(kind)]


def append(path, row):
    """Of any dataclass. The row is on disk when this returns, so that a crash loses no earlier
    results."""
    is_new = not path.exists()
    with path.open("a", newline="") as out:
        writer = csv.DictWriter(out, columns(type(row)), lineterminator="\n")
        if is_new:
            writer.writeheader()
        writer.writerow(asdict(row))
        out.flush()
        os.fsync(out.fileno())


def load(path, kind=Row):
    """Every row of the file; none if there is no file."""
    if not path.exists():
        return []
    with path.open(newline="") as source:
        reader = csv.DictReader(source)
        if reader.fieldnames != columns(kind):
            raise BenchError(f"{path} isn't a table of this program: move it away, or give -o DIR")
        try:
            return [parse(cells, kind) for cells in reader]
        except (TypeError, ValueError):
            raise BenchError(f"{path}, line {reader.line_num} isn't a whole row: "
                             "delete that line") from None


def parse(cells, kind):
    """A cell may be empty if the field has a default."""
    return kind(**{field.name: field.type(cells[field.name]) for field in fields(kind)
                   if cells[field.name] or field.default is MISSING})


def forget(path, sweeps):
    """Drops the rows of sweeps that will be measured again, and keeps the others."""
    kept = [row for row in load(path) if row.sweep not in sweeps]
    path.unlink(missing_ok=True)
    for row in kept:
        append(path, row)


def series(rows):
    """The lines of a picture: {(sweep, dim): {x: rows}}; dim is None if there is one line."""
    lines = {}
    for row in rows:
        key = (row.sweep, row.dim if row.sweep.startswith("vocab") else None)
        lines.setdefault(key, {}).setdefault(row.x, []).append(row)
    return {key: dict(sorted(lines[key].items()))
            for key in sorted(lines, key=lambda key: (key[1] or 0, key[0]))}


def values(rows, column):
    return [getattr(row, column) for row in rows]


def median(rows, column):
    return statistics.median(values(rows, column))
