"""Tables: the results of scaling for a terminal of 80 columns, and Markdown for all scripts."""

import rows
import runs

HEADINGS = {
    "threads": "threads", "dim": "dim", "vocab": "words", "window": "window",
    "negatives": "negatives", "block": "block", "corpus": "text, MB",
}


def panel(sweep):
    """The table or picture that a sweep belongs to: synthetic text goes with the corpus."""
    return sweep.partition("-")[0]


def number(sweep, x):
    """For people to read: 30k words, blocks of 16K, text in MB."""
    if panel(sweep) == "corpus":
        return f"{x / 1e6:.{0 if x >= 1e7 else 1}f}"
    if sweep == "block":
        return scaled(x, 1024, "KM")
    return scaled(x, 1000, "kM") if panel(sweep) == "vocab" else str(x)


def scaled(x, base, letters):
    unit = ""
    for letter in letters:
        if x < base or x % base:
            break
        x, unit = x // base, letter
    return f"{x}{unit}"


def is_synthetic(key):
    return key[0].endswith("-zipf")


def title(key):
    """The name of a line in a picture; empty if the picture has only one line."""
    _, dim = key
    if dim is None:
        return ""
    return f"dim {dim}, {'synthetic' if is_synthetic(key) else 'corpus'}"


def print_all(measured):
    for name, heading in HEADINGS.items():
        chosen = [row for row in measured if panel(row.sweep) == name]
        if chosen:
            print_table(heading, rows.series(chosen))


def print_table(heading, lines):
    with_title = any(title(key) for key in lines)
    print(f"{heading:>10}  {'M words/s':>22}  {'seconds in all':>22}  {'memory, MB':>10}")
    for key, points in lines.items():
        if with_title:
            print(f"{'':>10}  {title(key)}")
        for x, measured in points.items():
            print_line(number(key[0], x), measured)
    print()


def print_line(x, measured):
    speed = [value / 1e6 for value in rows.values(measured, "words_per_second")]
    seconds = rows.values(measured, "total_seconds")
    memory = rows.median(measured, "peak_bytes") / 1e6
    print(f"{x:>10}  {runs.spread(speed):>22}  {runs.spread(seconds):>22}  {memory:>10,.0f}")


def aligned(cells):
    """Lines of Markdown that also read well on a terminal; the first line of cells is the heading."""
    widths = [max(len(line[column]) for line in cells) for column in range(len(cells[0]))]
    rule = ["-" * widths[0]] + ["-" * (width - 1) + ":" for width in widths[1:]]
    return ["| " + " | ".join(cell.rjust(width) for cell, width in zip(line, widths)) + " |"
            for line in [cells[0], rule, *cells[1:]]]
