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
@click.option("--bleed", metavar="LENGTH", help="For a printer: a PDF with bleed (3mm) and crop marks.")
def command(snapshot: Path, language: str, format_: str, output: Path, bleed: str | None) -> None:
    """Render the snapshot FILE.json, made by `rapporteur data`, without a database.

    The same snapshot gives the same bytes, on every machine.
    """
    if bleed:
        _for_a_printer(snapshot, language, format_, output, bleed)
        return
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


def _for_a_printer(snapshot: Path, language: str, format_: str, output: Path, bleed: str) -> None:
    """Write the PDF with colours beyond the page and marks to trim it by."""
    from rapporteur.base.values.files import write_whole
    from rapporteur.documents.formats import check_request
    from rapporteur.documents.pdf.render import render
    from rapporteur.documents.pdf.trimming import BleedWithoutPages, read_bleed
    from rapporteur.documents.preflight.check import require_renderable
    from rapporteur.report.value.snapshot import read_snapshot

    width = read_bleed(bleed)
    data = read_snapshot(snapshot)
    if not check_request(data, language, format_).drawn:
        raise BleedWithoutPages(format_)
    require_renderable(data, (language,))
    write_whole(output, render(data, language, width))
