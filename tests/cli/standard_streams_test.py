#!/usr/bin/env python3
"""Outputs that go to a stream which is open already: `-`, /dev/stdout, /dev/stderr and /dev/fd/N are
written at their place, for every option that writes, and what stood there stays.

usage: standard_streams_test.py HOGVEC HOGVEC_QUERY HOGVEC_ATLAS
"""
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import unittest

HOGVEC, QUERY, ATLAS = (os.path.abspath(program) for program in sys.argv[1:4])
TRAIN = [HOGVEC, "train", "c.txt", "-q", "--dim", "4", "--min-count", "1", "--sample", "0",
         "--deterministic"]
WORDS = b"a 10\nb 10\nc 10\n"
# Every option that writes, with the rest of its command.
WRITERS = {
    "train -o": [*TRAIN, "--format", "text", "-o"],
    "train -o, binary": [*TRAIN, "--format", "binary", "-o"],
    "train -o, safetensors": [*TRAIN, "--format", "safetensors", "-o"],
    "train --save-vocab": [*TRAIN, "-o", "v.bin", "--save-vocab"],
    "train --summary": [*TRAIN, "-o", "v.bin", "--summary"],
    "train --log-json": [*TRAIN, "-o", "v.bin", "--log-json"],
    "train --report": [*TRAIN, "-o", "v.bin", "--report"],
    "vocab -o": [HOGVEC, "vocab", "c.txt", "-q", "--min-count", "1", "-o"],
    "phrases -o": [HOGVEC, "phrases", "c.txt", "-q", "-o"],
    "export -o": [HOGVEC, "export", "v.txt", "--format", "glove", "-o"],
    "index -o": [QUERY, "index", "v.txt", "-o"],
    "atlas -o": [ATLAS, "--words", "30", "-o"],
    "atlas --questions": [ATLAS, "--questions"],
    "atlas --pairs": [ATLAS, "--pairs"],
}
VARYING = ("--summary", "--log-json", "--report")  # hold times


class StreamsTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.write("c.txt", "a b c\n" * 10)
        self.write("v.txt", "2 2\ncat 1 2\ndog 3 4\n")

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, text):
        with open(self.path(name), "w", encoding="utf-8") as file:
            file.write(text)

    def read(self, name):
        with open(self.path(name), "rb") as file:
            return file.read()

    def run_with(self, arguments, **streams):
        streams = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE,
                   **streams}
        return subprocess.run(arguments, cwd=self.folder, check=False, **streams)

    def refused(self, arguments, code, saying):
        run = self.run_with(arguments)
        said = run.stderr.decode()
        self.assertEqual((run.returncode, run.stdout), (code, b""), said)
        self.assertIn(saying, said)
        self.assertEqual(said.count("\n"), 1, said)

    def appended(self, arguments, mode="ab", stream="stdout"):
        """What a command adds to a file that `stream` goes to."""
        self.write("out", "before\n")
        with open(self.path("out"), mode) as out:
            out.seek(0, os.SEEK_END)
            run = self.run_with(arguments, **{stream: out})
            self.assertEqual(run.returncode, 0, run.stderr)
            os.write(out.fileno(), b"after\n")
        found = self.read("out")
        self.assertTrue(found.startswith(b"before\n") and found.endswith(b"after\n"), found[:200])
        return found[len(b"before\n"):-len(b"after\n")]

    def test_dash_is_standard_output_for_every_option_that_writes(self):
        for name, arguments in WRITERS.items():
            with self.subTest(name=name):
                self.assertEqual(self.run_with([*arguments, "file"]).returncode, 0)
                piped = self.run_with([*arguments, "-"])
                self.assertEqual(piped.returncode, 0, piped.stderr)
                self.assertFalse(os.path.exists(self.path("-")))
                found = [piped.stdout, self.appended([*arguments, "-"]),
                         self.appended([*arguments, "/dev/stdout"], "r+b")]
                for bytes_found in found:
                    if name.endswith(VARYING):
                        self.assertGreater(len(bytes_found), 100)
                    else:
                        self.assertEqual(bytes_found, self.read("file"))

    def test_standard_error_too(self):
        summary = self.appended([*TRAIN, "-o", "v.bin", "--summary", "/dev/stderr"], stream="stderr")
        self.assertEqual(json.loads(summary)["words"], 3)
        log = self.appended([*TRAIN, "-o", "v.bin", "--log-json", "/dev/stderr"], stream="stderr")
        self.assertEqual(json.loads(log.splitlines()[-1])["event"], "summary")

    def test_any_descriptor(self):
        self.write("out", "before\n")
        with open(self.path("out"), "ab") as out:
            name = f"/dev/fd/{out.fileno()}"
            run = self.run_with([*WRITERS["vocab -o"], name], pass_fds=[out.fileno()])
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertEqual(self.read("out"), b"before\n" + WORDS)

    def test_the_file_that_standard_output_goes_to_by_its_name(self):
        self.assertEqual(self.appended([*WRITERS["vocab -o"], "out"]), WORDS)

    def test_a_path_of_its_own_is_replaced(self):
        self.write("out", "before\n")
        self.run_with([*WRITERS["vocab -o"], "out"])
        self.assertEqual(self.read("out"), WORDS)
        self.run_with([*WRITERS["vocab -o"], "./-"])
        self.assertEqual(self.read("-"), WORDS)

    def test_what_needs_a_file_of_its_own_says_so(self):
        export = [HOGVEC, "export", "v.txt", "-o", "-", "--format"]
        for several in ("npy", "tsv", "fvecs", "pgvector", "huggingface"):
            self.refused([*export, several], 2, "several files, which standard output can't be")
        self.refused([*export, "sqlite"], 2, "a database, which standard output can't be")
        self.refused([*TRAIN, "-o", "-", "--format", "sqlite"], 2, "a database")
        for folder in ("--checkpoint", "--resume", "--tmp-dir"):
            self.refused([*TRAIN, "-o", "v.bin", folder, "-"], 2, "the name of a folder")
        self.assertEqual(sorted(os.listdir(self.folder)), ["c.txt", "v.txt"])

    def test_two_outputs_do_not_share_it(self):
        for more in ("--summary", "--log-json", "--save-vocab", "--report"):
            self.refused([*TRAIN, "-o", "-", "--format", "text", more, "/dev/stdout"], 2,
                         "two outputs go to standard output")
        self.refused([ATLAS, "-o", "-", "--pairs", "-"], 2, "two outputs go to standard output")

    def test_an_input_is_no_output(self):
        with open(self.path("c.txt"), "ab") as out:
            run = self.run_with([*WRITERS["vocab -o"], "-"], stdout=out)
            self.assertEqual(run.returncode, 2, run.stderr)
        with open(self.path("c.txt"), "rb") as text:
            run = self.run_with([HOGVEC, "vocab", "-", "-o", "c.txt"], stdin=text)
            self.assertEqual(run.returncode, 2, run.stderr)
        self.assertEqual(self.read("c.txt"), b"a b c\n" * 10)

    def test_a_stop_leaves_what_stood_there(self):
        self.write("out", "before\n")
        with open(self.path("out"), "ab") as out:
            process = subprocess.Popen([*TRAIN, "--epochs", "1000000", "-o", "-", "--format", "text"],
                                       cwd=self.folder, stdout=out, stderr=subprocess.PIPE)
            time.sleep(0.3)
            process.send_signal(signal.SIGINT)
            process.communicate(timeout=60)
        self.assertEqual(process.returncode, -signal.SIGINT)
        self.assertEqual(self.read("out"), b"before\n")
        self.assertEqual(sorted(os.listdir(self.folder)), ["c.txt", "out", "v.txt"])


if __name__ == "__main__":
    del sys.argv[1:4]
    unittest.main()
