"""Which revision of its source each translated text was made from.

Every write of a record tells :func:`sync_translations`. A translation that is written anew was made from the source
as it then is. One that stays as it was while the source changes keeps the revision that it was made from: it is stale,
is kept, and can be shown with the old source beside the new one. A translation is recognised by its words, so the
places of a list may change their order.

A text without any state (of a record older than this knowledge) counts as made from the source as it is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple

from django.db import models
from django.db.models.functions import Now

from rapporteur.base.core.fields import LocalizedTextField
from rapporteur.base.core.models import Association, TranslationState
from rapporteur.base.core.permissions import Actor
from rapporteur.base.core.queries import source_language
from rapporteur.base.values.localized import LocalizedText


class Status(StrEnum):
    """How a text in one language stands to its source."""

    DONE = "DONE"
    MACHINE = "MACHINE"
    STALE = "STALE"
    MISSING = "MISSING"


@dataclass(frozen=True)
class TextField:
    """A translatable text of a record: the path of its field, and what it says."""

    path: str
    texts: LocalizedText

    @property
    def name(self) -> str:
        """The path without the place in a list: `places.0.name` is `places.name`."""
        return ".".join(part for part in self.path.split(".") if not part.isdecimal())


class MadeFrom(NamedTuple):
    """What a translation was made from, and by whom: its :class:`TranslationState`, as far as it tells that."""

    source_hash: str
    source_text: str
    machine: bool
    by: str = ""


def revision(text: str) -> str:
    """Return the revision of a source text: the SHA-256 of it."""
    return hashlib.sha256(text.encode()).hexdigest()


def status(source: str, text: str, made_from: MadeFrom | TranslationState | None) -> Status:
    """Return how `text` stands to `source`: the one judgement of it, for the checks too."""
    if not text:
        return Status.MISSING
    if made_from is None:
        return Status.DONE
    if made_from.source_hash != revision(source):
        return Status.STALE
    return Status.MACHINE if made_from.machine else Status.DONE


@cache
def text_fields(model: type[models.Model]) -> tuple[str, ...]:
    """Return the names of a model's translatable fields."""
    return tuple(field.name for field in model._meta.concrete_fields if isinstance(field, LocalizedTextField))


def child_relations(model: type[models.Model]) -> tuple[str, ...]:
    """Return the relations whose rows belong to a record and have translatable fields."""
    from modelcluster.models import get_all_child_relations

    return tuple(
        relation.get_accessor_name()
        for relation in get_all_child_relations(model)
        if text_fields(relation.related_model)
    )


def has_texts(model: type[models.Model]) -> bool:
    """Tell whether records of a model have translatable texts at all."""
    return bool(text_fields(model) or child_relations(model))


def record_key(record: models.Model) -> tuple[str, str]:
    """Return type and name of a record, as the audit trail has them."""
    return record._meta.label_lower, str(getattr(record, "slug", record.pk))


def texts_of(record: models.Model, relations: Sequence[str] = ()) -> list[TextField]:
    """Return the translatable texts of a record, and those of the rows in `relations`."""
    found = [TextField(name, getattr(record, name)) for name in text_fields(type(record))]
    for relation in relations:
        if relation in child_relations(type(record)):
            for place, row in enumerate(child_rows(record, relation)):
                found += [
                    TextField(f"{relation}.{place}.{name}", getattr(row, name))
                    for name in text_fields(type(row))
                ]
    return found


def child_rows(record: models.Model, relation: str) -> list[models.Model]:
    """Return the rows of a relation in the order that paths count in: as they were written; unsaved ones as given."""
    return sorted(getattr(record, relation).all(), key=lambda row: (row.pk is None, row.pk or 0))


def sync_translations(record: models.Model, *, by: Actor, relations: Sequence[str] = ()) -> None:
    """Note what the translations of a record that has just been written were made from.

    `relations` are those whose rows were given. Two queries where nothing changes, three or four where it does.
    """
    sync_all_translations([record], by=by, relations=relations)


def sync_all_translations(
    records: Sequence[models.Model], *, by: Actor, relations: Sequence[str] = ()
) -> None:
    """Do the same for many records of one model, in as many queries as for one."""
    if not records or not has_texts(type(records[0])):
        return
    source = _source_language_of(records[0])
    if source is None:
        return
    record_type, _ = record_key(records[0])
    named = {record_key(record)[1]: texts_of(record, relations) for record in records}
    known: dict[str, list[TranslationState]] = {name: [] for name in named}
    for state in TranslationState.objects.filter(record_type=record_type, record__in=list(named)):
        known[state.record].append(state)
    wanted = [
        state
        for name, texts in named.items()
        for text in texts
        for state in _states(
            text, source, known[name], TranslationState(record_type=record_type, record=name, by=by.name), by
        )
    ]
    names = {text.name for texts in named.values() for text in texts}
    _write([state for states in known.values() for state in states], wanted, names)


def _source_language_of(record: models.Model) -> str | None:
    return record.source_language if isinstance(record, Association) else source_language()


def _states(
    text: TextField, source: str, known: Sequence[TranslationState], blank: TranslationState, by: Actor
) -> Iterator[TranslationState]:
    """Yield the state of each translation of one text: the one it had, or that of having been made now."""
    original = text.texts.get(source, "")
    for language, words in text.texts.items():
        if language == source:
            continue
        state = TranslationState(
            record_type=blank.record_type,
            record=blank.record,
            field=text.path,
            language=language,
            source_hash=revision(original),
            source_text=original,
            text_hash=revision(words),
            machine=by.machine,
            by=blank.by,
        )
        before = None if by.confirms else _same_words(text, state, known)
        if before is not None:
            for kept in ("source_hash", "source_text", "machine", "by"):
                setattr(state, kept, getattr(before, kept))
        yield state


def _same_words(
    text: TextField, state: TranslationState, known: Sequence[TranslationState]
) -> TranslationState | None:
    """Return the state of the same words of the same field, the one at the same place first."""
    found = [
        one
        for one in known
        if one.language == state.language
        and one.text_hash == state.text_hash
        and TextField(one.field, text.texts).name == text.name
    ]
    return min(found, key=lambda one: one.field != state.field, default=None)


def _write(known: Sequence[TranslationState], wanted: Sequence[TranslationState], names: set[str]) -> None:
    """Write what differs; forget the states of texts that are no more, among the fields that were looked at."""
    before = {(state.record, state.field, state.language): state for state in known}
    after = {(state.record, state.field, state.language): state for state in wanted}
    compared = ("source_hash", "text_hash", "machine")
    changed = [
        state
        for key, state in after.items()
        if key not in before or any(getattr(before[key], name) != getattr(state, name) for name in compared)
    ]
    gone = [
        state.pk
        for key, state in before.items()
        if key not in after and TextField(state.field, LocalizedText()).name in names
    ]
    if gone:
        TranslationState.objects.filter(pk__in=gone).delete()
    if changed:
        for state in changed:
            state.at = Now()  # the database's clock
        TranslationState.objects.bulk_create(
            changed,
            update_conflicts=True,
            batch_size=500,
            unique_fields=["record_type", "record", "field", "language"],
            update_fields=["source_hash", "source_text", "text_hash", "machine", "by", "at"],
        )


def merged_rows(
    record: models.Model, path: str, language: str, text: str
) -> tuple[dict[str, object], dict[str, list[dict[str, object]]]]:
    """Return the values and child rows to save for one translated text: everything else as it is.

    Raises LookupError where the record has no such text any more.
    """
    parts = path.split(".")
    if len(parts) == 1:
        if path not in text_fields(type(record)):
            raise LookupError(path)
        return {path: getattr(record, path).merged({language: text})}, {}
    relation, place, name = parts[0], int(parts[1]), parts[2]
    rows = [_row(row) for row in child_rows(record, relation)]
    if place >= len(rows) or not isinstance(rows[place].get(name), Mapping):
        raise LookupError(path)
    rows[place] = {**rows[place], name: rows[place][name].merged({language: text})}
    return {}, {relation: rows}


def _row(row: models.Model) -> dict[str, Any]:
    """Return a child row as values, without its key and its parent."""
    from modelcluster.fields import ParentalKey

    return {
        field.name: getattr(row, field.name)
        for field in row._meta.concrete_fields
        if not field.primary_key and not isinstance(field, ParentalKey) and field.editable
    }
