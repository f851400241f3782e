"""`rapporteur translations`: how the texts of a period stand in every language; out to translators and back."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rapporteur.cli.parameters import WHO

if TYPE_CHECKING:
    from rapporteur.reports.translation_import import Imported
    from rapporteur.reports.translations import Matrix

REFUSED = 1


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
    by: str | None,
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
        if file is None or not by:
            raise click.UsageError('import needs a file and a name: translations import FILE --by "A. Name"')
        _import(file, by=(by or "").strip(), machine=machine, names=not any_names, dry_run=dry_run)
        return
    if file is not None:
        raise click.UsageError(f"'{file}' is one argument too many: expected a period, or import and a file")
    matrix = _matrix(period, language)
    if file_format:
        if language is None or output is None:
            raise click.UsageError("--export needs --language and --output")
        _export(matrix, file_format, language, output)
    elif as_json:
        _print_json(matrix, language)
    else:
        _print(matrix, language)


def _matrix(period: str, language: str | None) -> Matrix:
    from rapporteur.core.periods import Period

    wanted = Period.parse(period)
    from rapporteur.cli.django import setup

    setup()
    from rapporteur.reports.renderers import UnknownLanguage
    from rapporteur.reports.translations import translation_matrix

    matrix = translation_matrix(wanted)
    if language is not None and language not in matrix.languages:
        raise UnknownLanguage(language, matrix.languages)
    return matrix


def _print(matrix: Matrix, language: str | None) -> None:
    from rich.console import Console
    from rich.table import Table

    from rapporteur.core.translations import Status
    from rapporteur.reports.change_values import passage

    languages = [language] if language else list(matrix.languages)
    table = Table(box=None, pad_edge=False)
    table.add_column("texts", no_wrap=True)
    for one in languages:
        table.add_column(f"{one} (source)" if one == matrix.source else one, justify="right")
    for record_type, counts in matrix.counts().items():
        cells = []
        for one in languages:
            count = counts[one]
            parts = [f"{count[Status.DONE]}/{sum(count.values())} done"]
            parts += [
                f"{count[s]} {s.lower()}" for s in (Status.MACHINE, Status.STALE, Status.MISSING) if count[s]
            ]
            cells.append(", ".join(parts))
        table.add_row(record_type, *cells)
    Console(soft_wrap=True).print(table)
    for one in languages:
        for text, found in matrix.open(one):
            click.echo(f"{one} {found.lower():8}{text.key}")
            made_from = text.made_from.get(one)
            if found is Status.STALE and made_from is not None:
                old, new = passage(made_from.source_text, text.texts.get(matrix.source, ""))
                click.echo(f"   source was  {old}\n   source is   {new}")


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
    click.echo(json.dumps(answer, ensure_ascii=False, indent=2))


def _export(matrix: Matrix, file_format: str, language: str, output: Path) -> None:
    from rapporteur.core.files import write_whole
    from rapporteur.reports.translation_files import write_entries

    if language == matrix.source:
        raise click.UsageError(f"'{language}' is the language that is translated from")
    entries = matrix.offered(language)
    content = write_entries(
        entries,
        "xliff" if file_format == "xliff" else "po",
        name=matrix.period.code,
        source=matrix.source,
        target=language,
    )
    write_whole(output, content)
    waiting = sum(1 for entry in entries if not entry.finished)
    click.echo(f"{output}: {len(entries)} texts, {waiting} of them to be translated or reviewed")
    for text in matrix.left_out(language):
        click.echo(f"rapporteur: {text.key} holds a control character and was left out", err=True)


def _import(file: Path, *, by: str, machine: bool, names: bool, dry_run: bool) -> None:
    from rapporteur.cli.django import setup

    setup()
    from rapporteur.reports.translation_files import read_entries
    from rapporteur.reports.translation_import import import_translations

    language, entries = read_entries(file)

    done = import_translations(
        entries, language=language, by=by, machine=machine, names=names, dry_run=dry_run
    )
    click.echo(_summary(done, dry_run))
    for refused in done.refused:
        click.echo(f"refused {refused.key}: {refused.reason}", err=True)
    if done.refused:
        sys.exit(REFUSED)


def _summary(done: Imported, dry_run: bool) -> str:
    said = (
        f"{len(done.written)} written, {len(done.confirmed)} confirmed, {len(done.unchanged)} as they were, "
        f"{len(done.untranslated)} not translated, {len(done.unfinished)} not finished, {len(done.refused)} refused"
    )
    return f"{said}; nothing was written" if dry_run else said
