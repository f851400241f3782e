"""The columns of each kind of table, what they are called, and the language in which a table is headed. Pure.

Which columns there are, what they are called and what they hold is data: `headings.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from rapporteur.base.values.search import fold
from rapporteur.intake.importing.tables.cells import table_data

_LANGUAGE = re.compile(r"[a-z]{2,3}(?: [a-z0-9]{2,8})*", re.ASCII)


@dataclass(frozen=True)
class Column:
    """A column: what its cells hold and what it is called."""

    key: str
    type: str
    headings: Mapping[str, tuple[str, ...]]
    localized: bool = False
    choices: str = ""

    def heading(self, interface: str, language: str = "") -> str:
        """Return the heading in the language `interface`, of the column in `language`."""
        name = self.headings.get(interface, self.headings["en"])[0]
        return f"{name} ({language})" if language else name


TOLD = "told"
"""The type of a column that is written and not read: the register says it itself."""


def columns(kind: str) -> tuple[Column, ...]:
    """Return the columns of a kind of table that are read, in the order of an export."""
    return tuple(column for column in every_column(kind) if column.type != TOLD)


def is_told(kind: str, heading: str) -> bool:
    """Tell whether a heading names a column that is written and not read."""
    folded = fold(heading)
    return any(
        folded == fold(name)
        for column in every_column(kind)
        if column.type == TOLD
        for names in column.headings.values()
        for name in names
    )


@cache
def every_column(kind: str) -> tuple[Column, ...]:
    """Return the columns of a kind of table, those that are only written too."""
    found = []
    for key, given in table_data()[kind].items():
        rest = dict(given)
        found.append(
            Column(
                key,
                rest.pop("type"),
                localized=rest.pop("localized", False),
                choices=rest.pop("choices", ""),
                headings={language: tuple(names) for language, names in rest.items()},
            )
        )
    return tuple(found)


@cache
def _languages() -> dict[str, str]:
    return {fold(word): code for code, words in table_data()["languages"].items() for word in words}


@cache
def _headings(kind: str) -> dict[str, Column]:
    return {
        fold(name): column
        for column in reversed(columns(kind))
        for names in column.headings.values()
        for name in (column.key, *names)
    }


def find_column(kind: str, heading: str) -> tuple[Column, str] | None:
    """Return the column that a heading names, and its language where it says one."""
    known, folded = _headings(kind), fold(heading.replace("_", " "))
    if folded in known:
        return known[folded], ""
    words = folded.split()
    for cut in range(len(words) - 1, 0, -1):
        column = known.get(" ".join(words[:cut]))
        language = " ".join(words[cut:])
        if column is None or not column.localized:
            continue
        if language in _languages():
            return column, _languages()[language]
        if _LANGUAGE.fullmatch(language):
            first, *rest = language.split()
            return column, "-".join(
                [first, *(part.upper() if len(part) == 2 else part.title() for part in rest)]
            )
    return None


def heading_languages(kind: str, headings: Sequence[str], language: str) -> dict[int, str]:
    """Return the language in which each column is headed: by its own words, else by those of the other headings.

    `language` is taken where the words are of several languages and it is one of these.
    """
    own = {at: _languages_of(kind, heading) for at, heading in enumerate(headings)}
    votes = {next(iter(found)) for found in own.values() if len(found) == 1}
    result = {}
    for at, found in own.items():
        if len(found) == 1:
            result[at] = next(iter(found))
        elif len(votes) == 1:
            result[at] = next(iter(votes))
        else:
            result[at] = language if not votes and (language in found or not found) else "en"
    return result


@cache
def _languages_of(kind: str, heading: str) -> frozenset[str]:
    """Return the languages in which a heading is what its column is called; none for the bare key of a column."""
    found = find_column(kind, heading)
    if found is None:
        return frozenset()
    folded = fold(heading.replace("_", " "))
    return frozenset(
        language
        for language, names in found[0].headings.items()
        for name in names
        if folded == fold(name) or (found[1] and folded.startswith(f"{fold(name)} "))
    )
