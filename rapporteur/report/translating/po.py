"""PO files, read and written with polib: in the encoding that a file says, and told where it is of another."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable

import polib

from rapporteur.base.values.failures import Foreseeable
from rapporteur.base.values.messages import Message
from rapporteur.base.values.typed.characters import first_not_kept

_CHARSET = re.compile(rb"charset=\s*([A-Za-z0-9._:-]{1,40})")
_BEGUN = re.compile(r'(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d+\])?)\s*"(?:[^"\\]|\\.)*"')
_CONTINUED = re.compile(r'"(?:[^"\\]|\\.)*"')
_ODD = (0x0B, 0x0C, 0x1C, 0x1D, 0x1E, 0x85, 0x2028, 0x2029)
"""Characters at which Python parts lines and PO files do not; they are put away while polib reads."""
_AWAY = {code: 0xF0000 + code for code in _ODD}
_BACK = {put: code for code, put in _AWAY.items()}
_HEADER_BYTES = 8_192


class NotPo(Foreseeable, ValueError):
    """A file that is no PO, or not in the encoding that it says; the text says what to do."""


def write(entries: Iterable[polib.POEntry], *, name: str, source: str, target: str) -> bytes:
    """Return entries as a file: `source` and `target` are languages, `name` says what it is of."""
    file = polib.POFile(wrapwidth=0)
    file.metadata = {
        "Project-Id-Version": name,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": target,
        "X-Source-Language": source,
    }
    file.extend(entries)
    return f"{file}\n".encode()


def read(content: bytes) -> tuple[str, list[polib.POEntry]]:
    """Return the language that a file translates into (empty where it does not say) and its living entries.

    Raises NotPo.
    """
    text = content.decode(_encoding(content))
    if character := first_not_kept(text):
        raise NotPo(
            Message("holds a character that is none ({character}): save it as UTF-8"),
            character=f"U+{ord(character):04X}",
        )
    if "msgid" not in text:
        raise NotPo(
            Message("is neither XLIFF 1.2 nor PO, or holds no text: expected a file that was exported here")
        )
    try:
        file = polib.pofile("\n" + _joined(text).translate(_AWAY))
    except (OSError, ValueError, IndexError) as error:
        raise NotPo(
            Message("is a damaged PO file ({reason}): export it again"), reason=f"{error!s:.200}"
        ) from error
    entries = [entry for entry in file if not entry.obsolete]
    for entry in entries:
        entry.msgid, entry.msgstr = (str(each).translate(_BACK) for each in (entry.msgid, entry.msgstr))
        entry.msgctxt = str(entry.msgctxt or "").translate(_BACK)
    return str(file.metadata.get("Language", "")).strip(), entries


def _joined(text: str) -> str:
    """Return a file whose texts stand on one line each: polib takes the square of the lines of a text."""
    result: list[str] = []
    pieces: list[str] = []

    def close() -> None:
        if pieces:
            result.append("".join(pieces) + '"')
            pieces.clear()

    for line in re.split(r"\r\n|\r|\n", text):
        told = line.strip()
        if pieces and _CONTINUED.fullmatch(told):
            pieces.append(told[1:-1])
            continue
        close()
        if _BEGUN.fullmatch(told):
            pieces.append(told[:-1])
        else:
            result.append(line)
    close()
    return "\n".join(result)


def _encoding(content: bytes) -> str:
    """Return the encoding of a file: by its mark, else UTF-8 where it is that, else as its header says.

    A header that says Latin-1 over bytes that are UTF-8 is common: tools save as UTF-8 and leave it. Accents in
    Latin-1 are never UTF-8.
    """
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    said = _CHARSET.search(content[:_HEADER_BYTES])
    name = said[1].decode() if said else "UTF-8"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        place = _line(content, error.start)
    else:
        return "utf-8-sig"
    try:
        encoding = codecs.lookup(name).name
        content.decode(encoding)
    except LookupError as error:
        raise NotPo(
            Message("says that its encoding is '{name}', which nobody knows: save it as UTF-8"), name=name
        ) from error
    except UnicodeError as error:
        raise NotPo(
            Message("is not {name}, which it says it is ({place}): save it as UTF-8"), name=name, place=place
        ) from error
    return encoding


def _line(content: bytes, position: int) -> str:
    return f"line {content.count(bytes([10]), 0, position) + 1}"
