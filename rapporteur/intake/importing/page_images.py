"""The page of a PDF from which something was read, as a picture with the passage marked.

What others wrote is drawn in a process that is bounded; the picture is kept under what it is made of.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path

from rapporteur.base.core.content import ContentStore
from rapporteur.base.values.failures import Foreseeable
from rapporteur.base.values.files import write_whole
from rapporteur.base.values.messages import Message
from rapporteur.base.values.running.bounded import Bounds, OverBounds, bounded

BOUNDS = Bounds(seconds=15, mebibytes=768)
"""A page of the report of 41 pages takes 0.2 seconds; one of many thousand paths some seconds."""
WIDTH, MOST_HEIGHT = 1000, 2000
"""Pixels of a picture: a column of a screen, twice as fine; a poster of metres is drawn small."""
AROUND = 130
"""Points of the page above and below the marked words that are shown: some eight lines each."""
LONGEST_SEARCHED = 60
"""Characters of a line that are looked for: a line of text is broken somewhere else in the layer of the page."""
SHORTEST_SEARCHED = 4
"""Characters: shorter lines stand everywhere on a page."""
MOST_MARKED = 12
"""Lines that are marked of a passage: a whole activity would be a yellow page."""
MOST_KEPT = 400
"""Pictures in the folder, of some 60 KB each: those of the imports that somebody answers now."""
FORM = 1
"""Of the pictures: raised where the same page would be drawn otherwise, so that none is shown as it was."""
MARK = (255, 226, 89)


class NoPicture(Foreseeable):
    """A file that is no PDF, a page that it has not, or one that costs too much to be drawn."""


def is_pdf(content: bytes) -> bool:
    """Tell whether a file is a PDF, whatever it is called."""
    return b"%PDF-" in content[:1024]


def page_image(store: ContentStore, sha256: str, page: int, words: Sequence[str], *, whole: bool) -> bytes:
    """Return a page (from 1) as WebP with the first of `words` marked that stand there: cut around them, or `whole`.

    Raises NoPicture, and ContentLost where the file is not there any more.
    """
    lines = (" ".join(one.split())[:LONGEST_SEARCHED].strip() for one in words)
    asked = [one for one in lines if len(one) >= SHORTEST_SEARCHED]
    made_of = repr((FORM, sha256, page, asked, whole))
    kept = store.folder / "pages" / f"{hashlib.sha256(made_of.encode()).hexdigest()}.webp"
    with suppress(OSError):
        return kept.read_bytes()
    content = store.get(sha256)
    if not is_pdf(content):
        raise NoPicture(Message("the file is no PDF: its pages cannot be shown"))
    try:
        drawn = bounded(_draw, content, page, asked, whole, bounds=BOUNDS)
    except OverBounds as error:
        raise NoPicture(Message("page {number} costs too much to be shown"), number=page) from error
    if drawn is None:
        raise NoPicture(
            Message("page {number} cannot be shown: the file has no such page, or it is damaged"), number=page
        )
    _keep(kept, drawn)
    return drawn


def _keep(path: Path, content: bytes) -> None:
    """Keep a picture, and of all those that there are the newest; without a folder it is drawn again."""
    with suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(path, content, private=True)
        newest = sorted(path.parent.glob("*.webp"), key=lambda one: -one.stat().st_mtime)
        for old in islice(newest, MOST_KEPT, None):
            old.unlink()


def _draw(content: bytes, page: int, words: Sequence[str], whole: bool) -> bytes | None:
    """Draw a page in a process of its own; None where it cannot be."""
    import pypdfium2
    from PIL import Image, ImageChops, ImageDraw

    try:
        document = pypdfium2.PdfDocument(content)
        if not 1 <= page <= len(document):
            return None
        sheet = document[page - 1]
        width, height = sheet.get_size()
        scale = min(WIDTH / width, MOST_HEIGHT / height)
        boxes = _boxes(sheet.get_textpage(), words)
        picture = sheet.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")
    except (pypdfium2.PdfiumError, ZeroDivisionError, ValueError):
        return None
    marks = Image.new("RGB", picture.size, "white")
    brush = ImageDraw.Draw(marks)
    for left, bottom, right, top in boxes:
        brush.rectangle(
            (left * scale - 2, (height - top) * scale - 2, right * scale + 2, (height - bottom) * scale + 2),
            fill=MARK,
        )
    picture = ImageChops.multiply(picture, marks)  # the letters stay black
    if boxes and not whole:
        above = max(0, round((height - max(top for *_, top in boxes) - AROUND) * scale))
        below = min(picture.height, round((height - min(bottom for _, bottom, *_ in boxes) + AROUND) * scale))
        picture = picture.crop((0, above, picture.width, max(below, above + 1)))
    target = io.BytesIO()
    picture.save(target, "WEBP", quality=70, method=2)
    return target.getvalue()


def _boxes(text: object, words: Sequence[str]) -> list[tuple[float, float, float, float]]:
    """Return left, bottom, right, top of the words on a page: the first of them, else the lines that are there."""
    found: list[tuple[float, float, float, float]] = []
    for number, one in enumerate(words):
        search = text.search(one, match_case=False)  # type: ignore[attr-defined]  # a text page of the library
        where = search.get_next()
        if where is None:
            continue
        first, count = where
        found += [text.get_rect(n) for n in range(text.count_rects(first, count))]  # type: ignore[attr-defined]
        if number == 0 or len(found) >= MOST_MARKED:
            break
    return found
