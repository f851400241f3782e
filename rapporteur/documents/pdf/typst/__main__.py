"""What :class:`rapporteur.documents.pdf.process.Compiler` runs: it cuts maps, and copies of it compile documents.

What it is told first are the cuts of the base map that there will be. An order is for the folder of its name: in
which folder within it each document is laid down (mostly in itself), a timestamp, and the cuts by their names.

Whoever wants a PDF waits until this is ready, so that it imports only what every document needs.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typst

from rapporteur.base.values.running.serving import serve
from rapporteur.documents.maps.cuts import prepare
from rapporteur.documents.maps.drawing import base_svg, cuts_json
from rapporteur.documents.pdf.typst import CUTS, DOCUMENT, compile_folder

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rapporteur.documents.pdf.process import Box


def box_of(numbers: Iterable[float]) -> Box:
    """Return a box as it was before it was sent as a list."""
    left, top, width, height = numbers
    return left, top, width, height


def write(path: Path, content: bytes) -> None:
    """Write a file; raise OutputNotWritable where there is no room."""
    try:
        path.write_bytes(content)
    except OSError as error:
        from rapporteur.base.values.files import OutputNotWritable

        raise OutputNotWritable(path.parent, error, setting="TMPDIR") from error


def main(folder: str, parent: str) -> None:
    """Carry out the orders of the caller `parent` in `folder`."""

    def cut(boxes: Iterable[Box]) -> None:
        for box in boxes:
            base_svg(box_of(box))  # which remembers it

    def compile_in(name: str, order: list[tuple[str, int, dict[str, Box]]]) -> None:
        for inner, timestamp, cuts in order:
            place = Path(folder) / name / inner
            boxes = {cut: box_of(box) for cut, box in cuts.items()}
            write(place / CUTS, cuts_json(boxes))
            try:
                document = compile_folder(place, timestamp)
            except typst.TypstError as error:
                from rapporteur.documents.pdf.process import CompilerFailed

                raise CompilerFailed(error.diagnostic) from error
            write(place / DOCUMENT, document)

    prepare()
    serve(folder, parent, cut, compile_in)


if __name__ == "__main__":
    main(*sys.argv[1:])
