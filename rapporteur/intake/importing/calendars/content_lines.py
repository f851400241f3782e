"""Bytes of a calendar to components with their properties; what is no property is told, not dropped. Pure.

Lines are unfolded before they are decoded: programs fold after 75 bytes, in the middle of a letter too.
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import quopri
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from icalendar.parser import Parameters

from rapporteur.base.values.failures import Notice
from rapporteur.base.values.messages import Message
from rapporteur.base.values.typed.characters import readable
from rapporteur.intake.importing.calendars.notices import Notices
from rapporteur.intake.importing.tables.encodings import decode, decode_lines
from rapporteur.intake.reading.sources.refused import IntakeRefused

_LINE = re.compile(r'([A-Za-z0-9-]+\.)?([A-Za-z0-9-]+)((?:;[^:"]*(?:"[^"]*"[^:"]*)*)?):')
_QUOTED_PRINTABLE = re.compile(rb"[A-Za-z0-9-]+;[^:]*QUOTED-PRINTABLE[^:]*:", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([nN,;:\\\"])")
_CONTINUED = {"DESCRIPTION", "COMMENT"}
"""Texts whose line ends a careless program writes as line ends, so that the text goes on in lines of its own."""
_NAMES = {
    "ACTION", "ATTACH", "ATTENDEE", "BEGIN", "CATEGORIES", "CLASS", "COMMENT", "CONFERENCE", "CONTACT", "CREATED",
    "DESCRIPTION", "DTEND", "DTSTAMP", "DTSTART", "DUE", "DURATION", "END", "EXDATE", "EXRULE", "GEO", "LAST-MODIFIED",
    "LOCATION", "METHOD", "ORGANIZER", "PRIORITY", "PRODID", "RDATE", "RECURRENCE-ID", "RRULE", "SEQUENCE", "STATUS",
    "SUMMARY", "TRANSP", "TZID", "TZNAME", "TZOFFSETFROM", "TZOFFSETTO", "UID", "URL", "VERSION",
}  # fmt: skip
DEPTH = 10
HEAD = 10_000
"""Characters in which the name and parameters of a property must end: those of a guest have some 2,000 at most."""


@dataclass(frozen=True, slots=True)
class Property:
    """A property as it stands in the file: its value is still escaped."""

    name: str
    params: Mapping[str, str]
    value: str
    line: int

    @property
    def text(self) -> str:
        """The value as a text, its escapes undone."""
        return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], self.value)


@dataclass(slots=True)
class Component:
    """A component (VCALENDAR, VEVENT, VTIMEZONE …), what it holds, and the line on which it begins."""

    name: str
    line: int
    properties: list[Property] = field(default_factory=list)
    components: list[Component] = field(default_factory=list)
    is_whole: bool = True

    def first(self, name: str) -> Property | None:
        """Return its first property of this name."""
        return next((one for one in self.properties if one.name == name), None)

    def all(self, name: str) -> list[Property]:
        """Return all its properties of this name."""
        return [one for one in self.properties if one.name == name]

    def text(self, name: str) -> str:
        """Return the text of its first property of this name, or an empty one."""
        found = self.first(name)
        return found.text if found else ""

    def line_of_text(self, name: str) -> str:
        """Return the same on one line."""
        return " ".join(self.text(name).split())


def read_components(content: bytes, name: str, notices: Notices) -> list[Component]:
    """Return the calendars of a file. Raises IntakeRefused where its text cannot be decoded."""
    root = Component("", 0)
    open_ones = [root]
    for number, line in _decoded(content, name, notices):
        _take(line, number, open_ones, notices)
    for component in open_ones[1:]:
        component.is_whole = False
    if len(open_ones) > 1:
        notices.add(
            Notice(
                Message(
                    "{file} ends before its {part} does (line {line}): "
                    "it was not saved or sent whole; export it again"
                ),
                file=name,
                part=open_ones[-1].name,
                line=open_ones[-1].line,
            )
        )
    return [one for one in root.components if one.name == "VCALENDAR"]


def _take(line: str, number: int, open_ones: list[Component], notices: Notices) -> None:
    """Add one unfolded line to the component that is open."""
    here = open_ones[-1]
    match = _LINE.match(line, 0, HEAD)
    name = match[2] if match else ""
    if match is None or not (name.isupper() or name.upper() in _NAMES or name[:2] in {"X-", "x-"}):
        if line.strip() and len(open_ones) > 1:
            _tell_stray(line, number, here, notices)
        return
    name, value = name.upper(), line[match.end() :]
    if name == "BEGIN":
        kind = value.strip().upper()
        while len(open_ones) > 1 and kind in {"VEVENT", "VCALENDAR"} and open_ones[-1].name != "VCALENDAR":
            open_ones.pop().is_whole = False  # an event within an event: the one before was never closed
        if kind == "VCALENDAR" and len(open_ones) > 1:
            open_ones.pop()
        component = Component(kind, number)
        open_ones[-1].components.append(component)
        if len(open_ones) < DEPTH:
            open_ones.append(component)
    elif name == "END":
        kind = value.strip().upper()
        if kind in {one.name for one in open_ones[1:]}:
            while open_ones[-1].name != kind:
                open_ones.pop().is_whole = False
            open_ones.pop()
    else:
        here.properties.append(_property(name, match[3], value, number))


def _tell_stray(line: str, number: int, here: Component, notices: Notices) -> None:
    before = here.properties[-1] if here.properties else None
    shown = " ".join(line.split())[:60]
    if before is not None and before.name in _CONTINUED and here.name == "VEVENT":
        here.properties[-1] = Property(
            before.name, before.params, f"{before.value}\\n{line.strip()}", before.line
        )
        notices.add(
            Notice(
                Message(
                    "{file}, line {line}: “{text}” is no property of a calendar; "
                    "it was taken as the next line of {before} (line {first})"
                ),
                file=notices.name,
                line=number,
                text=shown,
                before=before.name,
                first=before.line,
            )
        )
    elif here.name in {"VEVENT", "VCALENDAR"}:
        notices.add(
            Notice(
                Message("{file}, line {line}: “{text}” is no property of a calendar; it was left out"),
                file=notices.name,
                line=number,
                text=shown,
            )
        )


def _property(name: str, parameters: str, value: str, number: int) -> Property:
    params: dict[str, str] = {}
    if parameters:
        try:
            read = Parameters.from_ical(parameters[1:], strict=False)  # type: ignore[no-untyped-call]
            for key, given in read.items():
                params[key.upper()] = given if isinstance(given, str) else ",".join(given)
        except ValueError:  # vCalendar 1.0 writes parameters without a name: “QUOTED-PRINTABLE”
            for part in parameters[1:].split(";"):
                key, _, given = part.partition("=")
                params[key.strip().upper()] = given.strip().strip('"')
    encoding = params.get("ENCODING", "").upper()
    if encoding == "QUOTED-PRINTABLE" or "QUOTED-PRINTABLE" in params:
        value = _text_of(quopri.decodestring(value.encode("utf-8")), params)
        value = value.replace("\r\n", "\\n").replace("\n", "\\n")
    elif encoding in {"BASE64", "B"} and name in {"SUMMARY", "DESCRIPTION", "LOCATION", "COMMENT"}:
        with contextlib.suppress(ValueError, binascii.Error):  # what is no Base64 is shown as it stands
            value = _text_of(base64.b64decode(value), params).replace("\n", "\\n")
    return Property(name, params, value, number)


def _text_of(content: bytes, params: Mapping[str, str]) -> str:
    for encoding in (params.get("CHARSET", "utf-8"), "cp1252"):
        with contextlib.suppress(
            UnicodeError, LookupError
        ):  # of those of the web, which are no text, the first alone
            return readable(content.decode(encoding))
    return readable(content.decode("latin-1"))


def _decoded(content: bytes, name: str, notices: Notices) -> Iterator[tuple[int, str]]:
    if b"\0" in content or content[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        text, said = decode(content, name)
        notices.extend(said)
        content = text.encode("utf-8", "replace")
    numbered = list(_unfolded(content.removeprefix(b"\xef\xbb\xbf")))
    texts, said = decode_lines([line for _, line in numbered], name, [number for number, _ in numbered])
    notices.extend(said)
    return zip((number for number, _ in numbered), texts, strict=True)


def _unfolded(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the logical lines with the number of the physical line on which each begins."""
    parts: list[bytes] = []
    number = 1
    is_soft = False  # the line before ends with the “=” of quoted-printable, which joins the next to it
    for at, line in enumerate(content.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n"), start=1):
        if parts and (is_soft or line[:1] in {b" ", b"\t"}):
            parts.append(line if is_soft else line[1:])
        else:
            if parts:
                yield number, b"".join(parts)
            parts, number = [line], at
        is_soft = line.endswith(b"=") and _QUOTED_PRINTABLE.match(parts[0]) is not None
        if is_soft:
            parts[-1] = parts[-1][:-1]
    if parts:
        yield number, b"".join(parts)


def check_is_calendar(content: bytes, name: str) -> None:
    """Refuse what its first bytes show to be a page, a document or a calendar of another form."""
    start = content[:4000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    plain = start.replace(b"\0", b"")
    kind = None
    if b"urn:ietf:params:xml:ns:icalendar" in plain:
        kind = Message("a calendar in XML (xCal)")
    elif plain.startswith(b'["vcalendar"') or (plain.startswith(b"[[") and b"vcalendar" in plain):
        kind = Message("a calendar in JSON (jCal)")
    elif plain.startswith((b"<!doctype", b"<html", b"<head", b"<body", b"<!--")):
        kind = Message("a web page (often the page that asks for a password)")
    elif plain.startswith(b"<"):
        kind = Message("an XML file")
    elif plain.startswith((b"{", b"[")):
        kind = Message("a JSON file")
    elif plain.startswith(b"begin:vcard"):
        kind = Message("an address book (vCard)")
    if kind:
        raise IntakeRefused(
            Message("the file is {kind}: export the calendar as .ics (iCalendar)"), name, kind=kind
        )
