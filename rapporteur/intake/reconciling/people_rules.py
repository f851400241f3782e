"""Rules on the people of a printed report: where regional secretaries sit, and how names of people are spelt."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapporteur.core.search import fold
from rapporteur.intake.reading import parsed as p
from rapporteur.intake.reconciling.asking import of_print
from rapporteur.intake.reconciling.printed import Print
from rapporteur.reports.checking.facts import Fact
from rapporteur.reports.checking.finding import Evidence, Passage, Record, Severity
from rapporteur.reports.checking.names import NameIndex
from rapporteur.reports.checking.rule import Hit, Rule, rule


@rule(
    "secretary-not-member",
    Severity.WARNING,
    needs=[Fact.PEOPLE, Fact.REGISTRY],
    asks="Is the city of every regional secretary in the lists by region?",
    why="A regional secretariat is the work of a member.",
    message={
        "fr": "{person}, secrétariat régional ({region}) : aucune liste par région n'a {place}.",
        "en": "{person}, regional secretariat ({region}): no list by region has {place}.",
        "es": "{person}, secretaría regional ({region}): ninguna lista por región incluye {place}.",
    },
    mend={
        "fr": "Corriger la ville, ou ajouter le membre à sa région.",
        "en": "Correct the city, or add the member to its region.",
        "es": "Corregir la ciudad o añadir el miembro a su región.",
    },
)
@of_print
def secretary_not_member(printed: Print) -> Iterator[Hit]:
    """Yield regional secretaries whose city no list by region has, where most are in one."""
    known: list[bool] = []
    hits: list[Hit] = []
    for region in printed.parsed.regions:
        for each in region.secretaries:
            found = printed.directory.resolve(each.place) if each.place else None
            entry = printed.directory.entries.get(found.key) if found else None
            listed = found is not None and (bool(found.meanings) or (entry is not None and entry.listed))
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
    message={
        "fr": "Le nom d'une personne est écrit de plusieurs façons : {spellings}.",
        "en": "The name of one person is written in several ways: {spellings}.",
        "es": "El nombre de una persona se escribe de varias maneras: {spellings}.",
    },
    mend={
        "fr": "Choisir la graphie de l'intéressé et l'employer partout.",
        "en": "Choose the spelling that the person uses, and keep to it.",
        "es": "Elegir la grafía que usa la persona y mantenerla en todo el informe.",
    },
)
@of_print
def person_spelling_varies(printed: Print) -> Iterator[Hit]:
    """Yield people whose name in a text or another list differs by accents or hyphens from that in the first list."""
    spellings: dict[str, dict[str, Evidence]] = {}
    for name, evidence in _people(printed):
        if len(name.split()) > 1:
            spellings.setdefault(fold(name), {}).setdefault(_bare(name), evidence)
    index = NameIndex((next(iter(each.values())).value, key) for key, each in spellings.items())
    for activity in printed.activities:
        body = printed.printed(activity).provenance.get("body")
        for mention in index.mentions(printed.text_of(activity)):
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


def _passage(printed: Print, person: p.ParsedPerson) -> Passage | None:
    found = person.provenance.get("name")
    return printed.pages.passage(found) if found else None


def _bare(name: str) -> str:
    """Return a name as it is spelt, its punctuation and capitals apart."""
    return " ".join(re.findall(r"\w+", name.casefold()))


RULES: tuple[Rule, ...] = (secretary_not_member, person_spelling_varies)
