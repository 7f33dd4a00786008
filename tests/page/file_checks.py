"""The page as one file, without a server or a network."""
import subprocess

from bench import READY, shown, table_of
from map_checks import COLOURS_OF_A_MAP, drawn_colours, settle
from words_checks import CHOSEN, view


def check_file(bench):
    path = bench.folder / "map <&#%> file.html"
    subprocess.run([bench.explore, "a.txt", "b.txt", "--columns", "kinds.tsv", "-o", str(path), "--quiet"],
                   cwd=bench.folder, check=True)
    page = bench.browser.page()
    page.send("Network.emulateNetworkConditions", offline=True, latency=0,
              downloadThroughput=0, uploadThroughput=0)
    bench.pages.append(page)
    bench.ours.append(path.as_uri())
    page.go(path.as_uri() + "#w=king")
    page.wait(READY)
    page.wait(CHOSEN)
    answers = bench.ask("nn", "a.txt", "king", "-k", "30")["answers"]
    bench.equal([row[:2] for row in table_of(page, "#panel-near")],
                [[shown(one["word"]), f"{one['similarity']:.4f}"] for one in answers], "neighbours in the file")
    settle(page)
    bench.expect(drawn_colours(page) >= COLOURS_OF_A_MAP, "the map of the file is blank")
    ask(bench, page)
    bench.expect(page.requests, "not even the request of the file itself is seen")


def ask(bench, page):
    """Its vectors are rounded to bytes, so similarities differ a little."""
    address = page.run("location.href.split('#')[0]")
    page.go(address + "#" + view(tab="ask", ask="sum", q="king - man + woman"))
    page.wait("document.querySelector('#panel-ask tbody tr')")
    wanted = {one["word"]: one["similarity"] for one in
              bench.ask("arith", "a.txt", "king - man + woman", "-k", "30")["answers"]}
    seen = {row[0]: float(row[1]) for row in table_of(page, "#panel-ask")}
    common = seen.keys() & {shown(word) for word in wanted}
    bench.expect(len(common) >= 27, f"of 30 answers to a sum only {len(common)} are those of hogvec-query")
    bench.expect(all(abs(seen[word] - wanted.get(word, seen[word])) < 0.01 for word in common),
                 "similarities of the file differ by more than 0.01")
    page.go(address + "#s=list&sort=word&tab=compare&w=king")
    page.wait("document.querySelector('#stage-list tbody tr')")
    page.wait("document.querySelector('#panel-compare tbody tr')")


CHECKS = {"one file, without a network": (check_file, ())}
