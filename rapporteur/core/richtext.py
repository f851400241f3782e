"""Rich text as a small typed value: paragraphs and lists of runs, nothing else.

The back office stores HTML; a report carries these blocks, so that no renderer ever sees markup.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from pydantic import BaseModel, ConfigDict


class Run(BaseModel):
    """A stretch of text in one style; `href` is an absolute link."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str
    bold: bool = False
    italic: bool = False
    href: str | None = None


class Block(BaseModel):
    """A paragraph (one item) or a list (an item each)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["PARAGRAPH", "BULLETS", "NUMBERS"] = "PARAGRAPH"
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
