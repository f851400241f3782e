"""HTML of a few tags, as the back office keeps it, to and from typed blocks."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from msgspec.structs import replace

from rapporteur.base.values.links import link_target
from rapporteur.base.values.richtext import Block, BlockKind, Run

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BLOCKS: dict[str, BlockKind] = {"ul": "BULLETS", "ol": "NUMBERS"}
_DROPPED = {"script", "style", "template", "iframe", "object", "embed", "head", "title"}
_PARAGRAPHS = {"p", "div", "section", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "li"}
_NOT_PRINTED = dict.fromkeys(code for code in range(32) if chr(code) not in "\t\n\r\x0b\x0c")


def html_from_text(text: str) -> str:
    """Return plain text as paragraphs: a blank line ends one."""
    parts = (" ".join(part.split()) for part in text.replace("\r\n", "\n").split("\n\n"))
    return "".join(f"<p>{escape(part, quote=False)}</p>" for part in parts if part)


def blocks_from_html(source: str) -> tuple[Block, ...]:
    """Return what may be printed of `source`: paragraphs and lists of plain, bold, italic and linked text.

    Tags that are not known are dropped with what is in them where it is no text, and kept as their text
    otherwise; links lead to web or mail addresses only; empty paragraphs disappear.
    """
    if "<" not in source and "&" not in source:
        return _blocks_of_text(source)
    if _is_plain_paragraphs(source):  # what most texts are: no need to build a tree
        return _blocks_of_text(source[3:-4].replace("</p><p>", "\n\n"))
    from lxml import html

    body = html.document_fromstring(f"<html><body>{source}</body></html>").find("body")
    return () if body is None else tuple(_blocks(body))


def _is_plain_paragraphs(source: str) -> bool:
    inner = source[3:-4].replace("</p><p>", "")
    return (
        source.startswith("<p>")
        and source.endswith("</p>")
        and not any(character in inner for character in "<>&")
    )


def _blocks_of_text(text: str) -> tuple[Block, ...]:
    parts = (" ".join(part.split()) for part in text.split("\n\n"))
    return tuple(Block(items=((Run(text=part),),)) for part in parts if part)


def _blocks(root: HtmlElement) -> list[Block]:
    found: list[Block] = []
    loose: list[Run] = []

    def flush() -> None:
        runs = _tidy(loose)
        if runs:
            found.append(Block(items=(runs,)))
        loose.clear()

    if root.text:
        loose.append(Run(text=root.text))
    for child in root:
        if not isinstance(child.tag, str) or child.tag in _DROPPED:
            pass
        elif child.tag in _BLOCKS:
            flush()
            own = (item for item in child.iter("li") if not _is_within_item(item))
            items = tuple(runs for item in own if (runs := _tidy(_runs(item))))
            if items:
                found.append(Block(kind=_BLOCKS[child.tag], items=items))
        elif child.tag in _PARAGRAPHS:
            flush()
            found.extend(_blocks(child))
        else:
            loose.extend(_runs_of(child, Run(text="")))
        if child.tail:
            loose.append(Run(text=child.tail))
    flush()
    return found


def _is_within_item(item: HtmlElement) -> bool:
    """Tell whether an item is text of another one, with no list between them: it is printed once, with that one."""
    for outer in item.iterancestors("li", *_BLOCKS):
        return bool(outer.tag == "li")
    return False


def _runs(element: HtmlElement, style: Run | None = None) -> list[Run]:
    style = style or Run(text="")
    found = [replace(style, text=element.text)] if element.text else []
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _DROPPED and child.tag not in _BLOCKS:
            found.extend(_runs_of(child, style))
        if child.tail:
            found.append(replace(style, text=child.tail))
    return found


def _runs_of(element: HtmlElement, style: Run) -> list[Run]:
    if element.tag == "br":
        return [replace(style, text=" ")]
    update: dict[str, object] = {}
    if element.tag in {"b", "strong"}:
        update["bold"] = True
    if element.tag in {"i", "em"}:
        update["italic"] = True
    if element.tag == "a" and (target := link_target(element.get("href", ""))):
        update["href"] = target
    found = _runs(element, replace(style, **update))
    return [Run(text=" "), *found, Run(text=" ")] if element.tag in _PARAGRAPHS else found


def _tidy(runs: list[Run]) -> tuple[Run, ...]:
    """Collapse white space across runs, join runs of one style, drop what is empty."""
    found: list[Run] = []
    for run in runs:
        text = run.text.translate(_NOT_PRINTED).replace("\u00a0", "\x00")
        text = " ".join(text.split()).replace("\x00", "\u00a0")
        if run.text[:1].isspace() and run.text[:1] != "\u00a0":
            text = " " + text
        if run.text[-1:].isspace() and run.text[-1:] != "\u00a0" and text.strip():
            text += " "
        if text.startswith(" ") and (not found or found[-1].text.endswith(" ")):
            text = text[1:]
        if not text:
            continue
        last = found[-1] if found else None
        if last and (last.bold, last.italic, last.href) == (run.bold, run.italic, run.href):
            found[-1] = replace(last, text=last.text + text)
        else:
            found.append(replace(run, text=text))
    if found:
        found[-1] = replace(found[-1], text=found[-1].text.rstrip(" "))
    return tuple(run for run in found if run.text)
