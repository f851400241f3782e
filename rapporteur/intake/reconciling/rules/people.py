"""Rules on the people of a printed report: where regional secretaries sit, and how names of people are spelt."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapporteur.base.values.messages import Message
from rapporteur.base.values.search import fold
from rapporteur.intake.reading import parsed as p
from rapporteur.intake.reconciling.asking import of_print
from rapporteur.intake.reconciling.printed import Print
from rapporteur.proof.rules.finding import Evidence, PrintedPassage, Record, Severity
from rapporteur.proof.rules.rule import Hit, InPrint, Rule, rule
from rapporteur.proof.rules.subject import Fact
from rapporteur.records.names.index import NameIndex
from rapporteur.records.names.name import Name, NamedRecord


@rule(
    "secretary-not-member",
    Severity.WARNING,
    needs=[Fact.PEOPLE, Fact.REGISTRY],
    in_print=InPrint(needs_whole="directory"),
    asks="Is the city of every regional secretary in the lists by region?",
    why="A regional secretariat is the work of a member.",
    message=Message("{person}, regional secretariat ({region}): no list by region has {place}."),
    mend=Message("Correct the city, or add the member to its region."),
)
@of_print
def secretary_not_member(printed: Print) -> Iterator[Hit]:
    """Yield regional secretaries whose city no list by region has, where most are in one."""
    known: list[bool] = []
    hits: list[Hit] = []
    for region in printed.parsed.regions:
        for each in region.secretaries:
            found = printed.directory.resolve(each.place) if each.place else None
            meant = printed.directory.organisations.get(found.key) if found else None
            listed = found is not None and (bool(found.meanings) or (meant is not None and meant.listed))
            known.append(listed)
            if listed or not each.place:
                continue
            record = Record("printed.region", fold(region.name).replace(" ", "-"), printed.lt(region.name))
            values = {"person": each.name, "region": printed.lt(region.name), "place": each.place}
            evidence = (
                Evidence("secretary", each.name, _passage(printed, each)),
                Evidence("directory", "", printed.list_passages.get("directory")),
            )
            hits.append(Hit(record, "secretary", values, (each.name, each.place), evidence))
    if 3 * len(hits) <= len(known):
        yield from hits


@rule(
    "person-spelling-varies",
    Severity.WARNING,
    needs=[Fact.PEOPLE],
    asks="Is the name of every person written in one way?",
    why="A name without its accents is a slip, and somebody's name.",
    message=Message("The name of one person is written in several ways: {spellings}."),
    mend=Message("Choose the spelling that the person uses, and keep to it."),
)
@of_print
def person_spelling_varies(printed: Print) -> Iterator[Hit]:
    """Yield people whose name in a text or another list differs by accents or hyphens from that in the first list."""
    spellings: dict[str, dict[str, Evidence]] = {}
    for name, evidence in _people(printed):
        if len(name.split()) > 1:
            spellings.setdefault(fold(name), {}).setdefault(_bare(name), evidence)
    index = NameIndex(
        NamedRecord(key, (Name(str(next(iter(each.values())).value)),)) for key, each in spellings.items()
    )
    for activity in printed.activities:
        body = printed.printed(activity).provenance.get("body")
        for mention in index.mentions(printed.text_of(activity), printed.language):
            (key, *_) = sorted(mention.keys)
            line = printed.pages.holding(body.lines, [mention.written]) if body else None
            evidence = Evidence("text", mention.written, line or activity.passages.get("text"))
            spellings[key].setdefault(_bare(mention.written), evidence)
    for key, found in spellings.items():
        if len(found) > 1:
            names = tuple(str(item.value) for item in found.values())
            record = Record("printed.person", key.replace(" ", "-"), printed.lt(names[0]))
            yield Hit(record, "name", {"spellings": names}, names, tuple(found.values()))


def _people(printed: Print) -> Iterator[tuple[str, Evidence]]:
    """Yield the people in the lists of the report, as they are written there, in mixed case."""
    parsed = printed.parsed
    for seat in printed.seats:
        if seat.person_name and not seat.person_name.isupper():
            yield (
                seat.person_name,
                Evidence("person_name", seat.person_name, seat.passages.get("person_name")),
            )
    people = [each for region in parsed.regions for each in (*region.secretaries, *region.focal_points)]
    for each in (*people, *parsed.secretariat_staff):
        if not each.name.isupper():
            yield each.name, Evidence("name", each.name, _passage(printed, each))


def _passage(printed: Print, person: p.ParsedPerson) -> PrintedPassage | None:
    found = person.provenance.get("name")
    return printed.pages.passage(found) if found else None


def _bare(name: str) -> str:
    """Return a name as it is spelt, its punctuation and capitals apart."""
    return " ".join(re.findall(r"\w+", name.casefold()))


RULES: tuple[Rule, ...] = (secretary_not_member, person_spelling_varies)
