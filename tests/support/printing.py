"""Documents of frozen editions, made once for the same snapshot and program; used by conftest and by processes.

Freezing makes every document of a report in a process of its own, from a program that is unpacked for it: three
seconds of processor time and more. Most tests of editions are not about that. The program of today, which is imported
here already, gives the same bytes in one second (tests/proof/editions/test_press.py compares them), and they are kept
for the whole run. Tests marked `prints` make their documents for real.

`main` runs `rapporteur` with a command, its documents kept in a folder: tests/support/crowd.py asks for it.
"""

from __future__ import annotations

import hashlib
import os
import pickle
from collections.abc import Callable
from pathlib import Path

from rapporteur.documents.building.build import file_name, requests
from rapporteur.documents.formats import FORMATS
from rapporteur.proof.editions import archive
from rapporteur.proof.editions.archive import archive as program_of_today
from rapporteur.proof.editions.archive import print_from
from rapporteur.report.value.snapshot import snapshot_of

KEPT = "RAPPORTEUR_TEST_KEPT"
"""The folder that both runs of `make test` share."""
Progress = Callable[[str, int, int], None]


def print_here(snapshot: str, progress: Progress = lambda step, done, total: None) -> dict[str, bytes]:
    """Make all documents of `snapshot` with the program of today, in this process; return them by name."""
    data = snapshot_of(snapshot, name="snapshot")
    documents = {}
    wanted = list(requests(data, (), ()))
    for language, format in wanted:
        render = FORMATS[format].renderer()
        documents[file_name(data, language, format)] = render(
            data, language or data.association.source_language
        )
        progress("documents", len(documents), len(wanted))
    return dict(sorted(documents.items()))


class KeptPrinting:
    """In place of :func:`archive.print_from`: the same documents, from `folder` where they were made before."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(
        self,
        program: bytes,
        snapshot: str,
        folder: Path,
        *,
        python: Path | None = None,
        sandboxed: bool = False,
        progress: Progress = lambda step, done, total: None,
    ) -> dict[str, bytes]:
        digest = hashlib.sha256(program)
        digest.update(f"\0{python}\0{snapshot}".encode())
        file = self.folder / digest.hexdigest()
        if not file.is_file():
            if python is None and program == program_of_today():
                documents = print_here(snapshot, progress)
            else:
                documents = print_from(
                    program, snapshot, folder, python=python, sandboxed=sandboxed, progress=progress
                )
            new = file.with_name(f".{file.name}.{os.getpid()}")
            new.write_bytes(pickle.dumps(documents))
            new.replace(file)
            return documents
        kept: dict[str, bytes] = pickle.loads(file.read_bytes())  # noqa: S301  # written a moment ago by a test
        progress("documents", len(kept), len(kept))
        return kept


def main(arguments: list[str]) -> None:
    """Run the command line in this process: the first of `arguments` is the folder, the others are the command."""
    from rapporteur.interfaces.cli.main import main as rapporteur

    folder, *command = arguments
    archive.print_from = KeptPrinting(Path(folder))
    rapporteur(command)
