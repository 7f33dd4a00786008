"""When something is missing: WebGL2, its context, the program, a finished map. Never a blank page."""
import browser
from bench import READY, table_of, write_many
from map_checks import COLOURS_OF_A_MAP, drawn_colours, settle
from words_checks import CHOSEN, search

LISTED = "document.querySelectorAll('#stage-list tbody tr').length >= 100"
WARNED = "document.querySelector('#warnings').textContent"


def check_first_picture(bench):
    """The first picture is there at once; the finished map takes its place."""
    write_many(bench.folder / "many.txt", 8_000, 16)
    with bench.serve("many.txt", "--no-cache", "--threads", "1") as server:
        page = bench.open(address=server.address, wait="globalThis.hogvecPage?.data")
        finished = page.run("hogvecPage.data.finished")
        bench.expect(not finished, "no first picture: the map was finished before the page")
        page.run("globalThis.unchanged = true")
        bench.expect(page.run("!document.querySelector('#progress').hidden || hogvecPage.data.finished"),
                     "nothing says that the map is in the making")
        count = drawn_colours(page)
        bench.expect(count > 20, f"the first picture has {count} colours")
        page.run("hogvecPage.choose('w7')")
        page.wait(CHOSEN)
        page.wait(READY)
        bench.expect(page.run("globalThis.unchanged"), "the page was loaded anew")
        figures = page.run("document.querySelectorAll('#quality strong').length")
        bench.equal(figures, 3, "figures of the map")
        settle(page)
        bench.expect(drawn_colours(page) >= COLOURS_OF_A_MAP, "the finished map is blank")
        page.wait("/near|far/.test(document.querySelector('#panel-near tbody tr').textContent)")


def check_without_webgl(bench):
    with browser.Browser(bench.folder / "plain", *browser.WITHOUT_WEBGL) as plain:
        page = plain.page()
        page.go(bench.server.address)
        page.wait(LISTED)
        bench.expect("WebGL2" in page.run(WARNED), f"nothing says that there is no WebGL2: {page.run(WARNED)}")
        page.run("document.querySelector('#tab-map').click()")
        page.wait("hogvecPage.data?.finished")
        settle(page)
        count = drawn_colours(page)
        bench.expect(count >= COLOURS_OF_A_MAP, f"without WebGL2 the map has {count} colours")
        bench.expect(len(settle(page)) > 5, "without WebGL2 there are no labels")
        page.run("hogvecPage.choose('king')")
        page.wait(CHOSEN)
        bench.equal(page.exceptions, [], "exceptions without WebGL2")


def check_lost_context(bench):
    page = bench.open(still=True)
    page.run("""globalThis.lose = [...document.querySelectorAll('#map-host canvas')]
        .map(canvas => canvas.getContext('webgl2')).find(Boolean).getExtension('WEBGL_lose_context'); lose.loseContext()""")
    page.wait(f"{WARNED}.includes('WebGL2')")
    settle(page)
    bench.expect(drawn_colours(page) >= COLOURS_OF_A_MAP, "with its context lost the map is blank")
    page.run("hogvecPage.set({s: 'list'})")
    page.wait(LISTED)
    page.run("hogvecPage.set({s: 'map'}); lose.restoreContext()")
    page.wait(f"!{WARNED}.includes('WebGL2')")
    settle(page)
    bench.expect(drawn_colours(page) >= COLOURS_OF_A_MAP, "the map is blank after its context is back")


def check_server_gone(bench):
    with bench.serve("a.txt") as server:
        page = bench.open(address=server.address)
        settle(page)
        server.end()
        page.run("hogvecPage.choose('king')")
        page.wait(f"{WARNED}.includes('start hogvec-explore again')")
        bench.expect(drawn_colours(page) >= COLOURS_OF_A_MAP, "the map is blank without the program")
        page.run("document.querySelector('#tab-list').click()")
        page.wait(LISTED)
        bench.expect(table_of(page, "#stage-list")[0][0] == "the", "the list does not begin with 'the'")
        bench.expect("king" in search(page, "kin"), "the search box does not work without the program")


CHECKS = {"the first picture, then the map": (check_first_picture, ()),
          "no WebGL2": (check_without_webgl, ()),
          "a lost context": (check_lost_context, ("CONTEXT_LOST", "context lost")),
          "the program has gone": (check_server_gone, ("ERR_CONNECTION",))}
