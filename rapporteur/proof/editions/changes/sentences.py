"""A change as a sentence, in the language that is asked for.

Sentences have the record first and neither article nor agreement that its name would have to follow.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from rapporteur.base.values.formatting.languages import capitalise, language_named
from rapporteur.base.values.formatting.lists import format_list
from rapporteur.base.values.localized import LocalizedText
from rapporteur.base.values.typography import normalise
from rapporteur.base.words.catalogues import template
from rapporteur.base.words.say import say_around
from rapporteur.proof.editions.changes.differences import Change
from rapporteur.proof.editions.changes.words import AND_ALSO, FIELDS, RECORDS, SENTENCES, WORDS
from rapporteur.report.value.data import ChangeData

_LISTS = {"members", "prospects"}


def sentence(change: Change, language: str, *, others: Sequence[str] = ()) -> str:
    """Return `change` in one sentence, without a full stop; names in `language`, else in one of `others`."""
    return capitalise(_clause(change, language, others))


def _clause(change: Change, language: str, others: Sequence[str], *, named: bool = True) -> str:
    """Return a change as said within a sentence; without the record where it is not to be `named` again."""

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
        record=record if named else "",
        field=field,
        part=best(change.part),
        before=best(change.before),
        after=best(change.after),
    )
    return said if named else said.lstrip(", ")


def word_changes(changes: Iterable[Change], languages: Sequence[str]) -> tuple[ChangeData, ...]:
    """Return `changes` as data that a report can print in any of `languages`.

    What one list of a record gained is one clause, and so is what it lost; what changed of one record is one sentence,
    but for texts that are quoted.
    """
    return tuple(
        ChangeData(
            language=group[0].language,
            words=LocalizedText(
                {language: _sentence_of(group, language, languages) for language in languages}
            ),
        )
        for group in _by_record(_united(changes, languages))
    )


def _sentence_of(changes: Sequence[Change], language: str, others: Sequence[str]) -> str:
    first, *more = changes
    said = sentence(first, language, others=others)
    for change in more:
        clause = _clause(change, language, others, named=False)
        said = say_around(AND_ALSO, language, said=said, clause=clause)
    return said


def _by_record(changes: Iterable[Change]) -> Iterator[list[Change]]:
    """Yield the changes of one record together, in the order of the records; a quoted text stands alone."""
    groups: dict[object, list[Change]] = {}
    for change in changes:
        alone = change.language or change.kind in {"ADDED", "REMOVED"}
        key = object() if alone else (change.record_type, change.record)
        groups.setdefault(key, []).append(change)
    yield from groups.values()


def _united(changes: Iterable[Change], languages: Sequence[str]) -> Iterator[Change]:
    """Yield each change; those about parts that one list gained, or lost, as one with all its parts."""
    lists: dict[object, list[Change]] = {}
    for change in changes:
        lists.setdefault(_list_of(change), []).append(change)
    for first, *more in lists.values():
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
