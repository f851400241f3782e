"""Model fields for the value types of this room."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models

from rapporteur.base.values.localized import LocalizedText

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.models.expressions import Expression


KEPT, SHORT = 16_384, 400
"""So many stored texts of so few letters are read once by a process: names, which every page reads by the thousand."""


class _Coerced:
    """Descriptor: whatever is assigned is a LocalizedText from then on."""

    def __init__(self, field: LocalizedTextField) -> None:
        self.name = field.attname

    def __get__(self, instance: models.Model | None, owner: type[models.Model]) -> Any:
        if instance is None:
            return self
        if self.name not in instance.__dict__:
            instance.refresh_from_db(fields=[self.name])  # deferred
        return instance.__dict__[self.name]

    def __set__(self, instance: models.Model, value: Any) -> None:
        instance.__dict__[self.name] = to_localized(value)


def to_localized(value: Any) -> Any:
    """Return `value` as LocalizedText where it is a mapping or nothing; expressions pass through."""
    if value is None:
        return LocalizedText()
    if isinstance(value, Mapping) and not isinstance(value, LocalizedText):
        return LocalizedText(value)
    return value


@lru_cache(maxsize=KEPT)
def _short_text(stored: str) -> LocalizedText:
    """Return a text as it is stored, read: the value cannot change, so that whoever reads it next may have the same."""
    return LocalizedText(json.loads(stored))


class LocalizedTextField(models.JSONField):
    """Text per language as one JSON value: languages are a setting, adding one needs no migration.

    `rich` texts are HTML of a few tags (see :mod:`rapporteur.base.values.html`).
    """

    empty_values = [None, "", (), [], {}, LocalizedText()]
    rich = False

    def __init__(self, *args: Any, rich: bool = False, long: bool = False, **kwargs: Any) -> None:
        kwargs.setdefault("default", LocalizedText)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)
        self.rich = rich
        self.long = long or rich

    def clone(self) -> LocalizedTextField:
        """Keep what only forms need: it is no part of the schema, so not of :meth:`deconstruct`."""
        twin: LocalizedTextField = super().clone()  # type: ignore[misc]  # not in the stubs
        twin.rich, twin.long = self.rich, self.long
        return twin

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:
        super().contribute_to_class(cls, name, private_only)
        setattr(cls, self.attname, _Coerced(self))

    def from_db_value(self, value: Any, expression: Expression, connection: BaseDatabaseWrapper) -> Any:
        if isinstance(value, str) and len(value) <= SHORT and value.startswith("{"):
            with suppress(ValueError):  # the text in one language, which alone was asked for
                return _short_text(value)
        loaded = super().from_db_value(value, expression, connection)
        return LocalizedText(loaded) if isinstance(loaded, dict) else loaded

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):  # fixtures and serialised revisions
            try:
                value = json.loads(value)
            except (ValueError, RecursionError) as error:
                raise ValidationError("expected a mapping of language to text") from error
        return to_localized(value)

    def get_prep_value(self, value: Any) -> Any:
        if isinstance(value, LocalizedText):
            value = value.as_dict()
        return super().get_prep_value(value)

    def value_from_object(self, obj: models.Model) -> Any:
        return getattr(obj, self.attname)

    def value_to_string(self, obj: models.Model) -> Any:
        return self.value_from_object(obj).as_dict()

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        super().validate(value.as_dict() if isinstance(value, LocalizedText) else value, model_instance)

    def save_form_data(self, instance: models.Model, data: Any) -> None:
        """Put what the form offered over what is stored: texts in languages no longer offered stay."""
        setattr(instance, self.name, getattr(instance, self.name).merged(data or {}))
