"""Reading a printed report back: the source report as text, and one of our own as PDF."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from pypdf import PdfReader

from bench.measure import Result, at_most, in_turn

SOURCE = Path(__file__).resolve().parents[2] / "shared" / "source-report-2018-q2.fr.txt"
MEMORY = 300
PARSE = """
import sys
from rapporteur.intake.reading.report import parse_report
parse_report(sys.argv[1])
"""
START = "import rapporteur.intake.reading.report"
RECONCILE = """
import sys
from rapporteur.intake.reconciling.reconcile import reconcile
from rapporteur.intake.reading.sources.source import read_source
reconcile(read_source(sys.argv[1]))
"""
RECONCILE_START = "import rapporteur.intake.reconciling.reconcile, rapporteur.intake.reading.report"


def measure(folder: Path, runs: int) -> Iterator[Result]:
    """Yield the figures; `folder` holds the snapshot of the quarter."""
    program = str(Path(sys.executable).with_name("rapporteur"))
    pdf = folder / "own.pdf"
    command = [program, "render", str(folder / "snapshot.json"), "-l", "fr", "-f", "pdf", "-o", str(pdf)]
    subprocess.run(command, check=True)
    python = sys.executable
    cases = {"our own report of the quarter as PDF": (pdf, 3.0)}
    if SOURCE.exists():
        cases["the source report as text"] = (SOURCE, 0.5)
    commands = {name: [python, "-c", PARSE, str(path)] for name, (path, _) in cases.items()}
    timings = in_turn({"start": [python, "-c", START], **commands}, runs)
    for name, (path, limit) in cases.items():
        after = timings[name].median - timings["start"].median
        detail = f"{timings[name].median:.2f} s with {timings['start'].median:.2f} s of start"
        what = f"{name}, parsed, after start"
        if path == pdf:  # the limit is that of a report of 36 pages
            pages = len(PdfReader(pdf).pages)
            what, after, detail = f"{what}, 36 of its pages", after * 36 / pages, f"{pages} pages: {detail}"
        yield at_most(what, after, limit, " s", detail)
        yield at_most(f"{name}, memory", timings[name].memory or 0, MEMORY, " MiB")
    if SOURCE.exists():
        yield from _reconciling(runs)


def _reconciling(runs: int) -> Iterator[Result]:
    python = sys.executable
    timings = in_turn(
        {"start": [python, "-c", RECONCILE_START], "reconcile": [python, "-c", RECONCILE, str(SOURCE)]}, runs
    )
    after = timings["reconcile"].median - timings["start"].median
    detail = f"{timings['reconcile'].median:.2f} s with {timings['start'].median:.2f} s of start"
    yield at_most("the source report reconciled, without records, after start", after, 1.0, " s", detail)
