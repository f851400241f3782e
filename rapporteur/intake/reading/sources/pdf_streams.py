"""What showing a page of a PDF would unpack, counted before anything is."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any

from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFStream, resolve1

from rapporteur.base.values.failures import Foreseeable
from rapporteur.base.values.messages import Message
from rapporteur.intake.reading.sources.refused import Limits

_DEEPEST_FORM = 4
_DEEPEST = 6
"""How deep forms, and lists and dictionaries of resources, are followed into one another: what lies deeper is met, and
bounded, when the page is shown.
"""
_MOST_BESIDE = 2_000
"""Fonts, forms or parts of one list that are followed."""
_MOST_STREAMS = 5_000
_MOST_FILTERS = 4
"""Filters of one stream: a picture in text form has two; a file made to exhaust memory packs what is packed."""
_WORST_OTHER = 8
"""How many bytes each is counted for in a stream packed otherwise (LZW, run lengths), which nobody unpacks to count."""
_PIECE = 1 << 20
"""Bytes that are unpacked at once to be counted."""


class TooMuch(Foreseeable):
    """A page that costs more than it may."""


def _streams(value: Any, depth: int = 0) -> Iterator[PDFStream]:
    """Yield the streams that showing a page decodes: contents, forms and fonts, but no pictures."""
    value = resolve1(value)
    if isinstance(value, PDFStream):
        if getattr(value.attrs.get("Subtype"), "name", "") != "Image":
            yield value
            if depth < _DEEPEST_FORM:
                yield from _streams(value.attrs.get("Resources"), depth + 1)
    elif isinstance(value, list) and depth < _DEEPEST:
        for each in value[:_MOST_BESIDE]:
            yield from _streams(each, depth + 1)
    elif isinstance(value, dict) and depth < _DEEPEST:
        for name in ("XObject", "Font", "DescendantFonts", "FontDescriptor", "FontFile", "FontFile2",
                     "FontFile3", "ToUnicode", "Encoding"):  # fmt: skip
            if name in value:
                inner = resolve1(value[name])
                each_of = (
                    inner.values() if name in ("XObject", "Font") and isinstance(inner, dict) else [inner]
                )
                for each in list(each_of)[:_MOST_BESIDE]:
                    yield from _streams(each, depth + 1)


def check_streams(page: PDFPage, limits: Limits) -> None:
    """Refuse a page whose streams would unpack beyond the bound, without unpacking them whole."""
    seen: set[int] = set()
    room = limits.pdf_stream_bytes
    for stream in _streams([page.contents, page.resources]):
        if id(stream) in seen or getattr(stream, "data", None) is not None:
            continue
        seen.add(id(stream))
        if len(seen) > _MOST_STREAMS:
            raise TooMuch(Message("too many parts"))
        raw = getattr(stream, "rawdata", None)
        if not raw:
            continue
        filters = [getattr(each[0], "name", "") for each in stream.get_filters()]
        if not filters:
            room -= len(raw)
        elif len(filters) > _MOST_FILTERS or sum(name in ("FlateDecode", "Fl") for name in filters) > 1:
            raise TooMuch(Message("streams packed many times over"))
        elif filters[0] in ("FlateDecode", "Fl"):
            room -= unpacked(raw, room)
        else:
            room -= len(raw) * _WORST_OTHER
        if room < 0:
            raise TooMuch(
                Message("more than {pdf_stream_bytes} bytes unpacked"),
                pdf_stream_bytes=limits.pdf_stream_bytes,
            )


def unpacked(raw: bytes, room: int) -> int:
    """Return how many bytes a packed stream has, counted up to `room`."""
    unpacker = zlib.decompressobj()
    size, rest = 0, raw
    try:
        while rest and size <= room:
            size += len(unpacker.decompress(rest, _PIECE))
            rest = unpacker.unconsumed_tail
    except zlib.error:
        pass
    return size
