"""A change as a sentence, in the language that is asked for.

Sentences have the record first and neither article nor agreement that its name would have to follow.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from rapporteur.base.values.formatting.languages import capitalise, language_named
from rapporteur.base.values.formatting.lists import format_list
from rapporteur.base.values.localized import LocalizedText
from rapporteur.base.values.typography import normalise
from rapporteur.base.words.catalogues import template
from rapporteur.base.words.say import say_around
from rapporteur.proof.editions.changes.differences import Change
from rapporteur.proof.editions.changes.words import FIELDS, RECORDS, SENTENCES, WORDS
from rapporteur.report.value.data import ChangeData

_LISTS = {"members", "prospects"}


def sentence(change: Change, language: str, *, others: Sequence[str] = ()) -> str:
    """Return `change` in one sentence, without a full stop; names in `language`, else in one of `others`."""

    def best(text: LocalizedText) -> str:
        return text.best((language, *others)) or template(WORDS["nothing"], language)

    # What is quoted keeps the typography of its own language.
    name = normalise(best(change.name), language)
    record = say_around(RECORDS[change.record_type], language, name=name)
    field = template(FIELDS[change.field], language) if change.field else ""
    if change.language:
        field = f"{field} ({language_named(change.language, language)})"
    if change.record_type == "figure":
        key = "figure"
    elif change.kind in {"GAINED", "LOST"}:
        key = f"{change.kind.lower()}_{'members' if change.field in _LISTS else 'part'}"
    elif change.kind == "CHANGED" and change.part:
        key = "part_changed"
    elif change.kind == "CHANGED" and not change.before and not change.after:
        key = "changed_unsaid"
    elif change.kind == "CHANGED" and change.before == change.after:
        key = "replaced"
    elif change.language:
        key = "text_changed"
    else:
        key = change.kind.lower()
    said = say_around(
        SENTENCES[key],
        language,
        record=record,
        field=field,
        part=best(change.part),
        before=best(change.before),
        after=best(change.after),
    )
    return capitalise(said)


def word_changes(changes: Iterable[Change], languages: Sequence[str]) -> tuple[ChangeData, ...]:
    """Return `changes` as data that a report can print in any of `languages`.

    What one list of a record gained is one sentence, and so is what it lost.
    """
    return tuple(
        ChangeData(
            language=change.language,
            words=LocalizedText(
                {language: sentence(change, language, others=languages) for language in languages}
            ),
        )
        for change in _united(changes, languages)
    )


def _united(changes: Iterable[Change], languages: Sequence[str]) -> Iterator[Change]:
    """Yield each change, those that follow one another about parts of one list as one with all its parts."""
    for _, group in groupby(changes, _list_of):
        first, *more = group
        if more:
            parts = [one.part for one in (first, *more)]
            named = {
                language: format_list([part.best((language, *languages)) for part in parts], language)
                for language in languages
            }
            yield replace(first, part=LocalizedText(named))
        else:
            yield first


def _list_of(change: Change) -> object:
    """Return the list of which a change gains or loses a part; for any other change what equals itself alone."""
    if change.kind in {"GAINED", "LOST"}:
        return change.kind, change.record_type, change.record, change.field
    return object()
