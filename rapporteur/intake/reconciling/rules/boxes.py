"""Rules on the boxes beside the texts of a printed report: one copied from another, a code that stands twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from rapporteur.base.values.messages import Message
from rapporteur.intake.reading.sources.lines import key
from rapporteur.intake.reconciling.asking import of_print
from rapporteur.intake.reconciling.printed import Print, codes_of
from rapporteur.proof.rules.facts import ActivityFacts
from rapporteur.proof.rules.finding import Evidence, PrintedPassage, Severity
from rapporteur.proof.rules.rule import Hit, InPrint, Rule, rule
from rapporteur.proof.rules.subject import Fact

_FEWEST_ALIKE = 3
"""Fewer members may well come together twice by chance: the two expos of Delhi in the report of 2018 share five."""
_NEARLY_ALL = 0.6
"""A box with so many of all members is that of an assembly, and each of those has the same."""
_BESIDE_CODES = 6
"""Words beside the codes in a line of a box, such as its label; a line with more is a text that names codes."""


@rule(
    "box-repeated",
    Severity.WARNING,
    needs=[Fact.ACTIVITIES, Fact.REGISTRY],
    in_print=InPrint(needs_whole="boxes"),
    asks="Has a box been copied from another activity: does it have that one's host, and not its own?",
    why="The members of one activity are counted for another, and its own are lost.",
    message=Message(
        "The box of “{activity}” holds the very members of “{other}”, its host included, and not its own host, {host}."
    ),
    mend=Message("Find out who took part in “{activity}”."),
)
@of_print
def box_repeated(printed: Print) -> Iterator[Hit]:
    """Yield activities with the box of another, at whose place that one was and they were not."""
    for one, other in _alike(printed):
        copied = [
            (activity, source)
            for activity, source in ((one, other), (other, one))
            if _hosts(source) & source.member_slugs and _hosts(activity) - activity.member_slugs
        ]
        for activity, source in copied[:1]:
            host = min(_hosts(activity) - activity.member_slugs)
            values = {"activity": activity.title, "other": source.title, "host": printed.name(host)}
            evidence = (*source.evidence("members"), *activity.evidence("members", "places"))
            yield Hit(activity.record, "members", values, (activity, source), evidence)


@rule(
    "same-members",
    Severity.INFORMATION,
    needs=[Fact.ACTIVITIES, Fact.REGISTRY],
    in_print=InPrint(needs_whole="boxes"),
    asks="Which activities have the very same members as another?",
    why="Right for two parts of one event, or a committee that meets again; a copied box looks the same.",
    message=Message("“{activity}” and “{other}” have the very same members: {members}."),
    mend=Message("Make sure that all of them took part in both."),
)
@of_print
def same_members(printed: Print) -> Iterator[Hit]:
    """Yield pairs of activities with the same members, those apart of which one box is plainly the other's."""
    copied = {frozenset((hit.rests_on[0].slug, hit.rests_on[1].slug)) for hit in box_repeated.ask(printed)}
    for one, other in _alike(printed):
        if frozenset((one.slug, other.slug)) not in copied:
            members = tuple(printed.name(slug) for slug in sorted(one.member_slugs))
            values = {"activity": one.title, "other": other.title, "members": members}
            evidence = (*one.evidence("members"), *other.evidence("members"))
            yield Hit(other.record, "members", values, (one, other), evidence)


def _alike(printed: Print) -> Iterator[tuple[ActivityFacts, ActivityFacts]]:
    """Yield the pairs of activities with equal boxes, but for those of nearly everybody."""
    most = _NEARLY_ALL * sum(each.listed for each in printed.directory.organisations.values())
    boxed = [each for each in printed.activities if len(each.member_slugs) >= _FEWEST_ALIKE]
    for one, other in combinations(boxed, 2):
        same = one.member_slugs == other.member_slugs and not one.unresolved and not other.unresolved
        if same and (not most or len(one.member_slugs) < most):
            yield one, other


def _hosts(activity: ActivityFacts) -> frozenset[str]:
    return frozenset(place.organisation for place in activity.places if place.organisation)


@rule(
    "code-twice-in-box",
    Severity.WARNING,
    needs=[Fact.ACTIVITIES],
    in_print=InPrint(needs_whole="codes"),
    asks="Does a box give one code twice?",
    why="It counts once; the second may be a slip for a neighbour, which then is counted nowhere.",
    message=Message("“{activity}” gives the code {code} twice."),
    mend=Message("Take one of them away, or correct it."),
)
@of_print
def code_twice_in_box(printed: Print) -> Iterator[Hit]:
    """Yield codes that stand more than once in the box of an activity; its text may name them as often as it likes."""
    for activity in printed.activities:
        box = printed.printed(activity).provenance.get("deliverables")
        if box is None:
            continue
        places: dict[str, list[PrintedPassage]] = {key(code): [] for code in activity.codes}
        for line in printed.pages.between(*box.lines):
            for code in _codes_of_box(printed, line.text):
                places.get(key(code), []).append(printed.pages.of_lines([line]))
        for code in activity.codes:
            if len(places[key(code)]) > 1:
                evidence = tuple(Evidence("codes", code, place) for place in places[key(code)])
                values = {"activity": activity.title, "code": code}
                yield Hit(activity.record, "codes", values, (activity, code), evidence)


def _codes_of_box(printed: Print, text: str) -> list[str]:
    """Return the codes in a line of a box, each as often as it stands there; none of a text that names codes."""
    pattern = codes_of(printed).pattern
    beside = pattern.sub(" ", text)
    if len(re.findall(r"[^\W\d_]+", beside)) > _BESIDE_CODES or text.rstrip().endswith("."):
        return []
    return [match.group() for match in pattern.finditer(text)]


RULES: tuple[Rule, ...] = (box_repeated, same_members, code_twice_in_box)
