"""The translatable texts of a report for the checks: those of the matrix of translations, in plain words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from rapporteur.base.core.translations import Status
from rapporteur.base.values.localized import LocalizedText
from rapporteur.base.values.richtext import Block, plain
from rapporteur.proof.rules import facts as f
from rapporteur.proof.rules.finding import Record
from rapporteur.report.translating.texts import PeriodText
from rapporteur.report.value import data as d

EDITORIAL = ("reports.report", "editorial_text")
ACTIVITY = ("activities.activity", "text")


def check_texts(texts: Iterable[PeriodText], data: d.ReportData, report: Record) -> Iterator[f.Text]:
    """Yield `texts` as the rules look at them: stale where :func:`rapporteur.base.core.translations.status` says so.

    The words of rich texts and the order of the activities are those of `data`.
    """
    prose = {activity.slug: activity.text for activity in data.activities}
    order = {slug: place for place, slug in enumerate(prose)}
    source = data.association.source_language
    for text in sorted(texts, key=lambda text: order.get(text.record, -1)):
        kind = (text.record_type, text.path)
        words = text.texts
        if kind == ACTIVITY:
            words = plain_texts(prose.get(text.record, {}))
        elif kind == EDITORIAL:
            words = plain_texts(data.editorial.text if data.editorial else {})
        yield f.Text(
            record=report
            if text.record_type == report.type
            else Record(text.record_type, text.shown, text.name),
            field=text.path,
            texts=words,
            prose=kind in (ACTIVITY, EDITORIAL),
            required=text.required,
            stale=tuple(
                language for language in sorted(words) if text.status(language, source) is Status.STALE
            ),
        )


def plain_texts(blocks: dict[str, tuple[Block, ...]]) -> LocalizedText:
    """Return rich text as plain words in every language."""
    return LocalizedText({language: plain(parts) for language, parts in blocks.items()})


def statement_record(row: Any) -> Record:
    """Return the record of a published statement of dues."""
    return Record("dues.publishedstatement", f"{row.year}/{row.as_of_date}")
