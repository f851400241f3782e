"""Put an installation into one small file, and take it out again.

Nearly all of an installation is its rendering program, an archive. Its members are packed uncompressed, which packs
better, and its fonts not at all: they are those of the program beside these tests, and are put back from wherever it
keeps them. What is taken out is compared with the hash that names it, so that the editions are, byte for byte, those
that were put in.
"""

from __future__ import annotations

import hashlib
import io
import json
import lzma
import re
import sqlite3
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FONTS = (".ttf", ".woff2")
DATABASE = "rapporteur.sqlite3"
STORES = ("editions", "imports")
"""The folders in which contents lie under their SHA-256: of documents, and of files that were imported."""
GAPS = ".gaps.json"
MEMBERS = "members"
LOCAL_HEADER = struct.Struct("<26xHH")
"""The lengths of name and extra field, at the end of the header that stands before a member of a ZIP file."""


class FontLost(LookupError):
    """A font of the old rendering program that the tree no longer has."""

    def __init__(self, name: str, sha256: str) -> None:
        super().__init__(
            f"the old edition was made with {name} (SHA-256 {sha256}), which is nowhere below {ROOT / 'rapporteur'} "
            "any more: put that file beside the kept edition, and look for it there too"
        )


@dataclass(frozen=True)
class Gap:
    """A member that was cut out of an archive: where its compressed bytes begin in what is left, and which it is."""

    at: int
    name: str
    sha256: str


def digest(content: bytes) -> str:
    """Return the SHA-256 of `content` in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def deflated(content: bytes) -> bytes:
    """Compress `content` as a member of a ZIP file is compressed."""
    compressor = zlib.compressobj(zlib.Z_DEFAULT_COMPRESSION, zlib.DEFLATED, -15)
    return compressor.compress(content) + compressor.flush()


def pack(var: Path, target: Path) -> None:
    """Put database, editions and imported files of `var`, in which no command runs, into the file `target`."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as file:
        compact = var / "compact.sqlite3"
        with closing(sqlite3.connect(var / DATABASE)) as database:
            # rows are written anew, and the constraints of some ask for a function that SQLite does not have
            database.create_function("REGEXP", 2, lambda pattern, text: re.search(pattern, text) is not None)
            database.execute("VACUUM INTO ?", (str(compact),))
        _add(file, DATABASE, compact.read_bytes())
        compact.unlink()
        paths = [path for store in STORES for path in (var / store).glob("??/*")]
        for path in sorted(paths, key=lambda path: (path.read_bytes()[:4], path.name)):  # like beside like
            content, name = path.read_bytes(), path.relative_to(var).as_posix()
            if content.startswith(b"PK") and any(one.filename.endswith(FONTS) for one in _members(content)):
                content = _add_archive(file, name, content)
            _add(file, name, content)
    target.write_bytes(lzma.compress(packed.getvalue(), preset=9 | lzma.PRESET_EXTREME))


def unpack(source: Path, var: Path) -> None:
    """Make in `var` the installation that was packed into `source`; raise FontLost."""
    with tarfile.open(fileobj=io.BytesIO(lzma.decompress(source.read_bytes()))) as file:
        contents = {member.name: _content(file, member) for member in file.getmembers()}
    var.mkdir(parents=True)
    (var / DATABASE).write_bytes(contents.pop(DATABASE))
    known = {digest(font): font for font in _fonts()}
    known |= {
        name.partition("/")[2]: content for name, content in contents.items() if name.startswith(MEMBERS)
    }
    for name, content in contents.items():
        if name.startswith(MEMBERS) or name.endswith(GAPS):
            continue
        gaps = [Gap(**gap) for gap in json.loads(contents.get(name + GAPS, b"[]"))]
        _store(var / name, _filled(content, gaps, known))


def _store(path: Path, content: bytes) -> None:
    assert digest(content) == path.name, f"{path} was not taken out as it was put in"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _add(file: tarfile.TarFile, name: str, content: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size = len(content)
    file.addfile(entry, io.BytesIO(content))


def _content(file: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    opened = file.extractfile(member)
    assert opened is not None, f"{member.name} is no file"
    return opened.read()


def _members(content: bytes) -> list[zipfile.ZipInfo]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.infolist()


def _fonts() -> Iterator[bytes]:
    """Yield every font below the program."""
    for path in (ROOT / "rapporteur").rglob("*"):
        if path.suffix in FONTS:
            yield path.read_bytes()


def _add_archive(file: tarfile.TarFile, name: str, content: bytes) -> bytes:
    """Pack the members of an archive, but for its fonts, and where they lie; return what is left of it."""
    left, gaps, before = bytearray(), [], 0
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for info in sorted(archive.infolist(), key=lambda info: info.header_offset):
            name_length, extra_length = LOCAL_HEADER.unpack_from(content, info.header_offset)
            begin = info.header_offset + LOCAL_HEADER.size + name_length + extra_length
            end, member = begin + info.compress_size, archive.read(info)
            assert content[begin:end] == deflated(member), f"{info.filename} is compressed in another way"
            left += content[before:begin]
            gaps.append(Gap(len(left), info.filename, digest(member)))
            before = end
            if not info.filename.endswith(FONTS):
                _add(file, f"{MEMBERS}/{digest(member)}", member)
    _add(file, f"{name}{GAPS}", json.dumps([asdict(gap) for gap in gaps]).encode())
    return bytes(left + content[before:])


def _filled(content: bytes, gaps: list[Gap], known: dict[str, bytes]) -> bytes:
    """Put the members back into their gaps; raise FontLost."""
    whole, before = bytearray(), 0
    for gap in gaps:
        if gap.sha256 not in known:
            raise FontLost(gap.name, gap.sha256)
        whole += content[before : gap.at] + deflated(known[gap.sha256])
        before = gap.at
    return bytes(whole + content[before:])
