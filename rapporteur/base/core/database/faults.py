"""What a database refuses, as a sentence: what it is, where, and what to do."""

from __future__ import annotations

import os
from contextlib import suppress

from django.db import DatabaseError, DataError, OperationalError, connection

from rapporteur.base.core.tables import AHEAD, BEHIND, Tables, database_file, tables
from rapporteur.base.values.failures import Fault
from rapporteur.base.values.messages import Message
from rapporteur.base.values.typed.characters import NotKept

LOCKED = Message("the database is locked by another process: wait until it has finished, then try again")
_NO_TABLES = Message(
    "the database has no tables yet: run `python manage.py migrate`, or `rapporteur load` or `rapporteur demo`, "
    "which make them"
)
_OTHER_TABLES = Message(
    "the database was made by another version of this program: make a copy of it, then run `python manage.py migrate`"
)
_FULL = Message(
    "the disk that holds the database is full ({place}): free some space, or name another place in {setting}"
)
_BUSY = (
    "locked",
    "LockNotAvailable",
    "DeadlockDetected",
    "SerializationFailure",
    "is starting up",
    "too many clients",
)
_SAYS = (
    (_BUSY, LOCKED),
    (("disk is full", "DiskFull", "No space"), _FULL),
    (
        ("not a database", "malformed"),
        Message(
            "the database file is damaged, or is no database ({place}): "
            "name another one in {setting}, or restore a copy"
        ),
    ),
    (
        ("I/O error",),
        Message(
            "the disk that holds the database fails, or allows no more ({place}): look at its space and its health"
        ),
    ),
    (("readonly",), Message("the database cannot be written ({place}): make its file and folder writable")),
    (
        ("unable to open",),
        Message("the database file cannot be opened ({place}): check {setting}, and its rights"),
    ),
)
"""What a database or its driver says, and the sentence for it; the first that fits."""
_ZERO_BYTE = ("NUL (0x00)", "\\u0000")
"""What PostgreSQL says of one, in a text and in JSON."""
_OF_TABLES = ("no such table", "UndefinedTable", "no such column", "has no column", "UndefinedColumn")


def is_busy(error: BaseException | None) -> bool:
    """Tell whether a database had no time for us: the same may go well a little later."""
    return isinstance(error, OperationalError) and any(sign in _cause(error) for sign in _BUSY)


def is_not_kept(error: BaseException | None) -> bool:
    """Tell whether a text had a character that no database and no page holds."""
    if isinstance(error, DataError):
        return any(sign in str(error) for sign in _ZERO_BYTE)
    return isinstance(error, NotKept) or (
        isinstance(error, UnicodeEncodeError) and "surrogates" in error.reason
    )


def database_fault(error: BaseException) -> Fault | None:
    """Return what is to be said of an error of the database; None for a mistake of the program."""
    if not isinstance(error, DatabaseError):
        return None
    cause, values = _cause(error), {"place": _place(), "setting": _setting()}
    if any(sign in cause for sign in _OF_TABLES):
        return Fault(_of_tables())
    for signs, sentence in _SAYS:
        if any(sign in cause for sign in signs):
            return Fault(sentence, values=values)
    if isinstance(error, OperationalError):
        text = str(error).strip()
        reason = text.splitlines()[0] if text else Message("no answer")
        return Fault(Message("the database does not answer: {reason}"), values={"reason": reason})
    return None


def _cause(error: DatabaseError) -> str:
    """Return what was said, after the driver's own class, which no language translates."""
    return f"{type(error.__cause__).__name__}: {error}"


def _of_tables() -> Message:
    """Say what the tables lack: all, or what another version brought."""
    with suppress(DatabaseError):
        found = tables()
        return {Tables.NONE: _NO_TABLES, Tables.BEHIND: BEHIND, Tables.AHEAD: AHEAD}.get(found, _OTHER_TABLES)
    return _OTHER_TABLES


def _place() -> str:
    file = database_file()
    return str(file) if file else str(connection.settings_dict["HOST"] or "PostgreSQL")


def _setting() -> str:
    return "RAPPORTEUR_DATABASE" if os.environ.get("RAPPORTEUR_DATABASE") else "RAPPORTEUR_VAR"
