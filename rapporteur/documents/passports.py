"""Passports of members, one or many in one run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from rapporteur.documents.pdf.folders import render_one
from rapporteur.documents.pdf.passports import LAYOUT
from rapporteur.documents.runs import FileMade, WantedFile, make_files
from rapporteur.documents.view.passport import PassportView, present_passport
from rapporteur.report.value.languages import UnknownLanguage
from rapporteur.report.value.passport import PassportData

LEDGER = "passports.jsonl"


def passport_name(data: PassportData, language: str) -> str:
    """Return what the file is called; what only staff reads says so."""
    return f"{data.slug}.{language}{'.staff' if data.staff else ''}.pdf"


def render_passport(data: PassportData, language: str) -> bytes:
    """Return a passport as a PDF, in one of the languages of the association. Raises UnknownLanguage."""
    return render_one(_view(data, language), LAYOUT)


def make_passports(folder: Path, wanted: Iterable[tuple[PassportData, str]]) -> Iterator[FileMade]:
    """Write passports, each in a language, into `folder`; yield each as soon as it lies there.

    Raises UnknownLanguage and what :func:`rapporteur.documents.runs.make_files` raises.
    """
    files = (
        WantedFile(passport_name(data, language), _view(data, language), data.staff is not None)
        for data, language in wanted
    )
    return make_files(folder, files, LAYOUT, ledger=LEDGER)


def _view(data: PassportData, language: str) -> PassportView:
    if language not in data.languages:
        raise UnknownLanguage(language, data.languages)
    return present_passport(data, language)
