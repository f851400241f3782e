"""Which printed activity is which recorded one, and in what they differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from rapidfuzz import fuzz

from rapporteur.base.values.dates import Dates
from rapporteur.base.values.messages import Message
from rapporteur.base.values.search import fold
from rapporteur.base.words.say import in_each_language
from rapporteur.intake.reconciling.printed import Print
from rapporteur.proof.rules.facts import ActivityFacts, Place
from rapporteur.proof.rules.subject import Subject
from rapporteur.records.names.forms import form_of

ALIKE = 55.0
"""How alike (of 125) a printed and a recorded activity must be to be taken for one."""


def pairs(printed: Print, recorded: Subject) -> dict[str, ActivityFacts]:
    """Return, by the slug of a printed activity, the recorded one that it is: the most alike first, each once."""
    scored = [
        (likeness(one, other, printed.language), -n, one, other)
        for n, one in enumerate(printed.activities)
        for other in recorded.activities
    ]
    scored.sort(key=lambda each: (-each[0], -each[1], each[3].slug))
    found: dict[str, ActivityFacts] = {}
    taken: set[str] = set()
    for score, _, one, other in scored:
        if score < ALIKE:
            break
        if one.slug not in found and other.slug not in taken:
            found[one.slug] = other
            taken.add(other.slug)
    return found


def likeness(one: ActivityFacts, other: ActivityFacts, language: str) -> float:
    """Return how alike two activities are: days 40, title 30, members 20, codes 20, places 15."""
    days = 40.0 if (one.start, one.end, one.month) == (other.start, other.end, other.month) else 0.0
    if not days:
        days = 20.0 if one.start and one.start == other.start else 10.0 if one.month == other.month else 0.0
    titles = fuzz.token_set_ratio(fold(one.title.best(())), fold(other.title.best((language,)))) * 0.3
    shared = 20 * _shared(one.member_slugs, other.member_slugs) + 20 * _shared(one.codes, other.codes)
    return days + titles + shared + 15 * _shared(map(_key, one.places), map(_key, other.places))


def _shared(one: Iterable[object], other: Iterable[object]) -> float:
    first, second = set(one), set(other)
    return len(first & second) / len(first | second) if first | second else 0.75


def _key(place: Place) -> object:
    return place.organisation or form_of(place.name.best(())).base


NOTHING = Message("nothing")
FIELDS = {
    "start": Message("dates"),
    "places": Message("places"),
    "online": Message("online"),
    "line": Message("line"),
    "codes": Message("codes"),
    "members": Message("members"),
}
_YES = {
    True: Message("yes"),
    False: Message("no"),
}


def plain(value: object) -> Any:
    """Return a value as evidence keeps it."""
    if isinstance(value, (tuple, list)):
        return [plain(item) for item in value]
    if isinstance(value, Message):
        return in_each_language(value)
    if isinstance(value, Dates):
        return [value.start, value.end, value.month]
    return value


def differences(
    printed: Print, recorded: Subject, one: ActivityFacts, other: ActivityFacts
) -> Iterator[tuple[str, Any, Any]]:
    """Yield the fields that differ; only what one side has and the other has not, where they are lists."""
    if (one.start, one.end or one.start) != (
        other.start,
        other.end or other.start,
    ) or one.month != other.month:
        yield "start", one.dates, other.dates
    if _bases(one.places, printed) != _bases(other.places, recorded):
        yield (
            "places",
            tuple(place.name for place in one.places),
            tuple(place.name or recorded.name(place.organisation or "") for place in other.places),
        )
    if one.online != other.online:
        yield "online", _YES[one.online], _YES[other.online]
    if one.line != other.line:
        yield "line", one.line, other.line
    codes = {*other.codes, *other.unknown_codes}
    if set(one.codes) != codes:
        yield "codes", tuple(sorted(set(one.codes) - codes)), tuple(sorted(codes - set(one.codes)))
    meanings = {key for where in printed.ambiguous if where.record.slug == one.slug for key in where.meanings}
    more, less = one.member_slugs - other.member_slugs, other.member_slugs - one.member_slugs - meanings
    if more or less:
        yield (
            "members",
            tuple(printed.name(slug) for slug in sorted(more)),
            tuple(recorded.name(slug) for slug in sorted(less)),
        )


def _bases(places: Iterable[Place], subject: Subject) -> set[frozenset[str]]:
    """Return the forms of places; “Johannesburg, Gauteng” may be one place or two."""
    names = [
        place.name.best((subject.source_language,)) or subject.name(place.organisation or "").best(("en",))
        for place in places
    ]
    return {form_of(part).base for name in names for part in name.split(",")}
