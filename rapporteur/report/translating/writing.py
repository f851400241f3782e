"""One text of a record in one language: read as it is, written or confirmed through the engine; for the verbs here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models.functions import Now

from rapporteur.base.core.audit import audit
from rapporteur.base.core.engine import save_record
from rapporteur.base.core.models import Association, Editorial, TranslationState
from rapporteur.base.core.permissions import Actor, Right
from rapporteur.base.core.translations import (
    Status,
    child_relations,
    has_texts,
    merged_rows,
    record_key,
    revision,
    status,
    texts_of,
)
from rapporteur.base.values.failures import Foreseeable, SeveralFaults
from rapporteur.base.values.localized import LocalizedText
from rapporteur.base.values.messages import Message
from rapporteur.records.governance.models import Body, Seat
from rapporteur.records.names.index import NameIndex
from rapporteur.records.names.loading import load_names_alone
from rapporteur.records.names.name import NamedRecord, names_of
from rapporteur.records.plan.models import Node
from rapporteur.records.programmes.models import Initiative
from rapporteur.report.translating.fidelity import Fidelity

LONGEST_KEY = 18
"""Figures of the number of a record: a file may bring 5,000, which Python refuses to read."""


class TextNotThere(Foreseeable, LookupError):
    """What is named is no text of a record, or not any more."""


class NotFaithful(SeveralFaults):
    """A translation loses or makes up what none may: placeholders, tags, addresses, codes."""


class NamesDiffer(SeveralFaults):
    """A translation names others than its source, or words a term otherwise: whoever writes it may know better."""


class DraftInTheWorks(Foreseeable):
    """A record has a draft that publishing a translation would overtake."""


@dataclass(frozen=True)
class RecordText:
    """A text of a record as it is on record, by its key in files: type, record, path."""

    key: str
    record: Any
    texts: LocalizedText

    @property
    def path(self) -> str:
        """Where in the record it stands."""
        return self.key.rpartition("/")[2]

    def state(self, language: str) -> TranslationState | None:
        """Return what its translation was made from; None where nobody noted it."""
        record_type, name = record_key(self.record)
        return TranslationState.objects.filter(
            record_type=record_type, record=name, field=self.path, language=language
        ).first()


def load_fidelity(source: str) -> Fidelity:
    """Return what translations from `source` must keep: codes of all plans, names of organisations, terms (6 queries).

    Terms are what the register itself names in every language: the association, bodies, seats, initiatives.
    """
    organisations = load_names_alone()
    codes = Node.objects.order_by("code").values_list("code", flat=True).distinct()
    kinds: tuple[tuple[type[models.Model], str], ...] = (
        (Association, "name"),
        (Body, "name"),
        (Seat, "function"),
        (Initiative, "name"),
    )
    terms = NameIndex(
        NamedRecord(f"{model._meta.label_lower}/{pk}", names_of(name))
        for model, column in kinds
        for pk, name in model._default_manager.order_by("pk").values_list("pk", column)
    )
    return Fidelity([code for code in codes if len(code) > 1], organisations, source, terms)


def fetch_text(key: str, *, lock: bool = False) -> RecordText:
    """Return the text of that key; `lock` keeps its record as it is for the transaction. Raises TextNotThere."""
    record_type, _, rest = key.partition("/")
    name, _, path = rest.rpartition("/")
    try:
        model = apps.get_model(record_type)
    except (LookupError, ValueError):
        raise TextNotThere(
            Message("the file was not made by this program: there is no such kind of record")
        ) from None
    if not has_texts(model):
        raise TextNotThere(Message("records of this kind have no texts to translate"))
    lookup = {"slug": name} if any(f.name == "slug" for f in model._meta.fields) else {"pk": name}
    if "pk" in lookup and not (name.isdecimal() and len(name) <= LONGEST_KEY):
        raise TextNotThere(Message("the record is no more"))
    records = model._default_manager.filter(**lookup)
    record = (records.select_for_update(of=("self",)) if lock else records).first()
    if record is None:
        raise TextNotThere(Message("the record is no more"))
    relation = path.split(".")[0]
    relations = (relation,) if relation in child_relations(model) else ()
    texts = {text.path: text.texts for text in texts_of(record, relations)}
    if path not in texts:
        raise TextNotThere(Message("the record has no such text any more"))
    return RecordText(key, record, texts[path])


def check_text(
    fidelity: Fidelity, source: str, words: str, language: str, *, names: bool = True, terms: bool = False
) -> None:
    """Raise NotFaithful or NamesDiffer where `words` cannot be a translation of `source`."""
    if broken := list(fidelity.broken(source, words)):
        raise NotFaithful(broken)
    differ = list(fidelity.names_that_differ(source, words, language)) if names else []
    if terms:
        differ += fidelity.terms_that_differ(source, words, language)
    if differ:
        raise NamesDiffer(differ)


def save_text(text: RecordText, words: str, language: str, by: Actor) -> None:
    """Write a translation through the engine of writes. Raises DraftInTheWorks."""
    if isinstance(text.record, Editorial) and text.record.has_unpublished_changes:
        raise DraftInTheWorks(Message("the record has a draft in the works: publish or discard it first"))
    values, children = merged_rows(text.record, text.path, language, words)
    save_record(
        type(text.record),
        by=by,
        right=Right.WRITE_TRANSLATIONS,
        key=_key(text.record),
        values=values,
        children=children,
        action="translated",
    )


def confirm_text(text: RecordText, source: str, language: str, by: Actor) -> bool:
    """Note that a translation is right for its source as it is, though its words did not change; tell if it was not.

    Who did so stands in the trail.
    """
    state, words = text.state(language), text.texts.get(language, "")
    if state is None or status(text.texts.get(source, ""), words, state) in (Status.DONE, Status.MISSING):
        return False
    original = text.texts.get(source, "")
    TranslationState.objects.filter(pk=state.pk).update(
        source_hash=revision(original), source_text=original, machine=False, by=by.name, at=Now()
    )
    told: dict[str, object] = {text.path: {"language": language, "meaning": "unchanged", "text": words}}
    audit(by=by, action="confirmed", record=text.record, changes=told)
    return True


def _key(record: models.Model) -> dict[str, Any]:
    if isinstance(record, Association):
        return {"singleton": True}
    slug = getattr(record, "slug", None)
    return {"slug": slug} if slug is not None else {"pk": record.pk}
