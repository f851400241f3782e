"""What an installation notes of its own running: a line each, for whoever runs it, and with nobody's data in it.

    2026-11-28T12:34:56Z WARNING refused request=5f0c91be actor=12 right=dues.view route=cms/snippets/dues/payment/

Failures, sign-ins, refusals and mails are noted; accounts by their numbers, addresses by the pattern that answers them,
with the numbers of records that stand in them; never a name, a mail address, a text of a record, a search or what an
error says, which may hold any of these. `RAPPORTEUR_LOG` says where the lines go.
"""

from __future__ import annotations

import errno
import logging
import os
import re
import time
import traceback
from collections.abc import Iterator
from contextvars import ContextVar
from io import TextIOWrapper
from pathlib import Path
from types import TracebackType

from rapporteur.base.values.failures import Fault, Foreseeable
from rapporteur.base.values.messages import Message

LOGGER = logging.getLogger("rapporteur")
NOBODY = "-"
REQUEST: ContextVar[str] = ContextVar("request", default=NOBODY)
"""What is answered at the moment: an id that stands on the page of an error as well."""
FRAMES = 25
"""Of a failure: the innermost ones; Django and its middleware take some twenty that say nothing."""
_PROGRAM = Path(__file__).resolve().parents[4]
_PLAIN = re.compile(r"[^\s\"=\x00-\x1f\x7f]+")
_BREAKS = re.compile(r"[\"\x00-\x1f\x7f-\x9f\u2028\u2029]+")
"""What could begin another line, or another value."""


def note(event: str, *, level: int = logging.INFO, **values: object) -> None:
    """Note an event with values that are numbers, codes or names of things of the program."""
    LOGGER.log(level, event, extra={"values": values})


def note_failure(event: str, error: BaseException, *, level: int = logging.ERROR, **values: object) -> None:
    """Note what kind of error it was, and where; of what it says only the sentence, without what is filled in."""
    if isinstance(error, Foreseeable):
        values["sentence"] = sentence_of(error.faults[0])
    elif isinstance(error, OSError) and error.errno:
        values["errno"] = errno.errorcode.get(error.errno, error.errno)
    note(event, level=level, error=_kinds(error), **values, at=_frames(error.__traceback__))


def sentence_of(fault: Fault | None) -> str:
    """Return the English sentence of a fault with nothing filled in; nothing where it is another program's."""
    return fault.message.english() if fault and isinstance(fault.message, Message) else ""


def _kinds(error: BaseException) -> str:
    """Return the class of an error, and of what caused it."""
    cause = error.__cause__
    own = type(error).__name__
    return f"{own}<{type(cause).__name__}" if cause is not None else own


def _frames(found: TracebackType | None) -> str:
    return " ".join(reversed([_place(frame) for frame in traceback.extract_tb(found)][-FRAMES:]))


def _place(frame: traceback.FrameSummary) -> str:
    path = Path(frame.filename)
    if path.is_relative_to(_PROGRAM):
        name = path.relative_to(_PROGRAM).as_posix().rpartition("site-packages/")[2]
    else:
        name = path.name
    return f"{name}:{frame.lineno}:{frame.name}"


class Lines(logging.Formatter):
    """Writes a line of each record; of records of other programs who logged and where, not what: it may be anything."""

    converter = staticmethod(time.gmtime)

    def __init__(self) -> None:
        super().__init__(datefmt="%Y-%m-%dT%H:%M:%SZ")

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, in which no value can begin another one."""
        head = f"{self.formatTime(record, self.datefmt)} {record.levelname}"
        values: dict[str, object] = getattr(record, "values", {})
        if record.name != LOGGER.name:
            error = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else ""
            place = f"{Path(record.pathname).name}:{record.lineno}"
            return f"{head} other {' '.join(_pairs({'by': record.name, 'at': place, 'error': error}))}"
        return " ".join([head, record.msg, *_pairs({"request": REQUEST.get(), **values})])


def _pairs(values: dict[str, object]) -> Iterator[str]:
    for name, value in values.items():
        text = ",".join(map(str, sorted(value))) if isinstance(value, (set, frozenset)) else str(value)
        if text:
            yield f"{name}={text if _PLAIN.fullmatch(text) else _quoted(text)}"


def _quoted(text: str) -> str:
    return f'"{_BREAKS.sub(" ", text)}"'


def handler(place: str) -> logging.Handler:
    """Return what writes the lines: to `stderr`, nowhere (`off`), or to a file, its owner's alone; raises OSError.

    A file that was moved away (as `logrotate` does) is made anew.
    """
    from logging.handlers import WatchedFileHandler

    class PrivateFile(WatchedFileHandler):
        """A file that is its owner's alone also when it is made anew."""

        def _open(self) -> TextIOWrapper:
            descriptor = os.open(self.baseFilename, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            return os.fdopen(descriptor, "a", encoding=self.encoding, errors=self.errors)

    if place == "off":
        return logging.NullHandler()
    if place == "stderr":
        writer: logging.Handler = logging.StreamHandler()
    else:
        writer = PrivateFile(place, encoding="utf-8")
    writer.setFormatter(Lines())
    return writer
