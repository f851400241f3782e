"""What of a report as it was read can be relied on: nothing is said of the print that may be a slip of the reading."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import TypeVar

from msgspec.structs import replace

from rapporteur.base.values.search import fold
from rapporteur.intake.reading import parsed as p
from rapporteur.intake.reading.grammar import load
from rapporteur.intake.reading.trust.activities import BARE, bare_among
from rapporteur.intake.reading.trust.reasons import WEIGHTS, Reason
from rapporteur.intake.reconciling.printed import Print
from rapporteur.proof.rules.facts import ActivityFacts

_MONTH = re.compile(r"\d{4}-\d{2}")
_HEADING_REPEATS = 3
"""A “member” of so many regions is a heading that stands in each of them."""
_LONGEST_NAME = 60
_FEW = 5
_MANY = 0.2
_UNREAD = (None, "cover", "contents")
_BOXFUL = 3
_NEARLY = 0.85
"""A list that has a seventh less than the total stated may not have been read whole: few forget so many."""
_STRAYS = 2
_UNLIKELY = 0.02
Dated = TypeVar("Dated", p.ParsedActivity, p.ParsedMeeting, p.ParsedMention)


def relied_on(parsed: p.ParsedReport) -> p.ParsedReport:
    """Return a report without what cannot be what it was read as: headings as activities, labels and lines as names."""
    labels = _labels(parsed.language)
    activated = parsed.activated_members
    bare = bare_among(parsed.activities)
    held = [number + 1 for number in range(len(parsed.activities)) if number not in bare]
    return replace(
        parsed,
        parts=(
            *_renumbered(parsed.parts, held),
            *(_bare(parsed.activities[number]) for number in sorted(bare)),
        ),
        activities=tuple(_activity(parsed.activities[number - 1], labels) for number in held),
        bilateral_meetings=tuple(_meeting(each, labels) for each in parsed.bilateral_meetings),
        media=tuple(map(_with_month, parsed.media)),
        activated_members=replace(activated, names=_names(activated.names, labels)),
        regions=tuple(_regions(parsed.regions, labels)),
    )


@lru_cache(maxsize=8)
def _labels(language: str) -> frozenset[str]:
    """Return the headings and labels of reports in a language, folded: none of them is a name."""
    return frozenset(fold(text) for texts in load(language).data["labels"].values() for text in texts)


def _names(names: Iterable[str], labels: frozenset[str]) -> tuple[str, ...]:
    """Return what can be a name: no label, nothing with a colon as labels have, nothing as long as a sentence."""
    return tuple(
        name for name in names if ":" not in name and len(name) <= _LONGEST_NAME and fold(name) not in labels
    )


def _renumbered(parts: Iterable[p.ParsedPart], held: list[int]) -> Iterable[p.ParsedPart]:
    """Yield the parts by the numbers of the activities that rules are asked of."""
    for part in parts:
        if part.kind == "region" or not part.number:
            yield part
        elif part.number in held:
            yield replace(part, number=held.index(part.number) + 1)


def _bare(activity: p.ParsedActivity) -> p.ParsedPart:
    """Return the part that an activity is of which nothing but title and text was read: told, not asked."""
    lines = activity.provenance["title"].lines[:1] if "title" in activity.provenance else ()
    return p.ParsedPart(
        kind=BARE, of=activity.title, confidence=WEIGHTS[Reason.BARE], reasons=(Reason.BARE,), lines=lines
    )


def _activity(activity: p.ParsedActivity, labels: frozenset[str]) -> p.ParsedActivity:
    return _with_month(replace(activity, members=_names(activity.members, labels)))


def _meeting(meeting: p.ParsedMeeting, labels: frozenset[str]) -> p.ParsedMeeting:
    members, prospects = _names(meeting.members, labels), _names(meeting.prospects, labels)
    return _with_month(replace(meeting, members=members, prospects=prospects))


def _with_month(record: Dated) -> Dated:
    """Return a record without a month that has no year."""
    if record.month is None or _MONTH.fullmatch(record.month):
        return record
    return replace(record, month=None)


def _regions(regions: tuple[p.ParsedRegion, ...], labels: frozenset[str]) -> Iterable[p.ParsedRegion]:
    """Yield each region once, its members without headings and lines of text."""
    times = Counter(name for region in regions for name in {fold(member) for member in region.members})
    done: set[str] = set()
    for region in regions:
        if fold(region.name) not in done:
            done.add(fold(region.name))
            members = (name for name in region.members if times[fold(name)] < _HEADING_REPEATS)
            yield replace(region, members=_names(members, labels))


def doubtful(printed: Print) -> frozenset[str]:
    """Return the parts of a report that cannot have been read whole: what they lack is not held against the print."""
    return frozenset(part for part, holds in _DOUBTS.items() if holds(printed))


def _directory(printed: Print) -> bool:
    organisations = printed.directory.organisations
    named = {key for key, where in printed.occurrences if where.record.type != "printed.region"}
    found = [key for key in named if organisations[key].listed]
    listed = sum(len(region.members) for region in printed.parsed.regions)
    stated = printed.statement.members if printed.statement else None
    if stated and 0 < listed < _NEARLY * stated:
        return not _is_whole_by_names(listed / stated, len(found), len(named))
    return bool(printed.parsed.regions) and _lacks(named, found)


def _is_whole_by_names(share: float, found: int, named: int) -> bool:
    """Whether lists with a `share` of the total stated were read whole all the same, by the names elsewhere in them.

    Had the rest been lost, as large a part of the names in boxes would stand in none of them: that all but one
    or two do is then unlikely, and what differs is the print.
    """
    return named - found <= _STRAYS and share**named <= _UNLIKELY


def stands_in_lists(printed: Print, name: str) -> bool:
    """Whether a line among the lists by region has a name, that of a person or of a secretary's city apart."""
    wanted = f" {fold(name)} "
    return any(wanted in line for line in _lines_of_lists(printed))


def stands_unread(printed: Print, name: str) -> bool:
    """Whether a line that was not read as part of an activity or a list has a name: an activity may have been lost."""
    wanted = f" {fold(name)} "
    lost = {line for part in printed.parsed.parts if part.torn for line in part.lines}
    unread = (
        line
        for line in printed.doc.lines
        if line.number in lost or printed.doc.used.get(line.number) in _UNREAD
    )
    return any(wanted in f" {fold(line.text)} " for line in unread)


def _lines_of_lists(printed: Print) -> Iterable[str]:
    people = [
        each for region in printed.parsed.regions for each in (*region.secretaries, *region.focal_points)
    ]
    passages = [passage.lines for each in people for passage in each.provenance.values()]
    apart = {number for first, last in passages for number in range(first, last + 1)}
    for line in printed.doc.lines:
        of_lists = printed.doc.used.get(line.number) == "regions"
        if of_lists and line.number not in apart and "," not in line.text:
            yield f" {fold(line.text)} "


def _directory_count(printed: Print) -> bool:
    return _directory(printed) or any(line.section == "region" for line in printed.parsed.not_understood)


def _activated(printed: Print) -> bool:
    boxed = {slug for activity in printed.activities for slug in activity.member_slugs}
    listed = printed.activated or ()
    return _lacks(boxed, listed) or _lacks(listed, boxed) or _boxes(printed)


def _plan(printed: Print) -> bool:
    tables = [node.code for line in printed.parsed.plan_execution for node in line.deliverables]
    used = {code for activity in printed.activities for code in activity.codes}
    return _lacks(used, tables) or _codes(printed)


def _boxes(printed: Print) -> bool:
    if _most(printed, lambda activity: not activity.members and not activity.unresolved):
        return True
    return any(_names_alone(printed, each.body) for each in printed.parsed.activities)


def _names_alone(printed: Print, body: str) -> bool:
    """Whether a paragraph of a text is nothing but names of members: a box that was read as text."""
    lists = (printed.parsed.activated_members.names, *(each.members for each in printed.parsed.regions))
    names = sorted({fold(name) for each in lists for name in each if name.strip()}, key=len, reverse=True)
    if not names:
        return False
    known = re.compile(r"\b(?:" + "|".join(map(re.escape, names)) + r")\b")
    for paragraph in body.split("\n\n"):
        rest, found = known.subn(" ", fold(paragraph))
        if found >= _BOXFUL and not any(map(str.isalpha, rest)):
            return True
    return False


def _codes(printed: Print) -> bool:
    return _most(printed, lambda activity: not activity.codes)


def _dates(printed: Print) -> bool:
    return _most(printed, lambda activity: activity.dates is None)


def _meetings(printed: Print) -> bool:
    return any(line.section == "bilateral" for line in printed.parsed.not_understood)


_DOUBTS: dict[str, Callable[[Print], bool]] = {
    "directory": _directory,
    "count of the directory": _directory_count,
    "activated": _activated,
    "plan": _plan,
    "boxes": _boxes,
    "codes": _codes,
    "dates": _dates,
    "meetings": _meetings,
}


def _lacks(wanted: Iterable[str], listed: Iterable[str]) -> bool:
    """Whether a list lacks so much of what it should have that lines must have been lost in reading."""
    named = set(wanted)
    lacking = named - set(listed)
    return len(lacking) > _FEW and len(lacking) > _MANY * len(named)


def _most(printed: Print, lacks: Callable[[ActivityFacts], bool]) -> bool:
    """Whether most activities lack something that a report of this kind gives."""
    return 2 * sum(map(lacks, printed.activities)) > len(printed.activities) > _FEW
