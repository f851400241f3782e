"""Records as tables that are read back unchanged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from rapporteur.base.core.models import Association
from rapporteur.base.values.failures import Foreseeable
from rapporteur.base.values.messages import Message
from rapporteur.base.values.nearest import nearest
from rapporteur.base.values.periods import Period
from rapporteur.base.words.catalogues import LANGUAGES
from rapporteur.intake.importing.proposals import ACTIVITY, ITEM, MENTION, ORGANISATION, span_of
from rapporteur.intake.importing.records.kinds import load_records
from rapporteur.intake.importing.tables.writing import (
    Cell,
    headings,
    headings_of,
    table_of,
    table_of_columns,
    write_csv,
    write_xlsx,
)
from rapporteur.records.names.loading import load_registry

TYPES = {"members": ORGANISATION, "activities": ACTIVITY, "media": MENTION, "dues": ITEM}


class UnknownTableFormat(Foreseeable, ValueError):
    """A file name that ends in no format of tables."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            Message("'{value}' names no table: expected a name that ends in .xlsx or .csv"),
            value=path.name,
        )


class UnknownTableLanguage(Foreseeable, ValueError):
    """A language that neither the association nor the headings of tables have."""

    def __init__(self, given: str, known: Sequence[str]) -> None:
        super().__init__(
            Message("'{value}' is not a language of tables: expected one of {expected}"),
            value=given,
            expected=", ".join(known),
            nearest=nearest(given.lower(), known),
        )


def check_format(path: Path) -> None:
    """Raise UnknownTableFormat for a name that ends in neither .xlsx nor .csv."""
    if path.suffix.lower() not in {".xlsx", ".csv"}:
        raise UnknownTableFormat(path)


def export_records(
    kind: str, *, today: date, period: Period | None = None, language: str | None = None
) -> list[list[Cell]]:
    """Return all records of a kind as rows, or those of a period: members of it, what began or was called in it."""
    interface, languages = _languages(language)
    on = period.last_day if period else today
    records = load_records(TYPES[kind]).values()
    chosen = [record for record in records if _belongs(kind, record, period)]
    return table_of(kind, chosen, load_registry(on), interface, languages)


def export_chosen(
    kind: str, records: Iterable[Mapping[str, Any]], keys: Iterable[str], *, today: date, language: str
) -> list[list[Cell]]:
    """Return records, as :func:`load_records` gives them, as rows of the columns `keys` alone, both in their order."""
    interface, languages = _languages(language)
    wanted = headings_of(kind, keys, interface, languages)
    return table_of_columns(kind, records, load_registry(today), interface, wanted)


def template(kind: str, language: str | None = None) -> list[list[Cell]]:
    """Return the headings of a kind of table and nothing below them."""
    interface, languages = _languages(language)
    return [[heading for _, _, heading in headings(kind, interface, languages)]]


def table_bytes(rows: list[list[Cell]], path: Path, title: str) -> bytes:
    """Return rows in the format that the name of `path` ends in; raise UnknownTableFormat."""
    check_format(path)
    return write_xlsx(rows, title) if path.suffix.lower() == ".xlsx" else write_csv(rows)


def _languages(language: str | None) -> tuple[str, tuple[str, ...]]:
    association = Association.objects.first()
    languages = tuple(association.languages) if association else ("en",)
    known = tuple(dict.fromkeys((*languages, *LANGUAGES)))
    if language is not None and language not in known:
        raise UnknownTableLanguage(language, known)
    return language or (association.source_language if association else "en"), languages


def _belongs(kind: str, record: Mapping[str, Any], period: Period | None) -> bool:
    if kind == "members":
        held = bool(record["category"])
        if period is None or not held:
            return held
        return span_of(record).overlaps(period.span)
    if period is None:
        return True
    if kind == "dues":
        return bool(period.start.year <= record["year"] <= period.last_day.year)
    first = record["start"] or f"{record['month']}-01"
    return str(period.start) <= first < str(period.end)
