"""Records as tables that are read back unchanged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from rapporteur.core.models import Association
from rapporteur.core.nearest import did_you_mean, nearest
from rapporteur.core.periods import Period
from rapporteur.intake.proposals import ACTIVITY, ITEM, MENTION, ORGANISATION
from rapporteur.intake.records.kinds import load_records
from rapporteur.intake.registry import load_registry
from rapporteur.intake.tables.writing import Cell, headings, table_of, write_csv, write_xlsx
from rapporteur.reports.checking.words import LANGUAGES

TYPES = {"members": ORGANISATION, "activities": ACTIVITY, "media": MENTION, "dues": ITEM}


class UnknownTableFormat(ValueError):
    """A file name that ends in no format of tables."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"'{path.name}' names no table: expected a name that ends in .xlsx or .csv")


class UnknownTableLanguage(ValueError):
    """A language that neither the association nor the headings of tables have."""

    def __init__(self, given: str, known: Sequence[str]) -> None:
        hint = did_you_mean(nearest(given.lower(), known))
        super().__init__(f"'{given}' is not a language of tables: expected one of {', '.join(known)}{hint}")


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
        began = record["start"] is None or record["start"] < str(period.end)
        return began and (record["end"] is None or record["end"] > str(period.start))
    if period is None:
        return True
    if kind == "dues":
        return bool(period.start.year <= record["year"] <= period.last_day.year)
    first = record["start"] or f"{record['month']}-01"
    return str(period.start) <= first < str(period.end)
