"""Evidence for and against the lists of a report: regions, activated members, plan, press, meetings, people, dues."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from rapporteur.intake.reading.parsed import ParsedRegion
from rapporteur.intake.reading.sources.lines import Line
from rapporteur.intake.reading.trust.kept import Whereabouts, is_joined, kept_of, stands_in
from rapporteur.intake.reading.trust.reasons import Reason, Sign

_LONGEST_DUES = 700
"""Letters of a statement of dues; one that is longer has taken in the tables that follow it."""
_LONGEST_NAME = 60
_NO_PERSON = re.compile(r"[:•·|@]|\d|\(\d")
_SECTIONS = {
    "bilateral": "meetings", "media": "media", "secretariat": "staff", "plan": "plan", "activated": "activated",
}  # fmt: skip
"""Section of a line that was not understood → the list that it may belong to."""


def signs_of_lists(where: Whereabouts) -> Iterator[Sign]:
    """Yield what speaks against each list."""
    yield from _unread(where)
    yield from _regions(where)
    yield from _people(where)
    yield from _activated(where)
    yield from _meetings(where)
    yield from _swallowed(where)


def _unread(where: Whereabouts) -> Iterator[Sign]:
    """Yield the lines of a list that were not understood, and say something."""
    for each in where.report.not_understood:
        line = where.doc.lines[where.place[each.line]] if each.line in where.place else None
        kind = _SECTIONS.get(each.section)
        if line is None or kind is None:
            continue
        loss = where.loss(line)
        if loss is not None and not (kind == "plan" and loss is Reason.LOST_TEXT):
            yield Sign(kind, loss, line=each.line)
        elif kind == "meetings":  # a line there is a place, or who was met
            yield Sign(kind, Reason.LOST_TEXT, line=each.line)
        elif kind in ("media", "staff"):
            yield Sign(kind, Reason.UNREAD, line=each.line)


def _regions(where: Whereabouts) -> Iterator[Sign]:
    """Yield regions with names that stand on their pages and in no list, or several of them as one."""
    regions = where.report.regions
    starts = sorted(
        (where.place.get(min(each.provenance["name"].lines), 0), number)
        for number, each in enumerate(regions)
        if "name" in each.provenance
    )
    firsts = [at for at, _ in starts]
    kept = kept_of(text for region in regions for text in _texts(region))
    for at, line in enumerate(where.doc.lines):
        if where.kind_of(line) not in ("regions", "region") or not firsts or at < firsts[0]:
            continue
        number = starts[bisect_right(firsts, at) - 1][1]
        if line.number in where.unread:
            yield Sign("region", where.loss(line) or Reason.UNREAD, number + 1, line.number)
        elif where.loss(line) is Reason.LOST_NAMES and not stands_in(line.text, kept):
            yield Sign("region", Reason.LOST_NAMES, number + 1, line.number)
    for number, region in enumerate(regions):
        line_ = region.provenance["members"].lines[0] if "members" in region.provenance else 0
        if any(is_joined(name) for name in region.members):
            yield Sign("region", Reason.JOINED, number + 1, line_)


def _texts(region: ParsedRegion) -> Iterator[str]:
    yield from (region.name, *region.members, *region.honorary)
    for person in (*region.secretaries, *region.focal_points):
        yield from (person.name, person.place, person.function)
    for seat in region.board:
        yield from (seat.role, seat.holder, seat.function, seat.organisation)


def _people(where: Whereabouts) -> Iterator[Sign]:
    """Yield where what was read as people can be none: labels, counts, bullets, whole lists."""
    report = where.report
    offices = [each for region in report.regions for each in (*region.secretaries, *region.focal_points)]
    for kind, people in (("offices", offices), ("staff", list(report.secretariat_staff))):
        for each in people:
            if _NO_PERSON.search(each.name) or len(each.name) > _LONGEST_NAME:
                yield Sign(kind, Reason.NO_PEOPLE, line=_first(each.provenance.get("name")))
    for region in report.regions:
        for seat in region.board:
            if _NO_PERSON.search(seat.holder) or len(seat.holder) > _LONGEST_NAME:
                yield Sign("offices", Reason.NO_PEOPLE, line=_first(seat.provenance.get("holder")))


def _first(passage: object) -> int:
    lines: tuple[int, ...] = getattr(passage, "lines", (0,))
    return lines[0]


def _activated(where: Whereabouts) -> Iterator[Sign]:
    names = where.report.activated_members.names
    line = _first(where.report.activated_members.provenance.get("names"))
    if any(is_joined(name) for name in names):
        yield Sign("activated", Reason.JOINED, line=line)
    kept = kept_of(names)
    for each in where.doc.lines:
        used = where.doc.used.get(each.number) == "activated_members"
        if used and where.loss(each) is Reason.LOST_NAMES and not stands_in(each.text, kept):
            yield Sign("activated", Reason.LOST_NAMES, line=each.number)


def _meetings(where: Whereabouts) -> Iterator[Sign]:
    meetings = where.report.bilateral_meetings
    for each in meetings:
        if any(is_joined(name) for name in (*each.members, *each.prospects)):
            yield Sign("meetings", Reason.JOINED, line=_first(each.provenance.get("members")))
    lines = [line for line in where.doc.lines if where.kinds.get(line.number) == "bilateral"]
    if not meetings and len(lines) > 1:
        yield Sign("meetings", Reason.NOTHING_READ, line=lines[0].number)


def _swallowed(where: Whereabouts) -> Iterator[Sign]:
    """Yield sections that have taken in others: codes in the contents, tables in the dues."""
    report = where.report
    dues = report.dues
    if dues is not None and (len(dues.text) > _LONGEST_DUES or where.ctx.codes.find(dues.text)):
        yield Sign("dues", Reason.SWALLOWED, line=_first(dues.provenance.get("amount")))
    entries = kept_of(report.contents.entries) if report.contents else ""
    for line in where.doc.lines:
        if where.doc.used.get(line.number) == "contents" and not stands_in(line.text, entries):
            yield from _lost_in_contents(where, line)


def _lost_in_contents(where: Whereabouts, line: Line) -> Iterator[Sign]:
    """Yield the parts that a line was lost to which the contents took in, and which is none of their entries."""
    kinds = {
        Reason.LOST_CODES: ("activities", "plan"), Reason.LOST_DATE: ("activities",),
        Reason.LOST_NAMES: ("directory",), Reason.LOST_TEXT: ("editorial",),
    }  # fmt: skip
    for kind in kinds.get(where.loss(line) or Reason.UNREAD, ()):
        yield Sign(kind, Reason.SWALLOWED, line=line.number)
