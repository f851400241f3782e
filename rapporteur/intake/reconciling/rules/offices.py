"""Rules on who holds an office in a printed report: nearly somebody else, on no list, or after the term is over."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from rapporteur.base.values.messages import Message
from rapporteur.intake.reading.sources.lines import flat
from rapporteur.intake.reconciling.asking import of_print
from rapporteur.intake.reconciling.holders import (
    OFFICES,
    Holder,
    Office,
    are_of_two_genders,
    holders,
    is_near,
    is_same,
    is_variant,
)
from rapporteur.intake.reconciling.printed import Print
from rapporteur.proof.rules.finding import Evidence, Severity
from rapporteur.proof.rules.rule import Hit, InPrint, Rule, rule
from rapporteur.proof.rules.subject import Fact

_OF_THE_OFFICE = frozenset((Office.FOCAL_POINT, Office.SIGNATORY))
"""Those who are said to work at the secretariat."""
_FEWEST_ON_STAFF = 2


@rule(
    "person-nearly-same",
    Severity.WARNING,
    needs=[Fact.PEOPLE],
    asks="Is everybody who holds two offices, or is said to be on the staff, named there with the same name?",
    why="Two names that differ by a letter are one person, as a rule; one of them is misspelt.",
    message=Message("{person} ({office}) is nearly {other} ({elsewhere}): probably the same person."),
    mend=Message("Find out the name, and write it so throughout."),
)
@of_print
def person_nearly_same(printed: Print) -> Iterator[Hit]:
    """Yield people whose name is nearly that of somebody in another office, or at the same place.

    On the staff two letters may differ; elsewhere one, or a first name where both go with one city.
    """
    every = holders(printed)
    staff = [each for each in every if each.office is Office.STAFF]
    names = {each.key for each in staff}
    done: set[frozenset[str]] = set()
    for each in every:
        if each.office in _OF_THE_OFFICE and each.key not in names:
            near = [other for other in staff if is_near(each.key, other.key)]
            if len(near) == 1 and frozenset((each.key, near[0].key)) not in done:
                done.add(frozenset((each.key, near[0].key)))
                yield _near_hit(printed, each, near[0])
    known = [each.key for each in every]
    for other, each in combinations(every, 2):
        pair = frozenset((each.key, other.key))
        if len(pair) == 2 and pair not in done and _may_be_one(each, other):
            done.add(pair)
            less, more = sorted((other, each), key=lambda one: known.count(one.key))
            yield _near_hit(printed, less, more)


def _may_be_one(one: Holder, other: Holder) -> bool:
    """Whether two people in two offices, or of one city, have names that are one but for a letter or a short form."""
    apart = one.office is not other.office
    together = bool(one.place) and one.place == other.place
    if is_near(one.key, other.key, 1) and not are_of_two_genders(one.key, other.key):
        return together or apart
    return apart and together and is_variant(one.key, other.key)


def _near_hit(printed: Print, one: Holder, other: Holder) -> Hit:
    values: dict[str, object] = {"person": one.name, "other": other.name}
    values |= {"office": OFFICES[one.office], "elsewhere": OFFICES[other.office]}
    return Hit(one.record, "name", values, (one.name, other.name), (one.evidence, other.evidence))


@rule(
    "person-not-on-staff",
    Severity.WARNING,
    needs=[Fact.PEOPLE],
    in_print=InPrint(needs_whole="staff"),
    asks="Is everybody who is named as a focal point, or signs the editorial, on a list of people too?",
    why="Asked where the lists have the others: somebody left, or was forgotten in the list.",
    message=Message("{person} ({office}) stands neither among the staff nor in any other office."),
    mend=Message("Add the person to the staff, or name who holds the office now."),
)
@of_print
def person_not_on_staff(printed: Print) -> Iterator[Hit]:
    """Yield focal points of whom the staff has most others, and who signs the editorial; those nearly there apart."""
    every = holders(printed)
    staff = [each for each in every if each.office is Office.STAFF]
    if len(staff) < _FEWEST_ON_STAFF:
        return
    points = list({each.key: each for each in every if each.office is Office.FOCAL_POINT}.values())
    missing = [each for each in points if not _is_among(each, staff)]
    found = len(points) - len(missing)
    if not (2 * len(missing) <= found or (len(missing) == 1 and found)):
        missing = []
    seats = [each for each in every if each.office in (Office.BOARD, Office.SECRETARY)]
    signs = [each for each in every if each.office is Office.SIGNATORY and seats]
    for each in (*missing, *(one for one in signs if not _is_among(one, staff))):
        if not _is_among(each, seats):
            last = staff[-1].passage
            evidence = (each.evidence, Evidence("staff", "", staff[0].passage), Evidence("staff", "", last))
            values = {"person": each.name, "office": OFFICES[each.office]}
            yield Hit(each.record, "name", values, (each.name, each.office.value), evidence)


def _is_among(person: Holder, people: Sequence[Holder]) -> bool:
    """Whether a list has somebody by that name, or nearly."""
    return any(is_same(person.key, other.key) or is_near(person.key, other.key) for other in people)


# --- terms -------------------------------------------------------------------------------------

_YEAR = r"(?:19|20)\d\d"
_TERM = re.compile(
    rf"(?<!\d)({_YEAR})\s*(?:-|/|\ba\b|\bto\b|\bau\b|\bal\b|\bhasta\b|\buntil\b)\s*({_YEAR})(?!\d)"
)
_FORMER = {
    "fr": r"(?<!\w)(?:ancien(?:ne)?s?|ex|sortante?|honoraire|jusqu'alors)(?!\w)",
    "en": r"(?<!\w)(?:former|formerly|ex|outgoing|past|honorary)(?!\w)",
    "es": r"(?<!\w)(?:antigu[oa]|ex|saliente|anterior|honorari[oa])(?!\w)",
}
_LONGEST_TERM = 12
"""Years; what is longer is the life of a programme or an institution, and not a term of office."""


def _terms(printed: Print) -> Iterator[tuple[Holder, str, int, int]]:
    """Yield the terms that the lists of people print: who, the words, first and last year."""
    for each in holders(printed):
        text = f"{each.passage.text if each.passage else ''} {each.function}"
        if re.search(_FORMER[printed.language], flat(text)):
            continue
        found = {(match.group(), int(match[1]), int(match[2])): match for match in _TERM.finditer(flat(text))}
        for (_, first, last), match in found.items():
            if abs(last - first) <= _LONGEST_TERM:
                yield each, text[match.start() : match.end()], first, last


@rule(
    "term-reversed",
    Severity.WARNING,
    needs=[Fact.PEOPLE],
    asks="Does every term of office end after it begins?",
    why="One of the two years is wrong.",
    message=Message("The term of {person} is over before it begins: {term}."),
    mend=Message("Correct one of the two years."),
)
@of_print
def term_reversed(printed: Print) -> Iterator[Hit]:
    """Yield terms whose last year lies before their first."""
    for each, written, first, last in _terms(printed):
        if last < first:
            values = {"person": each.name, "term": written}
            yield Hit(each.record, "term", values, (each.name, first, last), (each.evidence,))


@rule(
    "term-over",
    Severity.WARNING,
    needs=[Fact.PEOPLE],
    asks="Is every term of office that is printed beside somebody in force in the period?",
    why="The seat has another holder by now, or the term was renewed and the page was not.",
    message=Message("The term of {person}, {term}, was over before the period."),
    mend=Message("Name who holds the office now, or give the term that is in force."),
)
@of_print
def term_over(printed: Print) -> Iterator[Hit]:
    """Yield terms whose last year lies before that of the period."""
    for each, written, first, last in _terms(printed):
        if first <= last < printed.start.year:
            values = {"person": each.name, "term": written}
            yield Hit(each.record, "term", values, (each.name, first, last), (each.evidence,))


RULES: tuple[Rule, ...] = (person_nearly_same, person_not_on_staff, term_reversed, term_over)
