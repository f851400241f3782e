"""Compile the reports' translation catalogues: every .po beside it as .mo, the same bytes every time.

Run it after a catalogue was edited: ``python tools/compile_catalogues.py``; with ``--check`` nothing is
written and the exit code tells whether every .mo is what its .po says.
"""

from __future__ import annotations

import struct
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

LOCALE = Path(__file__).resolve().parent.parent / "rapporteur" / "reports" / "locale"


def read(path: Path) -> Catalog:
    """Read a .po file; raise for what cannot be read rather than skip it."""
    with path.open("rb") as file:
        return read_po(file, abort_invalid=True)


def entries(catalogue: Catalog, language: str) -> list[tuple[bytes, bytes]]:
    """Return the pairs of a .mo file, sorted: the header, then each translated message that is not fuzzy."""
    header = (
        "Content-Type: text/plain; charset=UTF-8\n"
        f"Language: {language}\n"
        f"Plural-Forms: nplurals={catalogue.num_plurals}; plural={catalogue.plural_expr};\n"
    )
    pairs = {b"": header.encode()}
    for message in catalogue:
        if not message.id or message.fuzzy:
            continue
        ids = [message.id] if isinstance(message.id, str) else list(message.id)
        given = message.string or ""
        texts = [given] if isinstance(given, str) else [text or "" for text in given]
        if not all(texts):
            continue
        context = f"{message.context}\x04" if message.context else ""
        key = context + "\x00".join(ids)
        pairs[key.encode()] = "\x00".join(texts).encode()
    return sorted(pairs.items())


def compiled(path: Path) -> bytes:
    """Return the .mo file for a .po file."""
    pairs = entries(read(path), path.parent.parent.name)
    count = len(pairs)
    offset = 28 + 16 * count
    tables: list[bytes] = []
    blob = b""
    for column in (0, 1):
        for pair in pairs:
            text = pair[column]
            tables.append(struct.pack("<2I", len(text), offset + len(blob)))
            blob += text + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, count, 28, 28 + 8 * count, 0, 28 + 16 * count)
    return head + b"".join(tables) + blob


def main(arguments: list[str]) -> int:
    """Compile all catalogues, or check them."""
    stale = []
    for path in sorted(LOCALE.glob("*/LC_MESSAGES/*.po")):
        target, content = path.with_suffix(".mo"), compiled(path)
        if target.is_file() and target.read_bytes() == content:
            continue
        stale.append(str(target.relative_to(LOCALE)))
        if "--check" not in arguments:
            target.write_bytes(content)
    for name in stale:
        print(f"{'not up to date' if '--check' in arguments else 'written'}: {name}")
    return int("--check" in arguments and bool(stale))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
