"""What the commands of `rapporteur import` show of files, imports and doubts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from rapporteur.base.values.messages import Message
from rapporteur.intake.importing.wording import ABOUT, COUNTS, NAMES, ON_NO_RECORD, STANDINGS
from rapporteur.intake.reading.trust.wording import say_torn, say_whole
from rapporteur.interfaces.cli.reader import reader_language, words

if TYPE_CHECKING:
    from rapporteur.intake.importing.models import Import, ImportDoubt
    from rapporteur.intake.importing.planning import ImportPlan
    from rapporteur.intake.importing.proposals import Doubt
    from rapporteur.intake.reading.parsed import ParsedReport

SHOWN = 40


def start() -> None:
    """Make the records ready: Django, and a database with its tables."""
    from rapporteur.interfaces.cli.django import setup

    setup()
    from rapporteur.base.core.tables import have_tables

    have_tables()


def find(number: int) -> Import:
    """Return an import by its number; a usage error where there is none."""
    from rapporteur.intake.importing.models import Import

    found: Import | None = Import.objects.filter(pk=number).first()
    if found is None:
        raise click.UsageError(
            words(Message("there is no import {number}: see `rapporteur import list`"), number=number)
        )
    return found


def read_summary(parsed: ParsedReport) -> str:
    """Say what was read of a report, and what was not."""
    lines = [
        words(
            Message("{file}: {period}, language {language}, {parts}"),
            file=parsed.source or Message("report"),
            period=parsed.period.code if parsed.period else Message("no period found"),
            language=parsed.language,
            parts=say_whole(parsed, reader_language()),
        ),
        words(
            Message(
                "  {activities} activities, {media} media mentions, {meetings} bilateral meetings, "
                "{members} activated members, {regions} regions"
            ),
            activities=len(parsed.activities),
            media=len(parsed.media),
            meetings=len(parsed.bilateral_meetings),
            members=len(parsed.activated_members.names),
            regions=len(parsed.regions),
        ),
    ]
    torn = [part for part in parsed.parts if part.torn]
    lines += [
        words(Message("  may not have been read whole: {part}"), part=say_torn(part, reader_language()))
        for part in torn
    ]
    unread = Message("  not understood, line {line} (page {page}): {text}")
    lines += [
        words(unread, line=one.line, page=one.page, text=one.text[:90]) for one in parsed.not_understood[:10]
    ]
    if (more := len(parsed.not_understood) - 10) > 0:
        lines.append(words(Message("  … and {count} more lines: see --json"), count=more))
    return "\n".join(lines)


MORE = Message("  … and {count} more")


def plan_summary(plan: ImportPlan) -> str:
    """Say what a file would write, and what is in doubt."""
    counted = Counter(
        (one.record_type.split(".")[1], "OUT" if one.left_out else one.action) for one in plan.proposals
    )
    lines = [words(Message("{file}: what would be written"), file=plan.name)]
    for sort, name in NAMES.items():
        parts = [
            words(message, count=counted[sort, action])
            for action, message in COUNTS.items()
            if counted[sort, action]
        ]
        if parts:
            lines.append(words(Message("  {records}: {counts}"), records=name, counts=", ".join(parts)))
    lines += [words(Message("  note: {notice}"), notice=notice) for notice in plan.notices]
    for one in plan.changing[:SHOWN]:
        fields = f" ({', '.join(one.changed)})" if one.changed else ""
        lines.append(f"  {one.action.lower():<8} {one.target}{fields}")
    if len(plan.changing) > SHOWN:
        lines.append(words(MORE, count=len(plan.changing) - SHOWN))
    doubts = [(one, doubt) for one in plan.changing for doubt in one.doubts]
    if doubts:
        open_ones = Message("doubts: {count}, of which {blocking} must be decided")
        lines.append(words(open_ones, count=len(doubts), blocking=plan.blocking))
    lines += [f"  {question(doubt, one.label)}" for one, doubt in doubts[:SHOWN]]
    if len(doubts) > SHOWN:
        lines.append(words(MORE, count=len(doubts) - SHOWN))
    return "\n".join(lines)


def question(doubt: Doubt | ImportDoubt, label: str) -> str:
    """Return a doubt as a question on one line, its candidates last."""
    shown = [candidate_line(one) for one in doubt.candidates[:4]]
    asked = f" — {'; '.join(shown)}?" if shown else ""
    about = ABOUT[str(doubt.what)]
    if doubt.what == "UNKNOWN" and doubt.field == "slug":
        about = ON_NO_RECORD
    said = words(about, text=doubt.text)
    if doubt.field not in {"slug", ""} or doubt.what == "TORN":
        said += words(Message(" ({field} of “{record}”)"), field=doubt.field, record=label)
    return f"{doubt.what:<11} {said}{asked}"


def candidate_line(candidate: Mapping[str, Any]) -> str:
    """Return a candidate with what speaks for it."""
    slug = str(candidate["slug"])
    if evidence := candidate.get("evidence"):
        same = Message("{slug} (same {fields})")
        if candidate.get("likely"):
            same = Message("likely {slug} (same {fields})")
        return words(same, slug=slug, fields=", ".join(evidence))
    standing = STANDINGS.get(str(candidate.get("standing", "")))
    notes = [words(standing)] if standing else []
    if candidate.get("how") == "FUZZY":
        notes.append(words(Message("resembles it by {share} %"), share=f"{candidate['score']:.0f}"))
    return f"{slug} ({', '.join(notes)})" if notes else slug


def say_accepted(doubts: Sequence[ImportDoubt]) -> str:
    """Say which likely candidates were confirmed."""
    if not doubts:
        return words(Message("no candidate is likely"))
    lines = [words(Message("{count} likely candidates confirmed:"), count=len(doubts))]
    lines += [
        words(Message("  “{text}” is {answer}"), text=doubt.text, answer=doubt.answer) for doubt in doubts
    ]
    return "\n".join(lines)


def say_written(of: Import) -> str:
    """Say what an import has written."""
    number = of.items.exclude(action="NONE").filter(decision="TAKEN").count()
    left = of.items.filter(decision="LEFT_OUT").count()
    message = Message(
        "import {number}: {count} records written; `rapporteur import undo {number}` takes them back"
    )
    if left:
        message = Message(
            "import {number}: {count} records written, {left} left out; "
            "`rapporteur import undo {number}` takes them back"
        )
    return words(message, number=of.pk, count=number, left=left)
