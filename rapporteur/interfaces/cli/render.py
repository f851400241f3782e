"""`rapporteur render`: a document from a snapshot alone."""

from __future__ import annotations

import os
from pathlib import Path

import click


@click.command("render")
@click.argument("snapshot", type=click.Path(path_type=Path), metavar="FILE.json")
@click.option("--language", "-l", required=True, help="One of the association's languages: fr, en, es…")
@click.option("--format", "-f", "format_", required=True, help="pdf, html, docx, xlsx, txt or json.")
@click.option("--output", "-o", required=True, type=click.Path(path_type=Path), help="The file to write.")
def command(snapshot: Path, language: str, format_: str, output: Path) -> None:
    """Render the snapshot FILE.json, made by `rapporteur data`, without a database.

    The same snapshot gives the same bytes, on every machine.
    """
    from contextlib import nullcontext

    from rapporteur.documents.pdf.process import Compiler

    early = Compiler() if format_ == "pdf" else nullcontext()  # first of all: it has much to get ready
    with early as compiler:
        import gc

        gc.disable()  # one document, then the process ends: nothing that it frees is needed again
        from rapporteur.base.values.files import write_whole
        from rapporteur.documents.formats import render
        from rapporteur.report.value.snapshot import read_snapshot

        write_whole(output, render(read_snapshot(snapshot), language, format_, compiler))
    os._exit(0)  # all is written: to take the program down would be the last of what its user waits for
