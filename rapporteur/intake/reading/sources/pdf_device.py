"""Running the pages of a PDF: letters with what the page says of them, under bounds of size and processor time."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from typing import Any

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTPage
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFObjRef, PDFStream, resolve1

from rapporteur.base.values.messages import Message
from rapporteur.intake.reading.sources.pdf_streams import TooMuch, check_streams, unpacked
from rapporteur.intake.reading.sources.pdf_tagged import ARTIFACT
from rapporteur.intake.reading.sources.refused import Limits

_LONGEST_SPOKEN = 400
"""Bytes of what a mark says is to be read in place of its letters: a word that is hyphenated, a sign's name."""
_MOST_MARKS = 10_000
"""Marks open within one another; a file made to exhaust memory opens them without end."""
_LONG_CONTENT = 10_000
"""Bytes of content from which points of drawings are taken out before it is run: maps and charts."""

_GAP = rb"[ \t\r\n\f\x00]+"
_NUMBER = rb"-?(?:\d{1,9}(?:\.\d{0,9})?|\.\d{1,9})" + _GAP
_POINTS = re.compile(rb"(?:(?:" + _NUMBER + rb"){2,6}(?:[lmcvy]|re)" + _GAP + rb"|h" + _GAP + rb"){6,200}")
"""Six points of a drawing or more, one after the other: no text looks like that. Without an upper end the pattern
alone took 4.6 GiB for 24 MB of points.
"""
_MOST_WAITING = 10_000
_INVISIBLE = frozenset((3, 7))
"""Modes of text that paint nothing: the layer of a text recognition, or clipping."""


class Clock:
    """The processor time that is left; what the machine does besides does not count."""

    def __init__(self, seconds: float) -> None:
        self._end = time.process_time() + seconds

    def check(self) -> None:
        """Raise TooMuch when the time is over."""
        if time.process_time() > self._end:
            raise TooMuch(Message("too much time"))


class BoundedDocument(PDFDocument):
    """A document whose packed objects together unpack to no more than a bound."""

    def __init__(self, parser: PDFParser, room: int) -> None:
        self._room = room
        super().__init__(parser)

    def _get_objects(self, stream: PDFStream) -> tuple[list[object], int]:
        if stream.rawdata:
            filters = [getattr(each[0], "name", "") for each in stream.get_filters()]
            if len(filters) > 1:
                raise TooMuch(Message("objects packed many times over"))
            self._room -= unpacked(stream.rawdata, self._room) if filters else len(stream.rawdata)
            if self._room < 0:
                raise TooMuch(Message("too many bytes of packed objects"))
        return super()._get_objects(stream)

    def hidden_layers(self) -> frozenset[int]:
        """Return the numbers of the layers that are switched off."""
        given = resolve1(self.catalog.get("OCProperties"))
        usual = resolve1(given.get("D")) if isinstance(given, dict) else None
        if not isinstance(given, dict) or not isinstance(usual, dict):
            return frozenset()
        hidden = _numbers(usual.get("OFF"))
        if getattr(resolve1(usual.get("BaseState")), "name", "") == "OFF":
            hidden |= _numbers(given.get("OCGs")) - _numbers(usual.get("ON"))
        return frozenset(hidden)


def _numbers(references: Any) -> set[int]:
    given = resolve1(references)
    return {each.objid for each in given if isinstance(each, PDFObjRef)} if isinstance(given, list) else set()


class _Device(PDFPageAggregator):
    """Collects letters, and stops at too many of them or too late.

    A letter knows its `mark` (marked content), whether it is `unseen`, and whether its font is `guessed`.
    """

    def __init__(self, fonts: PDFResourceManager, bound: int, clock: Clock) -> None:
        super().__init__(fonts, laparams=None)
        self.glyphs = 0
        self.bound, self.clock = bound, clock
        self.mark: int | None = None
        self.said: str | None = None
        """What the marked content says that it reads as, in place of its letters (a soft hyphen)."""
        self.layer_is_off = False
        self.next_is_off = False
        self._invisible = False
        self._marks: list[tuple[int | None, str | None, bool]] = []

    def begin_tag(self, tag: Any, props: Any = None) -> None:
        """Note the marked content that begins: its number, or that it is none of the content."""
        number = resolve1(props.get("MCID")) if isinstance(props, dict) else None
        self._marks.append((self.mark, self.said, self.layer_is_off))
        self.layer_is_off, self.next_is_off = self.layer_is_off or self.next_is_off, False
        if isinstance(props, dict) and isinstance(said := resolve1(props.get("ActualText")), bytes):
            self.said = said[:_LONGEST_SPOKEN].decode(
                "utf-16" if said.startswith((b"\xfe\xff", b"\xff\xfe")) else "latin-1", "replace"
            )
        if getattr(tag, "name", "") == "Artifact":
            self.mark = ARTIFACT
        elif isinstance(number, int) and number >= 0:
            self.mark = number
        if len(self._marks) > _MOST_MARKS:
            raise TooMuch(Message("too much marked content"))

    def end_tag(self) -> None:
        self.mark, self.said, self.layer_is_off = self._marks.pop() if self._marks else (None, None, False)

    def render_string(self, textstate: Any, *args: Any, **kwargs: Any) -> None:
        self.clock.check()
        self._invisible = textstate.render in _INVISIBLE
        super().render_string(textstate, *args, **kwargs)

    def render_char(self, matrix: Any, font: Any, *args: Any, **kwargs: Any) -> float:
        self.glyphs += 1
        if self.glyphs > self.bound:
            raise TooMuch(Message("more than {bound} characters"), bound=self.bound)
        width = float(super().render_char(matrix, font, *args, **kwargs))
        shown: Any = self.cur_item._objs[-1]
        shown.mark = self.mark
        shown.unseen = self._invisible or self.layer_is_off
        shown.guessed = getattr(font, "is_guessed", False)
        if self.said is not None:  # the first letter reads as all of it
            shown._text, self.said = self.said, ""
        return width

    def paint_path(self, *args: Any, **kwargs: Any) -> None:
        """Leave drawings out."""


class _Interpreter(PDFPageInterpreter):
    """Runs a page's content, and stops at too many operators or too late; drawings are not even gathered."""

    device: _Device
    hidden: frozenset[int] = frozenset()
    _pushed = 0

    def dup(self) -> _Interpreter:
        made = type(self)(self.rsrcmgr, self.device)
        made.hidden = self.hidden
        return made

    def execute(self, streams: Any) -> None:
        """Run content without the points of drawings, which would take most of the time of a map."""
        for each in streams:
            stream = resolve1(each)
            if isinstance(stream, PDFStream) and len(content := stream.get_data()) > _LONG_CONTENT:
                stream.data = _POINTS.sub(b" ", content)
        super().execute(streams)

    def push(self, obj: Any) -> None:
        self._pushed += 1
        if self._pushed % _MOST_WAITING == 0:
            self.device.clock.check()
        if len(self.argstack) > _MOST_WAITING:
            raise TooMuch(Message("too many numbers without an operator"))
        super().push(obj)

    # What is left of drawings is not gathered: no letter depends on it.
    def do_m(self, x: Any, y: Any) -> None: ...

    def do_l(self, x: Any, y: Any) -> None: ...

    def do_c(self, x1: Any, y1: Any, x2: Any, y2: Any, x3: Any, y3: Any) -> None: ...

    def do_v(self, x2: Any, y2: Any, x3: Any, y3: Any) -> None: ...

    def do_y(self, x1: Any, y1: Any, x3: Any, y3: Any) -> None: ...

    def do_re(self, x: Any, y: Any, w: Any, h: Any) -> None: ...

    def do_h(self) -> None: ...

    def do_BDC(self, tag: Any, props: Any) -> None:  # noqa: N802 - named by pdfminer
        """Begin marked content; its properties may stand in the page's resources, and be a layer."""
        name = getattr(props, "name", None)
        if isinstance(name, str):
            table = resolve1((self.resources or {}).get("Properties"))
            given = table.get(name) if isinstance(table, dict) else None
            if getattr(tag, "name", "") == "OC":
                self.device.next_is_off = self._is_off(given)
            props = resolve1(given)
        super().do_BDC(tag, props)

    def _is_off(self, given: Any) -> bool:
        """Tell whether a layer, or all layers that one of several makes visible, are switched off."""
        if isinstance(given, PDFObjRef) and given.objid in self.hidden:
            return True
        held = resolve1(given)
        if not isinstance(held, Mapping) or "OCGs" not in held:
            return False
        groups = held["OCGs"]
        single = isinstance(groups, PDFObjRef) and not isinstance(resolve1(groups), list)
        each = [groups] if single else resolve1(groups)
        return isinstance(each, list) and bool(each) and _numbers(each) <= self.hidden

    def do_Do(self, xobjid: Any) -> None:  # noqa: N802 - named by pdfminer
        self.device.clock.check()
        self.device.bound -= 1
        if self.device.bound <= self.device.glyphs:
            raise TooMuch(Message("too many nested forms"))
        shown = resolve1(self.xobjmap.get(getattr(xobjid, "name", "")))
        if isinstance(shown, PDFStream) and self._is_off(shown.attrs.get("OC")):
            return
        super().do_Do(xobjid)

    def do_q(self) -> None:
        self.device.clock.check()
        if len(self.gstack) > _MOST_WAITING:
            raise TooMuch(Message("too many states kept"))
        super().do_q()


def run(
    page: PDFPage, fonts: PDFResourceManager, hidden: frozenset[int], limits: Limits, clock: Clock
) -> LTPage:
    """Return what a page shows; raise TooMuch where it costs more than it may."""
    clock.check()
    check_streams(page, limits)
    device = _Device(fonts, limits.page_characters, clock)
    interpreter = _Interpreter(fonts, device)
    interpreter.hidden = hidden
    interpreter.process_page(page)
    return device.get_result()
