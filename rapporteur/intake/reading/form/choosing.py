"""Of two readings of one report, part by part, the one that holds more and of which less speaks against it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import structs

from rapporteur.intake.reading.parsed import ParsedPart, ParsedReport

_MUCH = 1.3
_IN_DOUBT = 0.5
"""How much more the reading by form must hold of a part to stand for it. A reading that lost the activities is
believed in no part of which the other holds half as much: what it lost of them stands in its lists.
"""
_MOST_HALVES = 0.25
"""The share of mentions without outlet or article beyond which press is in doubt."""
_FEWEST_LOST = 2
"""Lists that one reading lacks and the other has, where what the first lost of them stands in its other lists."""
_LISTS = ("activities", "media", "meetings", "activated", "plan", "regions", "staff")
_DATED = 3
"""What the day of an activity weighs beside a name or a code."""
_FIELDS = 3
"""Fields of an activity that may be torn: members, codes, text."""
_BODY = 4
"""What a text weighs."""
_KINDS = 5
"""What an activity has: day, place, codes, members, text."""
_UNEVEN = 0.75
"""The evenness below which activities are in doubt: one of five kinds is lost, and more than a little of another."""


def _activities(report: ParsedReport) -> float:
    return sum(
        1 + _DATED * bool(a.start_date or a.month) + bool(a.place) + len(a.deliverables) + len(a.members)
        + _BODY * bool(a.body)
        for a in report.activities
    )  # fmt: skip


def evenness(report: ParsedReport) -> float:
    """Return which share of what activities have is there in the average one, 1 where there are none.

    Activities of one report come in one form: where most lack place, codes, members or text, or bear one title, what
    was taken for activities is pieces of them.
    """
    acts = report.activities
    if not acts:
        return 1.0
    told = sum(
        bool(a.start_date or a.month) + bool(a.place or a.online) + bool(a.deliverables) + bool(a.members)
        + bool(a.body)
        for a in acts
    )  # fmt: skip
    alike = len({a.title for a in acts}) / len(acts)
    return alike * told / (_KINDS * len(acts))


def _halves(report: ParsedReport) -> float:
    """Return which share of the mentions lacks outlet or article: most are one mention that was cut in two."""
    return sum(not (m.outlet and m.subject) for m in report.media) / max(1, len(report.media))


def _media(report: ParsedReport) -> float:
    held = sum(1 + bool(m.month) + bool(m.outlet and m.subject) for m in report.media)
    return (1 - _halves(report)) * held


def _dues(report: ParsedReport) -> float:
    dues = report.dues
    return (
        sum(value not in (None, "") for value in (dues.amount, dues.payers, dues.members, dues.as_of))
        if dues
        else 0
    )


def _plan(report: ParsedReport) -> float:
    nodes = [node for line in report.plan_execution for node in (*line.measures, *line.deliverables)]
    return sum(1 + bool(node.text) for node in nodes) + sum(
        bool(line.title) for line in report.plan_execution
    )


def _regions(report: ParsedReport) -> float:
    return sum(
        1 + len(r.members) + 2 * (len(r.secretaries) + len(r.focal_points) + len(r.board))
        for r in report.regions
    )


def _editorial(report: ParsedReport) -> float:
    editorial = report.editorial
    return 1 + bool(editorial.signatory) + bool(editorial.function) if editorial and editorial.text else 0


_PARTS: Mapping[str, tuple[str, tuple[str, ...], Callable[[ParsedReport], float]]] = {
    "activities": ("activities", ("activities", "members", "codes"), _activities),
    "media": ("media", ("media",), _media),
    "meetings": (
        "bilateral_meetings", ("meetings",),
        lambda r: sum(1 + bool(m.month) + len(m.members) + len(m.prospects) for m in r.bilateral_meetings),
    ),
    "activated": ("activated_members", ("activated",), lambda r: len(r.activated_members.names)),
    "dues": ("dues", ("dues",), _dues),
    "plan": ("plan_execution", ("plan",), _plan),
    "regions": ("regions", ("directory", "offices", "region"), _regions),
    "staff": ("secretariat_staff", ("staff",), lambda r: len(r.secretariat_staff)),
    "editorial": ("editorial", ("editorial",), _editorial),
    "contact": ("contact", (), lambda r: float(r.contact is not None)),
}  # fmt: skip
"""Part → its field, the parts whose confidence is its own, and how much of it a reading holds."""


def _worth(report: ParsedReport, part: str) -> float:
    """Return how much a reading holds of a part, less where something speaks against it."""
    _, kinds, held = _PARTS[part]
    sure = [each.confidence for each in report.parts if each.kind in kinds and each.number == 0]
    lost = sum(1 - each.confidence for each in report.parts if each.number and _of(each.kind, part))
    count = _FIELDS * len(report.activities) if part == "activities" else len(report.regions)
    even = evenness(report) if part == "activities" else 1.0
    return held(report) * even * min(sure, default=1.0) * max(0.0, 1 - lost / max(1, count))


def _of(kind: str, part: str) -> bool:
    if part == "activities":
        return kind in ("members", "codes", "text", "activity")
    return part == "regions" and kind == "region"


def is_doubtful(report: ParsedReport) -> bool:
    """Tell whether a reading shows by itself that it has lost or mixed something, or has no activity at all."""
    empty = sum(_worth(report, part) == 0 for part in _LISTS)
    return (
        any(part.torn for part in report.parts)
        or not report.activities
        or empty >= _FEWEST_LOST
        or evenness(report) < _UNEVEN
        or _halves(report) > _MOST_HALVES
    )


def _is_torn(report: ParsedReport, part: str) -> bool:
    """Whether a reading has nothing of a part, or something speaks against what it has."""
    uneven = (part == "activities" and evenness(report) < _UNEVEN) or (
        part == "media" and _halves(report) > _MOST_HALVES
    )
    return (
        uneven or _worth(report, part) == 0 or any(each.torn and _is_of(each, part) for each in report.parts)
    )


def best_of(plain: ParsedReport, formed: ParsedReport) -> tuple[ParsedReport, frozenset[str]]:
    """Return the report with each part from the better reading, and which parts are from the one by form.

    A part that nothing speaks against stays as it was read, unless the activities were lost: those of a reading that
    holds no less are only in doubt, which the other has not seen.
    """
    held = _activities(formed) * evenness(formed) > _activities(plain) * evenness(plain)
    lost = (held and _worth(formed, "activities") > _MUCH * _worth(plain, "activities")) or (
        sum(_worth(plain, part) == 0 < _worth(formed, part) for part in _LISTS) >= _FEWEST_LOST
    )
    enough = _IN_DOUBT if lost else _MUCH
    chosen = frozenset(
        part
        for part in _PARTS
        if (lost or (part in _LISTS and _is_torn(plain, part) and (held or part != "activities")))
        and 0
        < _worth(formed, part)
        > (0 if lost and not _is_torn(formed, part) else enough) * _worth(plain, part)
    )
    if not chosen:
        return plain, chosen
    fields = {_PARTS[part][0]: getattr(formed, _PARTS[part][0]) for part in chosen}
    base = formed if "activities" in chosen else plain
    return structs.replace(
        plain,
        **fields,
        parts=(*_parts_of(plain, chosen, inside=False), *_parts_of(formed, chosen, inside=True)),
        not_understood=base.not_understood,
        understood_share=base.understood_share,
        surely_report=plain.surely_report or formed.surely_report,
        period=plain.period or formed.period,
    ), chosen


def _parts_of(report: ParsedReport, chosen: frozenset[str], *, inside: bool) -> list[ParsedPart]:
    return [part for part in report.parts if any(_is_of(part, each) for each in chosen) is inside]


def _is_of(part: ParsedPart, name: str) -> bool:
    return part.kind in _PARTS[name][1] or (bool(part.number) and _of(part.kind, name))
