"""How the texts of a period stand, for one reader: by record, by language, by person; nothing is written."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.apps import apps
from django.http import Http404
from django.shortcuts import get_object_or_404

from rapporteur.base.core.translations import Status
from rapporteur.base.values.formatting.languages import language_named
from rapporteur.base.values.periods import InvalidPeriod, Period
from rapporteur.interfaces.office.desk.words import STATES
from rapporteur.interfaces.office.report_room.standing import may_see
from rapporteur.proof.editions.models import Edition
from rapporteur.records.reports.models import Report
from rapporteur.report.translating.matrix import Matrix, translation_matrix
from rapporteur.report.translating.texts import PeriodText

Key = tuple[str, str]
"""A record: its kind and its name."""
_RANK = {status: place for place, status in enumerate(STATES)}


@dataclass(frozen=True)
class DeskTexts:
    """The texts of a period that somebody may see and that have a source: by record, in the order of the report."""

    matrix: Matrix
    records: dict[Key, tuple[PeriodText, ...]]
    hidden: int
    """Texts of kinds that they may not see: counted, and not shown."""
    without_source: int

    @property
    def languages(self) -> tuple[str, ...]:
        """What is translated into."""
        return tuple(one for one in self.matrix.languages if one != self.matrix.source)

    def status(self, text: PeriodText, language: str) -> Status:
        """Return how a text stands."""
        return self._in(language)[text.key]

    @cached_property
    def _standing(self) -> dict[str, dict[str, Status]]:
        return {}

    def _in(self, language: str) -> dict[str, Status]:
        """Return how each text stands in a language: a page asks for it again and again."""
        if language not in self._standing:
            self._standing[language] = {
                text.key: text.status(language, self.matrix.source)
                for of_record in self.records.values()
                for text in of_record
            }
        return self._standing[language]

    def worst(self, key: Key, language: str) -> Status:
        """Return how a record stands: as its worst text does."""
        standing = self._in(language)
        return min((standing[text.key] for text in self.records[key]), key=_RANK.__getitem__)

    def open_texts(self, key: Key, language: str) -> int:
        """Count the texts of a record that are not done."""
        return sum(self.status(text, language) is not Status.DONE for text in self.records[key])

    def next_open(self, language: str, after: Key | None = None) -> Key | None:
        """Return the record to go on with: the next open one in the order of the report, then from its beginning."""
        keys = list(self.records)
        start = keys.index(after) + 1 if after in self.records else 0
        for key in (*keys[start:], *keys[:start]):
            if key != after and self.worst(key, language) is not Status.DONE:
                return key
        return None


def texts_for(period: Period, user: Any) -> DeskTexts:
    """Return the texts of a period that an account may see; in a constant number of queries."""
    edition = Edition.objects.of(period).first()
    matrix = translation_matrix(period, edition.as_of if edition else None)
    seen = {kind for kind in {text.record_type for text in matrix.texts} if may_see(kind, user)}
    records: dict[Key, list[PeriodText]] = defaultdict(list)
    without = 0
    for text in matrix.texts:
        if text.record_type not in seen:
            continue
        if text.texts.get(matrix.source):
            records[text.record_type, text.record].append(text)
        else:
            without += 1
    hidden = sum(text.record_type not in seen for text in matrix.texts)
    return DeskTexts(matrix, {key: tuple(texts) for key, texts in records.items()}, hidden, without)


def period_of(code: str) -> Period:
    """Return the period of a report; raise Http404 where there is none."""
    try:
        period = Period.parse(code)
    except InvalidPeriod as error:
        raise Http404 from error
    get_object_or_404(Report, period_start=period.start, period_end=period.end)
    return period


def kind_named(kind: str) -> str:
    """Return what a kind of record is called in the reader's language."""
    return str(apps.get_model(kind)._meta.verbose_name)


def field_named(kind: str, path: str) -> str:
    """Return what a text of a record is called: its field, that of a part by its number."""
    model: Any = apps.get_model(kind)
    parts = path.split(".")
    if len(parts) == 1:
        return str(model._meta.get_field(path).verbose_name)
    part: Any = model._meta.get_field(parts[0]).related_model
    return f"{part._meta.get_field(parts[2]).verbose_name} {int(parts[1]) + 1}"


def record_named(texts: Sequence[PeriodText], languages: Sequence[str]) -> str:
    """Return what a record is called, in the first of `languages` that has a name."""
    text = texts[0]
    name = text.name.best(languages) or text.shown or text.record
    coded = text.shown and text.shown not in (text.record, name)
    return f"{text.shown} {name}" if coded else name


@dataclass(frozen=True)
class LanguageProgress:
    """How far a language is: what it is called, how many of all texts are done."""

    code: str
    name: str
    done: int
    every: int


def progress_of(
    texts: DeskTexts, reader: str, languages: Sequence[str] | None = None
) -> tuple[LanguageProgress, ...]:
    """Return how far each language is, or each of some."""
    every = [text for of_record in texts.records.values() for text in of_record]
    return tuple(
        LanguageProgress(
            one,
            language_named(one, reader),
            sum(texts.status(text, one) is Status.DONE for text in every),
            len(every),
        )
        for one in (texts.languages if languages is None else languages)
    )


def people_of(texts: DeskTexts) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Return who translated or confirmed how many of the texts that are done, a count for each language."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for of_record in texts.records.values():
        for text in of_record:
            for language in texts.languages:
                if texts.status(text, language) is Status.DONE:
                    made_from = text.made_from.get(language)
                    counts[made_from.by if made_from else ""][language] += 1
    ordered = sorted(counts, key=lambda name: (not name, -counts[name].total(), name))
    return tuple((name, tuple(counts[name][one] for one in texts.languages)) for name in ordered)
