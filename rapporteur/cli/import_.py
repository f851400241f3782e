"""`rapporteur import`: old reports, tables and calendars become records, once a person has seen what they would do."""

from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rapporteur.cli.parameters import PERIOD
from rapporteur.core.periods import Period

if TYPE_CHECKING:
    from rapporteur.intake.models import Import
    from rapporteur.intake.parsed import ParsedReport
    from rapporteur.intake.planning import ImportPlan

SHOWN = 40
FILE = click.argument("file", type=click.Path(path_type=Path))
DRY_RUN = click.option("--dry-run", is_flag=True, help="Show what would be written, write nothing.")
COMMIT = click.option(
    "--commit", is_flag=True, help="Write although doubts are open: what is unsettled is left out and noted."
)
BY = click.option(
    "--by", default="import", show_default=True, help="Who does it: a name for the audit trail."
)
LANGUAGE = click.option(
    "--language", "-l", help="The language of the file (default: detected, or the association's)."
)
IN_PERIOD = click.option(
    "--period", type=PERIOD, help="Names mean what they meant on the last day of this period."
)


@click.group("import")
def command() -> None:
    """Read what exists already: a report, a table or a calendar.

    \b
      rapporteur import report old-report.pdf --dry-run
      rapporteur import members --template members.xlsx
      rapporteur import members members.xlsx
      rapporteur import calendar events.ics
      rapporteur import list
      rapporteur import undo 3

    A file is read as a whole: every problem is told in one pass, and nothing is written while there is one. What is
    in doubt is a question, never a guess; activities become drafts.
    """


@command.command("report")
@FILE
@LANGUAGE
@DRY_RUN
@COMMIT
@click.option("--json", "as_json", is_flag=True, help="Print the report as it was read; needs no database.")
@BY
def report(file: Path, language: str | None, dry_run: bool, commit: bool, as_json: bool, by: str) -> None:
    """Read a progress report in FILE: text, PDF or DOCX, in French, English or Spanish."""
    from rapporteur.intake.refused import LIMITS
    from rapporteur.intake.report import parse_report
    from rapporteur.intake.workbook import read_bounded

    largest = max(LIMITS.text_bytes, LIMITS.pdf_bytes, LIMITS.docx_bytes)
    content = read_bounded(file, largest)
    parsed = parse_report(content, language, name=file.name)
    if as_json:
        from rapporteur.intake.parsed import to_json

        click.echo(json.dumps(to_json(parsed), ensure_ascii=False, indent=2))
        return
    click.echo(_read_summary(parsed))
    _carry_out("REPORT", file, content, by, dry_run, commit, parsed=parsed)


def _table_command(kind: str, says: str) -> None:
    @command.command(kind, help=f"Read {says} from FILE (.xlsx or .csv), or write a template to fill in.")
    @click.argument("file", type=click.Path(path_type=Path), required=False)
    @LANGUAGE
    @IN_PERIOD
    @DRY_RUN
    @COMMIT
    @click.option(
        "--template",
        "template_file",
        type=click.Path(path_type=Path),
        help="Write an empty table to this file.",
    )
    @BY
    def table(
        file: Path | None,
        language: str | None,
        period: Period | None,
        dry_run: bool,
        commit: bool,
        template_file: Path | None,
        by: str,
    ) -> None:
        if template_file is not None:
            _write_template(kind, template_file, language)
            return
        if file is None:
            raise click.UsageError("name a FILE to read, or --template OUT to write an empty table")
        from rapporteur.intake.workbook import LIMITS, read_bounded

        content = read_bounded(file, LIMITS.file_bytes)
        _carry_out(kind.upper(), file, content, by, dry_run, commit, language=language, period=period)


for _kind, _says in (
    ("members", "members, their names and memberships"),
    ("activities", "activities"),
    ("dues", "what members were called for and have paid"),
    ("media", "mentions in the media"),
):
    _table_command(_kind, _says)


@command.command("calendar")
@FILE
@LANGUAGE
@click.option("--period", type=PERIOD, help="Only events that begin in this period.")
@DRY_RUN
@COMMIT
@BY
def calendar(
    file: Path, language: str | None, period: Period | None, dry_run: bool, commit: bool, by: str
) -> None:
    """Read the events of a calendar in FILE (.ics) as draft activities; the same event is known again by its UID."""
    from rapporteur.intake.calendar_source import FILE_BYTES
    from rapporteur.intake.workbook import read_bounded

    content = read_bounded(file, FILE_BYTES)
    _carry_out("CALENDAR", file, content, by, dry_run, commit, language=language, period=period)


@command.command("undo")
@click.argument("number", type=int)
@DRY_RUN
@BY
def undo(number: int, dry_run: bool, by: str) -> None:
    """Take back import NUMBER as a whole; refused where anybody else has touched what it wrote."""
    _start()
    from rapporteur.intake.actions import check_can_undo, undo_import

    of = _find(number)
    if dry_run:
        check_can_undo(of)
        click.echo(f"import {number} can be undone; nothing was changed")
        return
    undo_import(by=by, at=datetime.now(UTC), of=of)
    click.echo(f"import {number} is undone: what it made is gone, what it changed is as it was before")


@command.command("list")
def list_imports() -> None:
    """List the imports, the newest first."""
    _start()
    from rapporteur.intake.models import Import

    found = list(Import.objects.with_counts().newest_first()[:SHOWN])
    for one in found:
        doubts = f", {one.open_doubts} open doubts" if one.open_doubts and one.state == "PROPOSED" else ""
        click.echo(
            f"{one.pk:>4}  {one.at:%Y-%m-%d %H:%M}  {one.state:<9}  {one.kind:<10}  {one.file_name}  "
            f"({one.changing} records{doubts}, by {one.by})"
        )
    if not found:
        click.echo("no imports yet")


def _start() -> None:
    from rapporteur.cli.django import setup

    setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def _find(number: int) -> Import:
    from rapporteur.intake.models import Import

    found: Import | None = Import.objects.filter(pk=number).first()
    if found is None:
        raise click.UsageError(f"there is no import {number}: see `rapporteur import list`")
    return found


def _write_template(kind: str, path: Path, language: str | None) -> None:
    _start()
    from rapporteur.core.files import write_whole
    from rapporteur.intake.exporting import table_bytes, template

    write_whole(path, table_bytes(template(kind, language), path, kind))
    click.echo(f"{path}: the columns of {kind}, in any order; leave out what you do not need")


def _carry_out(
    kind: str, file: Path, content: bytes, by: str, dry_run: bool, commit: bool, **what: Any
) -> None:
    """Show what a file would write; keep it as an import and write it, unless something stands against it."""
    _start()
    from rapporteur.intake.actions import commit_import, store_plan
    from rapporteur.intake.enums import ImportKind
    from rapporteur.intake.planning import plan_import

    now = datetime.now(UTC)
    plan = plan_import(kind=ImportKind(kind), name=file.name, content=content, today=_today(now), **what)
    click.echo(_plan_summary(plan))
    if dry_run:
        click.echo("nothing was written")
        return
    if not plan.changing:
        click.echo("there is nothing to write: the records say the same already")
        return
    of = store_plan(plan, by=by, at=now)
    if plan.blocking and not commit:
        click.echo(
            f"import {of.pk} is kept; nothing was written, because {plan.blocking} doubts must be decided first "
            "(--commit leaves out what is unsettled)"
        )
        return
    commit_import(by=by, at=now, of=of, leave_out_open=commit)
    written = of.items.exclude(action="NONE").filter(decision="TAKEN").count()
    left = of.items.filter(decision="LEFT_OUT").count()
    rest = f", {left} left out as undecided" if left else ""
    click.echo(
        f"import {of.pk}: {written} records written{rest}; `rapporteur import undo {of.pk}` takes them back"
    )


def _today(now: datetime) -> date:
    return now.date()


def _read_summary(parsed: ParsedReport) -> str:
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


def _plan_summary(plan: ImportPlan) -> str:
    words = {"CREATE": "new", "UPDATE": "changed", "WITHDRAW": "withdrawn", "NONE": "as they are"}
    names = {
        "organisation": "members",
        "activity": "activities",
        "mediamention": "media mentions",
        "bilateralmeeting": "bilateral meetings",
        "duesitem": "dues",
        "publishedstatement": "dues totals",
    }
    counted = Counter((one.record_type.split(".")[1], one.action) for one in plan.proposals)
    lines = [f"{plan.name}: what would be written"]
    for sort, name in names.items():
        parts = [f"{counted[sort, action]} {word}" for action, word in words.items() if counted[sort, action]]
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
    for one, doubt in doubts[:SHOWN]:
        candidates = ", ".join(str(each["slug"]) for each in doubt.candidates[:4])
        asked = f": {candidates}?" if candidates else ""
        lines.append(f"  {doubt.what:<11} {doubt.field or 'record'} “{doubt.text}” of {one.target}{asked}")
    if len(doubts) > SHOWN:
        lines.append(f"  … and {len(doubts) - SHOWN} more")
    return "\n".join(lines)
