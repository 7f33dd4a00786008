#!/usr/bin/env python3
"""The prompt of `hogvec-query` as somebody at a terminal sees it: editing, history, completion, help,
Ctrl-C, narrow windows.

usage: prompt_test.py HOGVEC_QUERY. Exit code 77 means skipped: pyte, which is the terminal, is missing.
"""
import fcntl
import os
import pty
import re
import select
import signal
import stat
import struct
import subprocess
import sys
import tempfile
import termios
import time
import unittest

try:
    import pyte
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)

QUERY = os.path.abspath(sys.argv[1])
del sys.argv[1]
LONGEST = 30  # seconds that anything may take on a machine with much else to do
TAB, CTRL_A, CTRL_C, CTRL_D, CTRL_R = b"\t", b"\x01", b"\x03", b"\x04", b"\x12"
UP, LEFT, BACKSPACE = b"\x1b[A", b"\x1b[D", b"\x7f"
LEFT_TO_RIGHT = "\u200e".encode()
SHALOM, NIHON = "\u05e9\u05dc\u05d5\u05dd", "\u65e5\u672c"
WORDS = {"paris": "1 0 0", "france": "0.8 0.6 0", "rome": "0 0 1", "italy": "0 0.6 0.8",
         "parish": "0.9 0.1 0", "\u00e9t\u00e9": "0.5 0.5 0", NIHON: "0.1 0.9 0",
         SHALOM: "0.2 0.8 0", "b\x1b[2Jad": "-1 0 0",
         "verylongword" * 12: "0.3 0.7 0"}


class Session:
    """hogvec-query on a terminal, and what stands on its screen."""

    def __init__(self, folder, *arguments, columns=80, lines=24, **environment):
        self.screen = pyte.Screen(columns, lines)
        self.stream = pyte.ByteStream(self.screen)
        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        self.raw, self.ours, self.name = b"", ours, "nn"
        self.process = subprocess.Popen(
            [QUERY, *arguments], cwd=folder, stdin=theirs, stdout=theirs, stderr=theirs,
            start_new_session=True, preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
            env={"TERM": "linux", "HOME": folder, "PATH": os.environ["PATH"], **environment})
        os.close(theirs)

    def text(self):
        return "\n".join(line.rstrip() for line in self.screen.display).rstrip()

    def read(self, seconds):
        if select.select([self.ours], [], [], seconds)[0]:
            try:
                data = os.read(self.ours, 65536)
            except OSError:  # the program has ended
                return b""
            self.raw += data
            self.stream.feed(data.replace(LEFT_TO_RIGHT, b""))  # pyte stops at marks without width
            return data
        return b""

    def wait_for(self, condition, what):
        end = time.monotonic() + LONGEST
        while time.monotonic() < end:
            if condition(self.text()):
                return self.text()
            if not self.read(0.1) and self.process.poll() is not None and not self.read(0):
                break
        if condition(self.text()):
            return self.text()
        raise AssertionError(f"no {what} on the screen:\n{self.text()}")

    def expect(self, text):
        return self.wait_for(lambda shown: text in shown, repr(text))

    def ready(self):
        """An empty prompt in the last line."""
        return self.wait_for(lambda shown: shown.split("\n")[-1] == f"{self.name}>", "empty prompt")

    def type(self, *keys):
        for key in keys:
            os.write(self.ours, key if isinstance(key, bytes) else key.encode())

    def ask(self, line):
        """Types a line at the prompt, and returns what is shown when the next one is there."""
        self.screen.reset()
        self.stream.feed(f"{self.name}> ".encode())  # what stands there
        self.type(line + "\n")
        self.wait_for(lambda shown: "\n" in shown, "echo")
        return self.ready()

    def leave(self):
        self.type(CTRL_D)
        end = time.monotonic() + LONGEST
        while self.process.poll() is None and time.monotonic() < end:
            self.read(0.1)
        os.close(self.ours)
        return self.process.wait(timeout=1)

    def kill(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
            os.close(self.ours)


class PromptTest(unittest.TestCase):
    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory()
        self.folder = self.temporary.name
        with open(os.path.join(self.folder, "v.txt"), "w", encoding="utf-8") as file:
            file.write(f"{len(WORDS)} 3\n" + "".join(f"{w} {v}\n" for w, v in WORDS.items()))
        self.sessions = []

    def tearDown(self):
        for session in self.sessions:
            session.kill()
        self.temporary.cleanup()

    def start(self, *arguments, **how):
        session = Session(self.folder, *(arguments or ("nn", "v.txt", "-k", "2")), **how)
        self.sessions.append(session)
        session.ready()
        return session

    @property
    def history(self):
        return os.path.join(self.folder, ".local/state/hogvec/query_history")

    def test_questions_are_answered_until_ctrl_d(self):
        session = self.start()
        self.assertIn("10 words, 3 dimensions; 'help' lists the questions", session.text())
        self.assertIn("  parish  0.9939\n  france  0.8000\n", session.ask("paris"))
        self.assertIn("unknown word 'pariss'; similar spellings: paris", session.ask("pariss"))
        self.assertIn("nn takes 1 word, not 2", session.ask("a b"))
        self.assertEqual(session.leave(), 0)

    def test_a_line_may_ask_something_else(self):
        session = self.start("v.txt", "-k", "1")
        self.assertIn("  italy", session.ask("analogy paris france rome"))
        self.assertIn("  0.8000", session.ask("similarity paris france"))
        self.assertIn("  france", session.ask("arith italy +paris -rome"))
        self.assertIn("  parish  0.99", session.ask("nn paris"))
        self.assertIn("  italy", session.ask("paris + rome - parish"))
        self.assertIn("analogy takes 3 words, not 0", session.ask("analogy"))
        shown = session.ask("help")
        for part in ("analogy A B C", "Ctrl-D", "Tab"):
            self.assertIn(part, shown)
        session.type("exit\n")
        self.assertEqual(session.process.wait(timeout=LONGEST), 0)

    def test_lines_are_edited(self):
        session = self.start()
        session.type("aris", CTRL_A, "p")
        session.expect("nn> paris")
        session.type("\n")
        session.expect("  parish  0.9939")
        session.type("romx", BACKSPACE, "e", LEFT, LEFT, "\n")
        session.expect("  italy")

    def test_words_of_other_scripts_are_edited(self):
        session = self.start()
        session.type("\u00e9x", BACKSPACE, "t\u00e9")
        session.expect("nn> \u00e9t\u00e9")
        session.type("\n")
        session.expect("  france")
        session.ready()
        session.type("\u00e9", TAB, NIHON[0], TAB)
        session.expect(f"nn> \u00e9t\u00e9 {NIHON}")

    def test_tab_completes(self):
        session = self.start()
        session.type("fr", TAB)
        session.expect("nn> france")
        session.type("\n")
        session.expect("0.9899")
        session.ready()
        session.type("similarity par", TAB)
        session.expect("nn> similarity paris")
        session.type(TAB)
        session.wait_for(lambda shown: "\nparis   parish\n" in shown, "list of words")
        session.type(" 2*ro", TAB)
        session.expect("2*rome")

    def test_tab_names_commands_in_front_only(self):
        session = self.start()
        session.type("od", TAB)
        session.expect("nn> odd-one-out")
        session.type("od", TAB, "\n")
        session.expect("odd-one-out takes 3 or more words, not 1")

    def test_tab_counts_what_it_does_not_show(self):
        with open(os.path.join(self.folder, "many.txt"), "w", encoding="utf-8") as file:
            file.write("20000 2\n" + "".join(f"w{i} {i} 1\n" for i in range(20000)))
        session = self.start("nn", "many.txt", columns=40)
        session.type("w", TAB)
        session.wait_for(lambda shown: re.search(r"and 19,\d+ more\nnn> w$", shown), "count and prompt")

    def test_history_is_kept_for_its_owner(self):
        session = self.start()
        session.ask("rome")
        session.ask("paris")
        session.ask("paris")
        session.type(UP, UP)
        session.expect("nn> rome")
        session.type(CTRL_C)
        session.ready()
        self.assertEqual(session.leave(), 0)
        with open(self.history, encoding="utf-8") as file:
            self.assertEqual(file.read(), "rome\nparis\n")
        self.assertEqual(stat.S_IMODE(os.stat(self.history).st_mode), 0o600)
        session = self.start()
        session.type(UP)
        session.expect("nn> paris")
        session.type(UP)
        session.expect("nn> rome")
        session.type(CTRL_C)
        session.ready()
        session.type("\n")  # the search begins at the last question again
        session.wait_for(lambda shown: shown.endswith("nn>\nnn>"), "second prompt")
        session.type(CTRL_R, "ari")
        session.expect("bck:ari")
        session.type("\n")
        session.expect("parish")

    def test_history_may_fail(self):
        for home in ("/proc/none", "", "/dev/null"):
            session = self.start(HOME=home)
            self.assertIn("parish", session.ask("paris"))
            self.assertEqual(session.leave(), 0)

    def test_ctrl_c_clears_the_line(self):
        session = self.start()
        session.type("not wanted")
        session.expect("not wanted")
        session.type(CTRL_C)
        session.ready()
        session.type(CTRL_C)
        session.expect("\nCtrl-D leaves, ")  # the greeting has it within a line
        session.ready()
        self.assertIn("parish", session.ask("paris"))
        self.assertEqual(session.leave(), 0)

    def test_nothing_wraps_in_a_narrow_window(self):
        for columns in (70, 40):
            session = self.start("nn", "v.txt", columns=columns, lines=60)
            for line in ("paris", "help", "zzz", "similarity paris rome", "pariss"):
                session.ask(line)
                wrapped = [shown for shown in session.screen.display if shown[-1] != " "]
                self.assertEqual([w for w in wrapped if not w.rstrip().endswith("\u2026")
                                  and len(w.rstrip()) > columns], [], line)
            shown = session.ask("paris")
            lines = [line for line in shown.splitlines() if line.startswith("  ")]
            self.assertEqual(len(lines), len(WORDS) - 1, shown)
            self.assertIn("verylong", shown)
            self.assertIn("\u2026", shown)
            for line in lines:
                self.assertRegex(line, r"^  .* +-?\d\.\d{4}$")
            self.assertEqual(session.leave(), 0)

    def test_a_window_may_grow(self):
        session = self.start("nn", "v.txt", columns=40)
        self.assertIn("\u2026", session.ask("paris"))
        fcntl.ioctl(session.ours, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 200, 0, 0))
        os.killpg(session.process.pid, signal.SIGWINCH)
        session.screen.resize(24, 200)
        self.assertIn("verylongword" * 12, session.ask("paris"))

    def test_words_can_not_steer_the_terminal(self):
        session = self.start("nn", "v.txt", "--color", "never")
        self.assertIn("b\\x1b[2Jad", session.ask("paris"))
        self.assertNotIn(b"\x1b[2J", session.raw.split(b"paris", 1)[1].replace(b"\x1b[J", b""))

    def test_colours_where_they_are_wanted(self):
        for environment, arguments, wanted in (
                ({}, (), True), ({"NO_COLOR": "1"}, (), False), ({"NO_COLOR": ""}, (), True),
                ({"TERM": "dumb"}, (), False), ({}, ("--color", "never"), False),
                ({"NO_COLOR": "1"}, ("--color", "always"), True)):
            session = self.start("nn", "v.txt", *arguments, **environment)
            session.type("paris\n")
            session.expect("parish")
            session.expect("b\\x1b[2Jad")
            self.assertEqual(b"\x1b[2m" in session.raw, wanted, (environment, arguments))
            session.kill()

    def test_json_at_the_prompt(self):
        session = self.start("nn", "v.txt", "-k", "1", "--json", columns=200)
        self.assertIn('{"v":1,"query":["paris"],"answers":[{"word":"parish"', session.ask("paris"))


if __name__ == "__main__":
    unittest.main()
