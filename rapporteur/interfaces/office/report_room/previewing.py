"""A preview is made once for what the records say, while a page tells how far it is; the next look finds it there.

A preview that is lost is made again; that is why the newest ones are kept in a folder, and nothing else is.
"""

from __future__ import annotations

import hashlib
import time
from pathlib import Path

from django.conf import settings
from django.urls import reverse

from rapporteur import __version__
from rapporteur.base.values.files import write_whole
from rapporteur.base.values.formatting.languages import language_named
from rapporteur.base.values.messages import Message
from rapporteur.base.values.periods import Period
from rapporteur.base.words.say import say
from rapporteur.documents.formats import render
from rapporteur.documents.preflight.check import require_renderable
from rapporteur.interfaces.office.pages.working import About, Tell, Work, WorkDone
from rapporteur.interfaces.office.report_room.words import PAGE
from rapporteur.report.value.data import ReportData

KEPT = 24
"""Previews that are kept: four reports in three languages and two formats, some 1 MiB each."""
ALREADY = Message("This preview is being made already.", context="preview of a report")
FAILED = Message(
    "Something went wrong that nobody foresaw. There is no preview.", context="preview of a report"
)
LAYING_OUT = Message("The report is laid out in {language}", context="preview of a report")
_STARTED = str(time.time()) if settings.DEBUG else ""
"""Who develops has other code after each start, and shall see what it makes."""


class Preview:
    """One report in one language and format, as the records are now."""

    def __init__(self, data: ReportData, language: str, format_: str) -> None:
        self.data, self.language, self.format = data, language, format_
        seen = "\n".join((__version__, _STARTED, language, data.canonical_json()))
        name = hashlib.sha256(seen.encode()).hexdigest()
        self.path: Path = settings.PREVIEWS_DIR / f"{name}.{format_}"

    def content(self) -> bytes | None:
        """Return the document, or nothing where it is still to be made."""
        try:
            return self.path.read_bytes()
        except FileNotFoundError:
            return None

    def make(self) -> None:
        """Make it. Raises what `render` raises, and OutputNotWritable."""
        require_renderable(self.data, [self.language])
        write_whole(self.path, render(self.data, self.language, self.format), private=True)
        _clear(self.path.parent)


def _clear(folder: Path) -> None:
    """Leave the newest previews of a folder; another process may clear it at the same moment."""
    found = sorted(((one.stat().st_mtime, one) for one in folder.glob("*.*") if one.is_file()), reverse=True)
    for _, one in found[KEPT:]:
        one.unlink(missing_ok=True)


def previewing_of(period: Period, preview: Preview, language: str) -> About:
    """Return what the page says while a preview is made; `language` is the reader's."""
    return About(
        key=f"preview {preview.path.name}",
        title=f"{PAGE['preview']} – {period.code}, {language_named(preview.language, language)}",
        note=str(PAGE["preview_note"]),
        already=ALREADY,
        failed=FAILED,
        back=reverse("report_room:period", args=[period.code]),
    )


def preview_it(period: Period, preview: Preview, language: str) -> Work:
    """Return the work that makes a preview; it leads back to the address that was asked for."""

    def work(tell: Tell) -> WorkDone:
        tell(say(LAYING_OUT, language, language=language_named(preview.language, language)))
        preview.make()
        return WorkDone(reverse("report_room:preview", args=[period.code, preview.language, preview.format]))

    return work
