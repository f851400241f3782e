"""What names may mean: organisations, nodes of the plan, people, regions and initiatives, each an index."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from rapporteur.base.values.search import fold
from rapporteur.records.names.index import NameIndex
from rapporteur.records.names.match import Answer, Match
from rapporteur.records.names.name import UNDETERMINED, Name, NameKind


@dataclass(frozen=True)
class Registry:
    """What names may mean on the day `on`, or on another that a question says."""

    on: date
    organisations: NameIndex
    nodes: NameIndex
    people: NameIndex
    regions: NameIndex
    initiatives: NameIndex

    def copy(self) -> Registry:
        """Return a registry of the same records, to which others can be added."""
        return Registry(
            self.on,
            self.organisations.copy(),
            self.nodes.copy(),
            self.people.copy(),
            self.regions.copy(),
            self.initiatives.copy(),
        )

    def member(self, text: str, language: str = UNDETERMINED, on: date | None = None) -> Match:
        """Return the member that `text` names: an ended membership and a prospect are answers of their own."""
        return self.organisations.match(text, language, on=on)

    def organisation(self, text: str, language: str = UNDETERMINED) -> Match:
        """Return the organisation that `text` names, whether it is a member or not."""
        return self.organisations.match(text, language, any_standing=True)

    def place(self, text: str, language: str = UNDETERMINED) -> Match:
        """Return the organisation whose place `text` is; UNKNOWN is no fault: the place keeps its own name."""
        return self.organisation(text, language)

    def node(self, code: str, on: date | None = None) -> Match:
        """Return the node with this code in the plan in force; one of another version is ENDED.

        An identifier names its node whatever is in force.
        """
        return self.nodes.match(code, on=on, any_standing=code in self.nodes.records)

    def person(self, name: str) -> Match:
        """Return the person of this name, given and family name in either order."""
        found = self.people.match(name)
        if found.answer is not Answer.UNKNOWN:
            return found
        reordered = self.people.match(in_order(name))
        return found if reordered.answer is Answer.UNKNOWN else replace(reordered, text=found.text)


def names_of_person(name: str) -> tuple[Name, ...]:
    """Return the name of a person, and its words in alphabetical order, by which either order is found."""
    return Name(name), Name(in_order(name), kind=NameKind.ALIAS)


def in_order(name: str) -> str:
    """Return the words of `name`, folded, in alphabetical order: the same for either order of a person's names."""
    return " ".join(sorted(fold(name).split()))
