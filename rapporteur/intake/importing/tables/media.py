"""Rows of a table of media mentions to proposals, and how a mention is known again. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rapporteur.base.values.failures import Notice
from rapporteur.base.values.messages import Message
from rapporteur.base.values.search import fold
from rapporteur.intake.importing import proposals
from rapporteur.intake.importing.proposals import Known, Proposal
from rapporteur.intake.importing.tables.cells import slug_of
from rapporteur.intake.importing.tables.reading import TableReading
from rapporteur.intake.importing.tables.rows import TableRow, row_dates


def propose_mention(reading: TableReading, row: TableRow) -> Proposal | None:
    """Return what a row does with a mention; None where it cannot be."""
    values = reading.emptied({name: value for name, value in row.values.items() if name != "slug"})
    subjects = {key: text for key, text in (values.get("subject") or {}).items() if text}
    if {"start", "month"} & set(values):
        values |= row_dates(values)
    target = row.values.get("slug") or known_mention(reading.known, values, subjects)
    if not target:
        if not values.get("outlet") or not (values.get("start") or values.get("month")):
            reading.problem(
                row,
                "outlet",
                str(values.get("outlet", "")),
                Notice(Message("an identifier, or an outlet and a date")),
            )
            return None
        target = mention_slug(values, subjects)
    if not reading.once(row, target):
        return None
    if target not in reading.known.records:
        reading.required(row, values, "outlet")
    label = f"{values.get('outlet', target)}: {next(iter(subjects.values()), '')}"
    return Proposal(
        proposals.MENTION,
        f"table:{target}",
        target,
        label,
        {"set": values},
        provenance=reading.provenance(row),
    )


def mention_slug(values: Mapping[str, Any], subjects: Mapping[str, str]) -> str:
    """Return the slug of a new mention: when, where and of what."""
    when = (values.get("start") or values.get("month") or "")[:7]
    return slug_of(f"{when} {values.get('outlet', '')} {next(iter(subjects.values()), '')}", 100)


def known_mention(known: Known, values: Mapping[str, Any], subjects: Mapping[str, str]) -> str:
    """Return the mention of the same outlet, month and subject, or an empty text."""
    outlet, month = fold(values.get("outlet") or ""), (values.get("start") or values.get("month") or "")[:7]
    wanted = {fold(text) for text in subjects.values()}
    for slug in known.by_outlet.get((outlet, month), ()):
        others = {fold(text) for text in (known.records[slug].get("subject") or {}).values()}
        if wanted & others or not (wanted or others):
            return slug
    return ""
