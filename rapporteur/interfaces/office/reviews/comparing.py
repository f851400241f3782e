"""What a draft would change of what is published, in words; and its text as it will be printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations

from rapporteur.base.core.models import Editorial
from rapporteur.base.values.formatting.days import format_dates, format_day
from rapporteur.base.values.formatting.languages import language_named
from rapporteur.base.values.html import blocks_from_html
from rapporteur.base.values.localized import LocalizedText
from rapporteur.base.values.richtext import Block, Run, plain
from rapporteur.base.values.typography import listed, normalise
from rapporteur.base.words.say import say
from rapporteur.interfaces.office.reviews.words import NO, YES
from rapporteur.records.names.called import name_of
from rapporteur.report.translating.steps import steps_between

_WORDS = re.compile(r"\s+|[^\s]+")
_KEPT_BY_WAGTAIL = {column.name for column in Editorial._meta.fields}


@dataclass(frozen=True)
class Piece:
    """A stretch of a text: kept (empty), struck (`del`) or added (`ins`)."""

    text: str
    mark: str = ""


@dataclass(frozen=True)
class FieldChange:
    """A field with what is published and what is in review; `pieces` marks the words where it is a text."""

    field: str
    before: str
    after: str
    pieces: tuple[Piece, ...] = ()
    language: str = ""


@dataclass(frozen=True)
class PrintedDraft:
    """What will be printed in one language."""

    language: str
    name: str
    title: str
    line: str
    blocks: tuple[Block, ...]


def facts_of(draft: Editorial, reader: str, on: date) -> list[tuple[str, str]]:
    """Return everything that a draft says besides its texts: what each field is called, and its value in words."""
    found = [
        (str(column.verbose_name), _value(draft, column, reader, on))
        for column in draft._meta.concrete_fields
        if column.editable
        and not column.primary_key
        and column.name not in _KEPT_BY_WAGTAIL
        and not isinstance(getattr(draft, column.name), LocalizedText)
    ]
    for relation in get_all_child_relations(type(draft)):
        rows = [_child(row, reader, on) for row in getattr(draft, relation.get_accessor_name()).all()]
        found.append((str(relation.related_model._meta.verbose_name_plural), listed(rows, reader) or "–"))
    return found


def changes_between(published: Editorial, draft: Editorial, reader: str, on: date) -> list[FieldChange]:
    """Return each field that differs, texts by language, lists of a record as a whole."""
    found: list[FieldChange] = []
    for column in draft._meta.concrete_fields:
        if not column.editable or column.primary_key or column.name in _KEPT_BY_WAGTAIL:
            continue
        before, after = (getattr(one, column.name) for one in (published, draft))
        if before == after:
            continue
        name = str(column.verbose_name)
        if isinstance(after, LocalizedText):
            found += _texts(name, before, after, reader)
        else:
            was, will_be = (_value(one, column, reader, on) for one in (published, draft))
            found.append(FieldChange(name, was, will_be))
    for relation in get_all_child_relations(type(draft)):
        accessor = relation.get_accessor_name()
        before, after = (
            [_child(row, reader, on) for row in getattr(one, accessor).all()] for one in (published, draft)
        )
        if before != after:
            kind = str(relation.related_model._meta.verbose_name_plural)
            found.append(FieldChange(kind, listed(before, reader) or "–", listed(after, reader) or "–"))
    return found


def _texts(name: str, before: LocalizedText, after: LocalizedText, reader: str) -> Iterator[FieldChange]:
    for language in dict.fromkeys((*after, *before)):
        old, new = (plain(blocks_from_html(text.get(language) or "")) for text in (before, after))
        if old != new:
            yield FieldChange(
                f"{name} ({language_named(language, reader)})",
                old or "–",
                new or "–",
                tuple(_pieces(old, new)),
                language,
            )


def _pieces(old: str, new: str) -> Iterator[Piece]:
    """Yield the words of a text, struck and added ones marked."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    for kind, i, j, k, m in steps_between(before, after):
        if kind == "equal":
            yield Piece("".join(before[i:j]))
            continue
        if i < j:
            yield Piece("".join(before[i:j]), "del")
        if k < m:
            yield Piece("".join(after[k:m]), "ins")


def _value(record: models.Model, column: Any, reader: str, on: date) -> str:
    value = getattr(record, column.name)
    if value is None or value == "":
        return "–"
    if isinstance(value, models.Model):
        return name_of(value, (reader,), on)
    if isinstance(value, bool):
        return say(YES if value else NO, reader)
    if isinstance(value, date):
        return format_day(value, reader)
    if column.choices:
        return str(getattr(record, f"get_{column.name}_display")())
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return str(value)


def _child(row: models.Model, reader: str, on: date) -> str:
    """Say a row of a list: what it points to, and whatever else it says of it."""
    said = []
    for column in row._meta.concrete_fields:
        if column.primary_key or isinstance(column, ParentalKey) or column.name == "position":
            continue
        value = getattr(row, column.name)
        if isinstance(value, LocalizedText):
            said.append(value.best((reader,)))
        elif value not in (None, "", False):
            said.append(_value(row, column, reader, on))
    return ", ".join(filter(None, said))


def printed(draft: Editorial, languages: Sequence[str], reader: str) -> list[PrintedDraft]:
    """Return the title, the line below it and the text of a draft in each language, set as print sets them."""
    found = []
    for language in languages:
        title, text = (getattr(draft, name) for name in _texts_of(draft))
        blocks = tuple(_set(block, language) for block in blocks_from_html(text.get(language) or ""))
        found.append(
            PrintedDraft(
                language=language,
                name=language_named(language, reader),
                title=normalise(title.get(language) or "", language),
                line=normalise(_line(draft, language), language),
                blocks=blocks,
            )
        )
    return found


def _texts_of(draft: Editorial) -> tuple[str, str]:
    """Return the fields with the title and the text of a kind of record."""
    return ("title", "text") if hasattr(draft, "text") else ("editorial_title", "editorial_text")


def _set(block: Block, language: str) -> Block:
    items = tuple(
        tuple(Run(normalise(run.text, language), run.bold, run.italic, run.href) for run in item)
        for item in block.items
    )
    return Block(kind=block.kind, items=items)


def _line(draft: Editorial, language: str) -> str:
    """Return when and where, as it stands below a title."""
    if not hasattr(draft, "dates"):
        return ""
    places = [
        place.name.best((language,))
        or (name_of(place.organisation, (language,), draft.start_date) if place.organisation else "")
        for place in sorted(draft.places.all(), key=lambda place: place.position)
    ]
    return ", ".join([format_dates(draft.dates, language), *filter(None, places)])
