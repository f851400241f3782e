"""What keeps a report from being laid out, said before anything is built.

One bad field would stop a document engine with a line of its template. Here every record is looked at
first, and a problem names the record, the field and the language, and says what to do. After this has
passed, building a document does not fail.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
import struct
import unicodedata
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as part
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from rapporteur.core.localized import LocalizedText
from rapporteur.core.values import Value
from rapporteur.reports.data import NodeData, PhotoData, ReportData
from rapporteur.reports.presenting.context import tint

COVERAGE = Path(__file__).parent / "fonts" / "coverage.json"

INVISIBLE = frozenset("\t\n\u200c\u200d\u200e\u200f\u2060")
"""Characters without a shape of their own that text may hold although no font draws them."""

LONGEST_WORD = 36
"""Characters without a place to break at that fit the text column, in the size of a title."""

CONTRAST = 4.5
"""Least contrast of a text with its ground (WCAG 2.2, 1.4.3)."""

EMPTY_FAULTS = frozenset({"EMPTY", "ALT_EMPTY", "CREDIT_EMPTY"})
"""Faults of a text that is not there."""

_BEGINNINGS = {"PNG": b"\x89PNG\r\n\x1a\n", "JPEG": b"\xff\xd8\xff"}
_BREAKS = re.compile(r"[\s\u200b\u00ad\-/\u2010\u2013\u2014]+")
_NOT_PRINTED = frozenset(
    {"content", "media_type", "href", "link", "slug", "kind", "role", "source_language", "sha256"}
)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that keeps the report from being laid out.

    `record` is the kind and slug (or number) of the record, `field` the field in it, `language` the language
    or empty. `fault` is a code, `values` what its words name; the words stand with those of the checks.
    """

    record: str
    field: str
    language: str
    fault: str
    values: Mapping[str, Any] = part(default_factory=dict)

    def wrong(self, language: str = "en") -> str:
        """Say in `language` what is the matter, as a clause."""
        return self._said(language)[0]

    def cure(self, language: str = "en") -> str:
        """Say in `language` what to do, without a full stop."""
        return self._said(language)[1]

    def _said(self, language: str) -> tuple[str, str]:
        from rapporteur.reports.checking.wording import say
        from rapporteur.reports.checking.words import fault_words

        wrong, cure = fault_words(self.fault)
        return say(wrong, self.values, language), say(cure, self.values, language)

    def __str__(self) -> str:
        where = f"{self.field} ({self.language})" if self.language else self.field
        return f"{self.record}, {where}: {self.wrong()}. {self.cure()}"


class ReportNotRenderable(ValueError):
    """The report cannot be laid out; `problems` says why, record by record."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = tuple(problems)


class _Text(NamedTuple):
    """A text of the report and where it stands; `language` is empty for one that no language changes."""

    record: str
    field: str
    language: str
    text: str


def check_renderable(data: ReportData, languages: Sequence[str]) -> tuple[Problem, ...]:
    """Return what keeps `data` from being laid out in `languages`, in the order of the report."""
    texts = list(_texts(data, languages))
    whole = "\n".join([text.text for text in texts])
    # Nearly always no text has either fault: then none is looked at by itself.
    odd = texts if _outside().search(whole) else []
    long = texts if any(len(word) > LONGEST_WORD for word in whole.split()) else []
    return (
        *_missing(data, languages),
        *_colours(data),
        *_photos(data, languages),
        *(problem for text in odd for problem in _characters(text)),
        *(problem for text in long for problem in _words(text)),
    )


def require_renderable(data: ReportData, languages: Sequence[str]) -> None:
    """Raise :class:`ReportNotRenderable` where :func:`check_renderable` finds anything."""
    if problems := check_renderable(data, languages):
        raise ReportNotRenderable(problems)


# ------------------------------------------------------------------ texts that must be there


def _required(data: ReportData) -> Iterator[tuple[str, str, LocalizedText]]:
    """Yield (record, field, text) for each text that a layout cannot do without."""
    yield "association", "name", data.association.name
    yield "association", "report_name", data.association.report_name
    for activity in data.activities:
        yield f"activity {activity.slug}", "title", activity.title
        for number, place in enumerate(activity.places, start=1):
            yield f"activity {activity.slug}", f"places[{number}].name", place.name
    if data.plan:
        for level in data.plan.levels:
            yield f"plan level {level.key}", "name", level.name
        for node in data.plan.nodes:
            yield f"plan node {node.code}", "title", node.title
    for region in data.regions:
        yield f"region {region.slug}", "name", region.name
    for member in data.members:
        yield f"member {member.slug}", "name", member.name
    for number, mention in enumerate(data.media, start=1):
        yield f"media mention {number}", "subject", mention.subject
    for number, meeting in enumerate(data.bilateral_meetings, start=1):
        yield f"bilateral meeting {number}", "place.name", meeting.place.name


def _missing(data: ReportData, languages: Sequence[str]) -> Iterator[Problem]:
    """Yield a problem for each required text that a language lacks."""
    for record, field, text in _required(data):
        for language in text.missing(languages):
            yield Problem(record, field, language, "EMPTY")


# ------------------------------------------------------------------ colours


def _luminance(colour: str) -> float:
    """Return the relative luminance of a colour (“#1f4e8c”), from 0 to 1."""
    parts = (int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21 (WCAG 2.2)."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _colours(data: ReportData) -> Iterator[Problem]:
    """Yield a problem for each colour of a line that cannot be read as text on its own tint."""
    for number, colour in enumerate(data.association.colours.lines, start=1):
        found = contrast(colour, tint(colour))
        if found < CONTRAST:
            yield Problem(
                "association",
                f"colours.lines[{number}]",
                "",
                "CONTRAST",
                {"colour": colour, "contrast": Decimal(f"{found:.1f}"), "least": Decimal(str(CONTRAST))},
            )


# ------------------------------------------------------------------ photographs


def _photos(data: ReportData, languages: Sequence[str]) -> Iterator[Problem]:
    """Yield the problems of each photograph: its texts, its rights, the file itself."""
    for activity in data.activities:
        if (photo := activity.photo) is None:
            continue
        record = f"activity {activity.slug}"
        for language in photo.alt.missing(languages):
            yield Problem(record, "photo.alt", language, "ALT_EMPTY")
        if not photo.credit.strip():
            yield Problem(record, "photo.credit", "", "CREDIT_EMPTY")
        if fault := picture_fault(photo):
            yield Problem(record, "photo.content", "", *fault)


PictureFault = tuple[str, Mapping[str, Any]]


def picture_fault(photo: PhotoData) -> PictureFault | None:
    """Return code and values of what is wrong with the picture itself, or None."""
    try:
        content = base64.b64decode(photo.content, validate=True)
    except ValueError:
        return "NOT_BASE64", {}
    said = photo.media_type.removeprefix("image/").upper()
    found = next((kind for kind, begin in _BEGINNINGS.items() if content.startswith(begin)), "")
    if not found:
        return "NO_PICTURE", {"said": said}
    if found != said:
        return "OTHER_TYPE", {"found": found, "said": said}
    fault = _png_fault(content) if found == "PNG" else _jpeg_fault(content)
    return (fault, {"said": said}) if fault else None


def _png_fault(content: bytes) -> str:
    """Return the fault of a PNG: every chunk's checksum is read, and the pixels are unpacked."""
    position, name, pixels = 8, b"", []
    while position + 12 <= len(content) and name != b"IEND":
        (length,) = struct.unpack_from(">I", content, position)
        name, body = content[position + 4 : position + 8], content[position + 8 : position + 8 + length]
        check = content[position + 8 + length : position + 12 + length]
        if check != struct.pack(">I", binascii.crc32(name + body)):
            return "DAMAGED"
        if name == b"IDAT":
            pixels.append(body)
        position += 12 + length
    if name != b"IEND" or not pixels:
        return "CUT"
    unpack = zlib.decompressobj()
    try:
        unpack.decompress(b"".join(pixels))
    except zlib.error:
        return "DAMAGED"
    return "" if unpack.eof else "CUT"


def _jpeg_fault(content: bytes) -> str:
    """Return the fault of a JPEG: no frame, no end, or the four colours of a printing press (CMYK)."""
    position = 2
    while position + 10 <= len(content) and content[position] == 0xFF:
        marker = content[position + 1]
        if marker == 0xFF:  # a filling byte
            position += 1
        elif 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            if content[position + 9] == 4:
                return "CMYK"
            return "" if content.rstrip(b"\0").endswith(b"\xff\xd9") else "CUT"
        else:
            position += 2 + int.from_bytes(content[position + 2 : position + 4], "big")
    return "DAMAGED"


# ------------------------------------------------------------------ characters and words


def _texts(data: ReportData, languages: Sequence[str]) -> Iterator[_Text]:
    """Yield every text of the report that is printed, in `languages` and those without a language."""
    for name in data.__struct_fields__:
        value = getattr(data, name)
        if isinstance(value, tuple):
            for number, item in enumerate(value, start=1):
                yield from _walk(item, _record(name, item, number), "", languages)
        elif isinstance(value, Value):
            yield from _walk(value, name, "", languages)


_NAMES = {"activities": "activity", "media": "media mention", "bilateral_meetings": "bilateral meeting"}


def _record(collection: str, item: object, number: int) -> str:
    """Return what a record of `collection` is called: its kind with its slug or number."""
    kind = _NAMES.get(collection, collection.replace("_", " ").removesuffix("s"))
    return f"{kind} {getattr(item, 'slug', number)}"


def _walk(
    value: object, record: str, field: str, languages: Sequence[str], language: str = ""
) -> Iterator[_Text]:
    """Yield the texts within `value`, whatever it is made of."""
    if isinstance(value, str):
        yield _Text(record, field, language, value)
    elif isinstance(value, (LocalizedText, dict)):
        for each in languages:
            if each in value:
                yield from _walk(value[each], record, field, languages, each)
    else:
        for inner_record, inner_field, part in _parts(value, record, field):
            yield from _walk(part, inner_record, inner_field, languages, language)


def _parts(value: object, record: str, field: str) -> Iterator[tuple[str, str, object]]:
    """Yield (record, field, part) for the parts of a model or a list; the nodes of a plan are records."""
    if isinstance(value, Value):
        for name in _printed(type(value)):
            yield record, f"{field}.{name}" if field else name, getattr(value, name)
    elif isinstance(value, (tuple, list)):
        for number, item in enumerate(value, start=1):
            if isinstance(item, NodeData):
                yield f"plan node {item.code}", "", item
            else:
                yield record, f"{field}[{number}]", item


@cache
def _printed(model: type[Value]) -> tuple[str, ...]:
    """Return the names of the fields of a model that may be printed."""
    return tuple(name for name in model.__struct_fields__ if name not in _NOT_PRINTED)


@cache
def _outside() -> re.Pattern[str]:
    """Return a pattern for what the fonts do not draw."""
    pairs = json.loads(COVERAGE.read_text(encoding="utf-8"))
    ranges = "".join(f"{re.escape(chr(first))}-{re.escape(chr(last))}" for first, last in pairs)
    return re.compile(f"[^{ranges}{''.join(sorted(INVISIBLE))}]")


def unprintable(text: str) -> tuple[str, ...]:
    """Return the characters of `text` that the report's fonts cannot print, each once, in order."""
    return tuple(dict.fromkeys(_outside().findall(text)))


def _characters(text: _Text) -> Iterator[Problem]:
    """Yield a problem where a text has characters that no font of the report draws."""
    if characters := unprintable(text.text):
        names = tuple(_named(character) for character in characters[:5])
        yield Problem(
            text.record,
            text.field,
            text.language,
            "NO_GLYPH",
            {"characters": names},
        )


def _named(character: str) -> str:
    """Return a character with its number and name, so that an invisible one can be found."""
    shown = f"“{character}” " if character.isprintable() else ""
    return f"{shown}U+{ord(character):04X} {unicodedata.name(character, 'control character')}"


def longest_word(text: str) -> str:
    """Return the longest stretch of `text` that cannot be broken over two lines."""
    return max(_BREAKS.split(text), key=len, default="")


def _words(text: _Text) -> Iterator[Problem]:
    """Yield a problem where a word is too long for a line."""
    word = longest_word(text.text) if len(text.text) > LONGEST_WORD else ""
    if len(word) > LONGEST_WORD:
        yield Problem(
            text.record,
            text.field,
            text.language,
            "LONG_WORD",
            {"word": f"{word[:40]}…", "length": len(word), "most": LONGEST_WORD},
        )
