"""Fonts of a PDF whose codes are mapped by tables of their own, and fonts that do not say what their codes mean."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from typing import Any

from pdfminer.cmapdb import CMap, CMapBase, CMapDB
from pdfminer.pdffont import PDFCIDFont, PDFFont
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdftypes import PDFStream, resolve1

_LETTERS = 0.6
"""The share of signs that are letters in a text."""
_FEWEST_VOWELS = 0.25
_MOST_VOWELS = 0.65
"""The share of letters that are vowels, with room for a page of names around the 38 to 48 % of running text."""

_BLOCK = re.compile(rb"begin(codespacerange|cidrange|cidchar)(.*?)end\1", re.DOTALL)
_RANGE = re.compile(rb"<([0-9A-Fa-f\s]{1,40})>\s*<([0-9A-Fa-f\s]{1,40})>\s*(\d{1,10})?")
_SINGLE = re.compile(rb"<([0-9A-Fa-f\s]{1,40})>\s*(\d{1,10})")
_BASE = re.compile(rb"/([^\s/<>\[\]()]{1,80})\s+usecmap")
_MOST_RANGES = 100_000
_LONGEST = 4
_IDENTITY = ("Identity-H", "Identity-V")
_SYMBOLIC = 4
"""The flag of a font whose codes are its own."""


class Code(int):
    """The number of a glyph, which also knows the code it was written as: what it reads as is said of the code."""

    code = 0

    @classmethod
    def of(cls, glyph: int, code: int) -> Code:
        """Return the number of a glyph that was written as `code`."""
        made = cls(glyph)
        made.code = code
        return made


class OwnCMap(CMapBase):
    """A table of codes that stands in the file. Bytes that it does not know become glyphs without a meaning."""

    def __init__(self, stream: PDFStream) -> None:
        super().__init__(WMode=int(resolve1(stream.get("WMode", 0)) or 0))
        self._spaces: set[tuple[int, int, int]] = set()
        self._ranges: dict[int, list[tuple[int, int, int]]] = {}
        self._base: CMapBase | None = None
        content = stream.get_data()
        base = resolve1(stream.get("UseCMap"))
        if isinstance(base, PDFStream) and base is not stream and resolve1(base.get("UseCMap")) is None:
            self._base = OwnCMap(base)
        elif name := getattr(base, "name", "") or _named_base(content):
            self._use(name)
        self._read(content)
        for ranges in self._ranges.values():
            ranges.sort()

    def _use(self, name: str) -> None:
        try:
            self._base = CMapDB.get_cmap(name)
        except CMapDB.CMapNotFound:
            self._base = None
        if name in _IDENTITY:
            self._spaces.add((2, 0, 0xFFFF))

    def _read(self, content: bytes) -> None:
        count = 0
        for block in _BLOCK.finditer(content):
            kind = block[1]
            single = kind == b"cidchar"
            for entry in (_SINGLE if single else _RANGE).finditer(block[2]):
                count += 1
                if count > _MOST_RANGES:
                    return
                low = bytes.fromhex(b"".join(entry[1].split()).decode())[:_LONGEST]
                high = low if single else bytes.fromhex(b"".join(entry[2].split()).decode())[:_LONGEST]
                bounds = int.from_bytes(low), int.from_bytes(high)
                if kind == b"codespacerange":
                    self._spaces.add((len(low), *bounds))
                else:
                    glyph = int(entry[2] if single else entry[3] or 0)
                    self._ranges.setdefault(len(low), []).append((*bounds, glyph))

    def decode(self, code: bytes) -> Iterator[int]:
        """Yield the glyphs of a text: the shortest code that lies in a space of codes, else one byte."""
        at = 0
        sizes = sorted({size for size, _, _ in self._spaces} or set(self._ranges) or {1})
        while at < len(code):
            size = next(
                (n for n in sizes if self._is_code(code[at : at + n], n)), min(sizes[0], len(code) - at)
            )
            piece = code[at : at + size]
            number = int.from_bytes(piece)
            glyph = self._glyph(number, len(piece))
            if glyph is None and self._base is not None:
                glyph = next(iter(self._base.decode(piece)), None)
            yield Code.of(number if glyph is None else glyph, number)
            at += max(size, 1)

    def _is_code(self, piece: bytes, size: int) -> bool:
        if len(piece) < size:
            return False
        number = int.from_bytes(piece)
        if not self._spaces:
            return self._glyph(number, size) is not None
        return any(n == size and low <= number <= high for n, low, high in self._spaces)

    def _glyph(self, number: int, size: int) -> int | None:
        ranges = self._ranges.get(size, [])
        at = bisect_right(ranges, (number, 1 << 40, 0)) - 1
        if at >= 0 and ranges[at][0] <= number <= ranges[at][1]:
            return ranges[at][2] + number - ranges[at][0]
        return None


def _named_base(content: bytes) -> str:
    found = _BASE.search(content)
    return found[1].decode("latin-1") if found else ""


class _UnknownCMap(CMap):
    """A table that is named and that nobody has: its text is counted, not dropped."""

    def decode(self, code: bytes) -> Iterator[int]:
        """Yield a glyph for every two bytes."""
        for at in range(0, len(code), 2):
            number = int.from_bytes(code[at : at + 2])
            yield Code.of(number, number)


class _CidFont(PDFCIDFont):
    """A font of many glyphs, with tables of the file's own."""

    def get_cmap_from_spec(self, spec: Mapping[str, Any], strict: bool) -> CMapBase:
        given = resolve1(spec.get("Encoding"))
        if isinstance(given, PDFStream):
            return OwnCMap(given)
        found = super().get_cmap_from_spec(spec, strict)
        return _UnknownCMap() if type(found) is CMap else found

    def to_unichr(self, cid: int) -> str:
        return super().to_unichr(cid.code if isinstance(cid, Code) else cid)


class Fonts(PDFResourceManager):
    """The fonts of a document; one whose letters are a guess has `is_guessed`."""

    def get_font(self, objid: object, spec: Mapping[str, object]) -> PDFFont:
        """Return a font, made once."""
        kind = getattr(resolve1(spec.get("Subtype")), "name", "")
        if kind in {"CIDFontType0", "CIDFontType2"}:
            return _CidFont(self, spec)
        font = super().get_font(objid, spec)
        if not hasattr(font, "is_guessed"):
            font.is_guessed = _is_guessed(kind, spec)  # type: ignore[attr-defined]  # a note of our own
        return font


def _is_guessed(kind: str, spec: Mapping[str, object]) -> bool:
    """Tell whether nothing says what the codes of a font mean, so that they are read as if they were ASCII."""
    if kind == "Type0" or "ToUnicode" in spec:
        return False
    descriptor = resolve1(spec.get("FontDescriptor"))
    if not isinstance(descriptor, dict) or not int(resolve1(descriptor.get("Flags", 0)) or 0) & _SYMBOLIC:
        return False
    return "Encoding" not in spec and ("FontFile2" in descriptor or "FontFile3" in descriptor)


def is_language(text: str) -> bool:
    """Tell whether guessed letters read like a language: mostly letters, of which a usual share are vowels.

    French, English and Spanish have 38 to 48 % vowels; codes that number the glyphs of a font read like `7KH FLWLHV`.
    """
    signs = [c for c in text.lower() if not c.isspace()]
    letters = [c for c in signs if c.isalpha()]
    vowels = sum(c in "aeiouyáàâäéèêëíìîïóòôöúùûü" for c in letters)
    return (
        bool(letters)
        and len(letters) >= _LETTERS * len(signs)
        and _FEWEST_VOWELS * len(letters) <= vowels <= _MOST_VOWELS * len(letters)
    )
