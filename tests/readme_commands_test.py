#!/usr/bin/env python3
"""Every command of ours in README.md and the guides works, in the order in which they are shown.

usage: readme_commands_test.py HOGVEC HOGVEC_QUERY HOGVEC_EVAL HOGVEC_ATLAS [HOGVEC_EXPLORE]

Of hogvec-explore only those that write a file are tried; the others serve until Ctrl-C (explore_test.py).
"""
import gzip
import importlib.util
import os
import pathlib
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "support"))
import ngram_model  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parent.parent
PAGES = ["README.md", "tools/main/README.md", "tools/query/README.md", "tools/eval/README.md",
         "tools/explore/README.md"]
OURS = re.compile(r"^(?:zcat [^|]*\| )?hogvec(?:-query|-eval|-atlas)? ")
EXPLORED = re.compile(r"^hogvec-explore .* -o ")
NAMES = ["hogvec", "hogvec-query", "hogvec-eval", "hogvec-atlas", "hogvec-explore"]
NOT_HERE = {"hogvec train --resume kept": "interrupt_test.py"}  # no run was stopped
ENDS_WITH_1 = {"hogvec-query similarity atlas.bin king qeen"}  # an unknown word
DEFAULTS = {"corpus.txt": 60_000, "a.txt": 9_000, "b.txt": 9_000, "raw.txt": 30_000, "new.txt": 9_000,
            "text8": 30_000}


def commands(text, explored):
    """Lines of code blocks, with or without a prompt, and the code in the last cell of a table's rows."""
    for line in text.splitlines():
        block = re.match(r"^    (?:\$ )?(.*?)(?:\s+#.*)?$", line)
        cell = re.search(r"\| `(.*)` \|$", line)
        found = cell[1].replace("\\|", "|") if cell else block[1] if block else ""
        if OURS.match(found) or (explored and EXPLORED.match(found)):
            yield found


def snippets(text):
    """Those for Python; without those that need our module where it was not built."""
    built = importlib.util.find_spec("hogvec") is not None
    for snippet in re.findall(r"```python\n(.*?)```", text, re.S):
        if built or "from hogvec" not in snippet:
            yield snippet


def prepare(folder, programs):
    links = os.path.join(folder, "bin")
    os.mkdir(links)
    for name, program in zip(NAMES, programs):
        os.symlink(program, os.path.join(links, name))
    for name, words in DEFAULTS.items():
        subprocess.run([programs[3], "--words", str(words), "-o", os.path.join(folder, name)], check=True)
    subprocess.run([programs[3], "--questions", "questions.txt", "--pairs", "pairs.txt"], cwd=folder,
                   check=True)
    os.mkdir(os.path.join(folder, "texts"))
    data = pathlib.Path(folder, "a.txt").read_bytes()
    pathlib.Path(folder, "texts", "one").write_bytes(data)
    pathlib.Path(folder, "dump.txt.gz").write_bytes(gzip.compress(data))
    pathlib.Path(folder, "list.txt").write_text("king\nqueen\n", encoding="ascii")
    pathlib.Path(folder, "kinds.tsv").write_text("word\tkind\nking\tperson\nbread\tfood\n", encoding="ascii")
    subprocess.run([programs[0], "train", "corpus.txt", "-o", "model.safetensors", "-q"], cwd=folder,
                   check=True)
    ngram_model.write(os.path.join(folder, "ngrams.safetensors"),
                      {"king": [1, 0], "queen": [0.6, 0.8], "bread": [0, 1]}, {"qeen": [0.6, 0.7]})
    return {**os.environ, "PATH": links + ":" + os.environ["PATH"]}


def main():
    if len(sys.argv) not in (5, 6):
        sys.exit(__doc__)
    text = "\n".join((ROOT / page).read_text(encoding="utf-8") for page in PAGES)
    failures, done = 0, 0
    with tempfile.TemporaryDirectory() as folder:
        environment = prepare(folder, [os.path.abspath(program) for program in sys.argv[1:]])

        def try_it(what, *command, expected=0):
            run = subprocess.run(command, cwd=folder, env=environment, check=False, capture_output=True,
                                 text=True, stdin=subprocess.DEVNULL)
            if run.returncode != expected:
                print(f"{what}\n    exit {run.returncode}: {run.stderr.strip()}")
            return run.returncode != expected

        for command in dict.fromkeys(commands(text, len(sys.argv) == 6)):
            if command in NOT_HERE:
                continue
            done += 1
            failures += try_it(command, "bash", "-o", "pipefail", "-c", command,
                               expected=1 if command in ENDS_WITH_1 else 0)
        for snippet in snippets(text):
            done += 1
            failures += try_it(snippet, "/usr/bin/python3", "-c", snippet)
    if done < 35:
        sys.exit(f"only {done} commands in README.md and the guides; are they still found?")
    print(f"{done - failures} of {done} commands in README.md and the guides work")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
