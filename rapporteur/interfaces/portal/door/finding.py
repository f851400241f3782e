"""Search over all that is public, and what somebody may have meant who wrote it otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from rapporteur.base.values.localized import LocalizedText
from rapporteur.base.values.search import fold
from rapporteur.interfaces.portal.door.activities import ActivityItem, listed
from rapporteur.interfaces.portal.door.members import matching
from rapporteur.interfaces.portal.door.names import names_of
from rapporteur.interfaces.portal.door.people import people_called
from rapporteur.interfaces.portal.door.programmes import ProgrammeNamed, programmes_called
from rapporteur.interfaces.portal.door.publications import publications_called
from rapporteur.interfaces.portal.visit import Visit
from rapporteur.records.activities.models import Activity
from rapporteur.records.members.models import Organisation, OrganisationName
from rapporteur.records.names.index import names_like
from rapporteur.records.plan.models import Node

MOST = 20
"""Of each kind on the page of a search."""
NEWEST_TITLES = 5_000
"""Whose words are offered to who wrote them otherwise."""
LEAST_LETTERS = 4
"""Of a word that is offered: shorter ones resemble everything."""
MEANT = 4
_BETWEEN_WORDS = re.compile(r"\W+")


@dataclass
class SearchResult:
    """What a search finds; `meant` where it finds nothing."""

    activities: list[ActivityItem] = field(default_factory=list)
    more_activities: bool = False
    members: list[tuple[str, str]] = field(default_factory=list)
    nodes: list[tuple[str, str, str]] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    programmes: list[ProgrammeNamed] = field(default_factory=list)
    publications: list[tuple[str, str]] = field(default_factory=list)
    meant: list[str] = field(default_factory=list)

    @property
    def nothing(self) -> bool:
        """Whether it found nothing."""
        things = (self.activities, self.members, self.nodes, self.people, self.programmes, self.publications)
        return not any(things)


def search(visit: Visit, text: str) -> SearchResult:
    """Return what bears every word of a text, accents and capitals apart, in whatever language."""
    if not fold(text):
        return SearchResult()
    activities = Activity.objects.public().matching(text).order_by("-start_date", "slug")
    keys = list(activities.values_list("pk", flat=True)[: MOST + 1])
    members = dict(matching(visit, text).order_by("slug").values_list("pk", "slug")[:MOST])
    names = names_of(visit, members) if members else {}
    nodes = Node.objects.public(visit.today).matching(text).order_by("-version__start", "position", "pk")
    found = SearchResult(
        listed(
            visit,
            Activity.objects.public().filter(pk__in=keys[:MOST]).order_by("-start_date", "slug"),
            told="BRIEF",
        )
        if keys
        else [],
        len(keys) > MOST,
        sorted(
            ((slug, names.get(key, slug)) for key, slug in members.items()), key=lambda one: visit.key(one[1])
        ),
        [
            (slug, code, visit.text(title))
            for slug, code, title in nodes.values_list("slug", "code", "title")[:MOST]
        ],
        people_called(visit, text, MOST),
        programmes_called(visit, text, MOST),
        publications_called(visit, text, MOST),
    )
    if found.nothing:
        found.meant = meant(visit, text)
    return found


def meant(visit: Visit, text: str) -> list[str]:
    """Return texts that would be found, and resemble one that is not: whole names first, then single words."""
    known = _known_words(visit)
    asked = fold(text)
    likes = [known[name] for name, _ in names_like(asked, list(known))]
    words = asked.split()
    if len(words) > 1 and not likes:
        mended = [_nearest(word, known) for word in words]
        if any(new != old for new, old in zip(mended, words, strict=True)):
            likes.append(" ".join(mended))
    return list(dict.fromkeys(likes))[:MEANT]


def _nearest(word: str, known: dict[str, str]) -> str:
    if word in known:
        return word
    likes = names_like(word, [name for name in known if " " not in name])
    return known[likes[0][0]] if likes else word


def _known_words(visit: Visit) -> dict[str, str]:
    """Return folded names and words that searches find, with how they are written; collected anew after a write."""
    collect = _collected if visit.state else _collected.__wrapped__
    return collect(visit.state, visit.today, visit.language)


@lru_cache(maxsize=8)
def _collected(state: str, today: date, language: str) -> dict[str, str]:
    members = Organisation.objects.public(today).values("pk")
    names = OrganisationName.objects.public(today).filter(organisation__in=members)
    titles = Activity.objects.public().order_by("-start_date", "slug").values_list("title", flat=True)
    nodes = Node.objects.public(today).values_list("title", flat=True)
    found: dict[str, str] = {}
    for text in _texts(names.values_list("name", flat=True), language):
        found.setdefault(fold(text), text)
        _add_words(found, text)
    for text in _texts([*titles[:NEWEST_TITLES], *nodes], language):
        _add_words(found, text)
    return found


def _texts(rows: Iterable[LocalizedText], language: str) -> Iterator[str]:
    """Yield the texts in every language, those of the reader's first: what is written alike is offered in theirs."""
    kept = list(rows)
    yield from (row[language] for row in kept if language in row)
    for row in kept:
        yield from row.values()


def _add_words(found: dict[str, str], text: str) -> None:
    for word in _BETWEEN_WORDS.split(text):
        if len(word) >= LEAST_LETTERS and not word.isdecimal():
            found.setdefault(fold(word), word)
