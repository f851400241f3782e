"""Passports of all members: against a bare Typst that compiles the same documents, and two cores against one."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from msgspec.structs import replace

from bench.measure import Result, at_least, at_most, in_turn
from rapporteur.base.values.base import to_json
from rapporteur.documents.maps.drawing import cuts_json
from rapporteur.documents.pdf.passports import LAYOUT
from rapporteur.documents.pdf.typst import CUTS
from rapporteur.documents.view.passport import present_passport
from tests.support.sample_passport import LANGUAGES, sample_passport

MEMBERS = 137
"""As many as the association of the demonstration has."""
OURS = """
import os, sys
from pathlib import Path
from shutil import rmtree

if __name__ == "__main__":
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: int(sys.argv[3])])
    from rapporteur.base.values.base import from_json
    from rapporteur.documents.passports import make_passports
    from rapporteur.report.value.passport import PassportData
    rmtree(sys.argv[2], ignore_errors=True)
    wanted = []
    for line in Path(sys.argv[1]).read_text().splitlines():
        language, content = line.split("\\t")
        wanted.append((from_json(content, PassportData), language))
    assert len(list(make_passports(Path(sys.argv[2]), wanted))) == len(wanted)
"""
BARE = """
import sys, typst
from pathlib import Path

fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[sys.argv[2]])
for folder in sorted(Path(sys.argv[1]).iterdir()):
    typst.compile(
        folder / "report.typ", output=folder / "out.pdf", root=folder, font_paths=fonts,
        pdf_standards=["a-2a", "ua-1"], timestamp=int((folder / "timestamp").read_text()),
    )
"""


def measure(folder: Path, runs: int) -> Iterator[Result]:
    """Yield the figures; work files go to `folder`."""
    from rapporteur.documents.pdf.typst import FONTS

    place = folder / "passports"
    prepared = place / "bare"
    prepared.mkdir(parents=True)
    lines = []
    for number in range(MEMBERS):
        language = LANGUAGES[number % len(LANGUAGES)]
        data = replace(sample_passport(activities=number % 12), slug=f"member-{number:03}")
        lines.append(f"{language}\t{to_json(data).decode()}")
        view, own = present_passport(data, language), prepared / data.slug
        own.mkdir()
        LAYOUT.write_folder(view, own)
        (own / CUTS).write_bytes(cuts_json({view.map.cut: view.map.box} if view.map else {}))
        (own / "timestamp").write_text(str(view.timestamp))
    wanted, script, out = place / "wanted.jsonl", place / "ours.py", place / "out"
    wanted.write_text("\n".join(lines))
    script.write_text(OURS)
    python = sys.executable

    def ours(cores: int) -> list[str]:
        return [python, str(script), str(wanted), str(out), str(cores)]

    timings = in_turn(
        {"two": ours(2), "bare": [python, "-c", BARE, str(prepared), str(FONTS)], "one": ours(1)},
        max(2, runs // 2),
    )
    two, bare, one = (timings[name].median for name in ("two", "bare", "one"))
    yield at_most(
        f"{MEMBERS} passports, a process from its start, against bare Typst compiling the same in one process",
        two / bare,
        1.5,
        " ×",
        f"{two:.2f} s against {bare:.2f} s",
    )
    if len(os.sched_getaffinity(0)) > 1:
        yield at_least(
            f"{MEMBERS} passports on two cores against one",
            one / two,
            1.6,
            " ×",
            f"{two:.2f} s against {one:.2f} s",
        )
