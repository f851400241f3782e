"""Passports of members, many in one run: files in a folder, those that are there already as they would be made kept."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from rapporteur.base.values.base import to_json
from rapporteur.base.values.files import write_whole, writing_to
from rapporteur.documents.maps.cuts import STROKES
from rapporteur.documents.pdf.passports import render_passports
from rapporteur.documents.pdf.typst import FONTS, TEMPLATES
from rapporteur.documents.view.passport import PassportView, present_passport
from rapporteur.report.value.languages import UnknownLanguage
from rapporteur.report.value.passport import PassportData

LEDGER = "passports.jsonl"
"""Beside the files: for each, a line with what it was made of and what it is, written when it is whole."""


class PassportMade(NamedTuple):
    """A passport that lies in the folder; `kept` says that it had been made before."""

    path: Path
    kept: bool


def passport_name(data: PassportData, language: str) -> str:
    """Return what the file is called; what only staff reads says so."""
    return f"{data.slug}.{language}{'.staff' if data.staff else ''}.pdf"


def render_passport(data: PassportData, language: str) -> bytes:
    """Return a passport as a PDF, in one of the languages of the association. Raises UnknownLanguage."""
    [(_, document)] = render_passports([("passport", _view(data, language))])
    return document


def make_passports(folder: Path, wanted: Iterable[tuple[PassportData, str]]) -> Iterator[PassportMade]:
    """Write passports, each in a language, into `folder`; yield each as soon as it lies there.

    A run that was stopped goes on where it was: what lies there and is what would be made is kept. Each file is whole
    or not there; what staff alone reads, nobody else on the machine can. Raises UnknownLanguage, OutputNotWritable and
    :class:`rapporteur.documents.pdf.process.CompilerFailed`.
    """
    with writing_to(folder):
        folder.mkdir(parents=True, exist_ok=True)
    made_before = _ledger(folder)
    private: dict[str, tuple[bool, str]] = {}
    kept: list[str] = []

    def missing() -> Iterator[tuple[str, PassportView]]:
        for data, language in wanted:
            view, name = _view(data, language), passport_name(data, language)
            of = sha256(_program() + to_json(view)).hexdigest()
            if made_before.get(name) == (of, _content_of(folder / name)):
                kept.append(name)
                continue
            private[name] = data.staff is not None, of
            yield name, view

    for name, document in render_passports(missing()):
        while kept:
            yield PassportMade(folder / kept.pop(), kept=True)
        is_private, of = private.pop(name)
        write_whole(folder / name, document, private=is_private)
        line = json.dumps({"file": name, "of": of, "sha256": sha256(document).hexdigest()})
        with writing_to(folder), (folder / LEDGER).open("a", encoding="utf-8") as ledger:
            ledger.write(f"\n{line}")  # a line that was cut short when a run was killed ends here
        yield PassportMade(folder / name, kept=False)
    for name in kept:
        yield PassportMade(folder / name, kept=True)


def _view(data: PassportData, language: str) -> PassportView:
    if language not in data.languages:
        raise UnknownLanguage(language, data.languages)
    return present_passport(data, language)


def _ledger(folder: Path) -> dict[str, tuple[str, str]]:
    """Return what each file was made of and is; a line that was cut short when a run was killed says nothing."""
    found = {}
    if (folder / LEDGER).is_file():
        for line in (folder / LEDGER).read_text(encoding="utf-8", errors="replace").splitlines():
            try:
                row = json.loads(line)
                found[row["file"]] = row["of"], row["sha256"]
            except (ValueError, TypeError, KeyError):
                continue
    return found


def _content_of(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


@cache
def _program() -> bytes:
    """Return a hash of what lays passports out beside their words: templates, base map, fonts, the version of Typst."""
    whole = sha256(version("typst").encode())
    for path in (*sorted(TEMPLATES.glob("*.typ")), STROKES, *sorted(FONTS.rglob("*.[ot]tf"))):
        whole.update(path.read_bytes())
    return whole.digest()
