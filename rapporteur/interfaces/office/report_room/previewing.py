"""A preview is made once for what the records say, while a page tells how far it is; the next look finds it there.

It is made in a process of its own, which ends with it, or when somebody cancels it: a file beside the previews says so
to whichever process of the server waits for it. One that is killed is begun anew, once. A preview that is lost is made
again; that is why the newest ones are kept in a folder, and nothing else is.
"""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Thread

from django.conf import settings
from django.urls import reverse

from rapporteur import __version__
from rapporteur.base.values.failures import Foreseeable
from rapporteur.base.values.files import write_whole
from rapporteur.base.values.formatting.languages import language_named
from rapporteur.base.values.messages import Message
from rapporteur.base.values.periods import Period
from rapporteur.base.values.running.temporary import temporary_folder
from rapporteur.base.words.say import say
from rapporteur.documents.building.build import BuildFailed, build, makers
from rapporteur.documents.preflight.gaps import with_gaps_marked
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
CANCELLED = Message("The preview is cancelled.", context="preview of a report")
LOOKS = 0.2
"""Seconds between two looks whether somebody cancels."""
HEARD = 60
"""Seconds after which a wish to cancel has been heard, or there was nobody to hear it."""
MARK = ".cancel"
"""Behind the name of a preview: the file that is there while somebody wants it no longer."""
PREFIX = "rapporteur-preview-"
_NAME = re.compile(r"[0-9a-f]{64}\.[a-z]+")
_STARTED = str(time.time()) if settings.DEBUG else ""
"""Who develops has other code after each start, and shall see what it makes."""


class PreviewCancelled(Foreseeable):
    """Somebody wanted a preview no longer while it was made."""


class Preview:
    """One report in one language and format, as the records are now; what is not written yet is marked."""

    def __init__(self, data: ReportData, language: str, format_: str) -> None:
        self.data = with_gaps_marked(data, language)
        self.language, self.format = language, format_
        seen = "\n".join((__version__, _STARTED, language, self.data.canonical_json()))
        name = hashlib.sha256(seen.encode()).hexdigest()
        self.path: Path = settings.PREVIEWS_DIR / f"{name}.{format_}"

    def content(self) -> bytes | None:
        """Return the document, or nothing where it is still to be made."""
        try:
            return self.path.read_bytes()
        except FileNotFoundError:
            return None

    @property
    def _asked(self) -> Path:
        """The file that is there while somebody wants it cancelled."""
        return self.path.with_name(f"{self.path.name}{MARK}")

    def make(self) -> None:
        """Make it. Raises what `build` raises, OutputNotWritable, and PreviewCancelled."""
        self._asked.unlink(missing_ok=True)
        try:
            self._make()
        except BuildFailed:
            if self._asked.exists():
                raise PreviewCancelled(CANCELLED) from None
            self._make()  # what made it was killed: another one does
        finally:
            self._asked.unlink(missing_ok=True)
        _clear(self.path.parent)

    def _make(self) -> None:
        folder = self.path.parent
        folder.mkdir(parents=True, exist_ok=True)
        with (
            temporary_folder(folder, PREFIX) as stage,
            makers([self.format]) as by,
            _stopping(by.stop, when=self._asked.exists),
        ):
            (made,) = build(
                self.data, stage / "made", languages=[self.language], formats=[self.format], by=by
            )
            write_whole(self.path, made.path.read_bytes(), private=True)


@contextmanager
def _stopping(stop: Callable[[], None], *, when: Callable[[], bool]) -> Iterator[None]:
    """Call `stop` as soon as it is so, while the block goes on."""
    over = Event()

    def watch() -> None:
        while not over.wait(LOOKS):
            if when():
                stop()
                return

    watcher = Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        over.set()
        watcher.join()


def cancel(name: str) -> bool:
    """Let a preview, by the name of its file, no longer be made; tell whether it is such a name."""
    if not _NAME.fullmatch(name):
        return False
    folder: Path = settings.PREVIEWS_DIR
    folder.mkdir(parents=True, exist_ok=True)
    for one in folder.glob(f"*{MARK}"):  # which nobody heard: there was nothing to cancel any more
        with suppress(FileNotFoundError):
            if time.time() - one.stat().st_mtime > HEARD:
                one.unlink()
    (folder / f"{name}{MARK}").touch()
    return True


def _clear(folder: Path) -> None:
    """Leave the newest previews of a folder; another process may clear it at the same moment."""
    kept = (one for one in folder.glob("*.*") if one.is_file() and one.suffix != MARK)
    found = sorted(((one.stat().st_mtime, one) for one in kept), reverse=True)
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
        cancel=reverse("report_room:cancel", args=[period.code, preview.path.name]),
    )


def preview_it(period: Period, preview: Preview, language: str) -> Work:
    """Return the work that makes a preview; it leads back to the address that was asked for."""

    def work(tell: Tell) -> WorkDone:
        tell(say(LAYING_OUT, language, language=language_named(preview.language, language)))
        preview.make()
        return WorkDone(reverse("report_room:preview", args=[period.code, preview.language, preview.format]))

    return work
