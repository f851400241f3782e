"""How questions are asked of print alone, and rules of the engine in the way that print needs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from rapporteur.core.localized import LocalizedText
from rapporteur.intake.reconciling.printed import Occurrence, Print
from rapporteur.reports.checking.facts import Subject
from rapporteur.reports.checking.finding import Evidence, Severity
from rapporteur.reports.checking.rule import Ask, Hit, Rule


def of_print(ask: Callable[[Print], Iterator[Hit]]) -> Ask:
    """Make a question on printed reports one on any subject: others are not asked."""

    def asked(subject: Subject) -> Iterator[Hit]:
        if isinstance(subject, Print):
            yield from ask(subject)

    asked.__doc__ = ask.__doc__
    return asked


def adapted(
    original: Rule,
    ask: Callable[[Print], Iterator[Hit]] | None = None,
    *,
    severity: Severity | None = None,
    message: Mapping[str, str] | None = None,
    mend: Mapping[str, str] | None = None,
) -> Rule:
    """Return a rule of the engine as print needs it, under the same name: how it asks, how grave it is, its words."""
    return replace(
        original,
        ask=original.ask if ask is None else of_print(ask),
        severity=severity or original.severity,
        message=original.message if message is None else LocalizedText(message),
        mend=original.mend if mend is None else LocalizedText(mend),
    )


def seen(where: Occurrence) -> Evidence:
    """Return a name in a list as evidence."""
    return Evidence(where.field, where.written, where.passage)
