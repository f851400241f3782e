"""`rapporteur import list | doubts | decide | ask | commit | undo`: imports that are kept, and their open questions."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rapporteur.base.values.messages import Message
from rapporteur.base.values.typed.whole import read_whole
from rapporteur.base.words.say import say_failure
from rapporteur.interfaces.cli.importing.showing import (
    SHOWN,
    candidate_line,
    find,
    question,
    say_accepted,
    say_written,
    start,
)
from rapporteur.interfaces.cli.parameters import TEXT, WHO, system_user
from rapporteur.interfaces.cli.reader import echo, reader_language, tell, words

if TYPE_CHECKING:
    from rapporteur.base.core.permissions import Actor
    from rapporteur.intake.importing.models import Import, ImportDoubt

SETTLED = Message("{file}: {count} questions settled")
COMMIT_NOW = Message("now: rapporteur import commit {number} --by NAME")
NUMBER = click.argument("number", type=int)
BY = click.option(
    "--by",
    type=WHO,
    default=system_user,
    show_default="the system's user",
    help="Who decides: a name for the audit trail.",
)
DRY_RUN = click.option("--dry-run", is_flag=True, help="Only say whether it can be done.")


@click.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print all imports as JSON.")
def list_command(as_json: bool) -> None:
    """List the imports, the newest first."""
    start()
    from rapporteur.intake.importing.models import Import

    found = list(Import.objects.with_counts().newest_first())
    if as_json:
        echo(json.dumps([_plain_import(one) for one in found], ensure_ascii=False, indent=2))
        return
    for one in found[:SHOWN]:
        held = Message("({count} records, by {by})")
        if one.open_doubts and one.state == "PROPOSED":
            held = Message("({count} records, {open} open doubts, by {by})")
        said = words(held, count=one.changing, open=one.open_doubts, by=one.by)
        echo(f"{one.pk:>4}  {one.at:%Y-%m-%d %H:%M}  {one.state:<9}  {one.kind:<10}  {one.file_name}  {said}")
    if len(found) > SHOWN:
        tell(Message("… and {count} older ones: see --json"), count=len(found) - SHOWN)
    if not found:
        tell(Message("no imports yet"))


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
    from rapporteur.base.values.files import write_whole
    from rapporteur.intake.importing.writing.decision_files import write_doubts
    from rapporteur.intake.importing.writing.doubts import open_doubts

    of = find(number)
    doubts = open_doubts(of, blocking=False) if of.state == "PROPOSED" else []
    if save is not None:
        write_whole(save, write_doubts(of, save).encode(), private=True)
        tell(
            Message("{file}: the {count} open questions of import {number}"),
            file=save,
            count=len(doubts),
            number=number,
        )
    elif as_json:
        echo(json.dumps([_plain_doubt(one) for one in doubts], ensure_ascii=False, indent=2))
    elif not doubts:
        tell(Message("import {number} is {state}: no question is open"), number=number, state=of.state)
    else:
        for one in doubts:
            may_stay = "" if one.blocking else words(Message("  (need not be decided)"))
            echo(f"{one.pk:>5}  {question(one, one.item.label)}{may_stay}")


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
@click.argument("answer", type=TEXT, required=False)
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
    by: Actor,
) -> None:
    """Answer question DOUBT of import NUMBER with ANSWER.

    \b
    ANSWER is the identifier of a record (see `rapporteur import doubts NUMBER`), or
      new   it is a record of its own, not one that is there
      out   leave it out: the name in question, or the record where the question is which record it is
    """
    start()
    from rapporteur.intake.importing import actions
    from rapporteur.intake.importing.models import ImportDoubt
    from rapporteur.intake.importing.writing.decision_files import apply_file
    from rapporteur.intake.importing.writing.doubts import open_doubts

    of = find(number)
    if not (answer or accept_likely or decisions or rest):
        raise click.UsageError(
            words(
                Message("give DOUBT and ANSWER, or one of --accept-likely, --decisions FILE, --rest new|out")
            )
        )
    if doubt is not None and answer:
        found = ImportDoubt.objects.filter(item__of=of, pk=doubt).select_related("item").first()
        if found is None:
            raise click.UsageError(
                words(
                    Message(
                        "import {number} has no question {doubt}: see `rapporteur import doubts {number}`"
                    ),
                    number=number,
                    doubt=doubt,
                )
            )
        settled = actions.decide(
            by=by, doubt=found, answer=answer, keep_as_alias=keep_alias, everywhere=everywhere
        )
        said = Message(
            "“{text}”: {answer} ({count} question settled)",
            "“{text}”: {answer} ({count} questions settled)",
            by="count",
        )
        tell(said, text=found.text, answer=answer, count=settled)
    if decisions is not None:
        tell(SETTLED, file=decisions, count=apply_file(of, decisions, by=by))
    if accept_likely:
        echo(say_accepted(actions.accept_likely(by=by, of=of)))
    if rest:
        settled = actions.decide_rest(by=by, of=of, answer=rest)
        tell(Message("{count} questions settled with {answer}"), count=settled, answer=rest)
    if left := len(open_doubts(of)):
        tell(Message("{count} questions must still be decided"), count=left)
    else:
        tell(COMMIT_NOW, number=number)


@click.command("ask")
@NUMBER
@BY
def ask(number: int, by: Actor) -> None:
    """Ask the open questions of import NUMBER one after the other; stop at any time, what is answered is kept."""
    start()
    from rapporteur.intake.importing import actions
    from rapporteur.intake.importing.enums import ImportState
    from rapporteur.intake.importing.writing.doubts import open_doubts
    from rapporteur.intake.importing.writing.failures import AliasNotPossible, UnknownAnswer

    of = find(number)
    actions.check_can_move(of, ImportState.COMMITTED)
    passed: set[int] = set()
    while waiting := [one for one in open_doubts(of, blocking=False) if one.pk not in passed]:
        doubt = waiting[0]
        _show(doubt, len(waiting))
        given = click.prompt(words(Message("answer", context="prompt")), default="later").strip()
        if given == "stop":
            break
        if given == "later":
            passed.add(doubt.pk)
            continue
        candidates = [one["slug"] for one in doubt.candidates]
        number_of = read_whole(given) or 0
        answer = candidates[number_of - 1] if 0 < number_of <= len(candidates) else given
        try:
            actions.decide(by=by, doubt=doubt, answer=answer)
        except (UnknownAnswer, AliasNotPossible) as error:
            echo(f"  {say_failure(error, reader_language())}")
    if left := len(open_doubts(of)):
        still = Message("{count} questions must still be decided: rapporteur import ask {number}")
        tell(still, count=left, number=number)
    else:
        tell(COMMIT_NOW, number=number)


def _show(doubt: ImportDoubt, waiting: int) -> None:
    provenance = doubt.item.provenance
    where = ", ".join(
        f"{key} {provenance[key]}" for key in ("file", "row", "lines", "pages") if provenance.get(key)
    )
    asked = question(doubt, doubt.item.label).split(" — ")[0]
    tell(Message("\n[{count} open] {question}"), count=waiting, question=asked)
    echo(f"  {where}")
    for n, candidate in enumerate(doubt.candidates, start=1):
        echo(f"  {n}  {candidate_line(candidate)}  {candidate.get('name', '')}")
    if doubt.field == "slug":
        tell(Message("  new  a record of its own"))
    tell(Message("  out  leave it out\n  later, stop"))


@click.command("commit")
@NUMBER
@click.option(
    "--leave-out-open",
    is_flag=True,
    help="Leave out what is not decided: names are noted, records stay away.",
)
@DRY_RUN
@BY
def commit_command(number: int, leave_out_open: bool, dry_run: bool, by: Actor) -> None:
    """Write import NUMBER, all of it or nothing."""
    start()
    from rapporteur.intake.importing.actions import check_can_commit, check_can_move, commit_import
    from rapporteur.intake.importing.enums import ImportState

    of: Import = find(number)
    if dry_run:
        if leave_out_open:
            check_can_move(of, ImportState.COMMITTED)
        else:
            check_can_commit(of)
        tell(Message("import {number} can be written; nothing was changed"), number=number)
        return
    of = commit_import(by=by, at=datetime.now(UTC), of=of, leave_out_open=leave_out_open)
    echo(say_written(of))


@click.command("undo")
@NUMBER
@DRY_RUN
@BY
def undo_command(number: int, dry_run: bool, by: Actor) -> None:
    """Take back import NUMBER as a whole; refused where anybody else has touched what it wrote."""
    start()
    from rapporteur.intake.importing.actions import check_can_undo, undo_import

    of = find(number)
    if dry_run:
        check_can_undo(of)
        tell(Message("import {number} can be undone; nothing was changed"), number=number)
        return
    undo_import(by=by, at=datetime.now(UTC), of=of)
    undone = Message("import {number} is undone: what it made is gone, what it changed is as it was before")
    tell(undone, number=number)
