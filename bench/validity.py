"""Validity: every PDF passes PDF/UA-1 and PDF/A-2a; the same data give the same bytes in every process."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from bench.measure import Result
from rapporteur.documents.formats import FORMATS
from rapporteur.report.value.snapshot import read_snapshot

ENVIRONMENTS = (
    {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C.UTF-8"},
    {"PYTHONHASHSEED": "2", "TZ": "Pacific/Auckland", "LC_ALL": "C"},
)


def measure(snapshot: Path, folder: Path) -> Iterator[Result]:
    """Yield the findings."""
    languages = read_snapshot(snapshot).association.languages
    different = []
    for format_ in FORMATS:
        for language in languages:
            digests = {
                hashlib.sha256(_rendered(snapshot, folder, language, format_, environment)).hexdigest()
                for environment in ENVIRONMENTS
            }
            if len(digests) != 1:
                different.append(f"{format_} {language}")
    count = len(FORMATS) * len(languages)
    yield Result(
        "documents rendered twice, other hash seed, time zone and locale: different bytes",
        f"{len(different)} of {count}",
        "0",
        not different,
        ", ".join(different),
    )
    for language in languages:
        target = folder / f"valid.{language}.pdf"
        target.write_bytes(_rendered(snapshot, folder, language, "pdf", ENVIRONMENTS[0]))
        yield _validated(target, language)


def _rendered(
    snapshot: Path, folder: Path, language: str, format_: str, environment: dict[str, str]
) -> bytes:
    target = folder / f"rendered{FORMATS[format_].suffix}"
    program = str(Path(sys.executable).with_name("rapporteur"))
    subprocess.run(
        [program, "render", str(snapshot), "-l", language, "-f", format_, "-o", str(target)],
        check=True,
        env={**os.environ, **environment},
    )
    return target.read_bytes()


def _validated(pdf: Path, language: str) -> Result:
    from page import ValidationProfile, validate_pdf

    failures = []
    for profile in (ValidationProfile.PDF_UA_1, ValidationProfile.PDF_A_2A):
        report = validate_pdf(pdf, profile=profile)
        failures += [f"{profile.name} {failure.rule_id}" for failure in report.failures]
        if not report.is_compliant and not report.failures:
            failures.append(profile.name)
    return Result(
        f"PDF in '{language}' against PDF/UA-1 and PDF/A-2a: failures",
        str(len(failures)),
        "0",
        not failures,
        ", ".join(failures[:5]),
    )
