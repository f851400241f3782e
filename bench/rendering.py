"""Rendering: against a bare compile of the same template and data, against WeasyPrint, and as reports grow."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.measure import Result, at_most, in_turn
from rapporteur.documents.formats import render
from rapporteur.report.value.data import ReportData
from rapporteur.report.value.snapshot import read_snapshot
from tests.support.sample_report import sample_report

BARE = """
import sys, typst
folder, timestamp, fonts, target = sys.argv[1:]
typst.compile(
    folder + "/report.typ", output=target, root=folder,
    font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts]),
    pdf_standards=["a-2a", "ua-1"], timestamp=int(timestamp),
)
"""
WEASYPRINT = """
import sys, weasyprint
weasyprint.HTML(filename=sys.argv[1]).write_pdf(sys.argv[2], pdf_variant="pdf/ua-1")
"""
THREE = """
import sys
from pathlib import Path
from rapporteur.documents.building.build import build, makers

if __name__ == "__main__":
    with makers(["pdf"]) as by:
        from rapporteur.report.value.snapshot import read_snapshot
        build(read_snapshot(Path(sys.argv[1])), Path(sys.argv[2]), formats=["pdf"], by=by)
"""


def measure(snapshot: Path, folder: Path, runs: int) -> Iterator[Result]:
    """Yield the figures for the report in `snapshot`; work files go to `folder`."""
    from rapporteur.documents.pdf.render import FONTS, write_folder
    from rapporteur.documents.view.report import present

    data = read_snapshot(snapshot)
    language = data.association.source_language
    prepared = folder / "bare"
    prepared.mkdir()
    timestamp = write_folder(present(data, language), prepared)
    page, script = folder / "page.html", folder / "three.py"
    page.write_bytes(render(data, language, "html"))
    script.write_text(THREE)
    python, out = sys.executable, str(folder / "out.pdf")
    bare = [python, "-c", BARE, str(prepared), str(timestamp), str(FONTS), out]
    timings = in_turn({"ours": _command(snapshot, language, out), "bare": bare}, runs)
    ours = timings["ours"]
    yield at_most(
        "PDF, cold process, against a bare Typst compile of the same template and data",
        ours.median / timings["bare"].median,
        1.25,
        " ×",
        f"{ours.median:.2f} s ({ours.spread}, {ours.memory:.0f} MiB) against {timings['bare'].median:.2f} s",
    )
    weasyprint = in_turn({"weasyprint": [python, "-c", WEASYPRINT, str(page), out]}, max(2, runs // 3), 0)
    theirs = weasyprint["weasyprint"]
    yield at_most(
        "PDF, cold process, against WeasyPrint on the same content (PDF/UA-1)",
        ours.median / theirs.median,
        0.125,
        " ×",
        f"{ours.median:.2f} s against {theirs.median:.2f} s ({theirs.memory:.0f} MiB)",
    )
    three = [python, str(script), str(snapshot), str(folder / "three")]
    pair = in_turn({"three": three, "one": _command(snapshot, language, out)}, runs)
    yield at_most(
        "all languages' PDFs of a snapshot, cold, against one",
        pair["three"].median / pair["one"].median,
        2,
        " ×",
        f"{pair['three'].median:.2f} s for {len(data.association.languages)}, {pair['one'].median:.2f} s for one",
    )
    yield _built(language, str(folder / "built"), runs)
    yield from _growth(folder, runs)


def _built(language: str, out: str, runs: int) -> Result:
    """Return what all languages cost beside one, where the records are read for them too."""
    program = str(Path(sys.executable).with_name("rapporteur"))
    every = [program, "build", "2018-Q2", "--format", "pdf", "--output", out]
    pair = in_turn({"all": every, "one": [*every, "--language", language]}, runs)
    return at_most(
        "`rapporteur build`: all languages' PDFs, cold, against one",
        pair["all"].median / pair["one"].median,
        2,
        " ×",
        f"{pair['all'].median:.2f} s against {pair['one'].median:.2f} s",
    )


def _command(snapshot: Path, language: str, out: str) -> list[str]:
    program = str(Path(sys.executable).with_name("rapporteur"))
    return [program, "render", str(snapshot), "--language", language, "--format", "pdf", "--output", out]


def _growth(folder: Path, runs: int) -> Iterator[Result]:
    commands: dict[str, Sequence[str]] = {}
    for count in (45, 450):
        path = folder / f"sample-{count}.json"
        sample: ReportData = sample_report(activities=count)
        path.write_text(sample.canonical_json())
        commands[str(count)] = _command(path, "fr", str(folder / "out.pdf"))
    timings = in_turn(commands, max(3, runs // 2))
    yield at_most(
        "PDF of 450 activities against 45, same template",
        timings["450"].median / timings["45"].median,
        5,
        " ×",
        f"{timings['450'].median:.2f} s against {timings['45'].median:.2f} s",
    )
