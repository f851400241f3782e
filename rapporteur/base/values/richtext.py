"""Rich text as a small typed value: paragraphs and lists of runs, nothing else.

The back office stores HTML; a report carries these blocks, so that no renderer ever sees markup.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from rapporteur.base.values.base import Value

BlockKind = Literal["PARAGRAPH", "BULLETS", "NUMBERS"]


class Run(Value, frozen=True):
    """A stretch of text in one style; `href` is an absolute link."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str | None = None


class Block(Value, frozen=True, kw_only=True):
    """A paragraph (one item) or a list (an item each)."""

    kind: BlockKind = "PARAGRAPH"
    items: tuple[tuple[Run, ...], ...]


def paragraphs(text: str) -> tuple[Block, ...]:
    """Return plain text as blocks: a blank line ends a paragraph, other line ends are spaces."""
    parts = (" ".join(part.split()) for part in text.replace("\r\n", "\n").split("\n\n"))
    return tuple(Block(items=((Run(text=part),),)) for part in parts if part)


def plain(blocks: Iterable[Block]) -> str:
    """Return the text of `blocks` without style, a blank line between blocks."""
    return "\n\n".join(
        "\n".join("".join(run.text for run in item) for item in block.items) for block in blocks
    )
