"""Many documents in one run: files in a folder; those that are there already as they would be made are kept."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Generic, NamedTuple

from rapporteur.base.values.base import to_json
from rapporteur.base.values.files import write_whole, writing_to
from rapporteur.documents.maps.cuts import STROKES
from rapporteur.documents.pdf.folders import Layout, V, render_many
from rapporteur.documents.pdf.typst import FONTS, TEMPLATES


class WantedFile(NamedTuple, Generic[V]):
    """A document that is to lie in the folder: the name of its file, what it says, whether staff alone reads it."""

    name: str
    view: V
    private: bool


class FileMade(NamedTuple):
    """A document that lies in the folder; `kept` says that it had been made before."""

    path: Path
    kept: bool


def make_files(
    folder: Path, wanted: Iterable[WantedFile[V]], layout: Layout[V], *, ledger: str
) -> Iterator[FileMade]:
    """Write documents into `folder`; yield each as soon as it lies there.

    A run that was stopped goes on where it was: what lies there and is what would be made is kept. `ledger` is a file
    beside the others: for each of them, a line with what it was made of and what it is, written when it is whole. Each
    file is whole or not there; what is private, nobody else on the machine can read. Raises OutputNotWritable and
    :class:`rapporteur.documents.pdf.process.CompilerFailed`.
    """
    with writing_to(folder):
        folder.mkdir(parents=True, exist_ok=True)
    made_before = _read_ledger(folder / ledger)
    private: dict[str, tuple[bool, str]] = {}
    kept: list[str] = []

    def missing() -> Iterator[tuple[str, V]]:
        for one in wanted:
            of = sha256(_program() + to_json(one.view)).hexdigest()
            if made_before.get(one.name) == (of, _content_of(folder / one.name)):
                kept.append(one.name)
                continue
            private[one.name] = one.private, of
            yield one.name, one.view

    for name, document in render_many(missing(), layout):
        while kept:
            yield FileMade(folder / kept.pop(), kept=True)
        is_private, of = private.pop(name)
        write_whole(folder / name, document, private=is_private)
        line = json.dumps({"file": name, "of": of, "sha256": sha256(document).hexdigest()})
        with writing_to(folder), (folder / ledger).open("a", encoding="utf-8") as lines:
            lines.write(f"\n{line}")  # a line that was cut short when a run was killed ends here
        yield FileMade(folder / name, kept=False)
    for name in kept:
        yield FileMade(folder / name, kept=True)


def _read_ledger(ledger: Path) -> dict[str, tuple[str, str]]:
    """Return what each file was made of and is; a line that was cut short when a run was killed says nothing."""
    found = {}
    if ledger.is_file():
        for line in ledger.read_text(encoding="utf-8", errors="replace").splitlines():
            try:
                row = json.loads(line)
                found[row["file"]] = row["of"], row["sha256"]
            except (ValueError, TypeError, KeyError):
                continue
    return found


def _content_of(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


@cache
def _program() -> bytes:
    """Return a hash of what lays documents out beside their words: templates, base map, fonts, the version of Typst."""
    whole = sha256(version("typst").encode())
    for path in (*sorted(TEMPLATES.glob("*.typ")), STROKES, *sorted(FONTS.rglob("*.[ot]tf"))):
        whole.update(path.read_bytes())
    return whole.digest()
