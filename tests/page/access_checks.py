"""Without sight or mouse: keys alone, axe-core's rules, less motion, a phone's width."""
import os
import pathlib

from words_checks import CHOSEN

HERE = pathlib.Path(__file__).resolve().parent
# Where tools/page_packages.sh puts it.
PACKAGES = HERE.parent.parent / "build" / "page_packages" / "node_modules"
AXE = pathlib.Path(os.environ.get("HOGVEC_AXE", PACKAGES / "axe-core" / "axe.min.js"))
VIEWS = ("w=king&k=10", "s=list&w=king&k=10", "s=axes&x=man:woman&y=city:river", 
         "tab=ask&q=king - man %2B woman&k=10",
         "tab=ask&ask=matrix&q=king queen river", "tab=compare&w=king&k=10", "w=nosuchword")


def tab_to(page, condition, most=80, back=False):
    """Presses Tab until a condition holds; false if it never does."""
    for _ in range(most):
        if page.run(condition):
            return page.run("document.activeElement.matches(':focus-visible')")
        page.key("Tab", modifiers=8 if back else 0)
    return False


def is_in(selector):
    return f"document.activeElement.matches({selector!r})"


def walk_to_word(bench, page):
    bench.expect(tab_to(page, is_in("#skip-list")), "the first Tab does not lead to the link past the head")
    bench.expect(tab_to(page, is_in("#search-input")), "no way to the search box")
    page.type("quee")
    page.wait("document.querySelector('#search-list [role=option]')")
    page.key("ArrowDown")
    bench.expect(page.run("document.querySelector('#search-input').getAttribute('aria-activedescendant')"),
                 "the option that a key leads to is not given to screen readers")
    page.key("Enter")
    page.wait(f"document.querySelector('#panel-near h2').textContent.startsWith('quee') && {CHOSEN}")
    said = page.run("document.querySelector('#live').textContent")
    bench.expect("neighbours" in said, f"said after a choice: {said!r}")


def walk_the_map(bench, page, home):
    bench.expect(tab_to(page, is_in("#map-host")), "no way to the map")
    before = page.run("hogvecPage.stage.map.view")
    for key in ("+", "ArrowRight", "ArrowUp"):
        page.key(key)
    page.wait(f"hogvecPage.stage.map.view.x > {before['x']} && hogvecPage.stage.map.view.y > {before['y']} && "
              f"hogvecPage.stage.map.view.zoom > {before['zoom']}")
    first = page.run("document.querySelector('#panel-near tbody th').textContent")
    page.key("n")
    page.wait(f"document.querySelector('#panel-near h2').textContent == '{first}' && {CHOSEN}")
    page.key("Escape")
    page.wait("hogvecPage.view.w == ''")
    page.key("0")
    page.wait(f"hogvecPage.stage.map.view.zoom == {home['zoom']}")


def walk_the_list(bench, page):
    bench.expect(tab_to(page, is_in("#stage-tabs [aria-selected=true]"), back=True), "no way to the tabs")
    page.key("End")
    page.wait("document.querySelector('#stage-list tbody tr')")
    page.key("ArrowLeft")
    page.wait("!document.querySelector('#stage-axes').hidden")
    page.key("ArrowRight")
    bench.expect(tab_to(page, "document.activeElement.textContent == 'Word'"), "no way to the heads of the list")
    page.key("Enter")
    page.wait("hogvecPage.view.sort == 'word'")
    bench.expect(page.run("document.activeElement.textContent == 'Word'"), "sorting loses the focus")
    bench.expect(tab_to(page, is_in("#stage-list tbody button.word")), "no way to the words of the list")
    word = page.run("document.activeElement.textContent")
    page.key("Enter")
    page.call("async word => { while (document.querySelector('#panel-near h2').textContent != word) "
              "await new Promise(done => setTimeout(done, 20)); }", word)


def walk_the_panel(bench, page):
    bench.expect(tab_to(page, is_in("#panel-tabs [aria-selected=true]"), 800), "no way to the panel's tabs")
    page.key("ArrowRight")
    bench.expect(tab_to(page, is_in("#panel-ask input")), "no way to the questions")
    page.type("king - man")
    page.key("Enter")
    page.wait("document.querySelector('#panel-ask tbody tr')")
    bench.expect(tab_to(page, is_in("#panel-ask [aria-label='Save this table as CSV']"), 120), "no way to saving")
    page.run("history.back()")
    page.wait("hogvecPage.view.q == ''")


def check_keys(bench):
    """A walk without a mouse: search, choose, map, tabs, list, questions, back."""
    page = bench.open(still=True)
    home = page.run("hogvecPage.stage.map.view")
    walk_to_word(bench, page)
    walk_the_map(bench, page, home)
    walk_the_list(bench, page)
    walk_the_panel(bench, page)
    page = bench.open("w=king")
    page.key("Tab")
    page.key("Enter")
    page.wait("document.activeElement.id == 'all-words' && !document.querySelector('#stage-list').hidden")


# Which rules depend on what is seen; the others need be asked only once for each view.
BY_LOOK = ["color-contrast", "scrollable-region-focusable", "target-size"]
FAULTS = """only => axe.run(document,
    {resultTypes: ['violations'], preload: false, ...only && {runOnly: only}}).then(found => found.violations.map(
    ({id, nodes}) => `${id}: ${nodes[0].html.slice(0, 200)} ${nodes[0].failureSummary.slice(0, 300)}`))"""


def check_axe(bench):
    if not AXE.exists():
        print("         skipped: axe-core is not installed; tools/page_packages.sh does")
        return
    source = AXE.read_text(encoding="utf-8")
    page = bench.open(still=True)
    page.run(source + "\n;0")
    for view in VIEWS:
        page.run(f"location.hash = {'#' + view!r}")
        page.wait("(document.querySelector('#panel-near h2:not(.unseen)') || hogvecPage.view.w == '') && "
                  "!document.querySelector('[aria-busy]') && !document.body.textContent.includes('Comparing')")
        page.run("document.querySelectorAll('tbody tr:nth-child(n+13)').forEach(row => row.remove())")  # are alike
        for width in (1600, 400):
            for dark in (False, True):
                only = BY_LOOK if dark else None
                page.look(width, 900, dark, still=True)
                page.run("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
                where = f"{view} at {width}, {'dark' if dark else 'light'}"
                for fault in page.call(FAULTS, only):
                    bench.expect(False, f"{where}: {fault}")
                wide = page.run("document.documentElement.scrollWidth - innerWidth")
                bench.expect(wide <= 0, f"{where}: {wide} pixels too wide")
    page.run("document.body.append(document.createElement('button'))")
    bench.expect(page.call(FAULTS, None), "a button without a name would not be found")


def check_motion(bench):
    """With less motion the map jumps; else it moves."""
    for still in (True, False):
        page = bench.open(still=still)
        there = page.run("""(() => { const {map} = hogvecPage.stage, {xy} = hogvecPage.data; map.showWord(60);
            return Math.hypot(map.view.x - xy[120], map.view.y - xy[121]) < 0.01; })()""")
        bench.equal(there, still, f"the map jumps, less motion being {'' if still else 'not '}wanted")
        page.wait("Math.abs(hogvecPage.stage.map.view.x - hogvecPage.data.xy[120]) < 0.01")


def set_theme(page, theme):
    page.call("""theme => { const s = document.querySelector('#theme select');
        s.value = theme; s.dispatchEvent(new Event('change')); }""", theme)


def check_theme(bench):
    page = bench.open()
    light = page.run("getComputedStyle(document.body).backgroundColor")
    set_theme(page, "dark")
    dark = page.run("getComputedStyle(document.body).backgroundColor")
    bench.expect(light != dark, "the theme does not change")
    page.go("about:blank")
    page.go(bench.server.address)
    page.wait("document.querySelector('#theme select')?.value == 'dark'")
    set_theme(page, "")


CHECKS = {"keys alone": (check_keys, ()),
          "axe-core finds nothing": (check_axe, ("status of 404",)),
          "less motion": (check_motion, ()),
          "dark and light by hand": (check_theme, ())}
