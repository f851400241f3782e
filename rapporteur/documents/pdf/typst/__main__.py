"""What :class:`rapporteur.documents.pdf.process.Compiler` runs: it cuts maps, and copies of it compile documents.

What it is told first are the cuts of the base map that there will be. An order is for the document of its name, which
is that of a folder with a report in it: a timestamp, and the cuts by their names.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import typst

from rapporteur.base.values.files import writing_to
from rapporteur.base.values.running.serving import serve
from rapporteur.documents.maps.cuts import prepare
from rapporteur.documents.maps.drawing import base_svg, cuts_json
from rapporteur.documents.pdf.process import DOCUMENT, Box, CompilerFailed
from rapporteur.documents.pdf.typst import CUTS, compile_folder


def box_of(numbers: Iterable[float]) -> Box:
    """Return a box as it was before it was sent as a list."""
    left, top, width, height = numbers
    return left, top, width, height


def main(folder: str, parent: str) -> None:
    """Carry out the orders of the caller `parent` in `folder`."""

    def cut(boxes: Iterable[Box]) -> None:
        for box in boxes:
            base_svg(box_of(box))  # which remembers it

    def compile_in(name: str, order: tuple[int, dict[str, Box]]) -> None:
        timestamp, cuts = order
        place = Path(folder) / name
        boxes = {cut: box_of(box) for cut, box in cuts.items()}
        with writing_to(place, setting="TMPDIR"):
            (place / CUTS).write_bytes(cuts_json(boxes))
        try:
            document = compile_folder(place, timestamp)
        except typst.TypstError as error:
            raise CompilerFailed(error.diagnostic) from error
        with writing_to(place, setting="TMPDIR"):
            (place / DOCUMENT).write_bytes(document)

    prepare()
    serve(folder, parent, cut, compile_in)


if __name__ == "__main__":
    main(*sys.argv[1:])
