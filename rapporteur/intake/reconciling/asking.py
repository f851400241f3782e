"""How questions are asked of print alone, and rules of the engine in the way that print needs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from rapporteur.core.localized import LocalizedText
from rapporteur.intake.reconciling.printed import Occurrence, Print
from rapporteur.reports.checking.facts import Subject
from rapporteur.reports.checking.finding import Evidence
from rapporteur.reports.checking.rule import Ask, Hit, Rule


def of_print(ask: Callable[[Print], Iterator[Hit]]) -> Ask:
    """Make a question on printed reports one on any subject: others are not asked."""

    def asked(subject: Subject) -> Iterator[Hit]:
        if isinstance(subject, Print):
            yield from ask(subject)

    asked.__doc__ = ask.__doc__
    return asked


def adapted(original: Rule, ask: Callable[[Print], Iterator[Hit]], **changes: LocalizedText) -> Rule:
    """Return a rule of the engine that asks print in its own way, under the same name."""
    return replace(original, ask=of_print(ask), **changes)  # type: ignore[arg-type]  # messages only


def seen(where: Occurrence) -> Evidence:
    """Return a name in a list as evidence."""
    return Evidence(where.field, where.written, where.passage)
