"""What the commands of `rapporteur import` show of files, imports and doubts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from rapporteur.intake.models import Import, ImportDoubt
    from rapporteur.intake.planning import ImportPlan
    from rapporteur.intake.proposals import Doubt
    from rapporteur.intake.reading.parsed import ParsedReport

SHOWN = 40


def start() -> None:
    """Make the records ready: Django, and a database with its tables."""
    from rapporteur.cli.django import setup

    setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def find(number: int) -> Import:
    """Return an import by its number; a usage error where there is none."""
    from rapporteur.intake.models import Import

    found: Import | None = Import.objects.filter(pk=number).first()
    if found is None:
        raise click.UsageError(f"there is no import {number}: see `rapporteur import list`")
    return found


def read_summary(parsed: ParsedReport) -> str:
    """Say what was read of a report, and what was not."""
    period = parsed.period.code if parsed.period else "no period found"
    lines = [
        (
            f"{parsed.source or 'report'}: {period}, language {parsed.language}, "
            f"{parsed.understood_share:.1%} of the text understood"
        ),
        (
            f"  {len(parsed.activities)} activities, {len(parsed.media)} media mentions, "
            f"{len(parsed.bilateral_meetings)} bilateral meetings, "
            f"{len(parsed.activated_members.names)} activated members, {len(parsed.regions)} regions"
        ),
    ]
    lines += [
        f"  not understood, line {one.line} (page {one.page}): {one.text[:90]}"
        for one in parsed.not_understood[:10]
    ]
    if len(parsed.not_understood) > 10:
        lines.append(f"  … and {len(parsed.not_understood) - 10} more lines: see --json")
    return "\n".join(lines)


NAMES = {
    "association": "association",
    "region": "regions",
    "organisation": "members and other organisations",
    "person": "people",
    "body": "bodies",
    "seat": "seats",
    "focalpoint": "focal points",
    "planversion": "plans",
    "node": "lines, measures and deliverables",
    "activity": "activities",
    "mediamention": "media mentions",
    "bilateralmeeting": "bilateral meetings",
    "duesitem": "dues",
    "publishedstatement": "dues totals",
    "report": "editorials",
}
WORDS = {
    "CREATE": "new",
    "UPDATE": "changed",
    "WITHDRAW": "withdrawn",
    "NONE": "as recorded",
    "OUT": "left out",
}


def plan_summary(plan: ImportPlan) -> str:
    """Say what a file would write, and what is in doubt."""
    counted = Counter(
        (one.record_type.split(".")[1], "OUT" if one.left_out else one.action) for one in plan.proposals
    )
    lines = [f"{plan.name}: what would be written"]
    for sort, name in NAMES.items():
        parts = [f"{counted[sort, action]} {word}" for action, word in WORDS.items() if counted[sort, action]]
        if parts:
            lines.append(f"  {name}: {', '.join(parts)}")
    lines += [f"  note: {notice}" for notice in plan.notices]
    for one in plan.changing[:SHOWN]:
        fields = f" ({', '.join(one.changed)})" if one.changed else ""
        lines.append(f"  {one.action.lower():<8} {one.target}{fields}")
    if len(plan.changing) > SHOWN:
        lines.append(f"  … and {len(plan.changing) - SHOWN} more")
    doubts = [(one, doubt) for one in plan.changing for doubt in one.doubts]
    if doubts:
        lines.append(f"doubts: {len(doubts)}, of which {plan.blocking} must be decided")
    lines += [f"  {question(doubt, one.label)}" for one, doubt in doubts[:SHOWN]]
    if len(doubts) > SHOWN:
        lines.append(f"  … and {len(doubts) - SHOWN} more")
    return "\n".join(lines)


def question(doubt: Doubt | ImportDoubt, label: str) -> str:
    """Return a doubt as a question on one line, its candidates last."""
    shown = [candidate_line(one) for one in doubt.candidates[:4]]
    asked = f" — {'; '.join(shown)}?" if shown else ""
    about = {
        "AMBIGUOUS": "may mean several",
        "UNKNOWN": "is nobody's name here",
        "ENDED": "was no longer in force",
        "PROSPECT": "was a prospect, no member",
        "SAME": "may be there already",
        "UNPUBLISHED": "has edits that nobody has published",
    }[str(doubt.what)]
    of = "" if doubt.field in {"slug", ""} else f" ({doubt.field} of “{label}”)"
    return f"{doubt.what:<11} “{doubt.text}” {about}{of}{asked}"


def candidate_line(candidate: Mapping[str, Any]) -> str:
    """Return a candidate with what speaks for it."""
    slug = str(candidate["slug"])
    if evidence := candidate.get("evidence"):
        likely = "likely " if candidate.get("likely") else ""
        return f"{likely}{slug} (same {', '.join(evidence)})"
    standing = str(candidate.get("standing", ""))
    notes = [standing.lower()] if standing in {"ENDED", "PROSPECT", "OTHER"} else []
    notes += [f"resembles it by {candidate['score']:.0f} %"] if candidate.get("how") == "FUZZY" else []
    return f"{slug} ({', '.join(notes)})" if notes else slug


def accepted(doubts: Sequence[ImportDoubt]) -> str:
    """Say which likely candidates were confirmed."""
    lines = [f"{len(doubts)} likely candidates confirmed:" if doubts else "no candidate is likely"]
    lines += [f"  “{doubt.text}” is {doubt.answer}" for doubt in doubts]
    return "\n".join(lines)


def written(of: Import) -> str:
    """Say what an import has written."""
    number = of.items.exclude(action="NONE").filter(decision="TAKEN").count()
    left = of.items.filter(decision="LEFT_OUT").count()
    rest = f", {left} left out" if left else ""
    return f"import {of.pk}: {number} records written{rest}; `rapporteur import undo {of.pk}` takes them back"
