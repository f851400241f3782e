"""Compile the folder named first, dated by the second argument, and write the PDF to standard output."""

from __future__ import annotations

import sys
from pathlib import Path

import typst

from rapporteur.reports.typst import compile_folder


def main(folder: str, timestamp: str) -> int:
    """Return 0, or 1 with the reason on standard error."""
    try:
        document = compile_folder(Path(folder), int(timestamp))
    except typst.TypstError as error:
        sys.stderr.write(f"{error.diagnostic}\n")
        return 1
    sys.stdout.buffer.write(document)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
