#!/usr/bin/env python3
"""Draws the page of hogvec-explore on some vectors, as a small PNG for a document.

usage: page_picture.py HOGVEC_EXPLORE VECTORS OUT.png [VIEW]
VIEW is the part of an address after the `#`; w=king if it is left out.
"""
import pathlib
import sys
import tempfile

import browser
import png
from bench import READY, Served
from map_checks import settle
from words_checks import CHOSEN

MOST_BYTES = 300_000
COLOURS = 96
WIDTH, HEIGHT = 1280, 760


def draw(program, vectors, view):
    """The bytes of a screenshot."""
    with tempfile.TemporaryDirectory() as name, browser.Browser(name) as chromium:
        with Served(program, ".", vectors) as server:
            page = chromium.page(WIDTH, HEIGHT, still=True)
            page.go(f"{server.address}#{view}")
            page.wait(READY, patience=600)
            if "w=" in view:
                page.wait(CHOSEN)
            page.run("document.querySelector('#legend').open = false")
            settle(page)
            return page.picture()


def main():
    if len(sys.argv) not in (4, 5):
        sys.exit(__doc__)
    program, vectors, out, *view = sys.argv[1:]
    screenshot = draw(str(pathlib.Path(program).resolve()), vectors, *(view or ["w=king"]))
    data = png.write_small(*png.read(screenshot), COLOURS)
    if len(data) > MOST_BYTES:
        sys.exit(f"the picture would have {len(data)} bytes, more than {MOST_BYTES}")
    pathlib.Path(out).write_bytes(data)
    print(f"{out}: {WIDTH} x {HEIGHT}, {len(data)} bytes")


if __name__ == "__main__":
    main()
