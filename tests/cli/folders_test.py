#!/usr/bin/env python3
"""Folders with more in them than texts, and archives, through every command that reads text.

usage: folders_test.py HOGVEC HOGVEC_EVAL
"""
import bz2
import gzip
import io
import os
import random
import subprocess
import sys
import tarfile
import tempfile
import unittest
import zipfile

HOGVEC, EVAL = (os.path.abspath(program) for program in sys.argv[1:3])
del sys.argv[1:3]
MALFORMED, NO_INPUT = 65, 66
TEXT = b"the king and the queen eat bread and cake\n" * 30
PICTURE = b"\x89PNG\r\n\x1a\n" + random.Random(1).randbytes(900)
TRAIN = [HOGVEC, "train", "--dim", "2", "-q", "--deterministic", "-o", "out.txt"]

# Each with "IN" for what it reads, and what it writes.
COMMANDS = {
    "train": ([*TRAIN, "IN"], "out.txt"),
    "train @LIST": ([*TRAIN, "@list"], "out.txt"),
    "--validation": ([*TRAIN, "text", "--validation", "IN", "--log-json", "log"], "out.txt"),
    "vocab": ([HOGVEC, "vocab", "-q", "-o", "out", "IN"], "out"),
    "phrases": ([HOGVEC, "phrases", "-q", "-o", "out", "IN"], "out"),
    "loss": ([EVAL, "loss", "model.safetensors", "IN"], None),
}


class Folders(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = temporary.name
        self.write("text", TEXT)
        self.write("texts/t.txt", TEXT)
        self.write("mixed/a.png", PICTURE)
        self.write("mixed/deep/p.png.bz2", bz2.compress(PICTURE))
        self.write("mixed/deep/t.txt.gz", gzip.compress(TEXT))
        os.symlink("nowhere", self.path("mixed/gone"))
        self.write("none/a.png", PICTURE)
        self.run_program([HOGVEC, "train", "text", "-o", "model.safetensors", "--dim", "2", "-q"])

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, data):
        os.makedirs(os.path.dirname(self.path(name)), exist_ok=True)
        with open(self.path(name), "wb") as file:
            file.write(data)

    def read(self, name):
        with open(self.path(name), "rb") as file:
            return file.read()

    def run_program(self, command, code=0):
        run = subprocess.run(command, cwd=self.folder, stdin=subprocess.DEVNULL,
                             capture_output=True, text=True, check=False)
        self.assertEqual(run.returncode, code, run.stderr)
        return run

    def on(self, name, what, code=0):
        """What a command writes about an input, and what it says."""
        command, output = COMMANDS[name]
        self.write("list", what.encode() + b"\n")
        run = self.run_program([what if part == "IN" else part for part in command], code)
        written = run.stdout if output is None or code else self.read(output)
        return written, run.stderr

    def test_with_more_than_texts_are_read_with_a_warning(self):
        for name in COMMANDS:
            with self.subTest(name):
                plain, said = self.on(name, "texts")
                self.assertEqual(said, "")
                mixed, said = self.on(name, "mixed")
                self.assertEqual(mixed, plain)
                self.assertRegex(said, r"^hogvec[- a-z]*: warning: 3 files in folders are passed over: "
                                       r"mixed/a\.png: looks like binary data: .*\n$")

    def test_without_a_text_are_an_error(self):
        for name in COMMANDS:
            with self.subTest(name):
                _, said = self.on(name, "none", NO_INPUT)
                self.assertRegex(said, r"^[^\n]*: none: contains no text; none/a\.png: looks like [^\n]*\n$")

    def test_a_picture_that_is_named_is_refused(self):
        for name in COMMANDS:
            with self.subTest(name):
                _, said = self.on(name, "none/a.png", MALFORMED)
                self.assertRegex(said, r"^[^\n]*: none/a\.png: looks like binary data: [^\n]*\n$")

    def test_a_picture_is_read_by_force(self):
        self.write("none/a.png", PICTURE + TEXT)
        for name, (command, _) in COMMANDS.items():
            with self.subTest(name):
                self.write("list", b"none\n")
                run = self.run_program(["none" if part == "IN" else part for part in command] + ["--force"])
                self.assertEqual(run.stderr, "")

    def test_an_archive_is_refused_by_what_it_is(self):
        with zipfile.ZipFile(self.path("c.zip"), "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("t.txt", TEXT)
        with tarfile.open(self.path("c.tar.gz"), "w:gz") as archive:
            member = tarfile.TarInfo("t.txt")
            member.size = len(TEXT)
            archive.addfile(member, io.BytesIO(TEXT))
        for archive, advice in (("c.zip", r"zip archive; unpack it first .*unzip -p"),
                                ("c.tar.gz", r"tar archive; unpack it first .*tar -xOf")):
            for name in COMMANDS:
                with self.subTest(archive + " " + name):
                    _, said = self.on(name, archive, MALFORMED)
                    self.assertRegex(said, rf"^[^\n]*: {archive}: looks like a {advice}[^\n]*\n$")
            for option in ("--stopwords", "--read-vocab", "--config"):
                run = self.run_program([*TRAIN, "text", option, archive], MALFORMED)
                self.assertRegex(run.stderr, rf"{archive}: looks like a {advice}")

    def test_a_run_is_resumed_on_the_texts_alone(self):
        """The run that was stopped knows its texts; what else has come to the folder is not asked."""
        self.write("many/t.txt", b"".join(b"w%d w%d w%d\n" % (i % 7, i % 11, i % 5) for i in range(30000)))
        self.write("many/a.png", PICTURE)
        train = [HOGVEC, "train", "-q", "--deterministic", "--dim", "4", "--epochs", "3"]
        self.run_program([*train, "many", "-o", "whole.txt"])
        self.run_program([*train, "many", "-o", "/dev/full", "--format", "text", "--checkpoint", "kept"],
                         74)
        self.write("many/b.png", PICTURE)
        resumed = self.run_program([HOGVEC, "train", "--resume", "kept", "-o", "resumed.txt"])
        self.assertEqual(resumed.stderr, "")
        self.assertEqual(self.read("resumed.txt"), self.read("whole.txt"))


if __name__ == "__main__":
    unittest.main()
