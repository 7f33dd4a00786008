"""Draws the results of scaling: a picture per sweep, and one of all of them."""

import os
import statistics
from dataclasses import dataclass

import matplotlib
import matplotlib.ticker

import rows
import tables

matplotlib.use("svg")
from matplotlib import pyplot  # noqa: E402 (a backend must be chosen first)

INK, GREY, RULE = "#1f2933", "#7b8794", "#e4e7eb"
COLOURS = ["#1f6fb2", "#d9730d", "#2f855a", "#805ad5"]
STYLE = {
    "svg.hashsalt": "hogvec", "svg.fonttype": "none", "font.size": 9,
    "text.color": INK, "axes.labelcolor": INK, "axes.edgecolor": GREY, "axes.linewidth": 0.8,
    "xtick.color": GREY, "ytick.color": GREY, "xtick.labelcolor": INK, "ytick.labelcolor": INK,
    "axes.spines.top": False, "axes.spines.right": False, "axes.spines.left": False,
    "axes.grid": True, "axes.grid.axis": "y", "grid.color": RULE, "grid.linewidth": 0.8,
    "axes.axisbelow": True, "ytick.major.size": 0, "xtick.major.size": 3,
    "axes.titlesize": 10, "axes.titleweight": "bold", "axes.titlelocation": "left",
    "legend.frameon": False, "legend.fontsize": 8, "lines.linewidth": 1.8,
    "lines.markersize": 4, "figure.facecolor": "white", "savefig.facecolor": "white",
}

SMALL = {"size": 7.5, "color": GREY, "linespacing": 1.4}


@dataclass(frozen=True)
class Metric:
    """A column of the rows, and the unit of its axis."""

    column: str
    label: str
    unit: float
    proportional: bool = False  # to x: a straight line, unless an axis is logarithmic


SPEED = Metric("words_per_second", "M words/s", 1e6)
MEMORY = Metric("peak_bytes", "peak memory, GB", 1e9)
SECONDS = Metric("total_seconds", "seconds in all", 1, proportional=True)


@dataclass(frozen=True)
class Panel:
    """How a sweep is drawn."""

    name: str
    title: str
    label: str  # of the x axis
    log: bool = False
    legend: str = "upper right"
    extra: Metric = None  # another quantity that changes a lot with x


PANELS = [
    Panel("threads", "Threads", "threads", log=True, legend="upper left"),
    Panel("dim", "Length of a vector", "dim", extra=MEMORY),
    Panel("vocab", "Vocabulary", "different words", log=True, extra=MEMORY),
    Panel("window", "Window", "window"),
    Panel("negatives", "Negative words", "negatives per draw"),
    Panel("block", "Block size", "bytes of text per block", log=True),
    Panel("corpus", "Length of the text", "MB of text", log=True, extra=SECONDS),
]


def draw_all(measured, about, folder):
    """Writes the pictures; returns their paths."""
    groups = {panel: [row for row in measured if tables.panel(row.sweep) == panel.name]
              for panel in PANELS}
    groups = {panel: group for panel, group in groups.items() if group}
    with matplotlib.rc_context(STYLE):
        paths = [draw_sweep(panel, group, about, folder) for panel, group in groups.items()]
        return paths + [draw_overview(groups, about, folder)]


def draw_sweep(panel, group, about, folder):
    metrics = [SPEED] + ([panel.extra] if panel.extra else [])
    figure, grid = pyplot.subplots(1, len(metrics), squeeze=False, layout="constrained",
                                   figsize=(8, 3.6))
    for axes, metric in zip(grid[0], metrics):
        draw(axes, panel, group, metric, about)
        space_ticks(axes, panel, group, 0.04 * len(metrics))
        axes.set_title(panel.title if metric is SPEED else "")
    add_legend(grid[0][0], panel)
    lines = ", ".join(machine(about)), ", ".join(settings(group, panel.name))
    figure.supxlabel("\n".join(lines), x=0.01, ha="left", **SMALL)
    return save(figure, folder / f"scaling-{panel.name}.svg")


def draw_overview(groups, about, folder):
    """All on one scale of speed, so that large and small effects can be compared."""
    figure, grid = pyplot.subplots(2, 4, layout="constrained", figsize=(11, 5.4))
    measured = [row for group in groups.values() for row in group]
    for axes in grid.flat[len(groups):]:
        axes.set_axis_off()
    for axes, (panel, group) in zip(grid.flat, groups.items()):
        draw(axes, panel, group, SPEED, about)
        limit(axes, measured, SPEED)
        space_ticks(axes, panel, group, 0.17)
        axes.set_title(panel.title)
        add_legend(axes, panel)
    figure.get_layout_engine().set(wspace=0.03)
    for axes in grid[:, 1:].flat:
        axes.set_ylabel("")
        axes.tick_params(labelleft=False)
    grid.flat[-1].text(0, 0, "\n".join(machine(about) + settings(measured, "")), va="bottom",
                       **SMALL)
    return save(figure, folder / "scaling.svg")


def save(figure, path):
    figure.savefig(path, metadata={"Date": None})
    pyplot.close(figure)
    return path


def draw(axes, panel, group, metric, about):
    lines = rows.series(group)
    dims = sorted({dim for _, dim in lines}, key=lambda dim: dim or 0)
    for key, points in lines.items():
        draw_line(axes, key, points, metric, COLOURS[dims.index(key[1]) % len(COLOURS)])
    if metric is SPEED:
        draw_bound(axes, panel, lines, about)
    if metric.proportional:
        axes.set_xlim(left=0)
    elif panel.log:
        axes.set_xscale("log", base=2)
    limit(axes, group, metric)
    axes.set_xlabel(panel.label)
    axes.set_ylabel(metric.label)


def limit(axes, measured, metric):
    axes.set_ylim(0, 1.12 * max(rows.values(measured, metric.column)) / metric.unit)
    axes.yaxis.set_major_locator(matplotlib.ticker.MaxNLocator(6, steps=[1, 2, 5, 10]))


def draw_line(axes, key, points, metric, colour):
    xs = list(points)
    columns = [[value / metric.unit for value in rows.values(measured, metric.column)]
               for measured in points.values()]
    axes.fill_between(xs, [min(column) for column in columns],
                      [max(column) for column in columns], color=colour, alpha=0.18, linewidth=0)
    axes.plot(xs, [statistics.median(column) for column in columns], color=colour, marker="o",
              markerfacecolor="white" if tables.is_synthetic(key) else colour,
              label=tables.title(key))


def draw_bound(axes, panel, lines, about):
    """The linear expectation, where there is one: equal gain per core, equal cost per dimension."""
    for points in lines.values():
        speed = {x: rows.median(measured, SPEED.column) / SPEED.unit
                 for x, measured in points.items()}
        if panel.name == "threads" and 1 in speed:
            cores = about.get("cores", os.cpu_count())
            draw_dashes(axes, {x: speed[1] * min(x, cores) for x in speed},
                        "linear, up to the cores")
        if panel.name == "dim" and 100 in speed:
            draw_dashes(axes, {x: speed[100] * 100 / x for x in speed if x >= 100}, "1 / dim")


def draw_dashes(axes, points, label):
    """Straight between the points, like the measured line, so that only the points differ."""
    axes.plot(list(points), list(points.values()), color=GREY, linewidth=1,
              linestyle=(0, (4, 3)), zorder=1.5, label=label)


def space_ticks(axes, panel, group, gap):
    """A tick at each measured point, unless its label would overlap the next."""
    xs = sorted({row.x for row in group})
    ends = axes.transData.transform([(x, 0) for x in axes.get_xlim()])[:, 0]
    places = axes.transData.transform([(x, 0) for x in xs])[:, 0]
    kept, last = [], float("inf")
    for x, place in zip(reversed(xs), reversed(places)):
        if last - place >= gap * (ends[1] - ends[0]):
            kept, last = [x, *kept], place
    axes.set_xticks(kept, [tables.number(panel.name, x) for x in kept])
    axes.minorticks_off()


def add_legend(axes, panel):
    _, labels = axes.get_legend_handles_labels()
    if any(labels):
        axes.legend(loc=panel.legend)


def machine(about):
    """The machine and the corpus of the measurement; empty if unknown."""
    if not about:
        return []
    return [about["cpu"], plural(about["cores"], "core"), about["kernel"],
            f"{about['corpus']}, {about['words'] / 1e6:.3g} M words"]


def settings(group, swept):
    """The settings common to all points, except those the picture itself shows."""
    threads = statistics.mode(row.threads for row in group)
    fixed = {"threads": plural(threads, "thread"), "dim": "dim 100", "window": "window 5",
             "negatives": "5 negatives", "epochs": "1 epoch"}
    hidden = {"vocab": "dim"}.get(swept, swept)
    rounds = max(row.round for row in group)
    return [text for name, text in fixed.items() if name != hidden] + [
        f"median of {rounds}, band from least to most" if rounds > 1 else "measured once"]


def plural(count, what):
    return f"{count} {what}{'' if count == 1 else 's'}"
