"""How many took part in a course, added up of names and numbers. Pure: nothing is inferred."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from rapporteur.records.governance.enums import HeadcountExactness, HeadcountGroup
from rapporteur.records.juries.enums import Sex

GROUP_OF: dict[str, str] = {
    Sex.WOMAN: HeadcountGroup.WOMEN,
    Sex.MAN: HeadcountGroup.MEN,
    Sex.OTHER: HeadcountGroup.OTHER,
    "": HeadcountGroup.NOT_RECORDED,
}
"""Among whom somebody is counted, by what they said of themselves."""


class Counted(NamedTuple):
    """Some of those who took part: somebody by name is one. `people` is None where nobody knows how many.

    `organisation` is a key; `country` is that of the organisation where there is one.
    """

    who: str
    people: int | None = 1
    exactness: str = HeadcountExactness.EXACT
    organisation: int | None = None
    country: str = ""
    named: bool = False


@dataclass(frozen=True)
class Tally:
    """What is known of those who took part; `people` is None where no number is known.

    `incomplete` says that some took part whose number nobody knows, `about` that a number is one near it.
    """

    people: int | None = None
    about: bool = False
    incomplete: bool = False
    groups: dict[str, int] = field(default_factory=dict)
    organisations: tuple[int, ...] = ()
    countries: frozenset[str] = frozenset()

    @property
    def recorded(self) -> int:
        """How many there are of whom it is recorded what they said of themselves."""
        return sum(count for who, count in self.groups.items() if who != HeadcountGroup.NOT_RECORDED)

    @property
    def women(self) -> int:
        """How many women there are."""
        return self.groups.get(HeadcountGroup.WOMEN, 0)


def tally(rows: Iterable[Counted]) -> Tally:
    """Add up rows of different people; an organisation that took part and of which nobody came is none of those."""
    groups: dict[str, int] = {}
    organisations: dict[int, None] = {}
    countries: set[str] = set()
    about = incomplete = False
    known = False
    for row in rows:
        if row.people is None:
            incomplete = True
        else:
            known = True
            groups[row.who] = groups.get(row.who, 0) + row.people
            about |= row.exactness == HeadcountExactness.ABOUT and row.people > 0
        if row.people != 0:
            if row.organisation is not None:
                organisations[row.organisation] = None
            if row.country:
                countries.add(row.country)
    return Tally(
        people=sum(groups.values()) if known else None,
        about=about,
        incomplete=incomplete,
        groups=groups,
        organisations=tuple(organisations),
        countries=frozenset(countries),
    )
