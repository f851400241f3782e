"""How a report stands: activities, findings, texts per language, editions; nothing is written."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.models import AnonymousUser, User
from django.db import models
from django.urls import reverse

from rapporteur.base.core.permissions import Right, can, reaches_every_region
from rapporteur.base.core.queries import association_languages, source_language
from rapporteur.base.core.reach import is_regional, within_reach
from rapporteur.base.core.translations import Status
from rapporteur.base.values.formatting.languages import language_named
from rapporteur.base.values.periods import Period
from rapporteur.base.words.say import say
from rapporteur.interfaces.office.actors import actor_of
from rapporteur.interfaces.office.doors.door import VIEW
from rapporteur.interfaces.office.doors.table import DOORS
from rapporteur.interfaces.office.pages.calling import called
from rapporteur.interfaces.office.periods.standing import name_period
from rapporteur.interfaces.office.policies import RecordPolicy
from rapporteur.interfaces.office.report_room.places import place_of
from rapporteur.interfaces.office.report_room.subjects import COLUMNS, kind_called, subjects_of
from rapporteur.interfaces.office.report_room.words import SEVERITIES, SHOWN, TEXTS
from rapporteur.proof.checks.models import CheckWaiver
from rapporteur.proof.editions.models import Edition
from rapporteur.proof.rules.finding import Finding, Severity
from rapporteur.proof.rules.rulebook import Checked
from rapporteur.report.translating.matrix import Matrix

FINDINGS_SHOWN = 50
"""Findings of a severity that a page shows first: more than somebody mends at a sitting."""

ON_DESK = ("text-missing", "text-stale")
"""Rules whose findings are mended where one translates: only there a translation can be said to hold still."""

REPORT = "reports.report"
"""The kind of a finding about the report as a whole."""


@dataclass(frozen=True)
class FindingRow:
    """A finding in the reader's language: its code, what it is about and where that is mended, and its reasons.

    `address` is empty where the record has no form for whoever reads; `reason` and `by` are those of a waiver, also of
    one that lapsed because the record has changed.
    """

    code: str
    record: str
    message: str
    mend: str
    address: str
    waivable: bool
    reason: str = ""
    by: str = ""
    waiver: int | None = None


@dataclass(frozen=True)
class SeverityRows:
    """The findings of one severity: those that are shown, how many there are, and what is said where that is more."""

    key: str
    title: str
    rows: tuple[FindingRow, ...]
    count: int
    more: str = ""


@dataclass(frozen=True)
class LanguageRow:
    """How the texts of the report stand in one language: counts per status, in the order of `TEXTS`."""

    name: str
    counts: tuple[int, ...]


@dataclass(frozen=True)
class FindingsTable:
    """What the checks find: what stands by severity, what is waived."""

    by_severity: tuple[SeverityRows, ...]
    waived: tuple[FindingRow, ...]
    hidden: int
    """Findings about records that whoever reads may not see: they are counted, and not told."""
    blocks: bool
    """Whether something keeps the report from being frozen, hidden or not."""


def findings_of(
    checked: Checked,
    period: Period,
    language: str,
    user: User | AnonymousUser,
    most: int | None,
) -> FindingsTable:
    """Say what the checks found; each finding links to the very field that mends it, where `user` may change it, and
    back here.

    At most so many of a severity have a row, all for None; all are counted.
    """
    every = [*checked.open, *(finding for finding, _ in checked.waived)]
    within = _within_sight(every, user)
    seen = {finding.record.key for finding in within}
    of_severity: dict[Severity, list[Finding]] = defaultdict(list)
    for finding in checked.open:
        if finding.record.key in seen:
            of_severity[finding.severity].append(finding)
    waived = [(finding, waiver) for finding, waiver in checked.waived if finding.record.key in seen]
    shown = [finding for found in of_severity.values() for finding in found[:most]]
    back = urlencode({"next": f"{reverse('report_room:period', args=[period.code])}#room-findings"})
    told = [*shown, *(finding for finding, _ in waived)]
    subjects = subjects_of(told)
    keys = _keys(told, subjects, user)
    by, spoken = actor_of(user), association_languages()
    source = source_language() if can(by, Right.WRITE_TRANSLATIONS) else None
    lapsed = {finding.fingerprint: waiver for finding, waiver in checked.lapsed}

    def row(finding: Finding, waiver: Any) -> FindingRow:
        model, key = keys.get(finding.record.key, (None, None))
        place = place_of(finding, model, key, by, spoken) if model is not None else ""
        at = _back_to(_sheet(finding, period, source) or place, back)
        return _row(finding, _named(finding, subjects, language), language, at, waiver)

    def rows(severity: Severity) -> SeverityRows:
        found = of_severity[severity]
        drawn = tuple(row(one, lapsed.get(one.fingerprint)) for one in found[:most])
        more = say(SHOWN, language, shown=len(drawn), count=len(found)) if len(drawn) < len(found) else ""
        return SeverityRows(severity.value, say(SEVERITIES[severity], language), drawn, len(found), more)

    return FindingsTable(
        by_severity=tuple(map(rows, Severity)),
        waived=tuple(row(finding, waiver) for finding, waiver in waived),
        hidden=len(every) - len(within),
        blocks=bool(checked.blocking),
    )


def _named(finding: Finding, subjects: Mapping[tuple[str, str], models.Model], language: str) -> str:
    """Return what the record of a finding is called: the report itself, which goes by a code, by its period."""
    subject = subjects.get(finding.record.key)
    if subject is not None:
        return called(subject)
    name = finding.record.name.best((language,)) or finding.record.slug
    return name_period(Period.parse(name), language) if finding.record.type == REPORT else name


def _back_to(address: str, back: str) -> str:
    """Return an address which knows that one comes from here; nothing as it is."""
    if not address:
        return ""
    page, sign, field = address.partition("#")
    return f"{page}{'&' if '?' in page else '?'}{back}{sign}{field}"


def _sheet(finding: Finding, period: Period, source: str | None) -> str:
    """Return the sheet of the desk on which a translation is mended; nothing for whoever may not write there.

    What the source language lacks is written on the form: the desk has nothing to translate it from.
    """
    if source is None or finding.rule.id not in ON_DESK:
        return ""
    lacking = [str(one) for one in finding.values["languages"]]
    return (
        ""
        if source in lacking
        else reverse("desk:sheet", args=[period.code, lacking[0], *finding.record.key])
    )


def _row(finding: Finding, named: str, language: str, address: str, waiver: Any) -> FindingRow:
    return FindingRow(
        code=finding.code,
        record=named,
        message=finding.message(language),
        mend=finding.cure(language),
        address=address,
        waivable=finding.waivable,
        reason=waiver.reason if waiver else "",
        by=waiver.by if waiver else "",
        waiver=waiver.pk if isinstance(waiver, CheckWaiver) else None,
    )


def _keys(
    findings: Iterable[Finding], subjects: Mapping[tuple[str, str], models.Model], user: User | AnonymousUser
) -> dict[tuple[str, str], tuple[type[models.Model], Any]]:
    """Return kind and key of the records of findings, for whoever may change them: a query per kind of record."""
    slugs: dict[str, set[str]] = defaultdict(set)
    for finding in findings:
        slugs[finding.record.type].add(finding.record.slug)
    found: dict[tuple[str, str], tuple[type[models.Model], Any]] = {}
    for type_, wanted in slugs.items():
        model = kind_called(type_)
        if model is None or not user.has_perm(f"{model._meta.app_label}.change_{model._meta.model_name}"):
            continue
        keys = [(slug, record.pk) for (kind, slug), record in subjects.items() if kind == type_]
        if type_ not in COLUMNS:
            keys = list(model._default_manager.filter(slug__in=wanted).values_list("slug", "pk"))
        for slug, key in keys:
            found[type_, slug] = (model, key)
    return found


def _within_sight(findings: list[Finding], user: User | AnonymousUser) -> list[Finding]:
    """Return the findings about records that somebody may see: of their kind, and where they lie; a query per kind."""
    by = actor_of(user)
    kinds = {kind for kind in {one.record.type for one in findings} if may_see(kind, user)}
    own: dict[str, set[str]] = {}
    for model, door in DOORS.items():
        kind = model._meta.label_lower
        if kind in kinds and is_regional(model) and not reaches_every_region(by, door.view):
            within = within_reach(model._default_manager.all(), by, door.view)
            own[kind] = set(within.values_list("slug", flat=True))
    return [
        one
        for one in findings
        if one.record.type in kinds
        and (one.record.type not in own or one.record.slug in own[one.record.type])
    ]


def may_see(type_: str, user: User | AnonymousUser) -> bool:
    """Tell whether somebody may see records of a kind; what has no door of its own is the report's."""
    model = next((one for one in DOORS if one._meta.label_lower == type_), None)
    return model is None or bool(RecordPolicy(model).user_has_permission(user, VIEW))


def texts_of(matrix: Matrix, reader: str) -> tuple[LanguageRow, ...]:
    """Count how the texts that the report prints stand in each language of the association."""
    counts: dict[str, Counter[Status]] = defaultdict(Counter)
    for by_language in matrix.counts().values():
        for language, found in by_language.items():
            counts[language] += found
    return tuple(
        LanguageRow(language_named(language, reader), tuple(counts[language][one] for one in TEXTS))
        for language in matrix.languages
    )


@dataclass(frozen=True)
class EditionRow:
    """A frozen edition with its documents and what corrected it."""

    edition: Edition
    files: tuple[Any, ...]
    corrected_by: tuple[Edition, ...]
    older: Edition | None
    """The edition before it, with which it can be compared."""


def editions_of(period: Period) -> tuple[EditionRow, ...]:
    """Return the editions of a period, the newest first, with their files."""
    editions = list(Edition.objects.of(period).prefetch_related("files"))
    return tuple(
        EditionRow(
            one,
            tuple(sorted(one.files.all(), key=lambda file: (file.language, file.format))),
            tuple(later for later in reversed(editions) if later.number > one.number),
            next((earlier for earlier in editions if earlier.number < one.number), None),
        )
        for one in editions
    )
