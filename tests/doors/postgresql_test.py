#!/usr/bin/env python3
"""What we export for PostgreSQL, loaded by psql into a server of our own.

usage: postgresql_test.py HOGVEC

Exit code 77 means skipped: PostgreSQL is not there. Where its extension pgvector is not, vectors are loaded
as text.
"""
import getpass
import glob
import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

POSTGRES = sorted(glob.glob("/usr/lib/postgresql/*/bin"))
if not POSTGRES:
    print("skipped: PostgreSQL is not there")
    sys.exit(77)

HOGVEC = os.path.abspath(sys.argv.pop(1))
ROWS = {"cat": [1, 2.5], "back\\slash": [3, 4], "na\u00efve": [-5, 1e-7], "it's": [0.1, 7]}
VECTORS = f"{len(ROWS)} 2\n" + "".join(f"{word} {a} {b}\n" for word, (a, b) in ROWS.items())
NAMES = ["v.pgcopy", "it's.pgcopy", "~v.pgcopy", "two ''quotes'' \\n; :x.pgcopy", "v.pgcopy.gz",
         "it's $(touch bad) \"here\" `x`.pgcopy.gz", "-d.pgcopy.gz"]
if shutil.which("zstd"):
    NAMES.append("it's.pgcopy.zst")


class Server:
    """A PostgreSQL of our own in a folder, reached by a socket there."""

    def __init__(self):
        # Not where TMPDIR is: another user must get there, and a socket's path must be short.
        self.folder = tempfile.mkdtemp(prefix="hogvec-pg-", dir="/tmp")
        # It refuses to run as root, for whom Debian's package has made a user.
        self.as_user = ["runuser", "-u", "postgres", "--"] if getpass.getuser() == "root" else []
        self.bin = POSTGRES[-1]

    def run(self, program, *arguments, **more):
        path = os.path.join(self.bin, program)
        return subprocess.run([*self.as_user, path, *arguments], check=True, cwd=self.folder,
                              capture_output=True, text=True, **more).stdout

    def __enter__(self):
        if self.as_user:
            shutil.chown(self.folder, "postgres")
        data = os.path.join(self.folder, "data")
        self.run("initdb", "-D", data, "-A", "trust", "-U", "tester", "-E", "UTF8",
                 "--locale", "C.UTF-8", "--no-sync")
        subprocess.run([*self.as_user, os.path.join(self.bin, "pg_ctl"), "-D", data, "-w", "-l",
                        os.path.join(self.folder, "log"), "-o",
                        f"-k {self.folder} -c listen_addresses='' -c fsync=off", "start"],
                       check=True, cwd=self.folder, stdout=subprocess.DEVNULL)
        return self

    def __exit__(self, *_):
        self.run("pg_ctl", "-D", os.path.join(self.folder, "data"), "-m", "immediate", "stop")
        shutil.rmtree(self.folder)

    def psql(self, *arguments, **more):
        return self.run("psql", "-h", self.folder, "-U", "tester", "-d", "postgres", "-X", "-q", "-A",
                        "-t", *arguments, **more)

    def ask(self, sql, text=None):
        return self.psql("-v", "ON_ERROR_STOP=1", "-c", sql, input=text)


class PostgresqlTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Server().__enter__()

    @classmethod
    def tearDownClass(cls):
        cls.server.__exit__()

    def setUp(self):
        self.server.ask("DROP TABLE IF EXISTS word_vectors")

    def path(self, name):
        return os.path.join(self.server.folder, name)

    def export(self, name):
        with open(self.path("v.txt"), "w", encoding="utf-8") as file:
            file.write(VECTORS)
        subprocess.run([HOGVEC, "export", self.path("v.txt"), "-o", self.path(name)], check=True,
                       capture_output=True)

    def load(self, name):
        """Runs the script beside the data, made to do without pgvector if that is not there."""
        with open(self.path(os.path.splitext(name)[0] + ".sql"), encoding="utf-8") as file:
            script = file.read()
        self.assertIn("embedding vector(2)", script)
        if not self.server.ask("SELECT 1 FROM pg_available_extensions WHERE name = 'vector'"):
            script = "".join(line + "\n" for line in script.replace("vector(2)", "text").splitlines()
                             if not line.startswith(("CREATE EXTENSION", "CREATE INDEX")))
        with open(self.path("load.sql"), "w", encoding="utf-8") as file:
            file.write(script)
        self.server.psql("-f", "load.sql")

    def loaded(self):
        rows = self.server.ask("SELECT json_build_array(word, translate(embedding::text, '[]', '{}')::real[]) "
                               "FROM word_vectors")
        return dict(json.loads(row) for row in rows.splitlines())

    def test_the_script_loads_what_is_beside_it(self):
        for name in NAMES:
            with self.subTest(name=name):
                self.setUp()
                self.export(name)
                self.load(name)
                self.assertEqual(self.loaded(), ROWS)
        self.assertFalse(os.path.exists(self.path("bad")), "a command in a name was run")

    def test_it_stops_at_the_first_error_and_leaves_no_rows(self):
        for name in ("v.pgcopy", "v.pgcopy.gz"):
            with self.subTest(name=name):
                self.export(name)
                with open(self.path(name), "r+b") as file:
                    file.truncate(os.path.getsize(self.path(name)) - 9)
                with self.assertRaises(subprocess.CalledProcessError) as failed:
                    self.load(name)
                self.assertEqual(failed.exception.returncode, 3, failed.exception.stderr)
                self.assertEqual(self.server.ask("SELECT to_regclass('word_vectors')").strip(), "")

    def test_it_adds_to_no_other_table(self):
        self.export("v.pgcopy")
        self.load("v.pgcopy")
        with self.assertRaises(subprocess.CalledProcessError):
            self.load("v.pgcopy")
        self.assertEqual(self.loaded(), ROWS)


if __name__ == "__main__":
    unittest.main()
