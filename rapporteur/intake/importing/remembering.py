"""Decisions that a person has taken on an earlier reading of the same source hold for the next. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rapporteur.intake.importing.proposals import Known, Proposal, settle_action
from rapporteur.intake.importing.settling import follow_moves, settle, target_of

NEW = "new"
OUT = "out"
"""The answers that name no record: it is a record of its own; leave it out."""


def apply_decisions(found: Sequence[Proposal], known: Mapping[str, Known], language: str) -> None:
    """Settle what was decided before: names, records that are others than proposed, and what was left out."""
    moved: dict[tuple[str, str], tuple[str, str]] = {}
    touched = False
    for proposal in found:
        before = proposal.target
        if _remember(proposal, known[proposal.record_type]):
            touched = True
            if proposal.left_out:
                moved[proposal.record_type, before] = ("", proposal.label)
            elif proposal.target != before:
                moved[proposal.record_type, before] = (proposal.target, proposal.label)
    if not touched:
        return
    for proposal in found:
        if proposal.action != "WITHDRAW" and not proposal.left_out:
            proposal.values, _ = follow_moves(proposal.values, moved, language)
            proposal.target = target_of(proposal.record_type, proposal.target, proposal.values)
            proposal.changed = ()
            settle_action(proposal, known[proposal.record_type])


def _remember(proposal: Proposal, known: Known) -> bool:
    """Take the decisions on one proposal; tell whether there were any."""
    answers: dict[tuple[str, str], str] = {}
    open_still = []
    for doubt in proposal.doubts:
        answer, by = known.decisions.get((proposal.key, doubt.field, doubt.text), ("", ""))
        if not answer or doubt.what == "UNPUBLISHED":
            open_still.append(doubt)
            continue
        proposal.settled.append((doubt, answer, by))
        if doubt.field != "slug":
            answers[doubt.field, doubt.text] = "" if answer == OUT else answer
        elif answer == OUT:
            proposal.left_out = True
        elif answer != NEW:
            proposal.target = answer
    if len(open_still) == len(proposal.doubts):
        return False
    proposal.doubts = open_still
    if answers:
        proposal.values, _ = settle(proposal.values, answers, all_of_them=False)
    return True
