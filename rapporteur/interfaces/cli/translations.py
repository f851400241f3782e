"""`rapporteur translations`: how the texts of a period stand in every language; out to translators and back."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rapporteur.base.values.messages import Message
from rapporteur.interfaces.cli.parameters import WHO
from rapporteur.interfaces.cli.reader import echo, tell, words

if TYPE_CHECKING:
    from rapporteur.base.core.permissions import Actor
    from rapporteur.report.translating.import_files import Imported
    from rapporteur.report.translating.matrix import Matrix

REFUSED = 1
COUNTS = {
    "MACHINE": Message("{count} machine", context="translations"),
    "STALE": Message("{count} stale", context="translations"),
    "MISSING": Message("{count} missing", context="translations"),
}
"""How many texts of a kind stand so."""
STATUSES = {
    "MACHINE": Message("machine", context="translations"),
    "STALE": Message("stale", context="translations"),
    "MISSING": Message("missing", context="translations"),
}
"""How a text that is not done stands."""


@click.command("translations")
@click.argument("period", metavar="PERIOD|import")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--language", "-l", help="Only this language; with --export, the one to translate into.")
@click.option(
    "--export", "file_format", type=click.Choice(["xliff", "po"]), help="Write a file for translators."
)
@click.option("--output", "-o", type=click.Path(path_type=Path), help="The file that --export writes.")
@click.option("--json", "as_json", is_flag=True, help="Every text that is not done, with old and new source.")
@click.option("--by", type=WHO, help="With import: who brings the translations in.")
@click.option("--machine", is_flag=True, help="With import: a machine made them.")
@click.option(
    "--any-names", is_flag=True, help="With import: do not ask that members be named as in the source."
)
@click.option(
    "--dry-run", is_flag=True, help="With import: say what would be taken and refused; write nothing."
)
def command(
    period: str,
    file: Path | None,
    language: str | None,
    file_format: str | None,
    output: Path | None,
    as_json: bool,
    by: Actor | None,
    machine: bool,
    any_names: bool,
    dry_run: bool,
) -> None:
    """Show which texts of PERIOD are done, made by a machine, stale or missing, per language.

    Stale is a translation whose source changed after it was made: it is kept, and shown with what changed. A file for
    translators holds every text with the revision of its source; what comes back for another revision is refused.

    \b
      rapporteur translations 2018-Q2
      rapporteur translations 2018-Q2 --export xliff --language es --output q2.es.xlf
      rapporteur translations import q2.es.xlf --by "A. Name"
    """
    if period == "import":
        if file is None or by is None:
            raise click.UsageError(
                words(Message('import needs a file and a name: translations import FILE --by "A. Name"'))
            )
        _import(file, by=by, machine=machine, names=not any_names, dry_run=dry_run)
        return
    if file is not None:
        raise click.UsageError(
            words(
                Message("'{file}' is one argument too many: expected a period, or import and a file"),
                file=file,
            )
        )
    matrix = _matrix(period, language)
    if file_format:
        if language is None or output is None:
            raise click.UsageError(words(Message("--export needs --language and --output")))
        _export(matrix, file_format, language, output)
    elif as_json:
        _print_json(matrix, language)
    else:
        _print(matrix, language)


def _matrix(period: str, language: str | None) -> Matrix:
    from rapporteur.base.values.periods import Period

    wanted = Period.parse(period)
    from rapporteur.interfaces.cli.django import setup

    setup()
    from rapporteur.report.translating.matrix import translation_matrix
    from rapporteur.report.value.languages import UnknownLanguage

    matrix = translation_matrix(wanted)
    if language is not None and language not in matrix.languages:
        raise UnknownLanguage(language, matrix.languages)
    return matrix


def _print(matrix: Matrix, language: str | None) -> None:
    from rich.console import Console
    from rich.table import Table

    from rapporteur.base.core.translations import Status
    from rapporteur.proof.editions.changes.values import passage

    languages = [language] if language else list(matrix.languages)
    table = Table(box=None, pad_edge=False)
    table.add_column(words(Message("texts", context="translations")), no_wrap=True)
    for one in languages:
        of_source = words(Message("{language} (source)", context="translations"), language=one)
        table.add_column(of_source if one == matrix.source else one, justify="right")
    for record_type, counts in matrix.counts().items():
        cells = []
        for one in languages:
            count = counts[one]
            done = Message("{count}/{all} done", context="translations")
            parts = [words(done, count=count[Status.DONE], all=sum(count.values()))]
            parts += [
                words(message, count=count[Status(s)]) for s, message in COUNTS.items() if count[Status(s)]
            ]
            cells.append(", ".join(parts))
        table.add_row(record_type, *cells)
    Console(soft_wrap=True).print(table)
    for one in languages:
        for text, found in matrix.open(one):
            echo(f"{one} {words(STATUSES[found]):8}{text.key}")
            made_from = text.made_from.get(one)
            if found is Status.STALE and made_from is not None:
                old, new = passage(made_from.source_text, text.texts.get(matrix.source, ""))
                tell(Message("   source was  {old}\n   source is   {new}"), old=old, new=new)


def _print_json(matrix: Matrix, language: str | None) -> None:
    found = [
        {
            "language": one,
            "status": stands.value,
            "text": text.key,
            "source": text.texts.get(matrix.source, ""),
            "translation": text.texts.get(one, ""),
            "made_from": text.made_from[one].source_text if one in text.made_from else None,
        }
        for one in ([language] if language else matrix.languages)
        for text, stands in matrix.open(one)
    ]
    counts = {
        record_type: {one: {key.value: number for key, number in by.items()} for one, by in counted.items()}
        for record_type, counted in matrix.counts().items()
    }
    answer = {"period": matrix.period.code, "source_language": matrix.source, "counts": counts, "open": found}
    echo(json.dumps(answer, ensure_ascii=False, indent=2))


def _export(matrix: Matrix, file_format: str, language: str, output: Path) -> None:
    from rapporteur.base.values.files import write_whole
    from rapporteur.report.translating.export_files import write_entries

    if language == matrix.source:
        raise click.UsageError(
            words(Message("'{language}' is the language that is translated from"), language=language)
        )
    entries = matrix.offered(language)
    content = write_entries(
        entries,
        "xliff" if file_format == "xliff" else "po",
        name=matrix.period.code,
        source=matrix.source,
        target=language,
    )
    write_whole(output, content, private=True)
    waiting = sum(1 for entry in entries if not entry.finished)
    tell(
        Message("{file}: {count} texts, {waiting} of them to be translated or reviewed"),
        file=output,
        count=len(entries),
        waiting=waiting,
    )
    for text in matrix.left_out(language):
        left_out = Message("rapporteur: {key} holds a control character and was left out")
        tell(left_out, err=True, key=text.key)


def _import(file: Path, *, by: Actor, machine: bool, names: bool, dry_run: bool) -> None:
    from rapporteur.interfaces.cli.django import setup

    setup()
    from rapporteur.report.translating.export_files import read_entries
    from rapporteur.report.translating.import_files import import_translations

    language, entries = read_entries(file)

    done = import_translations(
        entries, language=language, by=by, machine=machine, names=names, dry_run=dry_run
    )
    if done.language != language:
        tell(
            Message("the file's language '{language}' is taken for '{taken}'"),
            language=language,
            taken=done.language,
        )
    echo(_summary(done, dry_run))
    for refused in done.refused:
        tell(Message("refused {key}: {reason}"), err=True, key=refused.key, reason=refused.reason)
    if done.refused:
        sys.exit(REFUSED)


def _summary(done: Imported, dry_run: bool) -> str:
    said = words(
        Message(
            "{written} written, {confirmed} confirmed, {unchanged} as they were, {untranslated} not translated, "
            "{unfinished} not finished, {refused} refused"
        ),
        written=len(done.written),
        confirmed=len(done.confirmed),
        unchanged=len(done.unchanged),
        untranslated=len(done.untranslated),
        unfinished=len(done.unfinished),
        refused=len(done.refused),
    )
    return words(Message("{said}; nothing was written"), said=said) if dry_run else said
