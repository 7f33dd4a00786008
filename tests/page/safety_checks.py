"""What the page may do: nothing but ask its own program. And that a test would see it if it did more."""
import http.server
import threading
import time

import browser

MOST_BYTES = 120_000  # of script and style
LOADED = """performance.getEntriesByType('resource').filter(one => /\\.(js|css)$/.test(one.name))
    .map(one => one.decodedBodySize)"""


class Listener(http.server.BaseHTTPRequestHandler):
    """Remembers what it is asked for."""
    asked = []

    def do_GET(self):  # the name is http.server's
        Listener.asked.append(self.path)
        self.send_response(404)
        self.end_headers()

    def log_message(self, *_):
        pass


def check_that_it_would_be_seen(bench):
    """The policy stops what hostile words might try; where there is none, the test sees it."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/"
    page = bench.open()
    page.run(f"document.body.append(Object.assign(new Image(), {{src: '{address}image'}}))")
    page.run(f"fetch('{address}fetch').catch(() => 0)")
    page.run("""(() => { const s = document.createElement('script');
        try { s.text = 'globalThis.done = 1'; document.body.append(s); } catch {} })()""")
    page.run("(() => { try { document.body.innerHTML += '<b onclick=1>'; } catch {} })()")
    page.run("document.querySelector('h1').setAttribute('style', 'top:0')")
    end = time.monotonic() + browser.PATIENCE
    while len(page.forbidden) < 5 and time.monotonic() < end:
        bench.browser.listen(0.02)
    bench.expect(len(page.forbidden) >= 5, f"of five wrongs only these were seen: {page.forbidden}")
    bench.expect(not page.run("globalThis.done"), "a script that was put into the page ran")
    bench.expect(not Listener.asked, f"the page got through to {Listener.asked}")
    page.close()
    bench.pages.remove(page)
    check_a_bad_page(bench, address)
    server.shutdown()


def check_a_bad_page(bench, address):
    (bench.folder / "bad.html").write_text(
        f"<img src='{address}seen'><script>console.error('no'); nothing()</script>", "ascii")
    page = bench.browser.page()
    page.go((bench.folder / "bad.html").as_uri())
    page.wait("document.images[0]?.complete")
    bench.expect(address + "seen" in page.requests and "/seen" in Listener.asked, "a request would not be seen")
    bench.expect(page.console and page.exceptions, "an error would not be seen")
    page.close()


def check_size(bench):
    page = bench.open("s=list&tab=compare&w=king")
    sizes = page.run(LOADED)
    print(f"         {sum(sizes):,} bytes of script and style in {len(sizes)} files (at most {MOST_BYTES:,})")
    bench.expect(len(sizes) > 5 and sum(sizes) <= MOST_BYTES, f"{sum(sizes):,} bytes of script and style")


CHECKS = {"what must not be would be seen": (check_that_it_would_be_seen, ()),
          "script and style are small": (check_size, ())}
