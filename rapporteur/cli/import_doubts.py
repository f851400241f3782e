"""`rapporteur import list | doubts | decide | ask | commit | undo`: imports that are kept, and their open questions."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rapporteur.cli.import_showing import SHOWN, accepted, candidate_line, find, question, start, written
from rapporteur.cli.parameters import WHO

if TYPE_CHECKING:
    from rapporteur.intake.models import Import, ImportDoubt

NUMBER = click.argument("number", type=int)
BY = click.option(
    "--by", type=WHO, default="import", show_default=True, help="Who decides: a name for the audit trail."
)
DRY_RUN = click.option("--dry-run", is_flag=True, help="Only say whether it can be done.")


@click.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print all imports as JSON.")
def list_command(as_json: bool) -> None:
    """List the imports, the newest first."""
    start()
    from rapporteur.intake.models import Import

    found = list(Import.objects.with_counts().newest_first())
    if as_json:
        click.echo(json.dumps([_plain_import(one) for one in found], ensure_ascii=False, indent=2))
        return
    for one in found[:SHOWN]:
        doubts = f", {one.open_doubts} open doubts" if one.open_doubts and one.state == "PROPOSED" else ""
        click.echo(
            f"{one.pk:>4}  {one.at:%Y-%m-%d %H:%M}  {one.state:<9}  {one.kind:<10}  {one.file_name}  "
            f"({one.changing} records{doubts}, by {one.by})"
        )
    if len(found) > SHOWN:
        click.echo(f"… and {len(found) - SHOWN} older ones: see --json")
    if not found:
        click.echo("no imports yet")


def _plain_import(one: Any) -> dict[str, Any]:
    return {
        "number": one.pk,
        "kind": one.kind,
        "state": one.state,
        "file": one.file_name,
        "sha256": one.sha256,
        "language": one.language,
        "records": one.changing,
        "open_doubts": one.open_doubts if one.state == "PROPOSED" else 0,
        "by": one.by,
        "at": one.at.isoformat(),
    }


@click.command("doubts")
@NUMBER
@click.option("--json", "as_json", is_flag=True, help="Print the questions as JSON.")
@click.option("--save", type=click.Path(path_type=Path), help="Write them to this file, to fill in.")
def doubts_command(number: int, as_json: bool, save: Path | None) -> None:
    """Show the open questions of import NUMBER, each with its own number and its candidates."""
    start()
    from rapporteur.core.files import write_whole
    from rapporteur.intake.writing.decision_files import write_doubts
    from rapporteur.intake.writing.doubts import open_doubts

    of = find(number)
    doubts = open_doubts(of, blocking=False) if of.state == "PROPOSED" else []
    if save is not None:
        write_whole(save, write_doubts(of, save).encode())
        click.echo(f"{save}: the {len(doubts)} open questions of import {number}")
    elif as_json:
        click.echo(json.dumps([_plain_doubt(one) for one in doubts], ensure_ascii=False, indent=2))
    elif not doubts:
        click.echo(f"import {number} is {of.state}: no question is open")
    else:
        for one in doubts:
            may_stay = "" if one.blocking else "  (need not be decided)"
            click.echo(f"{one.pk:>5}  {question(one, one.item.label)}{may_stay}")


def _plain_doubt(doubt: ImportDoubt) -> dict[str, Any]:
    return {
        "number": doubt.pk,
        "what": doubt.what,
        "record": doubt.item.label,
        "record_type": doubt.item.record_type,
        "field": doubt.field,
        "text": doubt.text,
        "candidates": doubt.candidates,
        "blocking": doubt.blocking,
        "passage": {key: value for key, value in doubt.item.provenance.items() if key != "fields"},
    }


@click.command("decide")
@NUMBER
@click.argument("doubt", type=int, required=False)
@click.argument("answer", required=False)
@click.option("--keep-alias", is_flag=True, help="Keep the text as a further spelling of the organisation.")
@click.option("--everywhere", is_flag=True, help="The same answer wherever this import asks about this text.")
@click.option("--accept-likely", is_flag=True, help="Confirm every candidate that much speaks for.")
@click.option("--decisions", type=click.Path(path_type=Path), help="Take the answers in this file.")
@click.option("--rest", type=click.Choice(["new", "out"]), help="Answer every record still in doubt alike.")
@BY
def decide_command(
    number: int,
    doubt: int | None,
    answer: str | None,
    keep_alias: bool,
    everywhere: bool,
    accept_likely: bool,
    decisions: Path | None,
    rest: str | None,
    by: str,
) -> None:
    """Answer question DOUBT of import NUMBER with ANSWER.

    \b
    ANSWER is the identifier of a record (see `rapporteur import doubts NUMBER`), or
      new   it is a record of its own, not one that is there
      out   leave it out: the name in question, or the record where the question is which record it is
    """
    start()
    from rapporteur.intake import actions
    from rapporteur.intake.models import ImportDoubt
    from rapporteur.intake.writing.decision_files import apply_file
    from rapporteur.intake.writing.doubts import open_doubts

    of = find(number)
    if not (answer or accept_likely or decisions or rest):
        raise click.UsageError(
            "give DOUBT and ANSWER, or one of --accept-likely, --decisions FILE, --rest new|out"
        )
    if doubt is not None and answer:
        found = ImportDoubt.objects.filter(item__of=of, pk=doubt).select_related("item").first()
        if found is None:
            raise click.UsageError(
                f"import {number} has no question {doubt}: see `rapporteur import doubts {number}`"
            )
        settled = actions.decide(
            by=by, doubt=found, answer=answer, keep_as_alias=keep_alias, everywhere=everywhere
        )
        click.echo(f"“{found.text}”: {answer} ({settled} question{'s' if settled > 1 else ''} settled)")
    if decisions is not None:
        click.echo(f"{decisions}: {apply_file(of, decisions, by=by)} questions settled")
    if accept_likely:
        click.echo(accepted(actions.accept_likely(by=by, of=of)))
    if rest:
        click.echo(f"{actions.decide_rest(by=by, of=of, answer=rest)} questions settled with {rest}")
    left = len(open_doubts(of))
    click.echo(
        f"{left} questions must still be decided"
        if left
        else f"now: rapporteur import commit {number} --by NAME"
    )


@click.command("ask")
@NUMBER
@BY
def ask(number: int, by: str) -> None:
    """Ask the open questions of import NUMBER one after the other; stop at any time, what is answered is kept."""
    start()
    from rapporteur.intake import actions
    from rapporteur.intake.enums import ImportState
    from rapporteur.intake.writing.doubts import open_doubts
    from rapporteur.intake.writing.failures import AliasNotPossible, UnknownAnswer

    of = find(number)
    actions.check_can_move(of, ImportState.COMMITTED)
    passed: set[int] = set()
    while waiting := [one for one in open_doubts(of, blocking=False) if one.pk not in passed]:
        doubt = waiting[0]
        _show(doubt, len(waiting))
        given = click.prompt("answer", default="later").strip()
        if given == "stop":
            break
        if given == "later":
            passed.add(doubt.pk)
            continue
        candidates = [one["slug"] for one in doubt.candidates]
        answer = (
            candidates[int(given) - 1] if given.isdigit() and 0 < int(given) <= len(candidates) else given
        )
        try:
            actions.decide(by=by, doubt=doubt, answer=answer)
        except (UnknownAnswer, AliasNotPossible) as error:
            click.echo(f"  {error}")
    left = len(open_doubts(of))
    click.echo(
        f"{left} questions must still be decided: rapporteur import ask {number}"
        if left
        else f"now: rapporteur import commit {number} --by NAME"
    )


def _show(doubt: ImportDoubt, waiting: int) -> None:
    provenance = doubt.item.provenance
    where = ", ".join(
        f"{key} {provenance[key]}" for key in ("file", "row", "lines", "pages") if provenance.get(key)
    )
    click.echo(f"\n[{waiting} open] {question(doubt, doubt.item.label).split(' — ')[0]}")
    click.echo(f"  {where}")
    for n, candidate in enumerate(doubt.candidates, start=1):
        click.echo(f"  {n}  {candidate_line(candidate)}  {candidate.get('name', '')}")
    new = "  new  a record of its own\n" if doubt.field == "slug" else ""
    click.echo(f"{new}  out  leave it out\n  later, stop")


@click.command("commit")
@NUMBER
@click.option(
    "--leave-out-open",
    is_flag=True,
    help="Leave out what is not decided: names are noted, records stay away.",
)
@DRY_RUN
@BY
def commit_command(number: int, leave_out_open: bool, dry_run: bool, by: str) -> None:
    """Write import NUMBER, all of it or nothing."""
    start()
    from rapporteur.intake.actions import check_can_commit, check_can_move, commit_import
    from rapporteur.intake.enums import ImportState

    of: Import = find(number)
    if dry_run:
        if leave_out_open:
            check_can_move(of, ImportState.COMMITTED)
        else:
            check_can_commit(of)
        click.echo(f"import {number} can be written; nothing was changed")
        return
    of = commit_import(by=by, at=datetime.now(UTC), of=of, leave_out_open=leave_out_open)
    click.echo(written(of))


@click.command("undo")
@NUMBER
@DRY_RUN
@BY
def undo_command(number: int, dry_run: bool, by: str) -> None:
    """Take back import NUMBER as a whole; refused where anybody else has touched what it wrote."""
    start()
    from rapporteur.intake.actions import check_can_undo, undo_import

    of = find(number)
    if dry_run:
        check_can_undo(of)
        click.echo(f"import {number} can be undone; nothing was changed")
        return
    undo_import(by=by, at=datetime.now(UTC), of=of)
    click.echo(f"import {number} is undone: what it made is gone, what it changed is as it was before")
