"""What differs between two reports of a period, record by record and field by field: a pure comparison of values.

:func:`differences` is complete: two reports that are not equal have at least one difference. Figures that follow from
the records (weeks, shares, lists of evidence) are not repeated where the records that they follow from are named.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from msgspec.structs import replace

from rapporteur.base.values.base import to_plain
from rapporteur.base.values.localized import EMPTY, LocalizedText
from rapporteur.proof.editions.changes.fields import ComparedRecord, LanguageTexts, NamedParts, OneValue
from rapporteur.proof.editions.changes.records import Reader
from rapporteur.proof.editions.changes.values import ValueWords, passage
from rapporteur.report.value.data import ReportData

Kind = Literal["ADDED", "REMOVED", "GAINED", "LOST", "CHANGED"]


@dataclass(frozen=True)
class Change:
    """One difference.

    `record_type` is the kind of record (`activity`, `member`, `figure`…), `record` its slug or code, `name` what people
    call it. GAINED and LOST are about a part (`part`, a member or a code) of the `field`. `language` is set where a
    text differs in that language only. `before` and `after` are worded in every language.
    """

    kind: Kind
    record_type: str
    record: str
    name: LocalizedText = EMPTY
    field: str = ""
    language: str = ""
    part: LocalizedText = EMPTY
    before: LocalizedText = EMPTY
    after: LocalizedText = EMPTY


def same_content(before: ReportData, after: ReportData) -> bool:
    """Tell whether two reports say the same, whatever their edition numbers."""
    return replace(before, edition=None) == replace(after, edition=None)


def differences(before: ReportData, after: ReportData, languages: Sequence[str] = ()) -> tuple[Change, ...]:
    """Return what differs from `before` to `after`, worded in `languages` (by default those of either report).

    Records first, in the order of the report, then the figures. Empty exactly where the reports say the same.
    """
    known = (*after.association.languages, *before.association.languages)
    words = ValueWords(tuple(dict.fromkeys(languages or known)))
    found = tuple(_compared(Reader(before, words), Reader(after, words)))
    if not found and not same_content(before, after):
        return tuple(_anything_else(before, after, words))
    return found


def _compared(before: Reader, after: Reader) -> Iterator[Change]:
    for old, new in zip(before.records(), after.records(), strict=True):
        yield from _lists(list(old), list(new), after.words)


def _lists(before: list[ComparedRecord], after: list[ComparedRecord], words: ValueWords) -> Iterator[Change]:
    """Compare the records of one type: by their key, or where they have none by what they are about."""
    old_by_key = {record.key: record for record in before if record.key}
    new_by_key = {record.key: record for record in after if record.key}
    for key, new in new_by_key.items():
        if key in old_by_key:
            yield from _fields(old_by_key[key], new, words)
        else:
            yield _whole("ADDED", new)
    yield from (_whole("REMOVED", old) for key, old in old_by_key.items() if key not in new_by_key)
    nameless = ([r for r in before if not r.key], [r for r in after if not r.key])
    if any(nameless):
        yield from _nameless(*nameless, words)


def _nameless(
    before: list[ComparedRecord], after: list[ComparedRecord], words: ValueWords
) -> Iterator[Change]:
    """Pair records without a key: equal ones first, then those about the same thing, in their order."""
    rest: dict[str, list[ComparedRecord]] = defaultdict(list)
    remaining = list(after)
    for old in before:
        if old in remaining:
            remaining.remove(old)
        else:
            rest[old.pair].append(old)
    for new in remaining:
        if rest[new.pair]:
            yield from _fields(rest[new.pair].pop(0), new, words)
        else:
            yield _whole("ADDED", new)
    yield from (_whole("REMOVED", old) for olds in rest.values() for old in olds)


def _whole(kind: Kind, record: ComparedRecord) -> Change:
    return Change(kind, record.type, record.key or record.pair, record.name)


def _fields(old: ComparedRecord, new: ComparedRecord, words: ValueWords) -> Iterator[Change]:
    """Compare two states of one record."""
    for name, after in new.fields.items():
        before = old.fields[name]
        if before == after:
            continue
        about: dict[str, Any] = {
            "record_type": new.type, "record": new.key or new.pair, "name": new.name, "field": name,
        }  # fmt: skip
        if isinstance(after, LanguageTexts) and isinstance(before, LanguageTexts):
            yield from _texts(before.texts, after.texts, words, about)
        elif isinstance(after, NamedParts) and isinstance(before, NamedParts):
            yield from _parts(before, after, words, about)
        elif isinstance(after, OneValue) and isinstance(before, OneValue):
            yield Change("CHANGED", **about, before=before.words, after=after.words)


def _texts(
    before: LocalizedText, after: LocalizedText, words: ValueWords, about: dict[str, Any]
) -> Iterator[Change]:
    for language in sorted({*before, *after}):
        old, new = before.get(language, ""), after.get(language, "")
        if old != new:
            was, becomes = passage(old, new)
            yield Change(
                "CHANGED", **about, language=language, before=words.same(was), after=words.same(becomes)
            )


def _parts(
    before: NamedParts, after: NamedParts, words: ValueWords, about: dict[str, Any]
) -> Iterator[Change]:
    gained = [key for key in after.parts if key not in before.parts]
    lost = [key for key in before.parts if key not in after.parts]
    yield from (Change("GAINED", **about, part=after.parts[key]) for key in gained)
    yield from (Change("LOST", **about, part=before.parts[key]) for key in lost)
    for key, detail in after.details.items():
        if key in before.details and before.details[key] != detail:
            old = before.details[key]
            yield Change("CHANGED", **about, part=after.parts[key], before=old.words, after=detail.words)
    renamed = [k for k in after.parts if k in before.parts and before.parts[k] != after.parts[k]]
    for key in renamed:
        yield Change("CHANGED", **about, before=before.parts[key], after=after.parts[key])
    if not gained and not lost and list(before.parts) != list(after.parts):
        yield Change(
            "CHANGED",
            **about,
            before=words.listed(before.parts.values()),
            after=words.listed(after.parts.values()),
        )


def _anything_else(before: ReportData, after: ReportData, words: ValueWords) -> Iterator[Change]:
    """Name every leaf that differs, whatever it is: the last resort that makes the comparison complete."""
    old, new = _leaves(before), _leaves(after)
    for path in sorted({*old, *new}):
        if old.get(path) != new.get(path):
            yield Change(
                "CHANGED",
                "value",
                path,
                words.same(path),
                "value",
                before=words.same(str(old.get(path, ""))),
                after=words.same(str(new.get(path, ""))),
            )


def _leaves(data: ReportData) -> dict[str, Any]:
    found: dict[str, Any] = {}

    def walk(value: Any, path: str) -> None:
        if isinstance(value, dict):
            for key, item in value.items():
                walk(item, f"{path}.{key}" if path else str(key))
        elif isinstance(value, list):
            found[f"{path}.#"] = len(value)
            for index, item in enumerate(value):
                walk(item, f"{path}.{index}")
        else:
            found[path] = value

    walk(to_plain(replace(data, edition=None)), "")
    return found
