"""Draws quality against time: a line per trainer and settings, a point per number of epochs."""

import math
import statistics

import matplotlib
import matplotlib.ticker

import plots
import trials

from matplotlib import pyplot  # after plots, which chooses the backend

PANELS = {trials.Trial: ["loss", "wordsim", "simlex", "analogies"],
          trials.CbowTrial: ["loss", "cbow_loss", "wordsim", "simlex", "semantic", "syntactic"]}
UNITS = {"loss": "nats per pair, less is better", "cbow_loss": "nats per window, less is better",
         **dict.fromkeys(["semantic", "syntactic", "analogies"], "% right")}
ALWAYS = ["model"]  # named even where it is the usual one
COLOURS = plots.COLOURS + ["#c53030", "#0f766e", "#b7791f", "#4a5568", "#d53f8c",
                           "#68a063", "#2c5282", "#9c4221"]
MARKERS = {"hogvec": "o", "gensim": "s", "fasttext": "^"}


def draw(measured, about, path):
    with matplotlib.rc_context(plots.STYLE):
        lines = lines_of(measured)
        panels = PANELS[type(measured[0])]
        count = len(panels) // 2
        figure, grid = pyplot.subplots(count, 2, layout="constrained", figsize=(9, 3.3 * count),
                                       sharex=True)
        for axes, column in zip(grid.flat, panels):
            draw_panel(axes, column, lines)
        for axes in grid[-1]:
            axes.set_xlabel("seconds of processor time, all threads")
        add_legend(figure, *grid.flat[-1].get_legend_handles_labels())
        figure.supxlabel(note(measured, about), x=0.01, ha="left", **plots.SMALL)
        return plots.save(figure, path)


def add_legend(figure, handles, labels):
    """Above the panels, since curves may run anywhere within them."""
    columns = 4 if len(max(labels, key=len)) < 25 else 2
    height = 0.02 + 0.03 * math.ceil(len(labels) / columns)
    figure.get_layout_engine().set(rect=(0, 0, 1, 1 - height))
    figure.legend(handles, labels, loc="upper left", ncols=columns)


def lines_of(measured):
    """{label: groups of rows, by epochs}; a line joins rows that differ only in the epochs, and is
    named by the settings that differ from the trainer's usual ones."""
    names = [name for name in trials.varied(measured) if name != "epochs"]
    lines = {}
    for (trainer, _), group in trials.groups(measured).items():
        options = group[0].options
        label = [trainer, *(f"{name} {options[name]}" for name in names
                            if name in options and (name in ALWAYS or options[name]
                                                    != usual(measured, trainer, name)))]
        lines.setdefault(", ".join(label), []).append(group)
    return {label: sorted(groups, key=lambda group: float(group[0].options["epochs"]))
            for label, groups in lines.items()}


def usual(measured, trainer, name):
    """None if some rows of the trainer lack the option, so that others show theirs."""
    values = [row.options.get(name) for row in measured if row.trainer == trainer]
    return None if None in values else statistics.mode(values)


def draw_panel(axes, column, lines):
    axes.set_xscale("log")
    for (label, groups), colour in zip(lines.items(), COLOURS * len(lines)):
        known = [group for group in groups if trials.mean(group, column)]
        if known:
            draw_line(axes, column, known, label, colour)
    axes.set_title(trials.SCORES[column])
    axes.set_ylabel(UNITS.get(column, "Spearman x 100"))
    axes.xaxis.set_major_locator(matplotlib.ticker.LogLocator(subs=[1, 2, 5]))
    axes.xaxis.set_major_formatter(matplotlib.ticker.FormatStrFormatter("%g"))
    axes.xaxis.set_minor_locator(matplotlib.ticker.NullLocator())
    axes.yaxis.set_major_locator(matplotlib.ticker.MaxNLocator(6, steps=[1, 2, 5, 10]))


def draw_line(axes, column, groups, label, colour):
    means = [trials.mean(group, column) for group in groups]
    xs = [trials.mean(group, "cpu_seconds").value for group in groups]
    trainer = groups[0][0].trainer
    axes.errorbar(xs, [mean.value for mean in means], yerr=[mean.error or 0 for mean in means],
                  label=label, color=colour, marker=MARKERS[trainer], capsize=2, elinewidth=1)
    for x, mean, group in zip(xs, means, groups):
        axes.annotate(group[0].options["epochs"], (x, mean.value), xytext=(4, -9),
                      textcoords="offset points", color=colour, size=7)


def note(measured, about):
    seeds = sorted({len(group) for group in trials.groups(measured).values()})
    count = "-".join(str(n) for n in ([seeds[0], seeds[-1]] if len(seeds) > 1 else seeds))
    where = [about[name] for name in ("cpu", "corpus") if name in about]
    return ", ".join([*where, f"means of {count} seeds with standard errors", "figures: epochs"])
