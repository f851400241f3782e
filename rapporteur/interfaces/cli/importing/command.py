"""`rapporteur import`: old reports, tables and calendars become records, once a person has seen what they would do."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rapporteur.base.values.messages import Message
from rapporteur.base.values.periods import Period
from rapporteur.interfaces.cli.importing.doubts import (
    SETTLED,
    ask,
    commit_command,
    decide_command,
    doubts_command,
    list_command,
    undo_command,
)
from rapporteur.interfaces.cli.importing.showing import (
    plan_summary,
    read_summary,
    say_accepted,
    say_written,
    start,
)
from rapporteur.interfaces.cli.parameters import PERIOD, WHO, system_user
from rapporteur.interfaces.cli.reader import echo, tell, words

if TYPE_CHECKING:
    from rapporteur.base.core.permissions import Actor
    from rapporteur.intake.importing.models import Import

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
    "--by",
    type=WHO,
    default=system_user,
    show_default="the system's user",
    help="Who does it: a name for the audit trail.",
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
def report(
    file: Path, language: str | None, dry_run: bool, as_json: bool, by: Actor, **deciding: Any
) -> None:
    """Read a progress report in FILE: text, PDF or DOCX, in French, English or Spanish."""
    from rapporteur.intake.reading.door import read_report
    from rapporteur.intake.reading.sources.source import read_content

    content = read_content(file, file.name)
    doc, parsed = read_report(content, language, name=file.name)
    if as_json:
        from rapporteur.intake.reading.parsed import to_json

        echo(json.dumps(to_json(parsed), ensure_ascii=False, indent=2))
        return
    echo(read_summary(parsed))
    _carry_out("REPORT", file, content, by, dry_run, deciding, parsed=parsed, doc=doc)


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
        by: Actor,
        **deciding: Any,
    ) -> None:
        if template_file is not None:
            _write_template(kind, template_file, language)
            return
        if file is None:
            raise click.UsageError(
                words(Message("name a FILE to read, or --template OUT to write an empty table"))
            )
        from rapporteur.intake.importing.tables.packages import LIMITS
        from rapporteur.intake.importing.tables.workbook import read_bounded

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
    file: Path, language: str | None, period: Period | None, dry_run: bool, by: Actor, **deciding: Any
) -> None:
    """Read the events of a calendar in FILE (.ics) as draft activities; the same event is known again by its UID."""
    from rapporteur.intake.importing.calendars.source import FILE_BYTES
    from rapporteur.intake.importing.tables.workbook import read_bounded

    content = read_bounded(file, FILE_BYTES)
    _carry_out("CALENDAR", file, content, by, dry_run, deciding, language=language, period=period)


for _one in (doubts_command, decide_command, ask, commit_command, list_command, undo_command):
    command.add_command(_one)


def _write_template(kind: str, path: Path, language: str | None) -> None:
    start()
    from rapporteur.base.values.files import write_whole
    from rapporteur.intake.importing.exporting import table_bytes, template

    write_whole(path, table_bytes(template(kind, language), path, kind))
    columns = Message("{file}: the columns of {kind}, in any order; leave out what you do not need")
    tell(columns, file=path, kind=kind)


def _carry_out(
    kind: str, file: Path, content: bytes, by: Actor, dry_run: bool, deciding: dict[str, Any], **what: Any
) -> None:
    """Show what a file would write; keep it as an import and write it, unless something stands against it."""
    if dry_run and any(deciding.values()):
        raise click.UsageError(
            words(
                Message(
                    "--dry-run only shows: without it the file is kept as an import, "
                    "and nothing is written while a question is open"
                )
            )
        )
    start()
    from django.db import transaction

    from rapporteur.base.values.failures import Foreseeable
    from rapporteur.intake.importing.actions import commit_import, store_plan
    from rapporteur.intake.importing.enums import ImportKind
    from rapporteur.intake.importing.planning import plan_import
    from rapporteur.intake.importing.writing.doubts import open_doubts

    now = datetime.now(UTC)
    plan = plan_import(kind=ImportKind(kind), name=file.name, content=content, today=now.date(), **what)
    echo(plan_summary(plan))
    if dry_run:
        tell(Message("nothing was written"))
        return
    if not plan.changing:
        tell(Message("there is nothing to write: the records say the same already"))
        return
    refused: Foreseeable | None = None
    leave_out = deciding["leave_out_open"]
    with transaction.atomic():  # who is killed leaves nothing; what is refused waits as an import
        of = store_plan(plan, by=by, at=now)
        _decide(of, by, deciding["accept_likely"], deciding["decisions"])
        waiting = open_doubts(of)
        if leave_out or not waiting:
            try:
                commit_import(by=by, at=now, of=of, leave_out_open=leave_out)
            except Foreseeable as error:
                refused = error
    if deciding["save_doubts"] is not None:
        _save_doubts(of, deciding["save_doubts"])
    if refused is not None:
        raise refused
    if waiting and not leave_out:
        kept = Message(
            "import {number} is kept; nothing was written, because {count} doubts must be decided first:\n"
            "  rapporteur import ask {number} --by NAME       one question after the other\n"
            "  rapporteur import doubts {number} --save FILE  all of them as a file to fill in\n"
            "  rapporteur import commit {number} --leave-out-open   write the rest without what is unsettled"
        )
        tell(kept, number=of.pk, count=len(waiting))
        raise SystemExit(1)
    echo(say_written(of))


def _decide(of: Import, by: Actor, accept_likely: bool, decisions: Path | None) -> None:
    """Take the answers that the command line gives."""
    from rapporteur.intake.importing import actions
    from rapporteur.intake.importing.writing.decision_files import apply_file

    if decisions is not None:
        tell(SETTLED, file=decisions, count=apply_file(of, decisions, by=by))
    if accept_likely:
        echo(say_accepted(actions.accept_likely(by=by, of=of)))


def _save_doubts(of: Import, file: Path) -> None:
    """Write down the questions that are left."""
    from rapporteur.base.values.files import write_whole
    from rapporteur.intake.importing.writing.decision_files import write_doubts

    write_whole(file, write_doubts(of, file).encode(), private=True)
    tell(Message("{file}: the open questions of import {number}"), file=file, number=of.pk)
