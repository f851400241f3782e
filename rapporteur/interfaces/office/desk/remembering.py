"""What the memory of the desk holds: the texts of the period, of the year before it, and of our frozen editions."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from rapporteur.base.core.models import TranslationState
from rapporteur.base.core.translations import Status, record_key
from rapporteur.base.values.periods import Period
from rapporteur.interfaces.office.desk.standing import DeskTexts, record_named
from rapporteur.proof.editions.models import Edition
from rapporteur.records.activities.models import Activity
from rapporteur.report.translating.fidelity import Fidelity
from rapporteur.report.translating.memory import Languages, Memory, Remembered, remember

EDITIONS = 8
"""Two years of quarters: what is older was worded by another secretariat."""
ACTIVITIES = 400
"""The newest before the period: a year of a network that is busier than ours (45 a quarter)."""
NOW, BEFORE, EDITION = 2_000_000, 1_000_000, 0


def memory_of(texts: DeskTexts, language: str, fidelity: Fidelity, reader: str) -> Memory:
    """Return what may serve a translator of a period into a language (4 queries)."""
    source = texts.matrix.source
    languages = Languages(source, language, fidelity.organisations.mentions, fidelity.name_in)
    return Memory(
        languages,
        [
            *_of_period(texts, language, reader),
            *_of_activities(texts.matrix.period, source, language),
            *_of_editions(source, language),
        ],
    )


def _of_period(texts: DeskTexts, language: str, reader: str) -> Iterator[Remembered]:
    """Yield what is translated in the period; of what is stale, what it was made from. Machines are not remembered."""
    source = texts.matrix.source
    for of_record in texts.records.values():
        where = record_named(of_record, (reader, source))
        for text in of_record:
            found, made_from = texts.status(text, language), text.made_from.get(language)
            if found in (Status.DONE, Status.STALE) and not (made_from and made_from.machine):
                original = made_from.source_text if made_from else text.texts[source]
                yield from remember(original, text.texts[language], where, NOW)


def _of_activities(period: Period, source: str, language: str) -> Iterator[Remembered]:
    """Yield the sentences of the activities before a period, with what they were translated from."""
    before = Activity.objects.filter(live=True, start_date__lt=period.start)
    rows = list(before.order_by("-start_date", "-pk").only("slug", "title", "text")[:ACTIVITIES])
    kind = Activity._meta.label_lower
    states: dict[tuple[str, str], tuple[str, bool]] = {
        (record, field): (original, machine)
        for record, field, original, machine in TranslationState.objects.filter(
            record_type=kind, language=language, record__in=[record_key(row)[1] for row in rows]
        ).values_list("record", "field", "source_text", "machine")
    }
    for number, row in enumerate(rows):
        for name in ("title", "text"):
            text = getattr(row, name)
            original, machine = states.get((row.slug, name), (text.get(source, ""), False))
            if original and text.get(language) and not machine:
                where = text.get(source, "") if name == "title" else row.title.best((source, language))
                yield from remember(original, text[language], where, BEFORE - number)


def _of_editions(source: str, language: str) -> Iterator[Remembered]:
    """Yield the sentences of the newest edition of each of the last periods; each is read once by a process."""
    newest: dict[tuple[Any, Any], Edition] = {}
    for edition in Edition.objects.defer("snapshot").order_by("-period_start", "-period_end", "-number")[:40]:
        newest.setdefault((edition.period_start, edition.period_end), edition)
    for number, edition in enumerate(list(newest.values())[:EDITIONS]):
        yield from _of_edition(edition.pk, edition.sha256, edition.slug, source, language, EDITION - number)


@lru_cache(maxsize=64)
def _of_edition(
    key: int, sha256: str, name: str, source: str, language: str, order: int
) -> tuple[Remembered, ...]:
    """Return the sentences of an edition, which never changes: `sha256` is that of its snapshot."""
    snapshot = json.loads(Edition.objects.values_list("snapshot", flat=True).get(pk=key, sha256=sha256))
    both = (source, language)
    return tuple(
        one
        for original, translation in _texts_of(snapshot, both)
        for one in remember(original, translation, name, order)
    )


def _texts_of(value: Any, both: tuple[str, str]) -> Iterator[tuple[str, str]]:
    """Yield every text of a snapshot that is there in both languages; a text of paragraphs, paragraph by paragraph."""
    if isinstance(value, list):
        for one in value:
            yield from _texts_of(one, both)
    elif isinstance(value, dict):
        original, translation = (value.get(language) for language in both)
        if isinstance(original, str) and isinstance(translation, str):
            yield original, translation
        elif isinstance(original, list) and isinstance(translation, list):
            ours, theirs = ([*_items(blocks)] for blocks in (original, translation))
            if len(ours) == len(theirs):
                yield from zip(ours, theirs, strict=True)
        else:
            for one in value.values():
                yield from _texts_of(one, both)


def _items(blocks: list[Any]) -> Iterator[str]:
    for block in blocks:
        for item in block.get("items", ()):
            yield "".join(run.get("text", "") for run in item)
