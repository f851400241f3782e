"""Names of members with what cities call themselves beside their name: `Ville de Berlin` may be Berlin. Pure.

It may also be another member than the city alone, as a city and its metropolitan area are: so this never is an answer,
always a question.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import cache

from rapporteur.base.values.search import fold
from rapporteur.intake.importing.tables.cells import table_data
from rapporteur.records.names.index import SUGGESTIONS, NameIndex
from rapporteur.records.names.match import Answer, Candidate, How, Match


@cache
def _affixes() -> tuple[list[re.Pattern[str]], list[re.Pattern[str]]]:
    words = table_data()["civic"]
    before = [re.compile(rf"{one} (?=\S)", re.ASCII) for one in words["before"]]
    after = [re.compile(rf"(?<=\S) {one}$", re.ASCII) for one in words["after"]]
    return before, after


def bare_names(text: str) -> frozenset[str]:
    """Return a name, folded, and what it may be without what a city calls itself.

    >>> sorted(bare_names("Ville de La Paz"))
    ['la paz', 'paz', 'ville de la paz']
    """
    folded = fold(text)
    before, after = _affixes()
    found = {folded}
    for _ in range(2):  # “Mairie de la ville de …”
        for name in tuple(found):
            for pattern in before:
                if match := pattern.match(name):
                    found.add(name[match.end() :])
                    short = re.match(r"(.*?) (?:la|l|las|los|el|le|les) $", match[0])
                    found |= {name[len(short[1]) + 1 :]} if short else set()
            found |= {name[: match.start()] for pattern in after if (match := pattern.search(name))}
    return frozenset(one for one in found if len(one) > 1)


class CivicNames:
    """The organisations by their names without what cities call themselves; made once for a table."""

    def __init__(self, organisations: NameIndex) -> None:
        """Take the organisations that are recorded."""
        self._organisations = organisations
        self._slugs: dict[str, set[str]] | None = None

    def candidates(self, text: str, language: str, on: date) -> list[Candidate]:
        """Return the records that `text` may mean but for such words, best first."""
        if self._slugs is None:
            self._slugs = {}
            for slug, record in self._organisations.records.items():
                for name in record.names:
                    for bare in bare_names(name.text):
                        self._slugs.setdefault(bare, set()).add(slug)
        found = {slug for bare in bare_names(text) for slug in self._slugs.get(bare, ())}
        records = [
            self._organisations.records[slug] for slug in sorted(found, key=lambda slug: (len(slug), slug))
        ]
        return [Candidate(one.key, one.called(language, on), one.standing(on), How.FOLDED) for one in records]

    def widened(self, match: Match, language: str, on: date) -> tuple[Match, bool]:
        """Return a match that found nothing with such candidates first, and whether there were any."""
        if match.answer is not Answer.UNKNOWN:
            return match, False
        found = self.candidates(match.text, language, on)
        rest = [one for one in match.candidates if one.slug not in {two.slug for two in found}]
        return replace(match, candidates=tuple([*found, *rest][:SUGGESTIONS])), bool(found)
