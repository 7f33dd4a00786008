"""Starts hogvec-explore and asks it over HTTP, as its page does."""

import contextlib
import http.client
import json
import pathlib
import re
import signal
import struct
import subprocess
import threading
import time

import runs

ADDRESS = re.compile(rb"http://127\.0\.0\.1:(\d+)/([^/\s]+)/")
POLLED_EVERY = 0.02  # seconds
MOST_TO_STOP = 30  # seconds, after which it is killed
HEAD_OF_MAP = struct.Struct("<4s4I")  # then three zeros; see src/explore/README.md


class Explored:
    """A running hogvec-explore. Seconds are since its start."""

    def __init__(self, program, vectors, threads, log):
        self.log = log
        self.started = time.perf_counter()
        with log.open("wb") as errors:
            self.process = subprocess.Popen(
                [program, vectors, "--port", "0", "--threads", str(threads)],
                stdout=subprocess.PIPE, stderr=errors)
        try:
            self.port, self.token = self._address()
        except BaseException:
            self.kill()
            raise
        self.address_seconds = self.seconds()
        threading.Thread(target=self._drain, daemon=True).start()
        self.link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=600)

    def _address(self):
        for line in self.process.stdout:
            if found := ADDRESS.search(line):
                return int(found[1]), found[2].decode()
        self.process.wait()
        raise runs.BenchError(f"it ended without an address:\n{self.log.read_text()}")

    def _drain(self):
        """Reads what it prints later, so that it never waits for a reader."""
        with contextlib.suppress(ValueError, OSError):
            while self.process.stdout.read(4096):
                pass

    def seconds(self):
        return time.perf_counter() - self.started

    def get(self, target, allowed=(200,)):
        """The status and body."""
        self.link.request("GET", f"/{self.token}/{target}")
        reply = self.link.getresponse()
        body = reply.read()
        if reply.status not in allowed:
            raise runs.BenchError(f"status {reply.status} for {target}: {body[:200]!r}")
        return reply.status, body

    def ask(self, target):
        return json.loads(self.get(target)[1])

    def wait_for_picture(self):
        """Until the words and a map of places that differ have arrived, as a page needs them. Returns
        the seconds, and the bytes of both."""
        while True:
            status, picture = self.get("api/map", allowed=(200, 503))
            if status == 200 and has_places(picture):
                words = self.get("api/words")[1]
                return self.seconds(), len(picture) + len(words)
            time.sleep(POLLED_EVERY)

    def wait_for_map(self):
        """Until the finished map has arrived; returns the seconds, and its quality."""
        while True:
            about = self.ask("api/about")["models"][0]["map"]
            if about["state"] == "failed":
                raise runs.BenchError(f"the layout failed: {about.get('fault')}")
            if about["state"] == "ready":
                self.get("api/map")
                return self.seconds(), about["quality"]
            time.sleep(POLLED_EVERY if self.seconds() < 5 else 0.5)

    def peak_bytes(self):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmHWM:\s+(\d+) kB", status)[1]) * 1024

    def stop(self):
        """As Ctrl-C does; returns the seconds it takes."""
        self.link.close()
        begun = time.perf_counter()
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(MOST_TO_STOP)
        except subprocess.TimeoutExpired:
            raise runs.BenchError(f"it didn't end within {MOST_TO_STOP} s of an interrupt") from None
        return time.perf_counter() - begun

    def kill(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()


@contextlib.contextmanager
def explored(*arguments):
    running = Explored(*arguments)
    try:
        yield running
    finally:
        running.kill()


def has_places(picture):
    """Whether it is a map, not all of whose points are the same."""
    magic, words, *_ = HEAD_OF_MAP.unpack_from(picture)
    if magic != b"HVM1":
        raise runs.BenchError(f"api/map starts with {magic!r}, not HVM1")
    points = picture[32:32 + 8 * words]
    return len(points) < 16 or points != points[:8] * words
