"""Pictures of the page to be looked at, if a folder for them is named."""
import os
import pathlib

from map_checks import go_to, settle

VIEWS = {"near": "w=king", "list": "s=list&w=king", "axes": "s=axes&x=man:woman&y=city:river",
         "sum": "tab=ask&q=king - man %2B woman", "matrix": "tab=ask&ask=matrix&q=king queen man river",
         "compare": "tab=compare&w=king", "unknown": "w=kingg", "trust": "c=trust", "few": "c=frequency&n=500"}


def draw(bench, folder, width, dark):
    name = f"{width}-{'dark' if dark else 'light'}"
    for title, view in VIEWS.items():
        page = bench.open(view, width=width, dark=dark, still=True)
        page.run("new Promise(done => setTimeout(done, 500))")
        settle(page)
        (folder / f"{title}-{name}.png").write_bytes(page.picture())
    for zoom in (1, 4, 16):
        go_to(page, 0.1, 0.1, zoom)
        (folder / f"zoom{zoom}-{name}.png").write_bytes(page.picture())


def check_pictures(bench):
    folder = os.environ.get("HOGVEC_PAGE_PICTURES")
    if not folder:
        return
    pathlib.Path(folder).mkdir(parents=True, exist_ok=True)
    for width in (1600, 400):
        for dark in (False, True):
            draw(bench, pathlib.Path(folder), width, dark)
    print(f"         pictures are in {folder}")


CHECKS = {"pictures to be looked at": (check_pictures, ("status of 404",))}
