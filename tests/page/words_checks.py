"""The chosen word: neighbours, hostile words, the search box, the address."""
import csv
import io
import json
import urllib.parse

from bench import HOSTILE, LONG, READY, pressed, shown, table_of

NEAR = "#panel-near"
CHOSEN = "document.querySelector('#panel-near tbody tr') && !document.querySelector('#panel-near [aria-busy]')"


def view(**parts):
    return "&".join(f"{name}={urllib.parse.quote(str(value), safe='')}" for name, value in parts.items())


def check_neighbours(bench):
    page = bench.open("w=king")
    page.wait(CHOSEN)
    answers = bench.ask("nn", "a.txt", "king", "-k", "30")["answers"]
    wanted = [[shown(one["word"]), f"{one['similarity']:.4f}"] for one in answers]
    bench.equal([row[:2] for row in table_of(page, NEAR)], wanted, "neighbours of king")
    marks = [row[2] for row in table_of(page, NEAR)]
    bench.expect(all(mark.endswith(("near", "far")) for mark in marks), f"marks on the map: {marks}")
    text = page.run("document.querySelector('#panel-near .trust').textContent")
    bench.expect("of its ten nearest words" in text, f"no word on trust: {text}")
    check_files(bench, page, answers)
    page.run("document.querySelector('#panel-near select').value = '100';"
             "document.querySelector('#panel-near select').dispatchEvent(new Event('change'))")
    page.wait("document.querySelectorAll('#panel-near tbody tr').length == 100")


def check_files(bench, page, answers):
    """What is saved is what the table has, words as they are."""
    text = bench.saved(lambda: pressed(page, NEAR + " [aria-label='Save this table as CSV']"), "*.csv")
    rows = list(csv.DictReader(io.StringIO(text.decode(), newline="")))
    bench.equal([(row["word"], float(row["similarity"])) for row in rows],
                [(one["word"], one["similarity"]) for one in answers], "neighbours as CSV")
    text = bench.saved(lambda: pressed(page, NEAR + " [aria-label='Save this table as JSON']"), "*.json")
    bench.equal([(one["word"], one["similarity"]) for one in json.loads(text)],
                [(one["word"], one["similarity"]) for one in answers], "neighbours as JSON")


def wait_for_word(page, word):
    """Until its neighbours are there."""
    page.wait(f"document.querySelector('{NEAR} h2').textContent == {json.dumps(shown(word))} && {CHOSEN}")


def check_hostile_words(bench):
    page = bench.open("w=king&k=100&c=column:kind")
    page.wait(CHOSEN)
    words = [row[0] for row in table_of(page, NEAR)]
    for word in HOSTILE:
        bench.expect(shown(word) in words, f"among the neighbours of king there is no {shown(word)!r}")
    bench.expect(page.run("!document.querySelector('#legend').hidden"), "no legend")
    page.run(f"[...document.querySelectorAll('{NEAR} tbody button.word')].find("
             f"one => one.textContent == {json.dumps(shown(LONG))}).click()")
    wait_for_word(page, LONG)
    words = [word for word in HOSTILE if word != LONG]  # the head of a request is shorter than that
    for word, answers in zip(words, bench.ask_each(words), strict=True):
        page.go(bench.server.address + "#" + view(w=word))
        wait_for_word(page, word)
        bench.equal(table_of(page, NEAR)[0][0], shown(answers[0]["word"]), f"the word nearest to {shown(word)!r}")
    elements = page.run("document.querySelectorAll('img, iframe, object, embed, form[action], [onerror]').length")
    bench.equal(elements, 0, "elements that words have made")
    bench.equal(page.run("document.querySelectorAll('script').length"), 1, "scripts in the page")
    svg = page.run("hogvecPage.stage.map.picture().toSvg()")
    bench.expect("<script" not in svg and "<img" not in svg, "words are markup in the SVG")
    page.go(bench.server.address + "#" + view(s="list", sort="word"))
    page.wait("document.querySelector('#stage-list tbody tr')")
    page.go(bench.server.address + "#" + view(s="axes", x="man:woman", y="a&b=c#d:__proto__",
                                              words=" ".join([*list(HOSTILE)[:-1], "king"])))
    page.wait("document.querySelectorAll('#stage-axes tbody tr').length > 5")


def search(page, text):
    page.run("""(input => { input.value = ''; input.dispatchEvent(new Event('input')); input.focus(); })(
        document.querySelector('#search-input'))""")
    page.type(text)
    page.wait("document.querySelector('#search-input').ariaExpanded == 'true'")
    return page.run("[...document.querySelectorAll('#search-list [role=option] bdi')].map(e => e.textContent)")


def check_search(bench):
    page = bench.open()
    found = search(page, "kin")
    bench.expect(found and all(word.startswith("kin") for word in found), f"'kin' is completed to {found}")
    bench.expect(page.run("document.querySelector('#live').textContent.includes('begin so')"), "nothing is said")
    bench.expect("king" in search(page, "kingg"), "'kingg' does not lead to king")
    for start, word in (("__pr", "__proto__"), ("<im", "<img/src=x/onerror=alert(1)>"), ("&", "&#"), ("%", "%00"),
                        ("\u6771", "\u6771\u4eac"), ("llllll", LONG)):
        bench.expect(shown(word) in search(page, start), f"{start!r} is not completed to {shown(word)!r}")
    search(page, "queen")
    page.key("ArrowDown")
    page.key("Enter")
    page.wait("document.querySelector('#panel-near h2').textContent == 'queen'")
    page.wait(CHOSEN)
    bench.equal(page.run("hogvecPage.id"), page.run("hogvecPage.words.find('queen')"), "the id of queen")


STATE = """JSON.stringify([document.querySelector('#panel-near h2')?.textContent,
    document.querySelector('#map-tools select').value, document.querySelector('#map-tools output').textContent,
    document.querySelector('#panel-tabs [aria-selected=true]').textContent,
    document.querySelector('#panel-ask input').value,
    Object.values(hogvecPage.stage.map.view).map(n => n.toFixed(3))])"""


def check_address(bench):
    """What was done is in the address, and comes back from it."""
    page = bench.open("w=king")
    page.wait(CHOSEN)
    page.run("hogvecPage.choose('a&b=c#d')")
    wait_for_word(page, "a&b=c#d")
    page.run("hogvecPage.set({c: 'hubs', n: '500', tab: 'ask', ask: 'sum', q: 'king - man + woman'})")
    page.run("hogvecPage.stage.map.setView({x: 0.25, y: -0.125, zoom: 5})")
    page.wait("document.querySelector('#panel-ask tbody tr') && location.hash.includes('v=0.25,-0.125,5')")
    address = page.run("location.hash")
    bench.expect(bench.server.token not in address, f"the address holds the token: {address}")
    bench.expect("w=a%26b%3Dc%23d" in address, f"the word is not in the address {address}")
    state = page.run(STATE)
    again = bench.open(address[1:])
    again.wait("document.querySelector('#panel-ask tbody tr')")
    again.wait(CHOSEN)
    bench.equal(again.run(STATE), state, "the state that comes back from the address")
    for broken in ("w=%E0%A4%A&m=99&v=NaN,1,0&tab=__proto__&s=constructor", "v=1e99,1e99,1e99&k=-1&n=-5",
                   "c=column:none&from=1e9&s=list&=&=&&"):
        page.go("about:blank")
        page.go(bench.server.address + "#" + broken)
        page.wait(READY)
        page.run("location.hash = '#w=king'")
        wait_for_word(page, "king")


def check_back(bench):
    page = bench.open("w=king")
    page.wait(CHOSEN)
    page.run("hogvecPage.choose('queen')")
    page.wait("document.querySelector('#panel-near h2').textContent == 'queen'")
    page.run("history.back()")
    page.wait("document.querySelector('#panel-near h2').textContent == 'king'")


CHECKS = {"neighbours are those of hogvec-query": (check_neighbours, ()),
          "hostile words do no harm": (check_hostile_words, ()),
          "search completes and corrects": (check_search, ()),
          "the address holds the view": (check_address, ("status of 400",)),
          "the key for back": (check_back, ())}
