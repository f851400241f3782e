"""Foreseeable failures as sentences: what, where, and what to do; on stderr, with an exit code."""

from __future__ import annotations

import errno
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType

BAD_INPUT = 2
INTERRUPTED = 130
STOPPED = "stopped; what was finished is kept, nothing is half-written"

# Errors whose message is the sentence. Named by module, so that nothing is imported only to be caught.
_SPOKEN = {
    "rapporteur.core.periods": ("InvalidPeriod",),
    "rapporteur.core.files": ("OutputNotWritable",),
    "rapporteur.core.constraints": ("OverlapsOnRecord", "PeriodsOverlap"),
    "rapporteur.core.models": ("SourceLanguageMissing",),
    "rapporteur.core.queries": ("NoAssociation",),
    "rapporteur.reports.snapshot": ("InvalidSnapshot",),
    "rapporteur.reports.preflight": ("ReportNotRenderable",),
    "rapporteur.reports.renderers": ("UnknownFormat", "UnknownLanguage"),
    "rapporteur.reports.building": ("BuildFailed",),
    "rapporteur.reports.compiler": ("CompilerFailed",),
    "rapporteur.reports.content": ("ContentLost",),
    "rapporteur.reports.editions": ("EditionNotFound", "FreezeCrowdedOut"),
    "rapporteur.reports.press": ("PrintingFailed",),
    "rapporteur.reports.translation_files": ("InvalidTranslationFile",),
    "rapporteur.intake.dataset": ("NoDataSet",),
    "rapporteur.intake.problems": ("InvalidFile",),
    "rapporteur.intake.refused": ("IntakeRefused",),
    "rapporteur.intake.exporting": ("UnknownTableFormat", "UnknownTableLanguage"),
    "rapporteur.intake.writing.failures": (
        "ImportNotPossible",
        "DoubtsOpen",
        "TouchedSince",
        "RecordRefused",
        "UnknownAnswer",
        "AliasNotPossible",
    ),
    "config.env": ("InvalidSetting",),
}


_DATABASE = (
    (
        ("locked", "LockNotAvailable"),
        "the database is locked by another process: wait until it has finished, then try again",
    ),
    (
        ("disk is full", "DiskFull", "No space"),
        "the disk that holds the database is full: free some space, then try again",
    ),
    (
        ("no such table", "UndefinedTable"),
        "the database has no tables yet: run `rapporteur demo`, or `python manage.py migrate`",
    ),
    (
        ("no such column", "has no column", "UndefinedColumn"),
        "the database was made by another version of this program: run `python manage.py migrate`",
    ),
    (
        ("not a database", "malformed"),
        "the database file is damaged, or is no database: name another one (RAPPORTEUR_DATABASE), or restore a copy",
    ),
    (
        ("I/O error",),
        "the disk that holds the database fails, or allows no more: look at its space and its health",
    ),
    (("readonly",), "the database cannot be written: make its file and folder writable"),
    (
        ("unable to open",),
        "the database file cannot be opened: check RAPPORTEUR_DATABASE, RAPPORTEUR_VAR and their rights",
    ),
)
"""What a database or its driver says, and the sentence for it; the first that fits."""
_ROOM = "free some space, then try again"
_RIGHTS = "check its rights, or choose another place"
_PLACE = "choose another place"
_CURES = {
    errno.ENOSPC: _ROOM,
    errno.EDQUOT: _ROOM,
    errno.EFBIG: _ROOM,
    errno.EACCES: _RIGHTS,
    errno.EPERM: _RIGHTS,
    errno.EROFS: _RIGHTS,
    errno.EIO: _PLACE,
    errno.EISDIR: _PLACE,
    errno.ENOTDIR: _PLACE,
    errno.EEXIST: _PLACE,
    errno.ENAMETOOLONG: _PLACE,
    errno.ELOOP: _PLACE,
    errno.EMFILE: "raise the limit of open files (ulimit -n), then try again",
    errno.ENFILE: "close other programs, then try again",
    errno.ENOMEM: "close other programs, then try again",
    errno.EAGAIN: "close other programs, then try again",
}


def _is_spoken(error: BaseException) -> bool:
    for module, names in _SPOKEN.items():
        loaded = sys.modules.get(module)
        if loaded and isinstance(error, tuple(getattr(loaded, name) for name in names)):
            return True
    return False


def _database_sentence(error: BaseException) -> str | None:
    django_db = sys.modules.get("django.db.utils")
    if django_db is None or not isinstance(error, django_db.DatabaseError):
        return None
    text = str(error).strip()
    cause = (
        f"{type(error.__cause__).__name__}: {text}"  # the driver's own class, which no language translates
    )
    for signs, sentence in _DATABASE:
        if any(sign in cause for sign in signs):
            return sentence
    if isinstance(error, django_db.OperationalError):
        first_line = text.splitlines()[0] if text else "no answer"
        return f"the database does not answer: {first_line}"
    return None


def _system_sentence(error: BaseException) -> str | None:
    """Say what the machine lacks; None for what no machine should refuse, which is a mistake of the program."""
    if isinstance(error, MemoryError):
        return "there is not enough memory: close other programs, or ask for fewer documents at once"
    if not isinstance(error, OSError) or error.errno not in _CURES:
        return None
    what = f"'{error.filename}'" if error.filename else "the output"
    return f"{what} cannot be read or written ({error.strerror}): {_CURES[error.errno]}"


class _CtrlC:
    """Remembers that it was pressed: a library may turn the interruption into an error of its own."""

    pressed = False

    def __call__(self, number: int, frame: FrameType | None) -> None:
        self.pressed = True
        raise KeyboardInterrupt


_ctrl_c = _CtrlC()


def listen_for_interruption() -> None:
    """Begin to remember Ctrl-C, unless whoever started us wants it ignored."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _ctrl_c)


@contextmanager
def reported() -> Iterator[None]:
    """Turn foreseeable failures of the block into a sentence on stderr and an exit code.

    Programming errors keep their traceback: hiding one would help nobody.
    """
    try:
        yield
        if sys.stdout:
            sys.stdout.flush()  # what cannot be written is found here, not when nobody can say so any more
    except KeyboardInterrupt:
        _say(STOPPED)
        raise SystemExit(INTERRUPTED) from None
    except BrokenPipeError:  # the reader of our output has gone: `rapporteur data 2018-Q2 | head`
        _let_go_of_stdout()
        raise SystemExit(0) from None
    except Exception as error:
        if _ctrl_c.pressed:
            _say(STOPPED)
            raise SystemExit(INTERRUPTED) from None
        sentence = str(error) if _is_spoken(error) else _database_sentence(error) or _system_sentence(error)
        if sentence is None or os.environ.get("RAPPORTEUR_DEBUG", "").lower() in {"1", "true", "yes", "on"}:
            raise
        if isinstance(error, OSError):
            _let_go_of_stdout()
        _say(sentence)
        raise SystemExit(BAD_INPUT) from None


def _let_go_of_stdout() -> None:
    """Keep Python from writing at its end what could not be written before."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _say(sentence: str) -> None:
    with suppress(OSError):  # nobody listens: the exit code still tells
        sys.stderr.write(f"rapporteur: {sentence}\n")
