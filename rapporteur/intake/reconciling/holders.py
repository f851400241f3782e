"""Everybody who holds an office in a printed report: on the staff, the board, in the regions, under the editorial."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import Levenshtein

from rapporteur.base.values.messages import Message
from rapporteur.base.values.search import fold
from rapporteur.intake.reading import parsed as p
from rapporteur.intake.reconciling.printed import Print
from rapporteur.proof.rules.finding import Evidence, PrintedPassage, Record

_FARTHEST = 2
"""Letters by which two people of one office are nearly the same: Haddou and Haddow, Beloso and Belloso."""
_SHORT = 5
"""In words of fewer letters only one may differ."""
_SHORTEST = 3
_OFFICE_WORDS = (
    "secretariat secretaria secretariado office bureau oficina team equipe equipo desk vacant vacante general "
    "generale regional regionale coordination coordinacion"
)
_NO_PERSON = frozenset(_OFFICE_WORDS.split())
"""Words of offices: a focal point that is one of these is nobody who could be on a list of people."""


class Office(StrEnum):
    """Where a report names somebody."""

    STAFF = "STAFF"
    FOCAL_POINT = "FOCAL_POINT"
    SECRETARY = "SECRETARY"
    BOARD = "BOARD"
    SIGNATORY = "SIGNATORY"


OFFICES = {
    Office.STAFF: Message("staff", context="office"),
    Office.FOCAL_POINT: Message("focal point", context="office"),
    Office.SECRETARY: Message("regional secretary", context="office"),
    Office.BOARD: Message("board", context="office"),
    Office.SIGNATORY: Message("signs the editorial", context="office"),
}


@dataclass(frozen=True)
class Holder:
    """Somebody in an office: `place` is the key of the organisation or the folded city that goes with it."""

    name: str
    office: Office
    place: str = ""
    function: str = ""
    passage: PrintedPassage | None = None

    @property
    def key(self) -> str:
        """The name without accents and capitals."""
        return fold(self.name)

    @property
    def is_person(self) -> bool:
        """Whether the name is one of a person: two words or more, and none of them an office."""
        words = self.key.split()
        return len(words) > 1 and not _NO_PERSON & set(words) and not any(map(str.isdecimal, words))

    @property
    def record(self) -> Record:
        """The person as a record."""
        return Record("printed.person", self.key.replace(" ", "-"))

    @property
    def evidence(self) -> Evidence:
        """The name, where it stands."""
        return Evidence("name", self.name, self.passage)


def holders(printed: Print) -> tuple[Holder, ...]:
    """Return everybody who holds an office, in the order of the kinds of office; once for all rules."""
    return printed.derived(_holders)


def _holders(printed: Print) -> tuple[Holder, ...]:
    return tuple(each for each in _named(printed) if each.is_person)


def _named(printed: Print) -> Iterator[Holder]:
    parsed = printed.parsed
    for each in parsed.secretariat_staff:
        yield Holder(each.name, Office.STAFF, "", each.function, _where(printed, each, "name"))
    for region in parsed.regions:
        for each in region.focal_points:
            yield Holder(each.name, Office.FOCAL_POINT, "", each.function, _where(printed, each, "name"))
        for each in region.secretaries:
            place = _place(printed, each.place)
            yield Holder(each.name, Office.SECRETARY, place, each.function, _where(printed, each, "name"))
        for seat in region.board:
            place = _place(printed, seat.organisation)
            yield Holder(seat.holder, Office.BOARD, place, seat.function, _where(printed, seat, "holder"))
    editorial = parsed.editorial
    if editorial is not None and editorial.signatory:
        passage = _where(printed, editorial, "signatory")
        yield Holder(editorial.signatory, Office.SIGNATORY, "", editorial.function, passage)


def _place(printed: Print, name: str) -> str:
    return (printed.directory.resolve(name).key or fold(name)) if name else ""


def _where(printed: Print, record: p.ParsedRecord, field: str) -> PrintedPassage | None:
    found = record.provenance.get(field)
    return printed.pages.passage(found) if found else None


def is_same(one: str, other: str) -> bool:
    """Whether two folded names are of one person as far as print tells: one may leave out a name that the other has."""
    ours, theirs = set(one.split()), set(other.split())
    return ours <= theirs or theirs <= ours


def is_near(one: str, other: str, farthest: int = _FARTHEST) -> bool:
    """Whether two folded names are one but for a letter or two, with one of their words the same."""
    ours, theirs = one.split(), other.split()
    if len(ours) != len(theirs) or len(ours) < 2 or not set(ours) & set(theirs):
        return False
    apart = [(a, b) for a, b in zip(ours, theirs, strict=True) if a != b]
    if len(apart) != 1 or min(map(len, apart[0])) < _SHORTEST:
        return False
    allowed = farthest - (farthest > 1 and min(map(len, apart[0])) < _SHORT)
    return Levenshtein.distance(*apart[0], score_cutoff=allowed) <= allowed


def is_variant(one: str, other: str) -> bool:
    """Whether two folded names differ in a first name of one initial, as a short form does: Wim and Willem Bakker."""
    ours, theirs = one.split(), other.split()
    if len(ours) != len(theirs) or ours[1:] != theirs[1:] or ours[0] == theirs[0]:
        return False
    return ours[0][0] == theirs[0][0] and min(len(ours[0]), len(theirs[0])) >= _SHORTEST


def are_of_two_genders(one: str, other: str) -> bool:
    """Whether two folded names differ in the last letter of a first name, as two people's do: Mario and Maria."""
    (ours, *_), (theirs, *_) = one.split(), other.split()
    return ours[:-1] == theirs[:-1] and {ours[-1:], theirs[-1:]} <= set("aoe") and ours != theirs
