"""The command lines that faults are tried on, each in a folder of its own with files of before."""
import glob
import hashlib
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from programs import paths  # noqa: E402,F401  as scenes.paths

OLD = b"the file of before\n"
SMALL = ["--threads", "1", "--dim", "8", "--min-count", "1", "--epochs", "2", "-q"]
WIDE = ["1000" if option == "8" else option for option in SMALL]  # --dim
RESUME = ["--resume", "kept", "c.txt", "-o", "v.bin"]  # paths were kept for another folder
# Codes that a program may end with: include/hogvec/error.h.
TABLE = {2, 65, 66, 71, 73, 74, 75}


class Scene:
    """A command line, the outputs that it replaces, and what must be there before it starts."""

    def __init__(self, name, arguments, outputs, before=()):
        self.name, self.arguments, self.outputs, self.before = name, arguments, outputs, before

    def keeps_checkpoints(self):
        return "--checkpoint" in self.arguments or "--resume" in self.arguments


SCENES = [
    Scene("train", ["train", "c.txt", "-o", "v.bin", "--save-vocab", "w.txt", "--summary", "s.json",
                    *SMALL], ["v.bin", "w.txt", "s.json"]),
    Scene("train to text, ids spilled", ["train", "c.txt", "-o", "v.txt", "--token-memory", "1",
                                         "--tmp-dir", ".", *SMALL], ["v.txt"]),
    Scene("checkpoints", ["train", "c.txt", "-o", "v.bin", "--checkpoint", "kept",
                          "--checkpoint-every", "0s", *SMALL], ["v.bin"]),
    Scene("resume", ["train", *RESUME], ["v.bin"],
          [["train", "c.txt", "-o", "v.bin", "--checkpoint", "kept", "--checkpoint-every", "0s",
            *SMALL]]),
    Scene("export", ["export", "in.bin", "-o", "v.txt"], ["v.txt"],
          [["train", "c.txt", "-o", "in.bin", *SMALL]]),
    # Rows of so many zeros that they become a hole.
    Scene("export to fastText", ["export", "in.bin", "-o", "v.fasttext"], ["v.fasttext"],
          [["train", "c.txt", "-o", "in.bin", *WIDE]]),
    Scene("export from fastText", ["export", "in.fasttext", "-o", "v.bin"], ["v.bin"],
          [["train", "c.txt", "-o", "in.fasttext", *SMALL]]),
    Scene("vocab", ["vocab", "c.txt", "-o", "w.txt", "--min-count", "1", "--threads", "1", "-q"],
          ["w.txt"]),
]


def content(path):
    with open(path, "rb") as file:
        return file.read()


def tidy(name, data):
    """An output without what differs from run to run: the seconds of a summary."""
    if not name.endswith(".json"):
        return data
    summary = json.loads(data)
    for key in ("seconds", "words_per_second", "peak_rss_bytes"):
        del summary[key]
    return json.dumps(summary).encode()


class Stage:
    """Folders to run a scene in, and what its outputs are when nothing fails."""

    def __init__(self, program, scene):
        self.program, self.scene = os.path.abspath(program), scene
        self.root = tempfile.mkdtemp(prefix="hogvec-fault-", dir=fast_folder())
        self.seed = os.path.join(self.root, "seed")
        os.mkdir(self.seed)
        self.write_text()
        for arguments in scene.before:
            self.prepare(arguments)
        for name in scene.outputs:
            with open(os.path.join(self.seed, name), "wb") as file:
                file.write(OLD)
        with self.folder() as folder:
            subprocess.run([self.program, *scene.arguments], cwd=folder, check=True)
            self.whole = self.outputs(folder)

    def write_text(self):
        rng = random.Random(1)
        with open(os.path.join(self.seed, "c.txt"), "w", encoding="ascii") as text:
            for _ in range(60):
                text.write(" ".join(f"w{rng.randrange(20)}" for _ in range(8)) + "\n")

    def prepare(self, arguments):
        """Runs a command beforehand; one that keeps checkpoints is killed before it removes them."""
        kill = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=unlink,unlinkat,rename", "-e",
                "inject=rename:signal=KILL:when=3"] if "--checkpoint" in arguments else []
        run = subprocess.run([*kill, self.program, *arguments], cwd=self.seed, check=False,
                             stderr=subprocess.DEVNULL)
        assert kill or run.returncode == 0, arguments
        for leftover in glob.glob(os.path.join(self.seed, "**/.*.tmp"), recursive=True):
            os.remove(leftover)

    def outputs(self, folder):
        return {name: tidy(name, content(os.path.join(folder, name)))
                for name in self.scene.outputs}

    def marker(self):
        """The file whose opening shows that the program itself has begun."""
        return next((name for name in self.scene.arguments if name.startswith("in.")), "c.txt")

    def folder(self):
        return Folder(self)

    def close(self):
        shutil.rmtree(self.root)


class Folder:
    """A fresh copy of a stage's files."""

    def __init__(self, stage):
        self.stage = stage

    def __enter__(self):
        self.path = tempfile.mkdtemp(dir=self.stage.root)
        shutil.copytree(self.stage.seed, self.path, dirs_exist_ok=True)
        return self.path

    def __exit__(self, *_):
        shutil.rmtree(self.path)


def fast_folder():
    return "/dev/shm" if os.access("/dev/shm", os.W_OK) else None


def digest(data):
    return hashlib.sha256(data).hexdigest()[:8]


def leftovers(folder):
    return [os.path.relpath(path, folder)
            for path in glob.glob(os.path.join(folder, "**/.*.tmp"), recursive=True)]


def is_whole(stage, name, data):
    try:
        return tidy(name, data) == stage.whole[name]
    except ValueError:  # no JSON
        return False


def output_troubles(stage, folder, done):
    """What is wrong with the files under final names: old or whole, and whole if the run is done."""
    for name in stage.scene.outputs:
        path = os.path.join(folder, name)
        if not os.path.exists(path):
            yield f"{name} is gone"
            continue
        data = content(path)
        if not (data == OLD and not done) and not is_whole(stage, name, data):
            yield f"{name} is neither the old file nor the whole new one"


def resume_troubles(stage, folder):
    """What is wrong with the checkpoints that a run left: it must go on from them to its end."""
    kept = os.path.join(folder, "kept")
    if not stage.scene.keeps_checkpoints() or not glob.glob(os.path.join(kept, "checkpoint-*")):
        return
    run = subprocess.run([stage.program, "train", *RESUME], cwd=folder, check=False,
                         capture_output=True, text=True)
    if run.returncode != 0:
        yield f"can't be resumed: {run.stderr.strip()}"
    else:
        yield from output_troubles(stage, folder, done=True)
