"""`rapporteur import`: old reports, tables and calendars become records, once a person has seen what they would do."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rapporteur.cli.import_doubts import (
    ask,
    commit_command,
    decide_command,
    doubts_command,
    list_command,
    undo_command,
)
from rapporteur.cli.import_showing import accepted, plan_summary, read_summary, start, written
from rapporteur.cli.parameters import PERIOD, WHO
from rapporteur.core.periods import Period

if TYPE_CHECKING:
    from rapporteur.intake.models import Import

FILE = click.argument("file", type=click.Path(path_type=Path))
DRY_RUN = click.option("--dry-run", is_flag=True, help="Show what would be written, write nothing.")
COMMIT = click.option(
    "--commit",
    "leave_out_open",
    is_flag=True,
    help="Write although doubts are open: what is unsettled is left out and noted.",
)
ACCEPT = click.option(
    "--accept-likely", is_flag=True, help="Confirm every candidate that much speaks for and nothing else."
)
DECISIONS = click.option(
    "--decisions", type=click.Path(path_type=Path), help="Take the answers in this file (see --save-doubts)."
)
SAVE_DOUBTS = click.option(
    "--save-doubts",
    type=click.Path(path_type=Path),
    help="Write the open questions to this file, to fill in.",
)
BY = click.option(
    "--by", type=WHO, default="import", show_default=True, help="Who does it: a name for the audit trail."
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
      rapporteur import report old-report.pdf --dry-run     what it would write, and what is in doubt
      rapporteur import report old-report.pdf               written, unless something is in doubt
      rapporteur import members --template members.xlsx
      rapporteur import members members.xlsx
      rapporteur import calendar events.ics
    \b
      rapporteur import list                                every import, with its number
      rapporteur import doubts 3                            the open questions of import 3
      rapporteur import decide 3 17 berlin --by jane        one answer (ask 3: all, one after the other)
      rapporteur import commit 3
      rapporteur import undo 3

    A file is read as a whole: every problem is told in one pass, and nothing is written while there is one. What is
    in doubt is a question, never a guess; activities become drafts. Decisions are kept: the same file is not asked
    about twice.

    \b
    Exit codes: 0 done; 1 kept, but not written because of open questions; 2 bad input.
    """


@command.command("report")
@FILE
@LANGUAGE
@DRY_RUN
@COMMIT
@ACCEPT
@DECISIONS
@SAVE_DOUBTS
@click.option("--json", "as_json", is_flag=True, help="Print the report as it was read; needs no database.")
@BY
def report(file: Path, language: str | None, dry_run: bool, as_json: bool, by: str, **deciding: Any) -> None:
    """Read a progress report in FILE: text, PDF or DOCX, in French, English or Spanish."""
    from rapporteur.intake.reading.report import parse_report
    from rapporteur.intake.refused import LIMITS
    from rapporteur.intake.tables.workbook import read_bounded

    largest = max(LIMITS.text_bytes, LIMITS.pdf_bytes, LIMITS.docx_bytes)
    content = read_bounded(file, largest)
    parsed = parse_report(content, language, name=file.name)
    if as_json:
        from rapporteur.intake.reading.parsed import to_json

        click.echo(json.dumps(to_json(parsed), ensure_ascii=False, indent=2))
        return
    click.echo(read_summary(parsed))
    _carry_out("REPORT", file, content, by, dry_run, deciding, parsed=parsed)


def _table_command(kind: str, says: str) -> None:
    @command.command(kind, help=f"Read {says} from FILE (.xlsx or .csv), or write a template to fill in.")
    @click.argument("file", type=click.Path(path_type=Path), required=False)
    @LANGUAGE
    @IN_PERIOD
    @DRY_RUN
    @COMMIT
    @ACCEPT
    @DECISIONS
    @SAVE_DOUBTS
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
        template_file: Path | None,
        by: str,
        **deciding: Any,
    ) -> None:
        if template_file is not None:
            _write_template(kind, template_file, language)
            return
        if file is None:
            raise click.UsageError("name a FILE to read, or --template OUT to write an empty table")
        from rapporteur.intake.tables.workbook import LIMITS, read_bounded

        content = read_bounded(file, LIMITS.file_bytes)
        _carry_out(kind.upper(), file, content, by, dry_run, deciding, language=language, period=period)


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
@ACCEPT
@DECISIONS
@SAVE_DOUBTS
@BY
def calendar(
    file: Path, language: str | None, period: Period | None, dry_run: bool, by: str, **deciding: Any
) -> None:
    """Read the events of a calendar in FILE (.ics) as draft activities; the same event is known again by its UID."""
    from rapporteur.intake.calendar_source import FILE_BYTES
    from rapporteur.intake.tables.workbook import read_bounded

    content = read_bounded(file, FILE_BYTES)
    _carry_out("CALENDAR", file, content, by, dry_run, deciding, language=language, period=period)


for _one in (doubts_command, decide_command, ask, commit_command, list_command, undo_command):
    command.add_command(_one)


def _write_template(kind: str, path: Path, language: str | None) -> None:
    start()
    from rapporteur.core.files import write_whole
    from rapporteur.intake.exporting import table_bytes, template

    write_whole(path, table_bytes(template(kind, language), path, kind))
    click.echo(f"{path}: the columns of {kind}, in any order; leave out what you do not need")


def _carry_out(
    kind: str, file: Path, content: bytes, by: str, dry_run: bool, deciding: dict[str, Any], **what: Any
) -> None:
    """Show what a file would write; keep it as an import and write it, unless something stands against it."""
    if dry_run and any(deciding.values()):
        raise click.UsageError(
            "--dry-run only shows: without it the file is kept as an import, "
            "and nothing is written while a question is open"
        )
    start()
    from rapporteur.intake.actions import commit_import, store_plan
    from rapporteur.intake.enums import ImportKind
    from rapporteur.intake.planning import plan_import
    from rapporteur.intake.writing.doubts import open_doubts

    now = datetime.now(UTC)
    plan = plan_import(kind=ImportKind(kind), name=file.name, content=content, today=now.date(), **what)
    click.echo(plan_summary(plan))
    if dry_run:
        click.echo("nothing was written")
        return
    if not plan.changing:
        click.echo("there is nothing to write: the records say the same already")
        return
    of = store_plan(plan, by=by, at=now)
    _decide(of, by, **deciding)
    waiting = open_doubts(of)
    if waiting and not deciding["leave_out_open"]:
        click.echo(
            f"import {of.pk} is kept; nothing was written, because {len(waiting)} doubts must be decided first:\n"
            f"  rapporteur import ask {of.pk} --by NAME       one question after the other\n"
            f"  rapporteur import doubts {of.pk} --save FILE  all of them as a file to fill in\n"
            f"  rapporteur import commit {of.pk} --leave-out-open   write the rest without what is unsettled"
        )
        raise SystemExit(1)
    commit_import(by=by, at=now, of=of, leave_out_open=deciding["leave_out_open"])
    click.echo(written(of))


def _decide(
    of: Import,
    by: str,
    *,
    accept_likely: bool,
    decisions: Path | None,
    save_doubts: Path | None,
    leave_out_open: bool,
) -> None:
    """Take the answers that the command line gives, then write down the questions that are left."""
    from rapporteur.core.files import write_whole
    from rapporteur.intake import actions
    from rapporteur.intake.writing.decision_files import apply_file, write_doubts

    if decisions is not None:
        click.echo(f"{decisions}: {apply_file(of, decisions, by=by)} doubts settled")
    if accept_likely:
        click.echo(accepted(actions.accept_likely(by=by, of=of)))
    if save_doubts is not None:
        write_whole(save_doubts, write_doubts(of, save_doubts).encode())
        click.echo(f"{save_doubts}: the open questions of import {of.pk}")
