"""Translations, text by text: written, or confirmed as still right, by somebody who saw the source as it is."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from rapporteur.base.core.models import AuditEntry
from rapporteur.base.core.permissions import Actor, Right, check_can
from rapporteur.base.core.queries import the_association
from rapporteur.base.core.translations import record_key, revision
from rapporteur.base.values.failures import Foreseeable
from rapporteur.base.values.messages import Message
from rapporteur.report.translating.fidelity import Fidelity
from rapporteur.report.translating.writing import (
    RecordText,
    check_text,
    confirm_text,
    fetch_text,
    load_fidelity,
    save_text,
)
from rapporteur.report.value.languages import UnknownLanguage


class ChangedMeanwhile(Foreseeable):
    """A source or its translation is not what whoever writes had before them: what it is now, who wrote it and when.

    `by` is empty and `at` None where nobody noted it.
    """

    def __init__(self, text: RecordText, source: str, language: str, *, is_source: bool) -> None:
        record_type, name = record_key(text.record)
        state = text.state(language)
        entries = AuditEntry.objects.filter(record_type=record_type, record=name)
        last = entries.order_by("-pk").first()
        self.is_source = is_source
        self.source = text.texts.get(source, "")
        self.translation = text.texts.get(language, "")
        self.by: str = state.by if state and not is_source else last.by if last else ""
        self.at: datetime | None = state.at if state and not is_source else last.at if last else None
        super().__init__(
            Message("{name} has changed the source since this page was opened: nothing was written")
            if is_source
            else Message("{name} has translated this since the page was opened: nothing was written"),
            name=self.by or "?",
        )


@transaction.atomic
def write_translation(
    *,
    by: Actor,
    key: str,
    language: str,
    words: str,
    made_for: str,
    instead_of: str,
    fidelity: Fidelity | None = None,
    as_it_stands: bool = False,
) -> bool:
    """Write a text of a record in a language; tell whether anything was written.

    `key` names the text as the files do (type, record, path); `made_for` is the revision of the source that it was
    made for, `instead_of` that of the translation that was there. Words that stay as they were are confirmed.
    `as_it_stands` lets names and terms differ from those of the source. `fidelity` spares loading it for many texts.
    Raises NotAllowed, UnknownLanguage, TextNotThere, ChangedMeanwhile, NotFaithful, NamesDiffer, DraftInTheWorks.
    """
    check_can(by, Right.WRITE_TRANSLATIONS)
    source = _source_language(language)
    text = _unchanged(key, source, language, made_for, instead_of)
    check_text(
        fidelity or load_fidelity(source),
        text.texts.get(source, ""),
        words,
        language,
        names=not as_it_stands,
        terms=not as_it_stands,
    )
    if words == text.texts.get(language, ""):
        return confirm_text(text, source, language, by)
    save_text(text, words, language, by)
    return True


@transaction.atomic
def confirm_translation(*, by: Actor, key: str, language: str, made_for: str, instead_of: str) -> bool:
    """Note that the meaning of a source did not change, so that its translation stands; tell whether that was open.

    A machine's draft is confirmed as well: from then on it is the translation of whoever says so. Raises NotAllowed,
    UnknownLanguage, TextNotThere, ChangedMeanwhile.
    """
    check_can(by, Right.WRITE_TRANSLATIONS)
    source = _source_language(language)
    text = _unchanged(key, source, language, made_for, instead_of)
    return confirm_text(text, source, language, by)


def _source_language(language: str) -> str:
    """Return the language that is translated from; raise UnknownLanguage where `language` is none to translate into."""
    association = the_association()
    others = tuple(one for one in association.languages if one != association.source_language)
    if language not in others:
        raise UnknownLanguage(language, others)
    return association.source_language


def _unchanged(key: str, source: str, language: str, made_for: str, instead_of: str) -> RecordText:
    """Return a text, locked, that is what somebody had before them; raise ChangedMeanwhile where it is not."""
    text = fetch_text(key, lock=True)
    if revision(text.texts.get(source, "")) != made_for:
        raise ChangedMeanwhile(text, source, language, is_source=True)
    if revision(text.texts.get(language, "")) != instead_of:
        raise ChangedMeanwhile(text, source, language, is_source=False)
    return text
