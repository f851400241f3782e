"""What a printer's program reads of a PDF beside its pages: how far what is printed goes beyond the trimmed page."""

from __future__ import annotations

import re

from rapporteur.base.values.failures import Foreseeable
from rapporteur.base.values.messages import Message

POINTS = 72 / 25.4
"""Points to a millimetre."""
MOST = 10.0
"""The widest bleed that is made, in millimetres: printers ask for three to five."""
_PAGE = re.compile(
    rb"(?<![0-9])(\d+) 0 obj\s*(<<(?:(?!endobj).)*?/TrimBox ?\[([^\]]*)\].*?)\s*endobj", re.DOTALL
)
_TRAILER = re.compile(rb"trailer\s*<<(.*?)>>\s*startxref\s*(\d+)\s*%%EOF\s*\Z", re.DOTALL)
_BLEED = re.compile(r"(\d+(?:[.,]\d+)?)\s*(mm)?")


class NoBleed(Foreseeable, ValueError):
    """What was asked for is no bleed."""

    def __init__(self, given: str) -> None:
        super().__init__(
            Message("'{value}' is not a bleed: expected millimetres up to {most}, such as 3mm"),
            value=given,
            most=f"{MOST:g}",
        )


class BleedWithoutPages(Foreseeable, ValueError):
    """A bleed was asked for in a format that is not printed by printers."""

    def __init__(self, format: str) -> None:
        super().__init__(Message("a bleed is for the format pdf, not for '{value}'"), value=format)


def read_bleed(given: str) -> float:
    """Return the millimetres of “3mm” or “3”; raise NoBleed for anything else, and for none or more than is made."""
    match = _BLEED.fullmatch(given.strip())
    width = float(match[1].replace(",", ".")) if match else 0.0
    if not 0 < width <= MOST:
        raise NoBleed(given)
    return width


def with_bleed_boxes(document: bytes, bleed: float) -> bytes:
    """Return a PDF whose pages say how far what is printed goes beyond the trimmed page: by `bleed` millimetres.

    The pages are appended once more, as PDF has it for changes (ISO 32000-1, 7.5.6); all else keeps its place. Raises
    ValueError for a PDF without such pages or a plain table of its objects.
    """
    ended = _TRAILER.search(document)
    pages = list(_PAGE.finditer(document))
    if ended is None or not pages:
        raise ValueError("the PDF has no plain trailer, or no page that is to be trimmed")
    added = bytearray(document if document.endswith(b"\n") else document + b"\n")
    places = []
    for page in pages:
        left, low, right, high = (float(number) for number in page[3].split())
        reach = bleed * POINTS
        box = f"[{left - reach:.4f} {low - reach:.4f} {right + reach:.4f} {high + reach:.4f}]".encode()
        places.append((int(page[1]), len(added)))
        content = page[2].replace(b"/TrimBox", b"/BleedBox" + box + b"/TrimBox", 1)
        added += page[1] + b" 0 obj\n" + content + b"\nendobj\n"
    start = len(added)
    added += b"xref\n"
    for number, place in sorted(places):
        added += f"{number} 1\n{place:010} 00000 n\r\n".encode()
    return bytes(added) + b"trailer\n<<%s/Prev %s>>\nstartxref\n%d\n%%%%EOF\n" % (ended[1], ended[2], start)
