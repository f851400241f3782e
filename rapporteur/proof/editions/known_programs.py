"""Which rendering programs are known: those of releases, the one that runs, and those that an administrator names.

A program is told by what is in its files and not by how they are packed: the same release packed by another version of
a compressor has another SHA-256 and the same fingerprint.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from django.conf import settings

from rapporteur import __version__
from rapporteur.base.values.archives import UNREADABLE_ARCHIVE
from rapporteur.base.values.failures import Foreseeable
from rapporteur.base.values.messages import Message
from rapporteur.proof.editions import archive as press

RELEASED = Path(__file__).with_name("known-programs.txt")
_LINE = re.compile(r"(?P<fingerprint>[0-9a-f]{64}) {2}(?P<name>\S.*)")


class ListNotReadable(Foreseeable, ValueError):
    """A list of programs or keys that an administrator has named, and that cannot be used."""


def fingerprint(program: bytes) -> str:
    """Return the SHA-256 of the names and contents of a program's files; nothing for what is no such archive.

    An archive with two files of one name has none: which of them is unpacked last is not for it to say.
    """
    digest = hashlib.sha256()
    try:
        with zipfile.ZipFile(io.BytesIO(program)) as package:
            entries = package.infolist()
            names = sorted(entry.filename for entry in entries)
            too_large = sum(entry.file_size for entry in entries) > press.UNPACKED
            if too_large or len({name.casefold() for name in names}) < len(names):
                return ""
            for name in names:
                content = hashlib.sha256(package.read(name)).hexdigest()
                digest.update(f"{content}  {name}\n".encode(errors="surrogatepass"))
    except UNREADABLE_ARCHIVE:
        return ""
    return digest.hexdigest()


def known_programs() -> Mapping[str, str]:
    """Return what every program that is known is called, by fingerprint; raise ListNotReadable."""
    return {**_released(), _running(): f"Rapporteur {__version__}", **named_programs()}


def named_programs() -> Mapping[str, str]:
    """Return those that the file `RAPPORTEUR_KNOWN_PROGRAMS` names; raise ListNotReadable."""
    path: Path | None = settings.KNOWN_PROGRAMS
    return {} if path is None else dict(_lines(path))


@cache
def _running() -> str:
    return fingerprint(press.archive())


@cache
def _released() -> Mapping[str, str]:
    return dict(_lines(RELEASED))


def _lines(path: Path) -> Iterator[tuple[str, str]]:
    """Yield fingerprint and name of each line that is no comment."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ListNotReadable(
            Message("'{place}' cannot be read ({reason}): name a file that can, or none"),
            place=str(path), reason=getattr(error, "strerror", None) or str(error),
        ) from error  # fmt: skip
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        found = _LINE.fullmatch(line.rstrip())
        if found is None:
            raise ListNotReadable(
                Message(
                    "{place}, line {number}: '{value}' is no program: "
                    "expected a fingerprint of 64 figures, two spaces, and a name"
                ),
                place=str(path), value=line[:80], number=number,
            )  # fmt: skip
        yield found["fingerprint"], found["name"]
