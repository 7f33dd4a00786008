"""A disk that loses what was not synced: the operations of a recorded run, and what a power cut leaves.

Strict: the bytes of a file last from an fsync of the file on, its name from an fsync of its folder on,
and what was not synced may be there or not, in any combination and torn anywhere.
"""
import os
import re


class Op:
    """One change: kind and paths, and the bytes of a write or the size that a file grows to."""

    def __init__(self, kind, path, other=None, data=b""):
        self.kind, self.path, self.other, self.data = kind, path, other, data


CALL = re.compile(r'\d+\s+(\w+)\((.*)\)\s+= (\d+)(?:<(.*)>)?$')
TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
FILE = re.compile(r'^\d+<((?:\\x[0-9a-f]{2})*)>')


def unhex(text):
    return bytes.fromhex(text.replace("\\x", ""))


def parse(line, folder):
    """The Op that a line of `strace -f -y -xx` records, or None."""
    found = CALL.match(line)
    if not found:
        return None
    call, rest, _, opened = found.groups()
    texts = [unhex(text) for text in TEXT.findall(rest)]
    on = FILE.match(rest)
    path = unhex(on[1]).decode() if on else None
    if call == "openat" and "O_CREAT" in rest:
        return Op("create", os.path.relpath(unhex(opened).decode(), folder))
    if call in ("write", "pwrite64") and path and path.startswith(folder + "/"):
        return Op("write", os.path.relpath(path, folder), data=texts[-1])
    if call == "ftruncate":
        return Op("grow", os.path.relpath(path, folder), data=int(rest.rsplit(", ", 1)[1]))
    if call == "fsync":
        return Op("fsync", os.path.relpath(path, folder))
    names = [os.path.normpath(text.decode()) for text in texts]
    if call in ("rename", "unlink", "mkdir", "rmdir"):
        return Op(call, *names)
    return None


class Disk:
    """Names and bytes, as they are now (`now`) and as a power cut may leave them."""

    def __init__(self, files):
        self.files = {name: [data, data] for name, data in files.items()}  # number: [now, synced]
        self.now = {name: name for name in files}  # path: number
        self.synced = dict(self.now)
        self.unsynced = []  # changes of names since the last fsync of their folder

    def apply(self, op, number):
        if op.kind == "create":
            self.files[number] = [b"", b""]
            self.name(op.path, number)
        elif op.kind == "write":
            if op.path in self.now:  # else a temporary file without a name
                self.files[self.now[op.path]][0] += op.data
        elif op.kind == "grow":
            self.files[self.now[op.path]][0] = self.files[self.now[op.path]][0].ljust(op.data, b"\0")
        elif op.kind == "rename":
            moved = self.now[op.path]
            self.name(op.path, None)
            self.name(op.other, moved)
        elif op.kind in ("unlink", "rmdir"):
            self.name(op.path, None)
        elif op.kind == "mkdir":
            self.name(op.path, "folder")
        elif op.path in self.now and self.now[op.path] != "folder":
            self.files[self.now[op.path]][1] = self.files[self.now[op.path]][0]
        else:
            self.sync_folder(op.path)

    def name(self, path, number):
        change(self.now, path, number)
        self.unsynced.append((path, number))

    def sync_folder(self, folder):
        def within(path):
            return (os.path.dirname(path) or ".") == folder
        for path, number in self.unsynced:
            if within(path):
                change(self.synced, path, number)
        self.unsynced = [entry for entry in self.unsynced if not within(entry[0])]

    def after_cut(self, rng=None):
        """The files that a power cut leaves: what was synced, and with `rng` some of the rest."""
        names = dict(self.synced)
        for path, number in self.unsynced:
            if rng and rng.random() < 0.5:
                change(names, path, number)
        left = {}
        for path, number in names.items():
            if number != "folder" and reachable(path, names):
                left[path] = self.bytes_after(number, rng)
        return left

    def bytes_after(self, number, rng):
        now, synced = self.files[number]
        if not rng or now == synced:
            return synced
        cut = rng.randrange(len(synced), len(now) + 1)
        return now[:rng.choice([cut, cut // 512 * 512, len(now)])]

    def as_now(self):
        return {path: self.files[number][0] for path, number in self.now.items()
                if number != "folder"}


def change(names, path, number):
    if number is None:
        names.pop(path, None)
    else:
        names[path] = number


def reachable(path, names):
    """Whether the folders above a file outlast the cut too."""
    folder = os.path.dirname(path)
    return folder in ("", ".") or (folder in names and reachable(folder, names))
