#!/usr/bin/env python3
"""hogvec-explore as a user starts it: the address, answers, kept maps, --open, one file, mistakes, the end.

usage: explore_test.py HOGVEC HOGVEC_QUERY HOGVEC_EXPLORE
"""
import contextlib
import http.client
import json
import os
import random
import re
import resource
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import time
import urllib.parse

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from programs import Table, paths  # noqa: E402

USAGE, MALFORMED, NO_INPUT, CANNOT_CREATE = 2, 65, 66, 73
PATIENCE = 60  # seconds until a test that waits in vain fails
WORDS = 400
LINE = re.compile(r"open http://127\.0\.0\.1:(\d+)/([0-9a-f]{32})/ \(Ctrl-C ends\)\n")


def rows(seed, count=WORDS, dim=12):
    """Lines of vectors in groups; other seeds move some words a little."""
    draw = random.Random(1)
    centres = [[draw.gauss(0, 1) for _ in range(dim)] for _ in range(10)]
    draw = random.Random(seed)
    for i in range(count):
        values = [c + draw.gauss(0, 0.3) for c in centres[i % 10]]
        yield f"w{i} " + " ".join(f"{value:.4f}" for value in values) + "\n"


def write_files(table):
    for name, seed in (("a.txt", 1), ("b.txt", 2)):
        table.write(name, f"{WORDS} 12\n" + "".join(rows(seed)))
    table.write("large.txt", "30000 12\n" + "".join(rows(3, 30_000)))
    table.write("one.txt", "1 3\nalone 1 2 3\n")
    table.write("equal.txt", "60 3\n" + "".join(f"e{i} 1 2 3\n" for i in range(60)))
    table.write("zeros.txt", "60 3\n" + "".join(f"z{i} 0 0 0\n" for i in range(60)))
    table.write("nan.txt", "3 2\na nan 1\nb 1 2\nc 2 1\n")
    table.write("bad.txt", "3 2\nparis 3 4\nrome 0 1\n")
    table.write("kinds.tsv", "word\tkind\tsize\nw1\tperson\t3\nw2\tthing\t\nstranger\tthing\t9\n")


class Served:
    """A server of hogvec-explore, ended with the block."""

    def __init__(self, table, *arguments, **more):
        self.table = table
        self.run = subprocess.Popen([table.explore, *arguments], cwd=table.folder, stdout=subprocess.PIPE,
                                    stderr=subprocess.PIPE, text=True, **more)
        line = self.run.stdout.readline()
        found = LINE.fullmatch(line)
        if not found:
            self.run.kill()
            raise AssertionError(f"{arguments}: printed {line!r}, said {self.run.stderr.read()!r}")
        self.port, self.token = int(found[1]), found[2]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.end(signal.SIGTERM)

    def end(self, number):
        """Sends a signal; how it ended, how long that took, and what it had said."""
        if self.run.returncode is None and self.run.poll() is None:
            self.run.send_signal(number)
        sent = time.monotonic()
        said = self.run.communicate(timeout=PATIENCE)[1]
        return self.run.returncode, time.monotonic() - sent, said

    def get(self, target="", path=None, **fields):
        """The status and the bytes of an answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        with contextlib.closing(connection):
            connection.request("GET", f"/{self.token}/{target}" if path is None else path, headers=fields)
            answer = connection.getresponse()
            return answer.status, answer.read()

    def ask(self, name, **parameters):
        status, body = self.get(f"api/{name}?{urllib.parse.urlencode(parameters)}")
        self.table.expect(status == 200, f"api/{name} {parameters}: {status} {body[:200]!r}")
        return json.loads(body)

    def map_of(self, model=0):
        return self.ask("about")["models"][model]["map"]

    def wait_for(self, state, model=0):
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            now = self.map_of(model)
            if now["state"] in (state, "failed"):
                break
            time.sleep(0.05)
        self.table.expect(now["state"] == state, f"the map of model {model} is {now}, not {state}")
        return now


def content(table, name):
    with open(os.path.join(table.folder, name), "rb") as file:
        return file.read()


def exists(table, name):
    return os.path.exists(os.path.join(table.folder, name))


def remove_maps(table):
    for name in os.listdir(table.folder):
        if name.endswith(".map"):
            os.remove(os.path.join(table.folder, name))


def command_lines(table):
    table.row("", USAGE, 0, 1, r"expected a file of vectors")
    table.row("absent.bin", NO_INPUT, 0, 1, r"absent\.bin")
    table.row("a.txt absent.bin", NO_INPUT, 0, 1, r"absent\.bin")
    table.row("bad.txt", MALFORMED, 0, 1, r"bad\.txt")
    table.row("nan.txt", MALFORMED, 0, 1, r"nan\.txt:2: .*--lenient")
    table.row("a.txt --port 65536", USAGE, 0, 1, r"--port must be at most 65535")
    table.row("a.txt --port 8080 -o x.html", USAGE, 0, 1, r"--port can't be used with -o")
    table.row("a.txt --open -o x.html", USAGE, 0, 1, r"--open can't be used with -o")
    table.row("a.txt -o a.txt", USAGE, 0, 1, r"it is an input")
    table.row("a.txt -o none/x.html", CANNOT_CREATE, 0, 1, r"none")
    table.row("a.txt --columns absent.tsv", NO_INPUT, 0, 1, r"absent\.tsv")
    table.row("a.txt --columns bad.txt", MALFORMED, 0, 1, r"bad\.txt")
    table.row("a.txt --frob", USAGE, 0, 1, r"unknown option")
    table.row("--version", 0, 1, 0, r"hogvec-explore \d+\.\d+\.\d+\n")
    for line in ("--help", "-h", "help"):
        page = table.row(line, 0, None, 0, r"usage: hogvec-explore VECTORS")
        table.expect(all(len(row) <= 80 for row in page.splitlines()), "the help is wider than 80 columns")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        table.row(f"a.txt --port {port}", USAGE, 0, 1, rf"port {port} is in use")
    table.expect(not exists(table, "x.html"), "x.html")


def serves_its_user_alone(table):
    with Served(table, "a.txt") as server, Served(table, "a.txt", "--no-cache") as other:
        table.expect(server.token != other.token, "the token is the same at each start")
        status, page = server.get()
        table.expect(status == 200 and b"<html" in page, f"the page: {status} {page[:80]!r}")
        for name in ("app.js", "style.css"):
            table.expect(f"\"{name}\"".encode() in page and server.get(name)[0] == 200, name)
        for path in ("/", "/api/about", f"/{other.token}/", f"/{server.token[:-1]}/api/about"):
            table.expect(server.get(path=path)[0] == 404, f"{path} is answered")
        table.expect(server.get("api/about", Host="evil.example")[0] == 403, "another host is answered")
        table.expect(server.get("api/about", Origin="http://evil.example")[0] == 403, "another origin")
        for path in ("../a.txt", "..%2fa.txt", "a.txt", "%2e%2e/a.txt", "/etc/passwd"):
            table.expect(server.get(path)[0] == 404, f"{path} is answered")
        with socket.socket() as outside:
            outside.settimeout(5)
            table.expect(outside.connect_ex(("127.0.0.2", server.port)) != 0, "it listens elsewhere, too")


def answers_as_the_program(table):
    expected = []
    for word in ("w3", "w57"):  # one by one: the last digit of a cosine depends on how many are asked at once
        run = subprocess.run([table.query, "nn", "a.txt", word, "-k", "20", "--json"], cwd=table.folder,
                             check=True, capture_output=True, text=True)
        expected.append(json.loads(run.stdout))
    with Served(table, "a.txt") as server:
        for answer in expected:
            found = server.ask("near", w=answer["query"][0], k=20)
            table.expect([(near["word"], near["similarity"]) for near in found["answers"]] ==
                         [(near["word"], near["similarity"]) for near in answer["answers"]],
                         f"{answer['query']}: {found['answers'][:2]}, not {answer['answers'][:2]}")
        status, body = server.get("api/near?w=w9999")
        table.expect(status == 404 and "w99" in json.loads(body)["near"], f"an unknown word: {body!r}")


def keeps_maps(table):
    remove_maps(table)
    with Served(table, "a.txt") as server:
        table.expect(server.map_of()["state"] in ("first", "making", "ready"), "no state")
        quality = server.wait_for("ready")["quality"]
        table.expect(0 < quality["recall"] <= 1, f"{quality}")
    with Served(table, "a.txt") as server:  # from the file, so within the time of a layout
        table.expect(server.wait_for("ready")["quality"] == quality, "the map was made again")
        first = server.get("api/map?m=0")[1]
    kept = content(table, "a.txt.map")
    with Served(table, "a.txt", "--top", "100") as server:
        server.wait_for("ready")
    table.expect(exists(table, "a.txt.top100.map"), "no a.txt.top100.map")
    table.expect(content(table, "a.txt.map") == kept, "--top 100 changed the map of all words")
    with Served(table, "a.txt") as server:
        server.wait_for("ready")
        table.expect(server.get("api/map?m=0")[1] == first, "another map from the same file")


def replaces_maps_alone(table):
    """A map of other vectors is made again; what is no map stays."""
    table.write("changed.txt", content(table, "a.txt"))
    shutil.copy(os.path.join(table.folder, "a.txt.map"), os.path.join(table.folder, "changed.txt.map"))
    table.write("changed.txt", content(table, "b.txt"))
    with Served(table, "changed.txt") as server:
        server.wait_for("ready")
        said = server.end(signal.SIGTERM)[2]
    table.expect(re.search(r"changed\.txt\.map.*; it is made again", said), f"said {said!r}")
    with Served(table, "changed.txt") as server:
        server.wait_for("ready")
        table.expect(server.end(signal.SIGTERM)[2] == "", "the new map is not kept")
    table.write("changed.txt.map", "what nobody wants to lose\n")
    with Served(table, "changed.txt") as server:
        server.wait_for("ready")
        said = server.end(signal.SIGTERM)[2]
    table.expect("changed.txt.map: is no map, so it stays as it is" in said, f"said {said!r}")
    table.expect(content(table, "changed.txt.map") == b"what nobody wants to lose\n", "it is overwritten")


def compares(table):
    remove_maps(table)
    with Served(table, "a.txt", "b.txt", "--columns", "kinds.tsv") as server:
        about = server.ask("about")
        table.expect([model["name"] for model in about["models"]] == ["a.txt", "b.txt"], f"{about['models']}")
        table.expect([(c["name"], c["kind"]) for c in about["columns"]] ==
                     [("kind", "category"), ("size", "number")], f"{about['columns']}")
        for model in (0, 1):
            server.wait_for("ready", model)
        answer = server.ask("compare", w="w1", k=5)
        table.expect([model["name"] for model in answer["models"]] == ["a.txt", "b.txt"], f"{answer}")
    table.expect(exists(table, "b.txt.from.a.txt.map") and not exists(table, "b.txt.map"), "names of maps")


def takes_odd_vectors(table):
    for name in ("one.txt", "equal.txt", "zeros.txt"):
        with Served(table, name) as server:
            server.wait_for("ready")
            table.expect(server.get("api/list?sort=frequency")[0] == 200, f"{name}: no list")
    with Served(table, "nan.txt", "--lenient") as server:
        server.wait_for("ready")
        table.expect(server.ask("about")["models"][0]["words"] == 2, "nan.txt has 2 words")


def survives_its_file(table):
    """A model of our own format would be mapped; cut short, its pages are gone."""
    subprocess.run([table.hogvec, "export", "large.txt", "-o", "cut.safetensors"], cwd=table.folder, check=True,
                   capture_output=True)
    path = os.path.join(table.folder, "cut.safetensors")
    with Served(table, "cut.safetensors", "--no-cache") as server:
        before = server.ask("near", w="w29999", k=5)["answers"]
        os.truncate(path, 100)
        after = server.ask("near", w="w29999", k=5)["answers"]
        table.expect([near["word"] for near in after] == [near["word"] for near in before], "other answers")
        table.expect(server.run.poll() is None, "the server died")
    os.remove(path)


def ends_at_once(table):
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        server = Served(table, "large.txt")
        with contextlib.closing(socket.create_connection(("127.0.0.1", server.port))):
            server.wait_for("making")
            code, seconds, _ = server.end(number)
        table.expect(code == -number, f"signal {number}: exit {code}")
        table.expect(seconds < 5, f"signal {number}: ended after {seconds:.1f} s")
    table.expect(not exists(table, "large.txt.map"), "half a map is kept")
    table.expect(not [name for name in os.listdir(table.folder) if name.endswith(".tmp")], "temporary files")


def browser(table, lines):
    """The environment in which xdg-open does what these lines say."""
    folder = os.path.join(table.folder, "bin")
    os.makedirs(folder, exist_ok=True)
    name = os.path.join(folder, "xdg-open")
    with open(name, "w", encoding="ascii") as script:
        script.write("#!/bin/sh\n" + lines)
    os.chmod(name, 0o700)
    temporary = os.path.join(table.folder, "temporary")
    os.makedirs(temporary, exist_ok=True)
    return {**os.environ, "PATH": folder + ":" + os.environ["PATH"], "TMPDIR": temporary}


def wait_until(holds):
    end = time.monotonic() + PATIENCE
    while not holds() and time.monotonic() < end:
        time.sleep(0.02)
    return holds()


def opens_the_browser(table):
    environment = browser(table, 'echo "$@" > seen.part\nstat -c %a "$1" >> seen.part\ncat "$1" >> seen.part\n'
                                 'mv seen.part seen\n')
    temporary = environment["TMPDIR"]
    with Served(table, "a.txt", "--open", env=environment) as server:
        table.expect(wait_until(lambda: exists(table, "seen")), "xdg-open was not started")
        argument, mode, *page = content(table, "seen").decode().splitlines()
        table.expect(server.token not in argument, "the token is among the arguments")
        table.expect(argument.startswith(temporary) and mode == "600", f"{argument} {mode}")
        table.expect(f"url=http://127.0.0.1:{server.port}/{server.token}/" in "\n".join(page), f"{page}")
        table.expect(stat.S_IMODE(os.stat(os.path.dirname(argument)).st_mode) == 0o700, "its folder is open")
        with open(f"/proc/{server.run.pid}/cmdline", "rb") as command:
            table.expect(server.token.encode() not in command.read(), "the token is in our command line")
        server.get()
        table.expect(wait_until(lambda: not os.listdir(temporary)), "the file stays when the page is there")
    os.remove(os.path.join(table.folder, "seen"))
    with Served(table, "a.txt", "--open", env=environment) as server:
        wait_until(lambda: exists(table, "seen"))
        server.end(signal.SIGINT)
    table.expect(not os.listdir(temporary), "the file stays after Ctrl-C")


def says_that_there_is_no_browser(table):
    with Served(table, "a.txt", "--open", env=browser(table, "exit 3\n")) as server:
        line = server.run.stderr.readline()
        table.expect("--open: xdg-open found no browser; open the address above" in line, f"said {line!r}")
        table.expect(server.get()[0] == 200, "the page is gone")


def writes_one_file(table):
    table.row("a.txt -o map.html", 0, 0, 2, r"quality   recall .*\npage      400 words: map\.html\n$")
    page = content(table, "map.html")
    for part in (b"<html", b"hogvec-about", b"hogvec-map-0", b"Content-Security-Policy"):
        table.expect(part in page, f"map.html has no {part}")
    table.expect(not re.search(rb"(?:src|href)=[\"']?(?:https?:|//)", page), "map.html loads something")
    table.row("a.txt b.txt -o both.html -q", 0, 0, 0)
    table.expect(b"hogvec-map-1" in content(table, "both.html"), "both.html has one model")
    table.write("huge.txt", "100001 2\n" + "".join(f"w{i} {i % 7} 1\n" for i in range(100_001)))
    table.row("huge.txt -o huge.html", USAGE, 0, 1, r"has 100,001 words, .* at most 100,000; give --top 100000")
    table.expect(not exists(table, "huge.html"), "huge.html")


def notes_a_map_that_it_cant_keep(table):
    """As root every folder can be written, so the name is one that is too long."""
    name = "x" * (255 - len(".txt")) + ".txt"
    table.write(name, content(table, "a.txt"))
    with Served(table, name) as server:
        server.wait_for("ready")
        line = server.run.stderr.readline()
        table.expect("the map is not kept: " in line, f"said {line!r}")


def stands_back(table):
    """The thread of the layout has a lower priority than those that answer."""
    with Served(table, "large.txt", "--no-cache", "--threads", "1") as server:
        server.wait_for("making")
        nice = set()
        for task in os.listdir(f"/proc/{server.run.pid}/task"):
            with contextlib.suppress(ProcessLookupError):  # it has ended
                nice.add(os.getpriority(os.PRIO_PROCESS, int(task)))
        table.expect(len(nice) == 2, f"nice values {nice}")


def main():
    hogvec, query, explore = paths(__doc__, 3)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with tempfile.TemporaryDirectory(prefix="hogvec-test-") as folder:
        table = Table(explore, folder)
        table.hogvec, table.query, table.explore = hogvec, query, explore
        write_files(table)
        for part in (command_lines, serves_its_user_alone, answers_as_the_program, keeps_maps,
                     replaces_maps_alone, compares, takes_odd_vectors, survives_its_file, ends_at_once,
                     opens_the_browser, says_that_there_is_no_browser, writes_one_file,
                     notes_a_map_that_it_cant_keep, stands_back):
            part(table)
        return table.finish()


if __name__ == "__main__":
    sys.exit(main())
