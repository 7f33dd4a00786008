"""What the tests of the page share: two small models with hostile words, a server of them, a browser."""
import json
import os
import random
import re
import signal
import subprocess
import time

import browser

LONG = "l" * 10_000
# Words that are near to "king" in both models, and what the page must show for them.
HOSTILE = {
    "<img/src=x/onerror=alert(1)>": "<img/src=x/onerror=alert(1)>",
    "</script><script>alert(1)</script>": "</script><script>alert(1)</script>",
    "\"';--": "\"';--",
    "__proto__": "__proto__",
    "constructor": "constructor",
    "javascript:alert(1)": "javascript:alert(1)",
    "&#": "&#",
    "%00": "%00",
    "+": "+",
    "a&b=c#d": "a&b=c#d",
    "say,\"yes\"": "say,\"yes\"",
    "\u202eturned": "\\u{202e}turned",
    "\x01\x1b[31mred": "\\u{1}\\u{1b}[31mred",
    "nul\x00nul": "nul\\u{0}nul",
    "\u0301\u0302marks": "\u25cc\u0301\u0302marks",
    "\u6771\u4eac": "\u6771\u4eac",
    "\u05e9\u05dc\u05d5\u05dd": "\u05e9\u05dc\u05d5\u05dd",
    "\U0001f469\u200d\U0001f467": "\U0001f469\u200d\U0001f467",
    LONG: LONG[:60] + "\u2026",
}
READY = "globalThis.hogvecPage?.data?.finished && document.querySelector('#progress').hidden"


def shown(word):
    """A word of the answers as the page shows it."""
    return HOSTILE.get(word, word)


class Served:
    """hogvec-explore with some models, until the block ends."""

    def __init__(self, program, folder, *arguments):
        self.run = subprocess.Popen([program, *arguments], cwd=folder, stdout=subprocess.PIPE,
                                    stderr=subprocess.DEVNULL, text=True)
        found = re.search(r"http://127\.0\.0\.1:\d+/([0-9a-f]+)/", self.run.stdout.readline())
        if not found:
            self.run.kill()
            raise RuntimeError(f"hogvec-explore {arguments} prints no address")
        self.address, self.token = found[0], found[1]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.end()

    def end(self):
        if self.run.poll() is None:
            self.run.send_signal(signal.SIGTERM)
        self.run.communicate(timeout=browser.PATIENCE)


def write_models(folder, hogvec, atlas):
    """a.txt and b.txt, of the same text by other seeds; kinds.tsv, a column of values."""
    subprocess.run([atlas, "--words", "300K", "--seed", "7", "-o", "corpus.txt"], cwd=folder, check=True)
    for name, seed in (("a.txt", "1"), ("b.txt", "2")):
        subprocess.run([hogvec, "train", "corpus.txt", "-o", name, "--dim", "24", "--epochs", "3", "--threads",
                        "1", "--seed", seed, "--quiet"], cwd=folder, check=True)
        add_hostile_words(folder / name)
    words = [line.split(b" ", 1)[0] for line in (folder / "a.txt").read_bytes().split(b"\n")[1:200]]
    kinds = b"".join(word + (b"\tshort\n" if len(word) < 5 else b"\tlong\n") for word in words)
    (folder / "kinds.tsv").write_bytes(b"word\tkind\n" + kinds)


def add_hostile_words(path):
    """Rows beside that of "king", at the end: the rarest words."""
    draw = random.Random(3)
    head, *rows = path.read_bytes().rstrip(b"\n").split(b"\n")
    count, dim = head.split()
    king = next(row for row in rows if row.startswith(b"king ")).split()[1:]
    for word in HOSTILE:
        values = " ".join(f"{float(value) + draw.gauss(0, 0.05):.5f}" for value in king)
        rows.append(f"{word} {values}".encode())
    path.write_bytes(b"\n".join([b"%d %s" % (int(count) + len(HOSTILE), dim), *rows]) + b"\n")


def write_many(path, words, dim):
    """Random rows in groups, of words that nobody has seen."""
    draw = random.Random(5)
    centres = [[draw.gauss(0, 1) for _ in range(dim)] for _ in range(40)]
    with open(path, "w", encoding="ascii") as file:
        file.write(f"{words} {dim}\n")
        for i in range(words):
            values = " ".join(f"{c + draw.gauss(0, 0.4):.3f}" for c in centres[i % 40])
            file.write(f"w{i} {values}\n")


class Bench:
    """The programs, the models, a server of both, a browser; and what was found wrong."""

    def __init__(self, folder, hogvec, atlas, query, explore):
        self.folder, self.query, self.explore = folder, query, explore
        self.failures, self.checks, self.pages, self.ours = [], 0, [], ["about:", "blob:"]
        write_models(folder, hogvec, atlas)
        self.server = self.serve("a.txt", "b.txt", "--columns", "kinds.tsv")
        self.browser = browser.Browser(folder / "browser")
        self.downloads = folder / "downloads"
        self.downloads.mkdir()
        self.browser.save_to(self.downloads)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.browser.__exit__()
        self.server.end()

    def serve(self, *arguments):
        server = Served(self.explore, self.folder, *arguments)
        self.ours.append(server.address)
        return server

    def open(self, view="", wait=READY, address=None, **look):
        """A page of that view, once it is complete."""
        page = self.browser.page(**look)
        self.pages.append(page)
        page.go((address or self.server.address) + "#" + view)
        page.wait(wait)
        return page

    def expect(self, condition, what):
        self.checks += 1
        if not condition:
            self.failures.append(what)

    def equal(self, seen, wanted, what):
        self.expect(seen == wanted, f"{what}: {str(seen)[:600]}, not {str(wanted)[:600]}")

    def close(self, allowed=()):
        """Closes all pages, and says what went wrong in them but for lines with a text that is allowed."""
        for page in self.pages:
            for line in [*page.console, *page.exceptions, *page.forbidden]:
                self.expect(any(text in line for text in allowed), f"the page says: {line[:600]}")
            for url in page.requests:
                self.expect(url.startswith(tuple(self.ours)), f"the page asks for {url}")
            page.close()
        self.pages = []

    def ask(self, *arguments):
        """The answers of hogvec-query."""
        run = subprocess.run([self.query, *arguments, "--json"], cwd=self.folder, capture_output=True, check=True)
        return json.loads(run.stdout)

    def ask_each(self, words):
        """The neighbours of words that need not be arguments: they may hold zeros."""
        run = subprocess.run([self.query, "nn", "a.txt", "--json"], cwd=self.folder, capture_output=True,
                             check=True, input="".join(word + "\n" for word in words).encode())
        return [json.loads(line)["answers"] for line in run.stdout.splitlines()]

    def saved(self, act, pattern):
        """The content of a file that the page saves when `act` is called."""
        for old in self.downloads.iterdir():
            old.unlink()
        act()
        end = time.monotonic() + browser.PATIENCE
        while time.monotonic() < end:
            found = [path for path in self.downloads.glob(pattern) if path.stat().st_size > 0]
            if found and not list(self.downloads.glob("*.crdownload")):  # at first the file is empty
                return found[0].read_bytes()
            self.browser.listen(0.02)
        raise browser.BrowserError(f"no file {pattern} was saved, but {os.listdir(self.downloads)}")


def pressed(page, selector):
    """Clicks on an element, as a script would."""
    page.call("""s => { const e = document.querySelector(s);
        if (!e) throw Error('there is no ' + s); e.click(); }""", selector)


def table_of(page, selector):
    """The texts of a table of the page, a list for each row."""
    return page.call("""s => [...document.querySelectorAll(s + ' tbody tr')].map(
        row => [...row.children].map(cell => cell.textContent))""", selector)
