"""What :class:`rapporteur.reports.compiler.Compiler` runs: `python -m rapporteur.reports.typst FOLDER`.

A first line on standard input says which cuts of the base map there will be, a second one the timestamp and the cuts by
their names; the PDF goes to standard output.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import typst

from rapporteur.reports import maps
from rapporteur.reports.typst import CUTS, compile_folder


def main(folder: str) -> int:
    """Return 0, or 1 with the reason on standard error."""
    maps.prepare()
    for box in json.loads(sys.stdin.readline() or "[]"):
        maps.base_svg(tuple(box))  # which remembers it
    order = sys.stdin.readline()
    if not order:  # the caller thought better of it
        return 1
    timestamp, cuts = json.loads(order)
    (Path(folder) / CUTS).write_bytes(maps.cuts_json({name: tuple(box) for name, box in cuts.items()}))
    try:
        document = compile_folder(Path(folder), timestamp)
    except typst.TypstError as error:
        sys.stderr.write(f"{error.diagnostic}\n")
        return 1
    sys.stdout.buffer.write(document)
    sys.stdout.flush()
    return 0


if __name__ == "__main__":
    status = main(*sys.argv[1:])
    sys.stderr.flush()
    os._exit(status)  # nothing is left to tidy up, and the caller waits for the end
