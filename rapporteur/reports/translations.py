"""The texts of a period and how their translations stand; out to translators and back."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.db.models import Q

from rapporteur.activities.models import Activity, BilateralMeeting, MediaMention
from rapporteur.core.actions import save_record
from rapporteur.core.consistent import consistent_reads
from rapporteur.core.localized import LocalizedText
from rapporteur.core.models import Association, Editorial, TranslationState
from rapporteur.core.periods import Period
from rapporteur.core.queries import the_association
from rapporteur.core.translations import (
    Status,
    TextField,
    child_relations,
    merged_rows,
    record_key,
    revision,
    status,
    text_fields,
    translating,
)
from rapporteur.dues.models import PublishedStatement
from rapporteur.governance.models import Mandate, Seat
from rapporteur.members.models import Membership, Organisation, OrganisationAlias, OrganisationName, Region
from rapporteur.plan.models import Level, Node, PlanVersion
from rapporteur.programmes.models import Initiative
from rapporteur.reports.models import Report
from rapporteur.reports.translation_checks import Names, Registry
from rapporteur.reports.translation_files import REVISION_DIGITS, Entry, Offered, unfit

AT_ONCE = 500  # names of records in one statement


@dataclass(frozen=True)
class Text:
    """A translatable text of a period, with the state of each of its translations."""

    record_type: str
    record: str
    path: str
    texts: LocalizedText
    states: dict[str, TranslationState] = field(default_factory=dict, compare=False)

    @property
    def key(self) -> str:
        """Its name in files: type, record and path."""
        return f"{self.record_type}/{self.record}/{self.path}"

    def status(self, language: str, source: str) -> Status:
        """How it stands in `language`; in the source language it is there or missing."""
        text = self.texts.get(language, "")
        if language == source:
            return Status.DONE if text else Status.MISSING
        return status(self.texts.get(source, ""), text, self.states.get(language))


@dataclass(frozen=True)
class Matrix:
    """The texts of a period, in the languages of the association."""

    period: Period
    source: str
    languages: tuple[str, ...]
    texts: tuple[Text, ...]

    def counts(self) -> dict[str, dict[str, Counter[Status]]]:
        """Count per type of record and language how the texts stand."""
        found: dict[str, dict[str, Counter[Status]]] = defaultdict(lambda: defaultdict(Counter))
        for text in self.texts:
            for language in self.languages:
                found[text.record_type][language][text.status(language, self.source)] += 1
        return {record_type: dict(by_language) for record_type, by_language in found.items()}

    def open(self, language: str) -> Iterator[tuple[Text, Status]]:
        """Yield the texts that are not done in a language."""
        for text in self.texts:
            found = text.status(language, self.source)
            if found is not Status.DONE:
                yield text, found

    def offered(self, language: str) -> list[Offered]:
        """Return every text that has a source, as an entry for a file in `language`."""
        entries = []
        for text in self.texts:
            source, target = text.texts.get(self.source, ""), text.texts.get(language, "")
            if not source or unfit(source + target):
                continue
            found, state = text.status(language, self.source), text.states.get(language)
            entries.append(
                Offered(
                    key=text.key,
                    revision=revision(source)[:REVISION_DIGITS],
                    source=source,
                    target=target,
                    finished=found is Status.DONE,
                    machine=found is Status.MACHINE,
                    status=found,
                    old_source=state.source_text if state else "",
                )
            )
        return entries

    def left_out(self, language: str) -> list[Text]:
        """Return the texts that no file can hold: they contain control characters."""
        both = (self.source, language)
        return [text for text in self.texts if unfit("".join(text.texts.get(one, "") for one in both))]


def translation_matrix(period: Period, as_of: date | None = None) -> Matrix:
    """Return the texts that the report of `period` prints and how their translations stand.

    A number of queries that does not depend on how many records there are, but for one per further 500 of a type.
    Raises NoAssociation.
    """
    with consistent_reads():
        association = the_association()
        found = [
            Text(*record_key(record), text.path, text.texts)
            for record, relations in _records(association, period, as_of or period.last_day)
            for text in _texts(record, relations)
            if text.texts
        ]
        states = _states(found)
    texts = tuple(
        Text(t.record_type, t.record, t.path, t.texts, states.get((t.record_type, t.record, t.path), {}))
        for t in found
    )
    return Matrix(period, association.source_language, tuple(association.languages), texts)


def _texts(record: models.Model, relations: Sequence[str]) -> Iterator[TextField]:
    """Yield the texts of a record and of its prefetched child rows."""
    for name in text_fields(type(record)):
        yield TextField(name, getattr(record, name))
    for relation in relations:
        rows = sorted(getattr(record, relation).all(), key=lambda row: row.pk)
        for place, row in enumerate(rows):
            for name in text_fields(type(row)):
                yield TextField(f"{relation}.{place}.{name}", getattr(row, name))


def _records(
    association: Association, period: Period, as_of: date
) -> Iterator[tuple[models.Model, Sequence[str]]]:
    """Yield the records whose texts a report prints, with their relations that have texts."""
    yield association, ()
    published = Activity.objects.in_period(period).published()
    relations = child_relations(Activity)
    version = (
        PlanVersion.objects.filter(
            Q(start__isnull=True) | Q(start__lte=period.last_day),
            Q(end__isnull=True) | Q(end__gt=period.last_day),
        )
        .select_related("plan")
        .order_by("-number", "pk")
        .first()
    )
    members = Membership.objects.in_force(as_of).values("organisation")
    activated = published.values("activations__organisation")
    plain: list[Iterable[models.Model]] = [
        Region.objects.order_by("order"),
        Report.objects.published().filter(period_start=period.start, period_end=period.end),
        MediaMention.objects.in_period(period).order_by("start_date", "slug"),
        BilateralMeeting.objects.in_period(period).order_by("start_date", "slug"),
        Initiative.objects.published().filter(activities__in=published).distinct().order_by("slug"),
        [version.plan] if version else [],
        Level.objects.filter(version=version).order_by("depth") if version else [],
        Node.objects.published().filter(version=version).order_by("position") if version else [],
        Seat.objects.in_force(as_of).order_by("slug"),
        Mandate.objects.in_force(as_of).order_by("pk"),
        PublishedStatement.objects.filter(year=period.last_day.year).order_by("pk"),
    ]
    for records in plain:
        yield from ((record, ()) for record in records)
    for activity in published.prefetch_related(*relations).order_by("start_date", "slug"):
        yield activity, relations
    organisations = Organisation.objects.filter(Q(pk__in=members) | Q(pk__in=activated))
    for organisation in organisations.prefetch_related("names").order_by("slug"):
        yield organisation, ("names",)


def _states(texts: Iterable[Text]) -> dict[tuple[str, str, str], dict[str, TranslationState]]:
    """Return the states of translations by record, path and language."""
    records: dict[str, dict[str, None]] = defaultdict(dict)
    for text in texts:
        records[text.record_type][text.record] = None
    found: dict[tuple[str, str, str], dict[str, TranslationState]] = defaultdict(dict)
    for record_type, names in records.items():
        every = list(names)
        for at in range(0, len(every), AT_ONCE):
            for state in TranslationState.objects.filter(
                record_type=record_type, record__in=every[at : at + AT_ONCE]
            ):
                found[record_type, state.record, state.field][state.language] = state
    return found


# --- back from translators ------------------------------------------------------------------------------


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
    where it loses or invents a placeholder, tag, address, code or (unless `names` is false) a member's name, and where
    the record has a draft that publishing would overtake. All that is taken is written in one transaction.
    """
    association = the_association()
    if language not in association.languages or language == association.source_language:
        from rapporteur.reports.renderers import UnknownLanguage

        others = tuple(one for one in association.languages if one != association.source_language)
        raise UnknownLanguage(language, others)
    known = registry(association.source_language)
    result = Imported()
    with transaction.atomic():
        for entry in entries:
            try:
                _import(
                    entry,
                    language,
                    association.source_language,
                    known,
                    result,
                    by,
                    machine=machine,
                    names=names,
                )
            except _NotTaken as reason:
                result.refused.append(Refused(entry.key, str(reason)))
        if dry_run:
            transaction.set_rollback(True)
    return result


def _import(
    entry: Entry,
    language: str,
    source: str,
    known: Registry,
    result: Imported,
    by: str,
    *,
    machine: bool,
    names: bool,
) -> None:
    """Take one text, or raise _NotTaken."""
    if not entry.target.strip():
        result.untranslated.append(entry.key)
        return
    record, texts = _found(entry.key)
    path = entry.key.rpartition("/")[2]
    original, before = texts.get(source, ""), texts.get(language, "")
    if not original or revision(original)[:REVISION_DIGITS] != entry.revision:
        raise _NotTaken(
            f"the file was made for another revision of the source: it has “{_short(entry.source)}”, "
            f"the record has “{_short(original)}”; export it again"
        )
    problems = list(known.problems(original, entry.target, names=names))
    if problems:
        raise _NotTaken("; ".join(problems))
    made_by_machine = machine or (entry.machine and not entry.finished)
    if entry.target == before:
        state = TranslationState.objects.filter(
            record_type=record_key(record)[0], record=record_key(record)[1], field=path, language=language
        ).first()
        stands = status(original, before, state)
        if not entry.finished or stands is Status.DONE:
            result.unchanged.append(entry.key)
            return
        _confirm(state, original, by)
        result.confirmed.append(entry.key)
        return
    if isinstance(record, Editorial) and record.has_unpublished_changes:
        raise _NotTaken("the record has a draft in the works: publish or discard it first")
    values, children = merged_rows(record, path, language, entry.target)
    with translating(machine=made_by_machine):
        save_record(
            type(record),
            by=by,
            key=_key(record),
            values=values,
            children=children,
            action="translated",
        )
    result.written.append(entry.key)


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
    if not text_fields(model) and not child_relations(model):
        raise _NotTaken("records of this kind have no texts to translate")
    lookup = {"slug": name} if any(f.name == "slug" for f in model._meta.fields) else {"pk": name}
    if "pk" in lookup and not name.isdecimal():
        raise _NotTaken("the record is no more")
    record = model._default_manager.filter(**lookup).first()
    if record is None:
        raise _NotTaken("the record is no more")
    relation = path.split(".")[0]
    relations = (relation,) if relation in child_relations(model) else ()
    texts = {text.path: text.texts for text in _texts(record, relations)}
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
