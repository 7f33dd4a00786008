#!/usr/bin/env python3
"""Does what tools/Dockerfile says, without Docker: each stage in a fresh system of its own.

usage: dockerfile_test.py

Takes minutes and the network. Exit code 77 means skipped: not root, or mmdebstrap is not there.
"""
import glob
import os
import pathlib
import shlex
import shutil
import subprocess
import sys
import tempfile

SOURCE = pathlib.Path(__file__).resolve().parents[2]
SOURCES = next(path for path in ("/etc/apt/sources.list", "/etc/apt/sources.list.d/debian.sources",
                                 "/dev/null") if os.path.exists(path))
BASES = {"debian:12": "bookworm", "debian:12-slim": "bookworm"}


def run(*command, **more):
    done = subprocess.run(command, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          **more)
    if done.returncode != 0:
        sys.exit(f"{shlex.join(map(str, command))} failed ({done.returncode}):\n{done.stdout[-4000:]}")
    return done.stdout


def instructions(text):
    """Pairs of a word and what follows it, continued lines joined."""
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    for line in "\n".join(lines).replace("\\\n", " ").splitlines():
        if line.strip():
            word, _, rest = line.partition(" ")
            yield word, rest.strip()


class Stage:
    """A system that grows by one instruction after the other."""

    def __init__(self, root, base):
        self.root, self.folder = pathlib.Path(root), "/"
        run("mmdebstrap", "--quiet", "--variant=minbase", BASES[base], root, SOURCES)

    def inside(self, command):
        return run("unshare", "--mount", "--pid", "--fork", "--mount-proc=" + str(self.root / "proc"),
                   "chroot", self.root, "env", "DEBIAN_FRONTEND=noninteractive", "sh", "-c",
                   f"cd {shlex.quote(self.folder)} && {command}")

    def copy(self, arguments, stages):
        *options, source, target = shlex.split(arguments)
        where = pathlib.Path(str(self.root) + target)
        if not options:  # the tree as git has it
            where.mkdir(parents=True)
            archive = subprocess.run(["git", "-C", SOURCE, "archive", "HEAD"], check=True, capture_output=True)
            subprocess.run(["tar", "-x", "-C", where], check=True, input=archive.stdout)
            return
        other = stages[options[0].removeprefix("--from=")]
        found = glob.glob(str(other.root) + source)
        if not found:
            sys.exit(f"COPY: nothing is {source}")
        for path in found:
            shutil.copy(path, where)


def build(text, folder):
    stages, stage, entry = {}, None, None
    for number, (word, rest) in enumerate(instructions(text)):
        print(word, rest, flush=True)
        if word == "FROM":
            base, *name = rest.split(" AS ")
            stage = stages[name[0] if name else "last"] = Stage(os.path.join(folder, str(number)), base)
        elif word == "COPY":
            stage.copy(rest, stages)
        elif word == "WORKDIR":
            stage.folder = rest
            (stage.root / rest.lstrip("/")).mkdir(parents=True, exist_ok=True)
        elif word == "RUN":
            stage.inside(rest)
        elif word == "ENTRYPOINT":
            entry = rest.strip('[]"')
        else:
            sys.exit(f"what is {word}?")
    return stage, entry


def main():
    if os.geteuid() != 0 or not shutil.which("mmdebstrap"):
        print("skipped: this takes root and mmdebstrap")
        return 77
    with tempfile.TemporaryDirectory(prefix="hogvec-docker-") as folder:
        image, entry = build((SOURCE / "tools/Dockerfile").read_text(encoding="utf-8"), folder)
        text = image.root / image.folder.lstrip("/") / "corpus.txt"
        text.write_text("the cat saw the dog by the sea\n" * 100, encoding="ascii")
        image.inside(f"{entry} train corpus.txt -o vectors.bin -q")
        print(image.inside(f"{entry} inspect vectors.bin"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
