"""Foreseeable failures as sentences: what, where, and what to do; on stderr, with an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

BAD_INPUT = 2
INTERRUPTED = 130

# Errors whose message is the sentence. Named by module, so that nothing is imported only to be caught.
_SPOKEN = {
    "rapporteur.core.periods": ("InvalidPeriod",),
    "rapporteur.core.files": ("OutputNotWritable",),
    "rapporteur.core.queries": ("NoAssociation",),
    "rapporteur.reports.snapshot": ("InvalidSnapshot",),
    "rapporteur.reports.preflight": ("ReportNotRenderable",),
    "rapporteur.reports.renderers": ("UnknownFormat", "UnknownLanguage"),
    "rapporteur.reports.building": ("BuildFailed",),
    "rapporteur.reports.content": ("ContentLost",),
    "rapporteur.reports.editions": ("EditionNotFound", "FreezeCrowdedOut"),
    "rapporteur.reports.press": ("PrintingFailed",),
    "rapporteur.reports.translation_files": ("InvalidTranslationFile",),
    "rapporteur.intake.problems": ("InvalidFile",),
    "rapporteur.intake.refused": ("IntakeRefused",),
    "rapporteur.intake.exporting": ("UnknownTableFormat",),
    "rapporteur.intake.actions": (
        "ImportNotPossible",
        "DoubtsOpen",
        "TouchedSince",
        "RecordRefused",
        "UnknownAnswer",
        "AliasNotPossible",
    ),
    "config.env": ("InvalidSetting",),
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
    if "locked" in text:
        return "the database is locked by another process: wait until it has finished, then try again"
    if "full" in text or "No space" in text:
        return "the disk that holds the database is full: free some space, then try again"
    if "no such table" in text or "does not exist" in text or "UndefinedTable" in text:
        return "the database has no tables yet: run `rapporteur demo`, or `python manage.py migrate`"
    if "readonly" in text:
        return "the database cannot be written: make its file and folder writable"
    if "unable to open" in text:
        return (
            "the database file cannot be opened: check RAPPORTEUR_DATABASE, RAPPORTEUR_VAR and their rights"
        )
    if isinstance(error, django_db.OperationalError):
        first_line = text.splitlines()[0] if text else "no answer"
        return f"the database does not answer: {first_line}"
    return None


@contextmanager
def reported() -> Iterator[None]:
    """Turn foreseeable failures of the block into a sentence on stderr and an exit code.

    Programming errors keep their traceback: hiding one would help nobody.
    """
    try:
        yield
    except KeyboardInterrupt:
        _say("stopped; what was finished is kept, nothing is half-written")
        raise SystemExit(INTERRUPTED) from None
    except BrokenPipeError:  # the reader of our output has gone: `rapporteur data 2018-Q2 | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(0) from None
    except Exception as error:
        sentence = str(error) if _is_spoken(error) else _database_sentence(error)
        if sentence is None:
            raise
        _say(sentence)
        raise SystemExit(BAD_INPUT) from None


def _say(sentence: str) -> None:
    sys.stderr.write(f"rapporteur: {sentence}\n")
