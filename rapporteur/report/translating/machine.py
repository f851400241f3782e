"""Drafts by a machine: what a provider of them is, and which one an installation has, if any."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from rapporteur.base.values.failures import Foreseeable
from rapporteur.base.values.messages import Message


class TranslationProvider(Protocol):
    """Whatever drafts translations; what it answers is marked as a machine's until a person confirms it."""

    def draft(self, texts: Sequence[str], *, source: str, target: str) -> Sequence[str]:
        """Return each of `texts` in the language `target`, in their order; tags as they are. May raise NoDraft."""
        ...


class NoDraft(Foreseeable):
    """A provider gave no draft."""


def is_set_up() -> bool:
    """Tell whether an installation has a provider: the setting MACHINE_TRANSLATION names one."""
    return bool(getattr(settings, "MACHINE_TRANSLATION", ""))


def _provider() -> TranslationProvider:
    """Return the provider that the setting names (`package.module.Class`). Raises NoDraft."""
    if not is_set_up():
        raise NoDraft(Message("no machine is set up to draft translations"))
    try:
        found: TranslationProvider = import_string(settings.MACHINE_TRANSLATION)()
    except ImportError as error:
        raise NoDraft(
            Message(
                "'{value}' in RAPPORTEUR_MACHINE_TRANSLATION cannot be loaded: expected package.module.Class"
            ),
            value=settings.MACHINE_TRANSLATION,
        ) from error
    return found


def draft_text(text: str, *, source: str, target: str) -> str:
    """Return a machine's draft of a text. Raises NoDraft where there is no provider, or it answers something else."""
    drafts = _provider().draft([text], source=source, target=target)
    if len(drafts) != 1 or not drafts[0].strip():
        raise NoDraft(Message("the machine gave no draft of this text"))
    return drafts[0]
