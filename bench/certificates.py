"""Certificates of a large course: against a bare Typst that compiles the same documents."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from bench.measure import Result, at_most, in_turn
from bench.passports import BARE
from rapporteur.base.values.base import to_json
from rapporteur.documents.maps.drawing import cuts_json
from rapporteur.documents.pdf.certificates import LAYOUT
from rapporteur.documents.pdf.typst import CUTS, FONTS
from rapporteur.documents.view.certificates import present_certificate
from tests.support.sample_certificate import LANGUAGES, sample_certificate

CERTIFICATES = 500
OURS = """
import sys
from pathlib import Path
from shutil import rmtree

if __name__ == "__main__":
    from rapporteur.base.values.base import from_json
    from rapporteur.documents.certificates import make_certificates
    from rapporteur.report.value.certificates import CertificateData
    rmtree(sys.argv[2], ignore_errors=True)
    wanted = []
    for line in Path(sys.argv[1]).read_text().splitlines():
        language, content = line.split("\\t")
        wanted.append((from_json(content, CertificateData), language))
    assert len(list(make_certificates(Path(sys.argv[2]), wanted))) == len(wanted)
"""


def measure(folder: Path, runs: int) -> Iterator[Result]:
    """Yield the figures; work files go to `folder`."""
    place = folder / "certificates"
    prepared = place / "bare"
    prepared.mkdir(parents=True)
    lines = []
    for number in range(1, CERTIFICATES + 1):
        language = LANGUAGES[number % len(LANGUAGES)]
        data = sample_certificate(number, f"Awa Ndiaye {number}")
        lines.append(f"{language}\t{to_json(data).decode()}")
        view, own = present_certificate(data, language), prepared / f"{number:05}"
        own.mkdir()
        LAYOUT.write_folder(view, own)
        (own / CUTS).write_bytes(cuts_json({}))
        (own / "timestamp").write_text(str(view.timestamp))
    wanted, script, out = place / "wanted.jsonl", place / "ours.py", place / "out"
    wanted.write_text("\n".join(lines))
    script.write_text(OURS)
    python = sys.executable
    timings = in_turn(
        {
            "ours": [python, str(script), str(wanted), str(out)],
            "bare": [python, "-c", BARE, str(prepared), str(FONTS)],
        },
        max(2, runs // 2),
    )
    ours, bare = (timings[name].median for name in ("ours", "bare"))
    yield at_most(
        f"{CERTIFICATES} certificates, a process from its start, against bare Typst compiling the same in one process",
        ours / bare,
        1.5,
        " ×",
        f"{ours:.2f} s against {bare:.2f} s",
    )
