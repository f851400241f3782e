"""Every page of the office that people ask for all day, in a network of 2,500 members and 50,000 activities."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

from bench.measure import Result, at_most
from bench.office.line import browser, opened
from bench.office.serving import Server, served

COLD = 400
"""Kilobytes of a form, of which nothing is kept, with all that it loads, as they are sent."""
FIRST = 5
"""Seconds on a slow line until a form can be used."""
FORMS = {
    "Log": ("Log", "#log-title"),
    "form of a new activity": ("full form of an activity", "[name=slug], [name^=title]"),
}
"""The forms that are opened cold: the page, what the row calls it, and what somebody types into."""
OPENINGS = 3


def measure(folder: Path, *, busy: bool = False) -> Iterator[Result]:
    """Yield the figures; the database is a new one in `folder`, whatever the environment names.

    On a machine that is `busy` with other things, pages are held to their limits by the time of a processor.
    """
    (folder / "office").mkdir()
    own = {
        "RAPPORTEUR_VAR": str(folder / "office"),
        "RAPPORTEUR_DATABASE": f"sqlite:///{folder}/office.sqlite3",
        "RAPPORTEUR_SECOND_FACTOR": "none",
    }
    environment = {**os.environ, **own}
    told = folder / "office.json"
    subprocess.run([sys.executable, "-m", "bench.office.network", str(told)], check=True, env=environment)
    office = json.loads(told.read_text(encoding="utf-8"))
    with served(environment) as server:
        for page in office["pages"]:
            yield _asked(server, page, office["cookies"][page["role"]], busy=busy)
            sys.stderr.write(".")
            sys.stderr.flush()
        sys.stderr.write("\n")
        yield from _cold(server, office)


def _asked(server: Server, page: dict[str, Any], session: str, *, busy: bool) -> Result:
    answers = server.ask(page["address"], session, page["times"])
    slow, whole = answers.slow * 1000, answers.slow_processor * 1000
    detail = (
        f"median {median(answers.seconds) * 1000:.0f} ms; of a processor, p95 {whole:.0f} ms; "
        f"{answers.size / 1000:.0f} kB"
    )
    if busy:
        return at_most(
            f"{page['what']}, p95 of a processor", whole, page["limit"], " ms", f"p95 {slow:.0f} ms; {detail}"
        )
    return at_most(f"{page['what']}, p95", slow, page["limit"], " ms", detail)


def _cold(server: Server, office: dict[str, Any]) -> Iterator[Result]:
    """Yield what the forms weigh that nobody has opened before, and how long they take on a slow line."""
    pages = {page["what"]: page for page in office["pages"]}
    with browser() as started:
        for what, (name, box) in FORMS.items():
            page = pages[what]
            session = office["cookies"][page["role"]]
            weighed = opened(started, server, session, page["address"], box, slow=False)
            detail = f"{weighed.files} files; {weighed.largest}"
            yield at_most(f"{name}, cold, with all that it loads", weighed.size / 1000, COLD, " kB", detail)
            runs = [
                opened(started, server, session, page["address"], box, slow=True).seconds
                for _ in range(OPENINGS)
            ]
            detail = f"slowest of {OPENINGS} {max(runs):.2f} s; 150 ms to the server and back"
            yield at_most(
                f"{name}, cold, at 1.6 Mbit/s until it can be used", median(runs), FIRST, " s", detail
            )
