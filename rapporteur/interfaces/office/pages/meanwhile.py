"""Two who write one record at once: what others wrote since a form was opened is kept, or shown field by field.

A form names what it goes on from, the newest entry of the trail. Of what others have changed since, a field that the
form left as it was takes their value, a text language by language. Where both changed the same, nothing is written:
the page shows theirs beside what was typed, and whoever sends it again has chosen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import QueryDict
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from rapporteur.base.core.audit import plain, plain_rows
from rapporteur.base.core.engine import comparable, rows_of
from rapporteur.base.core.fields import LocalizedTextField
from rapporteur.base.core.models import AuditEntry
from rapporteur.base.core.permissions import Actor
from rapporteur.base.values.failures import Foreseeable
from rapporteur.base.values.messages import Message
from rapporteur.base.values.typed.whole import read_whole
from rapporteur.base.words.say import say
from rapporteur.interfaces.office.pages.calling import called
from rapporteur.interfaces.office.pages.looking import entries_of
from rapporteur.interfaces.office.pages.restoring import is_restorable, write_value
from rapporteur.interfaces.office.pages.wording import column_of, in_words, is_list, name_of_column, names_in
from rapporteur.interfaces.office.typed import reader
from rapporteur.interfaces.office.words import label

FROM, SEEN, TAKE = "goes_on_from", "has_seen", "take_theirs"
"""What a form sends: what it goes on from; up to where its reader was shown what others wrote; what to take of it."""
WORDS = {
    "heading": label(Message("Written by somebody else since you opened this form", context="meanwhile")),
    "theirs": label(Message("On record", context="meanwhile")),
    "take": label(Message("take this instead of mine", context="meanwhile")),
    "what": label(
        Message(
            "Nothing is saved yet, and nothing of yours is lost: it stands in the fields below. Tick what you "
            "would rather take; saved again, the rest is as you have it.",
            context="meanwhile",
        )
    ),
}
KEPT = Message("What {who} wrote meanwhile is kept: {fields}.", context="meanwhile")


@dataclass(frozen=True)
class TheirField:
    """A field that somebody else has written: who and when, and what stands there now."""

    name: str
    called: str
    by: str
    at: datetime
    now: SafeString | str


class WrittenMeanwhile(Foreseeable):
    """Somebody else has changed what a form changes too; `fields` are what they wrote, `seen` up to which entry."""

    def __init__(self, record: Any, fields: tuple[TheirField, ...], seen: int) -> None:
        self.fields, self.seen = fields, seen
        who = ", ".join(dict.fromkeys(one.by for one in fields))
        super().__init__(
            Message("{who} has written “{name}” since you opened it, too: choose below what is to stay"),
            who=who,
            name=called(record),
        )


@dataclass(frozen=True)
class _Since:
    """What others made of a field since a form was opened; `old` is what it was then, where that is known."""

    old: Any
    new: Any
    entry: AuditEntry
    is_old_known: bool


def stand_of(record: Any) -> str:
    """Return what a form of a record as it is goes on from: the newest entry of its trail, and when it was written."""
    newest = entries_of(record).order_by("-pk").first()
    return _token(newest) if newest else "0"


def _token(entry: AuditEntry) -> str:
    return f"{entry.pk}.{entry.at:%Y%m%d%H%M%S%f}"


def take_in(record: Any, chosen: dict[str, list[Any]], sent: QueryDict, *, by: Actor) -> str:
    """Put into a filled `record` and its `chosen` records what others wrote meanwhile; return what to say of it.

    A form that names nothing that it goes on from takes in nothing. Raises WrittenMeanwhile.
    """
    token = sent.get(FROM, "")
    if not token:
        return ""
    seen, take = read_whole(sent.get(SEEN, "") or "") or 0, set(sent.getlist(TAKE))
    merged, contested = {}, {}
    for name, since in _changed_since(record, token).items():
        mine = _mine(record, chosen, name, since)
        value, is_contested = _both(column_of(type(record), name), since, mine, take_theirs=name in take)
        if is_contested and since.entry.pk > seen:
            contested[name] = since
        elif value != mine:
            merged[name] = (value, since)
    if contested:
        raise WrittenMeanwhile(record, tuple(_fields(record, contested, by)), _newest(contested))
    for name, (value, _) in merged.items():
        write_value(record, chosen, name, value)
    who = ", ".join(dict.fromkeys(since.entry.by for _, since in merged.values()))
    fields = ", ".join(sorted(name_of_column(type(record), name) for name in merged))
    return say(KEPT, reader(), who=who, fields=fields) if merged else ""


def _newest(contested: Mapping[str, _Since]) -> int:
    return max(int(one.entry.pk) for one in contested.values())


def _changed_since(record: Any, token: str) -> dict[str, _Since]:
    """Return by field what others made of it.

    A sitting goes on with its entry: what the field was between is not known then.
    """
    number, _, _ = token.partition(".")
    start = read_whole(number) or 0
    found: dict[str, _Since] = {}
    for entry in entries_of(record).filter(pk__gte=start).order_by("pk"):
        if entry.pk == start and _token(entry) == token:
            continue
        for name, value in entry.changes.items():
            if not is_restorable(type(record), entry, name):
                continue
            before = found.get(name)
            old = before.old if before else value[0]
            is_known = before.is_old_known if before else entry.pk != start
            found[name] = _Since(old, value[1], entry, is_known)
    return found


def _mine(record: Any, chosen: Mapping[str, list[Any]], name: str, since: _Since) -> Any:
    """Return what the form says of a field, as the trail would keep it."""
    column = column_of(type(record), name)
    if is_list(column):
        keys = list((since.old or since.new or [{}])[0])
        return plain_rows(column.related_model, rows_of(getattr(record, name).all(), keys))
    if column.many_to_many:
        return [plain(one) for one in chosen.get(name, ())]
    return plain(getattr(record, name))


def _both(column: Any, since: _Since, mine: Any, *, take_theirs: bool) -> tuple[Any, bool]:
    """Return what a field is when both are heard, and whether both changed the same of it."""
    if isinstance(column, LocalizedTextField):
        return _both_texts(since, mine or {}, take_theirs=take_theirs)
    if _same(column, mine, since.new):
        return mine, False
    if take_theirs or (since.is_old_known and _same(column, mine, since.old)):
        return since.new, False
    return mine, not (since.is_old_known and _same(column, since.old, since.new))


def _both_texts(since: _Since, mine: Mapping[str, str], *, take_theirs: bool) -> tuple[Any, bool]:
    old, new = since.old or {}, since.new or {}
    texts, is_contested = dict(mine), False
    for language in dict.fromkeys((*old, *new, *mine)):
        was, theirs, own = (one.get(language, "") for one in (old, new, mine))
        if own == theirs or (since.is_old_known and theirs == was):
            continue
        if take_theirs or (since.is_old_known and own == was):
            texts[language] = theirs
        else:
            is_contested = True
    return {language: text for language, text in texts.items() if text}, is_contested


def _same(column: Any, one: Any, other: Any) -> bool:
    if is_list(column):
        return comparable(one or []) == comparable(other or [])
    if column.many_to_many:
        return sorted(one or []) == sorted(other or [])
    if column.is_relation:
        return bool(one == other)
    return bool(plain(column.to_python(one)) == plain(column.to_python(other)))


def _fields(record: Any, contested: Mapping[str, _Since], by: Actor) -> Iterator[TheirField]:
    model = type(record)
    names = names_in(model, [one.entry for one in contested.values()], by)
    for name, since in contested.items():
        column = column_of(model, name)
        yield TheirField(
            name, capfirst(name_of_column(model, name)), since.entry.by, since.entry.at,
            in_words(column, since.new, names),
        )  # fmt: skip
