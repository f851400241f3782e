"""What a record says of itself: its other names, since when it holds, its fields, the rows that belong to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations

from rapporteur.base.core.engine import row_fields
from rapporteur.base.core.fields import LocalizedTextField
from rapporteur.base.core.models import Dated, Editorial
from rapporteur.base.values.dates import Dates
from rapporteur.base.values.formatting.days import format_dates
from rapporteur.base.values.formatting.languages import capitalise, language_named
from rapporteur.base.values.html import blocks_from_html
from rapporteur.base.values.localized import LocalizedText
from rapporteur.base.values.messages import Message
from rapporteur.base.values.richtext import paragraphs
from rapporteur.interfaces.office.pages.calling import called
from rapporteur.interfaces.office.pages.spans import say_span
from rapporteur.interfaces.office.pages.wording import (
    LEFT_OUT,
    column_of,
    in_one_language,
    in_words,
    row_in_words,
)
from rapporteur.interfaces.office.record_page.counting import (
    say_call,
    say_jury,
    say_outcome,
    say_place,
    say_quorum,
)
from rapporteur.interfaces.office.record_page.course_verbs import say_certificates, say_course
from rapporteur.interfaces.office.typed import reader
from rapporteur.interfaces.office.words import label
from rapporteur.records.agreements.models import Signatory
from rapporteur.records.agreements.queries import offices_of
from rapporteur.records.calls.models import Application, CallForApplications
from rapporteur.records.meetings.models import BodyMeeting, Decision
from rapporteur.records.members.models import Organisation
from rapporteur.records.names.called import SaysItsName, names_of_relations
from rapporteur.records.training.models import Course

PRECISION = "_precision"
"""How columns end that say how exactly the day beside them is known: both are said as one."""
KEPT_BY_WAGTAIL = frozenset(column.name for column in Editorial._meta.fields) - {"slug"}


WHEN = frozenset({"slug", "key", "start", "end", "start_date", "end_date", "date_precision"})
"""What stands at the head of the page in words, and the names that people do not see."""
DERIVED: Mapping[type[models.Model], tuple[tuple[Message, Callable[[Any], str]], ...]] = {
    BodyMeeting: ((Message("Quorum", context="record page"), say_quorum),),
    Decision: ((Message("Outcome", context="record page"), say_outcome),),
    CallForApplications: (
        (Message("Where it stands", context="record page"), say_call),
        (Message("Jury", context="record page"), say_jury),
    ),
    Course: (
        (Message("Who took part", context="record page"), say_course),
        (Message("Certificates", context="record page"), say_certificates),
    ),
    Application: ((Message("Points", context="record page"), say_place),),
}
"""What follows from a record and others, and stands on its page as a field does."""


@dataclass(frozen=True)
class FieldInWords:
    """What a field says; `language` is that of a name, for who has it read out."""

    label: str
    value: SafeString | str
    language: str = ""


@dataclass(frozen=True)
class RowsInWords:
    """What a list of a record is called, and what each of its rows says."""

    label: str
    lines: tuple[SafeString | str, ...]


def other_names(record: Any) -> list[FieldInWords]:
    """Return what a record is called in other languages, was called before, and is written like otherwise."""
    now = called(record)
    if isinstance(record, Organisation):
        dated = list(record.names.all())
        found = [
            FieldInWords(f"{name}, {say_span(row.span)}" if row.start or row.end else name, text, language)
            for row in dated
            for name, text, language in _in_languages(row.name)
        ]
        found += [
            FieldInWords(_language(row.language), row.text, row.language) for row in record.aliases.all()
        ]
    else:
        sources = [getattr(record, name) for name in _naming(record)]
        texts = [one for one in sources if isinstance(one, LocalizedText)]
        found = [
            FieldInWords(name, text, language)
            for one in texts[:1]
            for name, text, language in _in_languages(one)
        ]
    return _grouped([one for one in found if one.value != now])


def _naming(record: Any) -> tuple[str, ...]:
    """Return the fields of which one alone is the name; none where it is put together from several."""
    return () if isinstance(record, SaysItsName) else getattr(record, "called_by", ())


def _grouped(names: list[FieldInWords]) -> list[FieldInWords]:
    """Return names with those of one language and time together."""
    together: dict[tuple[str, str], list[str]] = {}
    for one in names:
        together.setdefault((one.label, one.language), []).append(str(one.value))
    return [
        FieldInWords(label, " · ".join(dict.fromkeys(values)), language)
        for (label, language), values in together.items()
    ]


def _in_languages(text: LocalizedText) -> Iterator[tuple[str, str, str]]:
    for language, value in text.items():
        yield _language(language), value, language


def _language(code: str) -> str:
    return "" if code == "und" else capitalise(language_named(code, reader()))


def since_when(record: Any) -> str:
    """Return when a record happened, or since and until when it holds; nothing where it does neither."""
    if isinstance(dates := getattr(record, "dates", None), Dates):
        return format_dates(dates, reader())
    return capitalise(say_span(record.span)) if isinstance(record, Dated) else ""


def facts_of(record: Any) -> list[FieldInWords]:
    """Return what the fields of a record say that say anything, in the order of the model."""
    named = set(_naming(record))
    found = []
    for column in type(record)._meta.concrete_fields:
        if column.name in KEPT_BY_WAGTAIL | LEFT_OUT | WHEN or not column.editable or column.primary_key:
            continue
        if column.name in named and isinstance(column, LocalizedTextField):
            continue
        if (value := getattr(record, column.name)) in (None, "", [], {}):
            continue
        if isinstance(value, models.Model):
            value._languages = record._languages  # type: ignore[attr-defined]  # asked once for all
        if column.name.endswith(PRECISION):
            continue  # the day beside it says so
        known = getattr(record, column.name.removesuffix("_date"), None)
        if isinstance(known, Dates):
            said: SafeString | str = format_dates(known, reader())
        elif isinstance(column, LocalizedTextField):
            said = _by_language(column, value)
        else:
            said = in_words(column, value)
        found.append(FieldInWords(capfirst(str(column.verbose_name)), said))
    found += [FieldInWords(label(what), words(record)) for what, words in DERIVED.get(type(record), ())]
    for column in type(record)._meta.many_to_many:
        named_ones = list(_prefetched(getattr(record, column.name).all(), record._languages))
        found += [FieldInWords(capfirst(str(column.verbose_name)), in_words(column, named_ones))] * bool(
            named_ones
        )
    return found


def _by_language(column: Any, text: LocalizedText) -> SafeString:
    """Return a text in each language that it has, the reader's first, paragraph by paragraph."""
    order = sorted(text, key=lambda language: language != reader())
    parts = []
    for language in order:
        blocks = blocks_from_html(text[language]) if column.rich else paragraphs(text[language])
        lines = [("".join(run.text for run in item),) for block in blocks for item in block.items]
        said = format_html_join("", "<p>{}</p>", lines)
        parts.append((language, _language(language), said))
    return format_html_join("", '<div lang="{}"><p class="record-language">{}</p>{}</div>', parts)


def _prefetched(records: Any, languages: Any) -> Iterator[Any]:
    for one in records.prefetch_related(*names_of_relations(records.model)):
        one._languages = languages
        yield one


def rows_of_record(record: Any) -> list[RowsInWords]:
    """Return what the lists of a record say that have rows; its names stand by themselves."""
    found = []
    for relation in get_all_child_relations(type(record)):
        name, model = relation.get_accessor_name(), relation.related_model
        if isinstance(record, Organisation) and name in ("names", "aliases"):
            continue
        links = [one.name for one in model._meta.concrete_fields if _names_another(one)]
        rows = model._default_manager.filter(**{relation.field.name: record.pk}).order_by("pk")
        rows = rows.select_related(*links)
        rows = rows.prefetch_related(*(one for link in links for one in names_of_relations(model, link)))
        if model is Signatory:
            rows = _with_offices(rows.select_related(*links, "statement__activity"))
        lines = tuple(_line(row, model, record._languages) for row in rows)
        if lines:
            found.append(RowsInWords(capfirst(str(model._meta.verbose_name_plural)), lines))
    return found


def _with_offices(rows: Any) -> list[Any]:
    """Return signatories with the office that a mandate of their day tells, where one does."""
    found = list(rows)
    offices = offices_of(found)
    for one in found:
        one.office = offices[one.pk]
    return found


def _names_another(column: Any) -> bool:
    return column.is_relation and not isinstance(column, ParentalKey)


def _line(row: Any, model: Any, languages: Any) -> SafeString | str:
    values = {name: getattr(row, name) for name in row_fields(model)}
    values = {
        name: value for name, value in values.items() if value is not False
    }  # of what it is, not of what not
    for name, value in values.items():
        if isinstance(value, models.Model):
            value._languages = languages  # type: ignore[attr-defined]  # asked once for all
        elif isinstance(value, LocalizedText):  # the page says it once; its form has it in every language
            values[name] = in_one_language(column_of(model, name), value.best((reader(), *languages)))
    return row_in_words(model, values, {})
