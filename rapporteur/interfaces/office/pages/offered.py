"""What a field to choose in shows again of what was sent: records that it offers, pictures and documents alike."""

from __future__ import annotations

from typing import Any

from django.forms.models import ModelChoiceIterator
from wagtail.admin.widgets import BaseChooser

from rapporteur.base.values.typed.whole import read_whole


def guard_choosers() -> None:
    """Let every field to choose in look for what was sent among the records that it offers.

    Wagtail's looks among all, and fails where no key was sent: what is none names nothing, and the form says so.
    """
    BaseChooser.get_instance = _offered


def _offered(chooser: Any, value: Any) -> Any:
    if value is None or isinstance(value, chooser.model_class):
        return value
    offered = getattr(chooser, "choices", None)
    records: Any = chooser.model_class._default_manager
    if isinstance(offered, ModelChoiceIterator):
        records = offered.queryset
    return records.filter(pk=read_whole(str(value))).first()
