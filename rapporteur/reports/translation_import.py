"""Translations back from translators: each text that fits is written, the others are refused, each with the reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import models, transaction

from rapporteur.core.actions import save_record
from rapporteur.core.localized import LocalizedText
from rapporteur.core.models import Association, Editorial, TranslationState
from rapporteur.core.queries import the_association
from rapporteur.core.translations import (
    Status,
    child_relations,
    has_texts,
    merged_rows,
    record_key,
    revision,
    status,
    texts_of,
    translating,
)
from rapporteur.members.models import OrganisationAlias, OrganisationName
from rapporteur.plan.models import Node
from rapporteur.reports.translation_checks import Names, Registry
from rapporteur.reports.translation_files import REVISION_DIGITS, SENT_DIGITS, Entry


@dataclass(frozen=True)
class Refused:
    """A text of a file that was not taken, and why."""

    key: str
    reason: str


@dataclass
class Imported:
    """What an import did, text by text."""

    written: list[str] = field(default_factory=list)
    confirmed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    untranslated: list[str] = field(default_factory=list)
    unfinished: list[str] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)


class _NotTaken(Exception):
    """Why one text is not taken."""


def registry(source: str) -> Registry:
    """Return the codes of all plans and the names of all organisations."""
    spellings: dict[int, list[str]] = defaultdict(list)
    for organisation, text in OrganisationAlias.objects.order_by("pk").values_list("organisation_id", "text"):
        spellings[organisation].append(text)
    names = []
    for organisation, name in OrganisationName.objects.order_by("pk").values_list("organisation_id", "name"):
        names.append(Names(name, (*name.values(), *spellings[organisation])))
    codes = Node.objects.order_by("code").values_list("code", flat=True).distinct()
    return Registry([code for code in codes if len(code) > 1], names, source)


def import_translations(
    entries: Iterable[Entry],
    *,
    language: str,
    by: str,
    machine: bool = False,
    names: bool = True,
    dry_run: bool = False,
) -> Imported:
    """Write the translated texts of a file, each that fits; the others are refused, each with the reason.

    A text is refused where its record is no more, where its source is of another revision than the file was made for,
    where somebody else has translated it since, where it loses or invents a placeholder, tag, address, code or (unless
    `names` is false) a member's name, and where the record has a draft that publishing would overtake. One that is
    marked as not finished is left alone. All that is taken is written in one transaction.
    """
    association = the_association()
    source = association.source_language
    if language not in association.languages or language == source:
        from rapporteur.reports.renderers import UnknownLanguage

        others = tuple(one for one in association.languages if one != source)
        raise UnknownLanguage(language, others)
    taking = _Taking(language, source, by, machine, names, registry(source))
    with transaction.atomic():
        for entry in entries:
            try:
                taking.take(entry)
            except _NotTaken as reason:
                taking.result.refused.append(Refused(entry.key, str(reason)))
        if dry_run:
            transaction.set_rollback(True)
    return taking.result


@dataclass
class _Taking:
    """The texts of one file, taken one by one."""

    language: str
    source: str
    by: str
    machine: bool
    names: bool
    known: Registry
    result: Imported = field(default_factory=Imported)

    def take(self, entry: Entry) -> None:
        """Take one text, or raise _NotTaken."""
        if not entry.target.strip():
            self.result.untranslated.append(entry.key)
            return
        record, texts = _found(entry.key)
        original, before = texts.get(self.source, ""), texts.get(self.language, "")
        if not original or revision(original)[:REVISION_DIGITS] != entry.revision:
            raise _NotTaken(
                f"the file was made for another revision of the source: it has “{_short(entry.source)}”, "
                f"the record has “{_short(original)}”; export it again"
            )
        if entry.target == before:
            self._as_it_was(entry, record, original, before)
        elif _untouched(entry):  # somebody else has translated it since, and the file says nothing of its own
            self.result.unchanged.append(entry.key)
        elif not entry.finished and not entry.machine and not self.machine:
            self.result.unfinished.append(entry.key)
        elif entry.sent and revision(before)[:SENT_DIGITS] != entry.sent:
            raise _NotTaken(
                f"somebody else has translated it since the file was made: the record has “{_short(before)}”; "
                "export it again"
            )
        else:
            self._write(entry, record, original)

    def _as_it_was(self, entry: Entry, record: Any, original: str, before: str) -> None:
        """Confirm a text that came back unchanged but finished; leave any other alone."""
        record_type, name = record_key(record)
        state = TranslationState.objects.filter(
            record_type=record_type, record=name, field=_path(entry.key), language=self.language
        ).first()
        if not entry.finished or status(original, before, state) is Status.DONE:
            self.result.unchanged.append(entry.key)
            return
        self._check(entry, original)
        _confirm(state, original, self.by)
        self.result.confirmed.append(entry.key)

    def _write(self, entry: Entry, record: Any, original: str) -> None:
        """Write a text that is new or changed, through the engine of writes."""
        self._check(entry, original)
        if isinstance(record, Editorial) and record.has_unpublished_changes:
            raise _NotTaken("the record has a draft in the works: publish or discard it first")
        values, children = merged_rows(record, _path(entry.key), self.language, entry.target)
        with translating(machine=self.machine or (entry.machine and not entry.finished)):
            save_record(
                type(record),
                by=self.by,
                key=_key(record),
                values=values,
                children=children,
                action="translated",
            )
        self.result.written.append(entry.key)

    def _check(self, entry: Entry, original: str) -> None:
        """Raise _NotTaken where the text cannot be a translation of its source."""
        if problems := list(self.known.problems(original, entry.target, names=self.names)):
            raise _NotTaken("; ".join(problems))


def _untouched(entry: Entry) -> bool:
    """Tell whether a text comes back as it went out."""
    return bool(entry.sent) and revision(entry.target)[:SENT_DIGITS] == entry.sent


def _path(key: str) -> str:
    return key.rpartition("/")[2]


def _confirm(state: TranslationState | None, original: str, by: str) -> None:
    """Note that a translation is right for the source as it is, though its words did not change."""
    if state is not None:
        TranslationState.objects.filter(pk=state.pk).update(
            source_hash=revision(original), source_text=original, machine=False, by=by
        )


def _found(key: str) -> tuple[Any, LocalizedText]:
    """Return the record that a file names, and its text as it is."""
    record_type, _, rest = key.partition("/")
    name, _, path = rest.rpartition("/")
    try:
        model = apps.get_model(record_type)
    except (LookupError, ValueError):
        raise _NotTaken("the file was not made by this program: there is no such kind of record") from None
    if not has_texts(model):
        raise _NotTaken("records of this kind have no texts to translate")
    lookup = {"slug": name} if any(f.name == "slug" for f in model._meta.fields) else {"pk": name}
    if "pk" in lookup and not name.isdecimal():
        raise _NotTaken("the record is no more")
    record = model._default_manager.filter(**lookup).first()
    if record is None:
        raise _NotTaken("the record is no more")
    relation = path.split(".")[0]
    relations = (relation,) if relation in child_relations(model) else ()
    texts = {text.path: text.texts for text in texts_of(record, relations)}
    if path not in texts:
        raise _NotTaken("the record has no such text any more")
    return record, texts[path]


def _key(record: models.Model) -> dict[str, Any]:
    if isinstance(record, Association):
        return {"singleton": True}
    slug = getattr(record, "slug", None)
    return {"slug": slug} if slug is not None else {"pk": record.pk}


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:77]}…"
