#!/usr/bin/env python3
"""Kills training runs (kill -9) at random times, lets them go on, and looks at what comes out.

usage: crash_loop.py HOGVEC HOGVEC_ATLAS HOGVEC_QUERY ROUNDS [--seed N]

Each round draws threads, blocks, memory and the interval of checkpoints, kills the run after a random
time, again and again while it is resumed, and lets it end. The progress that checkpoints hold never
falls, a finished run leaves the folder empty of them, and the loss and the answers to analogies are
those of runs with options drawn alike that nobody killed, within their spread.
"""
import argparse
import json
import os
import random
import shutil
import statistics
import struct
import subprocess
import sys
import tempfile
import time

SAME = ["--dim", "40", "--epochs", "6", "-q"]
BASELINES = 12
SPREADS = 4  # how many standard deviations a killed run may lie off


class Loop:
    def __init__(self, options, folder):
        self.options, self.folder = options, folder
        self.rng, self.found, self.kills, self.resumed = random.Random(options.seed), [], 0, 0
        subprocess.run([options.atlas, "--words", "600K", "--seed", "1", "-o", "c.txt", "--questions",
                        "q.txt"], cwd=folder, check=True, stderr=subprocess.DEVNULL)

    def path(self, name):
        return os.path.join(self.folder, name)

    def command(self, *arguments):
        return [self.options.hogvec, "train", *arguments]

    def baselines(self):
        runs, began = [], time.monotonic()
        for _ in range(BASELINES):
            subprocess.run(self.command("c.txt", "-o", "v.bin", "--summary", "s.json",
                                        *self.draw_options(False), *SAME), cwd=self.folder,
                           check=True)
            runs.append(self.result())
        self.length = (time.monotonic() - began) / BASELINES
        self.bands = [(statistics.mean(values), statistics.stdev(values)) for values in zip(*runs)]

    def result(self):
        """The loss, and the share of right answers."""
        with open(self.path("s.json"), encoding="utf-8") as file:
            loss = json.load(file)["loss"]
        return loss, right_answers(self.options.query, self.folder)

    def draw_options(self, checkpoints):
        rng = self.rng
        drawn = ["--threads", str(rng.choice([1, 2, 4])), "--seed", str(rng.randrange(1000)),
                 "--block-size", str(rng.choice([3000, 20_000, 131_072]))]
        if rng.random() < 0.3:
            drawn += ["--token-memory", "1"]
        if checkpoints:
            drawn += ["--checkpoint", "kept", "--checkpoint-every", rng.choice(["0s", "20ms", "100ms"])]
        return drawn

    def run_killed(self, arguments):
        """Starts a run and kills it after a while; true if it was through by then."""
        run = subprocess.Popen(self.command(*arguments), cwd=self.folder,
                               stderr=subprocess.PIPE, text=True)
        try:
            said = run.communicate(timeout=self.rng.uniform(0, 1.2) * self.length)[1]
        except subprocess.TimeoutExpired:
            run.kill()
            run.communicate()
            self.kills += 1
            return False
        if run.returncode != 0:
            self.found.append(f"{arguments}: exit {run.returncode}: {said.strip()}")
        return True

    def round(self):
        first = ["c.txt", "-o", "v.bin", "--summary", "s.json", *self.draw_options(True), *SAME]
        arguments, trained = first, 0
        for name in ("v.bin", "s.json"):
            if os.path.exists(self.path(name)):
                os.remove(self.path(name))
        while not self.run_killed(arguments):
            now = newest_progress(self.path("kept"))
            if now == 0 and os.path.exists(self.path("s.json")):
                break  # killed when all was done and written
            if now < trained:
                self.found.append(f"{first}: from {trained} tokens back to {now}")
            trained = now
            self.resumed += trained > 0
            arguments = ["--resume", "kept"] if trained else first
        else:
            if os.path.exists(self.path("kept")):
                self.found.append(f"{first}: checkpoints outlive the run")
        shutil.rmtree(self.path("kept"), ignore_errors=True)  # of a run killed after all was written
        self.compare(first)

    def compare(self, arguments):
        for name, value, (mean, spread) in zip(("loss", "analogies"), self.result(), self.bands):
            if abs(value - mean) > SPREADS * max(spread, 0.01 * mean):
                self.found.append(f"{arguments}: {name} {value:.4f}, where others have {mean:.4f} "
                                  f"with a spread of {spread:.4f}")


def right_answers(query, folder):
    with open(os.path.join(folder, "q.txt"), encoding="utf-8") as file:
        questions = [line.split() for line in file if not line.startswith(":")][::5]
    asked = "".join(" ".join(words[:3]) + "\n" for words in questions)
    answers = subprocess.run([query, "analogy", "v.bin", "-k", "1"], cwd=folder, input=asked,
                             capture_output=True, text=True, check=False).stdout.splitlines()
    expected = {tuple(words[:3]): words[3] for words in questions}
    right = sum(expected[tuple(fields[:3])] == fields[3]
                for fields in (line.split("\t") for line in answers))
    return right / len(questions)


def newest_progress(folder):
    """The tokens that the newest checkpoint has trained, read without hogvec; 0 if there is none."""
    names = os.listdir(folder) if os.path.isdir(folder) else []
    numbers = [int(name.split("-")[1].split(".")[0]) for name in names if name.startswith("checkpoint")]
    if not numbers:
        return 0
    with open(os.path.join(folder, f"checkpoint-{max(numbers)}.safetensors"), "rb") as file:
        size = struct.unpack("<Q", file.read(8))[0]
        header = json.loads(file.read(size))
        file.seek(8 + size + header["position"]["data_offsets"][0])
        return struct.unpack("<3Q", file.read(24))[2]


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    for name in ("hogvec", "atlas", "query"):
        parser.add_argument(name, type=os.path.abspath)
    parser.add_argument("rounds", type=int)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="hogvec-crash-") as folder:
        loop = Loop(options, folder)
        loop.baselines()
        for _ in range(options.rounds):
            loop.round()
    print("\n".join(loop.found) if loop.found else
          f"{options.rounds} runs ended well: {loop.kills} kills, {loop.resumed} runs resumed; loss "
          f"{loop.bands[0][0]:.3f}, analogies {100 * loop.bands[1][0]:.1f} % without kills")
    return 1 if loop.found else 0


if __name__ == "__main__":
    sys.exit(main())
