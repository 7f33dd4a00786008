"""Questions, axes and comparisons: what the page says is what hogvec-query says."""
import csv
import io
import json

from bench import pressed, shown, table_of
from words_checks import view

ASK = "#panel-ask"


def rows_of(answers):
    return [[shown(one["word"]), f"{one['similarity']:.4f}"] for one in answers]


def asked(bench, kind, text):
    page = bench.open(view(tab="ask", ask=kind, q=text))
    page.wait(f"document.querySelector('{ASK} tbody tr, {ASK} .fault') || "
              f"document.querySelector('{ASK}').textContent.includes('does not belong with')")
    return page


def check_sum(bench):
    """By the form, as a reader does it."""
    page = bench.open("tab=ask")
    page.run(f"document.querySelector('{ASK} input').focus()")
    page.type("king - man + woman")
    page.key("Enter")
    page.wait(f"document.querySelector('{ASK} tbody tr')")
    wanted = bench.ask("arith", "a.txt", "king - man + woman", "-k", "30")["answers"]
    bench.equal([row[:2] for row in table_of(page, ASK)], rows_of(wanted), "king - man + woman")
    text = bench.saved(lambda: pressed(page, f"{ASK} [aria-label='Save this table as CSV']"), "*.csv").decode()
    bench.equal([row[0] for row in csv.reader(io.StringIO(text, newline=""))][1:],
                [one["word"] for one in wanted], "the answers as CSV")
    bench.expect("king - man + woman" in page.run("decodeURIComponent(location.hash)"), "the sum is not kept")


def check_others(bench):
    for kind, more in (("analogy", []), ("mul", ["--cosmul"])):
        page = asked(bench, kind, "man woman king")
        wanted = bench.ask("analogy", "a.txt", "man", "woman", "king", "-k", "30", *more)["answers"]
        bench.equal([row[:2] for row in table_of(page, ASK)], rows_of(wanted), kind)
    page = asked(bench, "between", "king city river")
    wanted = bench.ask("between", "a.txt", "king", "city", "river", "-k", "30")["answers"]
    bench.equal([row[:2] for row in table_of(page, ASK)], rows_of(wanted), "between")
    page = asked(bench, "odd", "king queen man river")
    odd = bench.ask("odd-one-out", "a.txt", "king", "queen", "man", "river")
    bench.expect(odd["answers"][0]["word"] if "answers" in odd else odd["odd"] in page.run(
        f"document.querySelector('{ASK}').textContent"), f"the odd one is not {odd}")


def check_matrix(bench):
    page = asked(bench, "matrix", "king queen __proto__ river")
    words = ["king", "queen", "__proto__", "river"]
    head = page.run(f"[...document.querySelectorAll('{ASK} thead th')].map(e => e.textContent)")
    bench.equal(head, words, "the head of the matrix")
    wanted = bench.ask("similarity", "a.txt", "king", "river")["similarity"]
    rows = table_of(page, ASK)
    bench.equal([rows[0][0], rows[0][1], rows[0][4], rows[3][1]],
                ["king", "1.00", f"{wanted:.2f}", f"{wanted:.2f}"], "similarities")
    text = bench.saved(lambda: pressed(page, f"{ASK} [aria-label='Save this table as JSON']"), "*.json")
    saved = json.loads(text)
    bench.equal(saved["words"], words, "the matrix as JSON")
    bench.expect(abs(saved["similarities"][0][3] - wanted) < 1e-5, "similarities as JSON")


def check_faults(bench):
    for kind, text in (("sum", "king - nosuchword"), ("sum", "king - - -"), ("analogy", "one two"),
                       ("matrix", "nosuchword king")):
        page = asked(bench, kind, text)
        fault = page.run(f"document.querySelector('{ASK} .fault')?.textContent")
        bench.expect(fault, f"no sentence on {kind} {text!r}")


def check_axes(bench):
    page = bench.open(view(s="axes", x="man:woman", y=":frequency", words="king queen river __proto__"))
    page.wait("document.querySelectorAll('#stage-axes tbody tr').length == 4")
    bench.equal([row[0] for row in table_of(page, "#stage-axes")], ["king", "queen", "river", "__proto__"],
                "words on the axes")
    save = "#stage-axes [aria-label='Save the picture as SVG']"
    svg = bench.saved(lambda: pressed(page, save), "*.svg")
    for text in ("king", "queen", "woman", "frequency"):
        bench.expect(text.encode() in svg, f"{text} is not in the picture of the axes")
    page = bench.open(view(s="axes", x="man:woman", y="city:river", top="200"), still=True)
    page.wait("document.querySelectorAll('#stage-axes tbody tr').length == 200")
    bench.expect("canvas" in page.run("document.querySelector('.scatter').innerHTML"), "no picture of axes")


def check_compare(bench):
    page = bench.open("tab=compare&w=king&k=10")
    page.wait("document.querySelectorAll('#panel-compare table').length == 2")
    rows = table_of(page, "#panel-compare > div:first-of-type")
    for column, name in ((1, "a.txt"), (2, "b.txt")):
        wanted = [shown(one["word"]) for one in bench.ask("nn", name, "king", "-k", "10")["answers"]]
        bench.equal([row[column].removeprefix("\u25cf ") for row in rows], wanted, f"neighbours in {name}")
    facts = page.run("document.querySelector('#panel-compare .facts').textContent")
    bench.expect("in common" in facts and "cosine" in facts, f"the models are compared so: {facts}")
    changed = page.run("document.querySelectorAll('#panel-compare > div:last-of-type tbody tr').length")
    bench.equal(changed, 100, "words that changed most")
    page.run("hogvecPage.set({m: '1'})")
    page.wait("document.querySelector('#model-name').textContent == 'b.txt' && hogvecPage.data.finished")


CHECKS = {"a sum of words": (check_sum, ()),
          "analogies, the odd one, words between": (check_others, ()),
          "a matrix of similarities": (check_matrix, ()),
          "questions that have no answer": (check_faults, ("status of 40",)),
          "axes": (check_axes, ()),
          "several models": (check_compare, ())}
