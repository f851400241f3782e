"""Files of the library and the rows that name them: where somebody is killed between the two, no file stays.

A file is marked (:mod:`rapporteur.base.values.running.unsettled`) before it is stored, exchanged or deleted, until its
row is written or gone for good. Of what a killed process left, the rows are asked by the next that stores something,
and when a server starts.
"""

from __future__ import annotations

import weakref
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path, PurePath
from typing import Any

from django.conf import settings
from django.core.files.storage import FileSystemStorage, default_storage
from django.db import transaction
from django.db.models.fields.files import FieldFile
from django.db.models.signals import post_save, pre_delete
from wagtail.documents.models import Document
from wagtail.images.models import Image, Rendition
from wagtail.models import UploadedFile
from wagtail.users.models import UserProfile

from rapporteur.base.values.running.unsettled import Mark, Unsettled

NAMING: tuple[tuple[Any, str], ...] = (
    (Image, "file"), (Document, "file"), (Rendition, "file"), (UploadedFile, "file"), (UserProfile, "avatar"),
)  # fmt: skip
"""Which columns name the files of the library."""
_MARKS: dict[int, list[Mark]] = {}
"""By object in memory: what was stored for it and its row does not name yet."""


def unsettled() -> Unsettled:
    """Return the marks of the library."""
    return Unsettled(Path(settings.MEDIA_ROOT), _is_named, default_storage.delete)


def _is_named(name: str) -> bool:
    return any(model._default_manager.filter(**{column: name}).exists() for model, column in NAMING)


class MarkedFile(FieldFile):
    """A file that is marked on its way to its row, with the one whose place it takes."""

    def save(self, name: str, content: Any, save: bool = True) -> None:
        """Store it."""
        wanted = self.field.generate_filename(self.instance, name)
        free: str = self.storage.get_available_name(wanted, max_length=self.field.max_length)
        _mark(self.instance, self.storage, [free, *self._before()])
        super().save(PurePath(free).name, content, save=save)

    def _before(self) -> Iterator[str]:
        if self.instance.pk:
            same = type(self.instance)._default_manager.filter(pk=self.instance.pk)
            yield from filter(None, same.values_list(self.field.attname, flat=True))


def _mark(instance: Any, storage: Any, names: Iterable[str]) -> None:
    """Mark files until a row is written, or the object is gone without one; nothing where they lie on no disk."""
    if isinstance(storage, FileSystemStorage):
        if id(instance) not in _MARKS:
            _MARKS[id(instance)] = []
            weakref.finalize(instance, _MARKS.pop, id(instance), None)
        _MARKS[id(instance)].extend(map(unsettled().mark, names))


def _settle(instance: Any, **kwargs: Any) -> None:
    """Ask the rows once nothing can undo them any more; until then the marks are held, whoever drops the object."""
    marks = _MARKS.pop(id(instance), [])
    if marks:
        transaction.on_commit(partial(_ask, marks), robust=True)


def _ask(marks: Iterable[Mark]) -> None:
    for mark in marks:
        mark.let_go()
    unsettled().clear()


def _mark_deletion(sender: Any, instance: Any, **kwargs: Any) -> None:
    (column,) = (name for model, name in NAMING if model is sender)
    file = getattr(instance, column)
    if file:
        _mark(instance, file.storage, [file.name])
        _settle(instance)


def watch_rows() -> None:
    """Hear of every row of the library that is written or deleted from now on."""
    for model, _ in NAMING:
        post_save.connect(_settle, sender=model, dispatch_uid="rapporteur.settle")
        pre_delete.connect(_mark_deletion, sender=model, dispatch_uid="rapporteur.mark_deletion")
