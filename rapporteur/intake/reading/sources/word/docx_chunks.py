"""Texts and pages that are embedded in a Word document whole (`altChunk`), as paragraphs."""

from __future__ import annotations

import email
from collections.abc import Iterator
from email import policy

from lxml import etree, html

from rapporteur.base.values.messages import Message
from rapporteur.intake.reading.sources.refused import IntakeRefused
from rapporteur.intake.reading.sources.text import decode

_BLOCKS = frozenset(
    ("p", "div", "li", "td", "th", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "br", "table", "ul", "ol", "dt", "dd",
     "blockquote", "section", "article", "header", "footer", "pre", "hr", "body")
)  # fmt: skip
_UNSEEN = frozenset(("script", "style", "head", "template", "noscript", "title", "meta", "xml"))


def chunk_texts(content: bytes, name: str, where: str) -> Iterator[str]:
    """Yield the paragraphs of an embedded text or web page; refuse what only Word reads."""
    start = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"mime-version:", b"from:", b"message-id:")) and b"multipart/" in start:
        yield from _page(_of_archive(content, name, where))
    elif start.startswith(b"<") or name.lower().endswith((".htm", ".html", ".xhtml")):
        yield from _page(content)
    elif start.startswith((b"{\\rtf", b"\xd0\xcf\x11\xe0")):
        raise IntakeRefused(
            Message(
                "the document holds another one that only Word reads ({name}): open it in Word, and save it again"
            ),
            where,
            name=name,
        )
    else:
        yield from (line for line in decode(content, where)[0].splitlines() if line.strip())


def _of_archive(content: bytes, name: str, where: str) -> bytes:
    for part in email.message_from_bytes(content, policy=policy.default).walk():
        if part.get_content_type() == "text/html":
            held = part.get_payload(decode=True)
            return held if isinstance(held, bytes) else b""
    raise IntakeRefused(
        Message("the document holds a web archive without a page ({name}): save it again"), where, name=name
    )


def _page(content: bytes) -> Iterator[str]:
    """Yield the paragraphs of a web page that somebody sees."""
    try:
        root = html.document_fromstring(
            content, parser=html.HTMLParser(no_network=True, remove_comments=True)
        )
    except etree.ParserError:  # an empty page
        return
    gathered: list[str] = []
    unseen = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        hides = _is_unseen(element)
        if event == "start":
            unseen += hides
            if element.tag in _BLOCKS and (text := " ".join("".join(gathered).split())):
                yield text
            if element.tag in _BLOCKS:
                gathered.clear()
            gathered.append("" if unseen else str(element.text or ""))
        else:
            if element.tag in _BLOCKS:
                if text := " ".join("".join(gathered).split()):
                    yield text
                gathered.clear()
            unseen -= hides
            gathered.append("" if unseen else str(element.tail or ""))
    if text := " ".join("".join(gathered).split()):
        yield text


def _is_unseen(element: etree._Element) -> bool:
    style = str(element.get("style") or "").replace(" ", "").lower()
    hidden = element.get("hidden") is not None or "display:none" in style or "mso-hide:all" in style
    return hidden or element.tag in _UNSEEN
