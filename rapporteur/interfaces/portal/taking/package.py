"""An edition as a package of data (Frictionless): tables, snapshot, and the program that makes its documents again."""

from __future__ import annotations

import csv
import io
import json
import logging
import zipfile
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.text import slugify
from django.views.decorators.http import require_safe
from msgspec import UNSET

from rapporteur.base.core.content import ContentLost, sha256
from rapporteur.base.values.messages import Message
from rapporteur.base.values.running.log import note_failure
from rapporteur.base.words.say import say
from rapporteur.documents.view.context import Context
from rapporteur.documents.xlsx.book import Book, Sheet
from rapporteur.documents.xlsx.sheets import SHEETS
from rapporteur.interfaces.portal.door.editions import PublicEdition, edition_at, report_of
from rapporteur.interfaces.portal.taking.tables import plain_cell
from rapporteur.proof.editions.archive import LOCK, RUNNER
from rapporteur.proof.editions.freezing import content_store
from rapporteur.proof.editions.models import Edition

NAME = "package.zip"
FOR_EVER = "public, max-age=31536000, immutable"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest date of a ZIP file: the package has no date of its own
_README = (
    Message("{report}, {period}, edition {edition}: data"),
    Message("In this package:"),
    Message(
        "`tables/`: what the report counts and lists, as CSV (UTF-8); `datapackage.json` describes each column."
    ),
    Message("`snapshot.json`: everything that the report says, in every language. Its SHA-256 is {sha256}."),
    Message("`program.zip`: the program that made the documents of this edition from the snapshot."),
    Message("`requirements.lock`: the libraries that it was made with."),
    Message("A text in a table that a spreadsheet would take for a formula begins with an apostrophe."),
    Message("To make the documents again, with Python 3.11:"),
    Message("They have the bytes of the published documents, whose hashes stand at {address}."),
    Message("Licence: {licence}"),
    Message("Licence: the association has said nothing; ask it before you publish what you make of this."),
)
_TYPES = ((bool, "boolean"), (int, "integer"), (float, "number"), (Decimal, "number"), (date, "date"))


@require_safe
def package(request: HttpRequest, language: str, period: str, number: str) -> HttpResponse:
    """Send an edition with its tables in a language; it never changes."""
    found = edition_at(period, int(number))
    known = PublicEdition(found.pk, found.slug, found.sha256)
    if language not in report_of(known).association.languages:
        raise Http404(f"no report in '{language}'")
    try:
        content = packed(known, language, request.build_absolute_uri(f"/{language}/reports/{period}/"))
    except ContentLost as damage:
        note_failure("damaged", damage, level=logging.ERROR, edition=found.slug)
        raise Http404("the program of this edition is lost") from damage
    response = HttpResponse(content, content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{period}-{number}.{language}.zip"'
    response["Content-Language"] = language
    response["ETag"] = f'"{sha256(content)}"'
    response["Cache-Control"] = FOR_EVER
    response["Access-Control-Allow-Origin"] = "*"
    return response


@lru_cache(maxsize=2)
def packed(known: PublicEdition, language: str, address: str) -> bytes:
    """Return the package: the same bytes each time. Raises ContentLost and EditionDamaged."""
    snapshot, program = Edition.objects.public().values_list("snapshot", "program").get(pk=known.pk)
    archive = content_store().get(program)
    files = {
        "snapshot.json": snapshot.encode(),
        "program.zip": archive,
        **tables(known, language),
    }
    with zipfile.ZipFile(io.BytesIO(archive)) as unpacked:
        if LOCK in unpacked.namelist():
            files[LOCK] = unpacked.read(LOCK)
    files["README.md"] = _readme(known, language, address)
    files["datapackage.json"] = _described(known, language, address, files)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as written:
        for name, content in sorted(files.items()):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            written.writestr(entry, content)
    return target.getvalue()


def _sheets(known: PublicEdition, language: str) -> dict[str, Sheet]:
    """Return what the workbook of an edition holds, under names that no language changes."""
    book = Book(Context(report_of(known), language))
    found = {make.__name__.removesuffix("_sheet").replace("_", "-"): make(book) for make in SHEETS}
    return {name: sheet for name, sheet in found.items() if sheet.rows}


def tables(known: PublicEdition, language: str) -> dict[str, bytes]:
    """Return the tables of an edition as CSV, by the name of their file."""
    found = {}
    for name, sheet in _sheets(known, language).items():
        written = io.StringIO()
        writer = csv.writer(written, lineterminator="\r\n")
        writer.writerow(_headings(sheet))
        writer.writerows([plain_cell(value) for value in row] for row in sheet.rows)
        found[f"tables/{name}.csv"] = written.getvalue().encode()
    return found


def _headings(sheet: Sheet) -> list[str]:
    """Return what the columns are called, each otherwise."""
    found: list[str] = []
    for heading, _ in sheet.columns:
        again = sum(one == heading or one.startswith(f"{heading} (") for one in found)
        found.append(f"{heading} ({again + 1})" if again else heading)
    return found


def _type(values: list[Any]) -> str:
    kinds = {next((name for kind, name in _TYPES if isinstance(value, kind)), "string") for value in values}
    if kinds == {"integer", "number"}:
        return "number"
    return kinds.pop() if len(kinds) == 1 else "string"


def _fields(sheet: Sheet) -> list[dict[str, str]]:
    columns = [
        [row[at] for row in sheet.rows if row[at] not in (None, "")] for at in range(len(sheet.columns))
    ]
    return [
        {"name": name, "type": _type(values)} for name, values in zip(_headings(sheet), columns, strict=True)
    ]


def _described(known: PublicEdition, language: str, address: str, files: Mapping[str, bytes]) -> bytes:
    """Return the description of the package, as Frictionless Data Package 1 has it."""
    data = report_of(known)
    context = Context(data, language)
    licence = "" if data.association.licence is UNSET else data.association.licence
    sheets = _sheets(known, language)
    resources: list[dict[str, Any]] = [
        {
            "name": name, "title": sheet.title, "path": f"tables/{name}.csv", "format": "csv",
            "mediatype": "text/csv", "encoding": "utf-8", "profile": "tabular-data-resource",
            "schema": {"fields": _fields(sheet), "missingValues": [""]},
        }
        for name, sheet in sheets.items()
    ]  # fmt: skip
    resources.append(
        {"name": "snapshot", "path": "snapshot.json", "format": "json", "mediatype": "application/json"}
    )
    for one in resources:
        content = files[one["path"]]
        one |= {"bytes": len(content), "hash": f"sha256:{sha256(content)}"}
    about = {
        "profile": "data-package",
        "name": slugify(f"{data.association.short_name} {known.name.replace('/', '-')}"),
        "title": f"{context.text(data.association.report_name)}, {context.period}",
        "version": known.name,
        "homepage": address,
        "languages": list(data.association.languages),
        "sources": [{"title": context.text(data.association.name), "path": address}],
        **({"licenses": [{"title": licence}]} if licence else {}),
        "resources": resources,
    }
    return (json.dumps(about, ensure_ascii=False, indent=1) + "\n").encode()


def _readme(known: PublicEdition, language: str, address: str) -> bytes:
    data = report_of(known)
    context = Context(data, language)
    title, inside, of_tables, snapshot, program, lock, formula, again, same, licence, silent = _README

    def tell(message: Message, **values: object) -> str:
        return say(message, language, **values)

    given = "" if data.association.licence is UNSET else data.association.licence
    report = context.text(data.association.report_name)
    lines = [
        f"# {tell(title, report=report, period=context.period, edition=known.name)}",
        "", tell(inside),
        *(f"- {tell(one, sha256=known.sha256)}" for one in (of_tables, snapshot, program, lock)),
        "", tell(formula), "", tell(again), "",
        "    python -m venv libraries",
        f"    libraries/bin/pip install -r {LOCK}",
        "    unzip program.zip -d program",
        f"    libraries/bin/python -I program/{RUNNER} snapshot.json documents",
        "", tell(same, address=address), "", tell(licence, licence=given) if given else tell(silent), "",
    ]  # fmt: skip
    return "\n".join(lines).encode()
