"""What is planted in reports that were read perfectly, and what comes close to it: sentences and changes, by kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from tests.intake.reconciling.judged.changes import CHANGES
from tests.intake.reconciling.judged.content import LANGUAGES, Content

SETS = {"first": ("kilns", "bridges"), "second": ("snow", "books")}
"""The networks of each set of cases, in turn."""
INTRODUCED = 1
"""The line of the plan whose introduction is changed."""


class Case(NamedTuple):
    """A report with a contradiction, which one of `rules` is to tell; without any, a near miss."""

    kind: str
    language: str
    network: str
    number: int
    rules: tuple[str, ...]
    change: Callable[[Content], object]

    @property
    def name(self) -> str:
        """How the case is called."""
        return f"{self.kind}, {self.language} {self.number} {'planted' if self.rules else 'near'}"

    def content(self) -> Content:
        """Return the report."""
        content = Content(self.network, self.language)
        self.change(content)
        return content


@cache
def sentences(which: str) -> Any:
    """Return the sentences of a set."""
    with Path(__file__).with_name(f"{which}.yaml").open(encoding="utf-8") as stream:
        return yaml.safe_load(stream)


def cases(which: str) -> Iterator[Case]:
    """Yield the cases of a set."""
    networks = SETS[which]
    for kind in sentences(which):
        for language in LANGUAGES:
            for planted in ("planted", "near"):
                for number, text in enumerate(kind[language][planted]):
                    rules = tuple(kind["rules"]) if planted == "planted" else ()
                    change = _said(kind, number, text)
                    yield Case(kind["kind"], language, networks[number % 2], number, rules, change)
    for name, rules, planted_changes, near_changes in CHANGES[which]:
        for language in LANGUAGES:
            for expected, changes in ((rules, planted_changes), ((), near_changes)):
                for number, done in enumerate(changes):
                    yield Case(name, language, networks[number % 2], number, expected, done)


def rules_planted(which: str) -> set[str]:
    """Return the rules that a set plants something for."""
    said = {rule for kind in sentences(which) for rule in kind["rules"]}
    return said | {rule for _, rules, *_ in CHANGES[which] for rule in rules}


def rules_near_missed(which: str) -> set[str]:
    """Return the rules that a set has near misses of."""
    said = {rule for kind in sentences(which) for rule in kind["rules"]}
    return said | {rule for _, rules, _, near in CHANGES[which] if near for rule in rules}


def _said(kind: dict[str, Any], number: int, text: str) -> Callable[[Content], object]:
    def change(content: Content) -> object:
        where = kind["at"]
        if where == "editorial":
            return content.write(text)
        if where == "line":
            content.intro[INTRODUCED] = text
            return text
        first, _, second = text.partition("||")
        content.say(where[number], first.strip())
        return content.say(kind["also"], second.strip()) if second else None

    return change
