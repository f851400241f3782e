"""The rules that a printed report is asked: those of any report, those of print, those against the records."""

from __future__ import annotations

from rapporteur.base.values.messages import Message
from rapporteur.intake.reconciling.asking import adapt_rule
from rapporteur.intake.reconciling.rules import (
    boxes,
    calendar_days,
    counts,
    days,
    editorial,
    figures,
    held,
    lists,
    media,
    meetings,
    names,
    offices,
    people,
    records,
    stated,
    texts,
    totals,
)
from rapporteur.proof.rules import members
from rapporteur.proof.rules import texts as engine_texts
from rapporteur.proof.rules.rule import Rule
from rapporteur.proof.rules.rulebook import ALL

_SEAT_NOT_MEMBER = adapt_rule(
    members.seat_not_member,
    message=Message("A seat ({body}) is that of {organisation}, which no list by region has."),
    mend=Message("Correct the seat's organisation, or add it to its region."),
)
_ADAPTED = {
    members.seat_not_member.id: _SEAT_NOT_MEMBER,
    engine_texts.editorial_figure.id: adapt_rule(engine_texts.editorial_figure, editorial.editorial_figure),
}
SHARED: tuple[Rule, ...] = tuple(_ADAPTED.get(rule.id) or adapt_rule(rule) for rule in ALL if rule.in_print)
"""Rules of the engine that are asked of print as they are."""
PRINT: tuple[Rule, ...] = (
    *names.RULES,
    *totals.RULES,
    *counts.RULES,
    *lists.RULES,
    *meetings.RULES,
    *people.RULES,
    *offices.RULES,
    *texts.RULES,
    *days.RULES,
    *held.RULES,
    *boxes.RULES,
    *media.RULES,
    *stated.RULES,
    *editorial.RULES,
    *figures.RULES,
    *calendar_days.RULES,
)
RULES: tuple[Rule, ...] = (*SHARED, *PRINT, *records.RULES)
