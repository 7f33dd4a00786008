#!/usr/bin/env python3
"""The report of a run on hostile text: the page as a file, and as a browser shows it.

usage: report_test.py HOGVEC
Where there is no Chromium the page is checked as a file only, and the test says that it was skipped.
"""
import html.parser
import http.server
import json
import os
import pathlib
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

VOID = {"meta", "br", "img", "link", "input", "hr", "base"}
LONG = "l" * 10_000
# Words as they are in the text, and what the page must show for them.
HOSTILE = {
    b"</script><script>alert(1)</script>": "</script><script>alert(1)</script>",
    b"<img/src=x/onerror=alert(1)>": "<img/src=x/onerror=alert(1)>",
    b"</style></bdi></td></table>": "</style></bdi></td></table>",
    b"\"'onload='alert(1)": "\"'onload='alert(1)",
    b"&lt;b&gt;&#60;": "&lt;b&gt;&#60;",
    b"-->]]>{{7*7}}": "-->]]>{{7*7}}",
    "\u05e9\u05dc\u05d5\u05dd".encode(): "\u05e9\u05dc\u05d5\u05dd",
    "\u202eturned".encode(): "\\u{202e}turned",
    "\u0301\u0302\u0303".encode(): "\u25cc\u0301\u0302\u0303",
    ("z" + "\u0335" * 30).encode(): "z" + "\u0335" * 30,
    b"\x01\x1b[31mred": "\\x01\\x1b[31mred",
    b"\xff\xfe\x80": "\\xff\\xfe\\x80",
    b"nul\x00nul": "nul\\x00nul",
    "\U0001f469\u200d\U0001f467".encode(): "\U0001f469\u200d\U0001f467",
    LONG.encode(): LONG[:40] + "\u2026",
}
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
# The browser itself must ask for nothing either.
QUIET = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--disable-default-apps",
         "--disable-domain-reliability", "--no-first-run", "--no-pings", "--enable-logging=stderr",
         "--disable-features=OptimizationHints,MediaRouter,Translate"]


class Page(html.parser.HTMLParser):
    """What a page is made of, and what is wrong with it."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.open, self.wrong, self.words, self.titles = [], [], [], []
        self.tags, self.ids, self.text, self.metas = set(), [], [], []
        self.feed(text)
        self.close()
        if self.open:
            self.wrong.append(f"not closed: {self.open}")

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        names = [name for name, _ in attributes]
        if len(set(names)) != len(names):
            self.wrong.append(f"<{tag}> has an attribute twice")
        for name, value in attributes:
            self.check_attribute(tag, name, value)
        if tag == "meta":
            self.metas.append(dict(attributes))
        if tag == "bdi":
            self.words.append("")
            self.titles.append(dict(attributes).get("title", ""))
        if tag not in VOID:
            self.open.append(tag)

    def check_attribute(self, tag, name, value):
        if name.startswith("on") or name in {"src", "srcset", "action", "data", "ping", "background"}:
            self.wrong.append(f"<{tag} {name}>")
        if name == "href" and not value.startswith("#"):
            self.wrong.append(f"<{tag} href={value}>")
        if name == "id":
            if value in self.ids:
                self.wrong.append(f"id {value} twice")
            self.ids.append(value)

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}> closes nothing")

    def handle_data(self, data):
        if "bdi" in self.open:
            self.words[-1] += data
        if "style" not in self.open:
            self.text.append(data)


def write_corpus(folder):
    """Hostile words among plain ones, each often enough to be kept."""
    chance = random.Random(1)
    plain = [f"word{i}".encode() for i in range(60)]
    lines = []
    for _ in range(3_000):
        lines.append(b" ".join(chance.choices(plain, k=12)))
    for word in HOSTILE:
        for _ in range(20):
            lines.append(b" ".join([*chance.choices(plain, k=4), word, *chance.choices(plain, k=4)]))
    chance.shuffle(lines)
    (folder / "corpus.txt").write_bytes(b"\n".join(lines) + b"\n")
    words = [word for word in HOSTILE if word != LONG.encode()] + [LONG.encode(), b"word1", b"no<where>"]
    (folder / "words").write_bytes(b"\n".join(words) + b"\n")
    (folder / "<b>pairs").write_text("word1 word2 3\nword3 word4 2\nword5 word6 1\nword1 gone 2\n", "ascii")
    (folder / "questions").write_bytes(b": <i>section</i>\nword1 word2 word3 word4\n: gram\nword1 word2 word3 word5\n")


def train(program, folder, name="v<x>.txt", *more):
    arguments = [program, "train", "corpus.txt", "-o", name, "--force", "--max-word-bytes", "20000",
                 "--dim", "8", "--threads", "2", "--epochs", "3", "--quiet", "--report", "report.html",
                 "--report-words", "@words", "--report-pairs", "<b>pairs", "--report-questions", "questions",
                 "--validation", "0.2", *more]
    run = subprocess.run(arguments, cwd=folder, capture_output=True, check=False)
    if run.returncode != 0:
        sys.exit(f"training ended with {run.returncode}: {run.stderr.decode(errors='replace')}")


def check_file(text):
    page = Page(text)
    yield from page.wrong
    for tag in ("script", "img", "link", "iframe", "object", "i", "b"):
        if tag in page.tags:
            yield f"the page has a <{tag}>"
    if not any("default-src 'none'" in meta.get("content", "") for meta in page.metas):
        yield "no policy forbids all that is not there"
    for part in ("training", "validation", "scores", "neighbours", "corpus", "options"):
        if part not in page.ids:
            yield f"no part '{part}'"
    yield from check_words(page)


def check_words(page):
    for shown in HOSTILE.values():
        if shown not in page.words:
            yield f"not shown as text: {shown[:60]!r}"
    for text in ("no<where>", "<b>pairs", "<i>section</i>", "v<x>.txt"):
        if not any(text in word for word in page.words):
            yield f"not shown as text: {text}"
    if not any(title.endswith("\u2026 (10,000 bytes)") for title in page.titles):
        yield "the long word does not say how long it is"
    hidden = re.findall(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", "".join(page.text))
    if hidden:
        yield f"characters that can't be seen: {set(hidden)}"


def asked_by_pages(log):
    """Addresses that no file is at; what the browser asks for on its own account has no origin."""
    for event in log.splitlines():
        initiator = re.search(r'"initiator":"([^"]*)"', event)
        if initiator and initiator[1] != "not an origin":
            yield from re.findall(r'"url":"((?!file:|data:|chrome)[^"]*)"', event)


def browse(browser, folder, url, *more):
    """What the browser makes of an address: the page, its log, and the addresses it asked for."""
    log = folder / "net.json"
    run = subprocess.run(
        [browser, *QUIET, f"--user-data-dir={folder / 'profile'}", f"--log-net-log={log}",
         "--virtual-time-budget=3000", *more, "--dump-dom", url],
        capture_output=True, timeout=600, check=False)
    if run.returncode != 0:
        sys.exit(f"{browser} ended with {run.returncode}: {run.stderr.decode(errors='replace')[-2000:]}")
    asked = set(asked_by_pages(log.read_text(errors="replace")))
    said = [line for line in run.stderr.decode(errors="replace").splitlines() if "CONSOLE" in line]
    return run.stdout.decode(), said, asked


class Listener(http.server.BaseHTTPRequestHandler):
    """Remembers what it is asked for."""
    asked = []

    def do_GET(self):  # the name is http.server's
        Listener.asked.append(self.path)
        self.send_response(404)
        self.end_headers()

    def log_message(self, *_):
        pass


def check_that_browsing_would_tell(browser, folder):
    """A page that does what the report must not do: were it not noticed, nothing would be."""
    server = http.server.HTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    (folder / "bad.html").write_text(
        f"<img src='http://127.0.0.1:{server.server_port}/x'><script>console.error('no')</script>", "ascii")
    _, said, asked = browse(browser, folder, (folder / "bad.html").as_uri())
    server.shutdown()
    if not said:
        yield "an error in the console would not be noticed"
    if not asked or "/x" not in Listener.asked:
        yield "a request would not be noticed"


def check_browser(browser, folder):
    dom, said, asked = browse(browser, folder, (folder / "report.html").as_uri())
    if said:
        yield f"the console says: {said}"
    if asked:
        yield f"the page asks for {asked}"
    yield from check_words(Page(dom))
    for width in (400, 1600):
        yield from check_width(browser, folder, width)


# Tells the page around which of its elements reach beyond its width without scrolling by themselves.
MEASURE = """<script>
const wide = [...document.querySelectorAll('body *')].filter(e => !e.closest('.scroll, svg') &&
  (e.getBoundingClientRect().right > innerWidth + 1 || e.getBoundingClientRect().left < -1));
const beyond = document.documentElement.scrollWidth > innerWidth ? ['the page'] : [];
parent.postMessage(JSON.stringify([innerWidth, beyond.concat(wide.map(e => e.outerHTML.slice(0, 80)))]), '*');
</script>"""


def check_width(browser, folder, width):
    """A copy of the page that may run a script, in a frame of that width."""
    text = (folder / "report.html").read_text(encoding="utf-8")
    text = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text, count=1)
    (folder / "copy.html").write_text(text.replace("</body>", MEASURE + "</body>"), encoding="utf-8")
    (folder / "frame.html").write_text(
        "<script>onmessage = e => { document.body.textContent = 'found' + e.data + 'end' }</script><body>"
        f"<iframe style='border:0;width:{width}px;height:900px' src='copy.html'></iframe>", "ascii")
    dom, _, _ = browse(browser, folder, (folder / "frame.html").as_uri())
    found = json.loads(re.search(r"found(\[.*\])end", "".join(Page(dom).text))[1])
    if found[0] != width:
        yield f"the frame is {found[0]} wide, not {width}"
    for element in found[1]:
        yield f"wider than {width}: {element}"


def check_resumed(program, folder):
    """A run that is resumed says that it does not know what was before."""
    plain = (folder / "report.html").read_text(encoding="utf-8")
    if "This run was resumed" in plain:
        yield "a run that was not resumed says that it was"
    with subprocess.Popen(
            [program, "train", "corpus.txt", "-o", "resumed.bin", "--force", "--threads", "1", "--epochs",
             "200", "--quiet", "--report", "resumed.html", "--checkpoint", "kept", "--checkpoint-every",
             "50ms"], cwd=folder, stderr=subprocess.DEVNULL) as run:
        while run.poll() is None and not list(folder.glob("kept/*.safetensors")):
            time.sleep(0.01)
        run.send_signal(signal.SIGINT)
    if run.returncode == 0:
        yield "the run was done before it could be stopped"
        return
    subprocess.run([program, "train", "--resume", "kept"], cwd=folder, check=True)
    resumed = (folder / "resumed.html").read_text(encoding="utf-8")
    if "This run was resumed" not in resumed:
        yield "a run that was resumed does not say so"
    yield from Page(resumed).wrong


def check_full_disk(program, folder):
    """The vectors of a run whose report can't be written are whole."""
    run = subprocess.run(
        [program, "train", "corpus.txt", "-o", "whole.txt", "--force", "--dim", "8", "--epochs", "1", "--quiet",
         "--report", "/dev/full"], cwd=folder, capture_output=True, check=False)
    if run.returncode != 74 or b"/dev/full" not in run.stderr or run.stderr.count(b"\n") != 1:
        yield f"a full disk gives {run.returncode}: {run.stderr}"
    if not (folder / "whole.txt").exists():
        yield "no vectors, for a report that could not be written"


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    program = os.path.abspath(sys.argv[1])
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        write_corpus(folder)
        train(program, folder)
        text = (folder / "report.html").read_bytes().decode()  # must be UTF-8
        failures = [*check_file(text), *check_resumed(program, folder),
                    *check_full_disk(program, folder)]
        if browser:
            failures += [*check_that_browsing_would_tell(browser, folder), *check_browser(browser, folder)]
    print("\n".join(failures) if failures else "the page shows all as text, and asks for nothing")
    if failures:
        return 1
    if not browser:
        print("skipped: no Chromium here, so the page was checked as a file only")
        return 77
    return 0


if __name__ == "__main__":
    sys.exit(main())
