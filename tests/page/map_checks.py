"""The map: points, labels, colours, mouse and touch, pictures of it."""
import json
import xml.etree.ElementTree

import png
from bench import pressed
from words_checks import CHOSEN

MAP = "#map-host"
LABELS = "hogvecPage.stage.map.labelsShown()"
SMALL = {"width": 1000, "height": 640}
COLOURS_OF_A_MAP = 100  # at least; a blank one has one


# Longer than the map waits after a movement, and two frames: one that it has asked for is among them.
PAUSE = """new Promise(done => setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(done)), 220))
    .then(() => hogvecPage.stage.map.times().frames)"""


def settle(page):
    """The labels, once the map draws no more frames: while labels are still chosen, it does."""
    before, now = -1, page.run(PAUSE)
    while now != before:
        before, now = now, page.run(PAUSE)
    return page.run(LABELS)


def drawn_colours(page):
    """How many colours the map has, without the legend that lies on it."""
    page.run("document.querySelector('#legend').style.visibility = 'hidden'")
    return len(png.colours(png.read(page.picture(MAP))[2]))


def go_to(page, x, y, zoom):
    page.call("v => hogvecPage.stage.map.setView(v)", {"x": x, "y": y, "zoom": zoom})
    return settle(page)


def check_drawn(bench):
    for dark in (False, True):
        page = bench.open(dark=dark, **SMALL)
        settle(page)
        count = drawn_colours(page)
        bench.expect(count >= COLOURS_OF_A_MAP, f"the map has {count} colours: it is blank")
    page.run("hogvecPage.stage.map.setFrequencyLimit(0)")
    settle(page)
    bench.expect(drawn_colours(page) < 5, "a map without words would not be seen to be blank")


def overlap(a, b):
    """Whether two boxes, given by their upper left corners, have more than a pixel's edge in common."""
    return (min(a["x"] + a["width"], b["x"] + b["width"]) - max(a["x"], b["x"]) > 0.5 and
            min(a["y"] + a["height"], b["y"] + b["height"]) - max(a["y"], b["y"]) > 0.5)


def expect_apart(bench, page, labels, where):
    pairs = [(page.run(f"hogvecPage.words.word({a['id']})"), page.run(f"hogvecPage.words.word({b['id']})"))
             for i, a in enumerate(labels) for b in labels[:i] if overlap(a, b)]
    bench.expect(not pairs, f"labels overlap {where}: {pairs[:5]}")
    bench.expect(len(labels) > 5, f"only {len(labels)} labels {where}")


def inside(page, ids, margin=130):
    """Those words whose points are in sight, and not at the edge."""
    return set(page.call("""(ids, margin) => {
      const {view: {x, y, zoom}, host} = hogvecPage.stage.map, {xy} = hogvecPage.data;
      const half = Math.min(host.clientWidth, host.clientHeight) * 0.94 / 2 * zoom;
      return ids.filter(id => Math.abs(xy[2 * id] - x) * half < host.clientWidth / 2 - margin &&
                              Math.abs(xy[2 * id + 1] - y) * half < host.clientHeight / 2 - margin);
    }""", ids, margin))


def check_labels(bench):
    """They are apart, and stay when one comes closer."""
    page = bench.open(still=True)
    x, y = page.run("[...hogvecPage.data.xy.subarray(2 * 40, 2 * 40 + 2)]")
    before = []
    for zoom in (1, 1.5, 2.2, 4, 9, 30):
        labels = go_to(page, x, y, zoom)
        expect_apart(bench, page, labels, f"at zoom {zoom}")
        now = {one["id"] for one in labels}
        gone = inside(page, before) - now
        bench.expect(not gone, f"labels {sorted(gone)} disappear when zooming in to {zoom}")
        before = sorted(now)
    bench.expect(go_to(page, x, y, 4) == go_to(page, x, y, 4), "the same view has other labels")
    page.run("hogvecPage.choose('king')")
    page.wait(CHOSEN)
    labels = settle(page)
    expect_apart(bench, page, labels, "round a chosen word")
    names = {page.run(f"hogvecPage.words.word({one['id']})") for one in labels}
    bench.expect("king" in names and len(names & {row["word"] for row in bench.ask(
        "nn", "a.txt", "king", "-k", "10")["answers"]}) > 2, f"king and its neighbours have no labels: {names}")
    label = page.run("document.querySelector('#map-host').getAttribute('aria-label')")
    bench.expect("king" in label, f"the map is described as {label!r}")
    page.look(400, 800, still=True)
    expect_apart(bench, page, settle(page), "round a chosen word on a phone")


def check_colours(bench):
    page = bench.open(still=True, **SMALL)
    pictures = {}
    for mode in ("cluster", "frequency", "hubs", "trust", "column:kind"):
        page.run(f"hogvecPage.set({{c: {json.dumps(mode)}}})")
        page.wait(f"hogvecPage.stage.coloured.startsWith({json.dumps(mode.split(':')[0])})")
        settle(page)
        legend = page.run("[...document.querySelectorAll('#legend li')].map(e => e.textContent)")
        bench.expect(len(legend) >= 2, f"the legend of {mode} is {legend}")
        if mode == "column:kind":
            bench.expect({"short", "long"} <= set(legend), f"the legend of a column of one's own is {legend}")
        pictures[page.picture(MAP)] = mode
    bench.equal(len(pictures), 5, "different pictures of the five kinds of colours")


def check_frequency(bench):
    page = bench.open(still=True, **SMALL)
    page.run("""(slider => { slider.value = '10'; slider.dispatchEvent(new Event('input')); })(
        document.querySelector('#map-tools input[type=range]'))""")
    page.wait("hogvecPage.view.n !== ''")
    most = int(page.run("hogvecPage.view.n"))
    bench.expect(50 < most < 1000, f"the slider gives {most} words")
    bench.expect(all(one["id"] < most for one in settle(page)), "rare words have labels")
    bench.expect(f"n={most}" in page.run("location.hash"), "the number of words is not in the address")


def check_mouse(bench):
    page = bench.open(still=True)
    left, top, width, height = page.box(MAP)
    x, y = left + width / 2, top + height / 2
    start = page.run("hogvecPage.stage.map.view")
    page.mouse("mousePressed", x, y, button="left", clickCount=1)
    for step in range(1, 6):
        page.mouse("mouseMoved", x + 20 * step, y + 10 * step, button="left", buttons=1)
    page.mouse("mouseReleased", x + 100, y + 50, button="left", clickCount=1)
    moved = page.run("hogvecPage.stage.map.view")
    bench.expect(moved["x"] < start["x"] and moved["y"] != start["y"], f"dragging goes from {start} to {moved}")
    bench.equal(page.run("hogvecPage.view.w"), "", "the word chosen by dragging")
    page.mouse("mouseWheel", x, y, deltaX=0, deltaY=-240)
    page.wait(f"hogvecPage.stage.map.view.zoom > {moved['zoom'] * 1.1}")
    settle(page)
    word = page.run("hogvecPage.words.word(40)")
    page.run("hogvecPage.stage.map.showWord(40)")
    settle(page)
    page.click(x, y)
    page.wait(f"document.querySelector('#panel-near h2').textContent == {json.dumps(word)}")
    page.send("Emulation.setTouchEmulationEnabled", enabled=True, maxTouchPoints=2)
    zoom = page.run("hogvecPage.stage.map.view.zoom")
    for kind, apart in (("touchStart", 40), ("touchMove", 60), ("touchMove", 100), ("touchMove", 160)):
        page.send("Input.dispatchTouchEvent", type=kind, touchPoints=[
            {"x": x - apart, "y": y, "id": 0}, {"x": x + apart, "y": y, "id": 1}])
    page.send("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])
    page.wait(f"hogvecPage.stage.map.view.zoom > {zoom * 1.5}")


def check_pictures(bench):
    page = bench.open("w=king", **SMALL)
    page.wait(CHOSEN)
    settle(page)
    data = bench.saved(lambda: pressed(page, "#map-tools [aria-label='Save the picture as PNG']"), "*.png")
    width, height, rows = png.read(data)
    bench.expect(width > 300 and height > 200 and len(png.colours(rows)) > COLOURS_OF_A_MAP, "the PNG is blank")
    data = bench.saved(lambda: pressed(page, "#map-tools [aria-label='Save the picture as SVG']"), "*.svg")
    texts = {one.text for one in xml.etree.ElementTree.fromstring(data).iter("{http://www.w3.org/2000/svg}text")}
    bench.expect("king" in texts and len(texts) > 10, f"the SVG has the texts {texts}")
    bench.expect(data.count(b"<circle") + data.count(b"<path") + data.count(b"<use") > 0, "the SVG has no points")


CHECKS = {"the map is not blank": (check_drawn, ()),
          "labels never overlap, and stay": (check_labels, ()),
          "colours": (check_colours, ()),
          "the slider for frequency": (check_frequency, ()),
          "mouse and touch": (check_mouse, ()),
          "pictures are saved": (check_pictures, ())}
