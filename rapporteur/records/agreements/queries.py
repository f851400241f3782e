"""Questions to agreements and joint statements; whom activities activated, those who signed or applied among them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db.models import DateField, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Greatest, NullIf

from rapporteur.base.core.database.together import AskedRecords, read_together
from rapporteur.base.core.models import DatedQuerySet
from rapporteur.base.values.localized import LocalizedText
from rapporteur.records.activities.enums import ActivationRole
from rapporteur.records.activities.models import Activation, Activity
from rapporteur.records.agreements.enums import AgreementStage
from rapporteur.records.agreements.models import Agreement, Signatory
from rapporteur.records.calls.queries import TakingPart, taking_part
from rapporteur.records.governance.models import Mandate
from rapporteur.records.juries.queries import jurors_activated
from rapporteur.records.members.models import Membership, Organisation, OrganisationQuerySet
from rapporteur.records.training.queries import trainees_activated


def agreements_to_watch() -> DatedQuerySet[Agreement]:
    """Return the agreements of which something is due one day: a signature that was announced, an end of their term."""
    found: DatedQuerySet[Agreement] = Agreement.objects.filter(
        Q(stage=AgreementStage.ANNOUNCED) | Q(stage=AgreementStage.SIGNED, end__isnull=False)
    )
    return found


# --- whom activities activated --------------------------------------------------------------------


class ActivationRow(NamedTuple):
    """That an activity activated an organisation, and as what; the same one twice in two roles."""

    activity: int
    organisation: int
    slug: str
    role: str


def activations_of(activities: QuerySet[Activity] | Collection[int]) -> list[ActivationRow]:
    """Return whom activities activated, activity by activity: as recorded, then who signed, applied or was trained.

    One query.
    """
    recorded = Activation.objects.filter(activity__in=activities).values_list(
        "activity_id", "organisation_id", "organisation__slug", "role", "id", _mark(is_derived=0)
    )
    rows = sorted(recorded.union(*_derived(activities), all=True), key=lambda row: (row[0], row[5], row[4]))
    return with_signatures(
        [ActivationRow(*row[:4]) for row in rows if not row[5]],
        [ActivationRow(*row[:4]) for row in rows if row[5]],
    )


def signatures_of(activities: Collection[int]) -> list[ActivationRow]:
    """Return who signed the joint statements of activities, or took part in their calls or courses. One query."""
    first, *others = _derived(activities)
    rows = sorted(first.union(*others, all=True), key=lambda row: (row[5], row[4]))
    return [ActivationRow(*row[:4]) for row in rows]


def with_signatures(
    recorded: Sequence[ActivationRow], signatures: Iterable[ActivationRow]
) -> list[ActivationRow]:
    """Return activations as recorded, and behind those of each activity the derived ones that are not yet among them.

    Deriving adds and takes nothing away: an organisation that is recorded in whatever role stays so, and one that
    signed two statements of an activity, or led one application and is a partner of another, counts once: as what it
    is first.
    """
    known = {(row.activity, row.organisation) for row in recorded}
    more: dict[tuple[int, int], ActivationRow] = {}
    for row in signatures:
        more.setdefault((row.activity, row.organisation), row)
    derived = [row for key, row in more.items() if key not in known]
    return sorted([*recorded, *derived], key=lambda row: row.activity)


def _derived(activities: QuerySet[Activity] | Collection[int]) -> list[Any]:
    """Return whom activities activate by other records: rows of the same columns, the kinds in their order."""
    return [
        rows.order_by().values_list(
            activity, organisation, f"{organisation}__slug", role, "id", _mark(is_derived=kind)
        )
        for kind, (rows, activity, organisation, role) in enumerate(_taking_part(activities), start=1)
    ]


def _taking_part(activities: QuerySet[Activity] | Collection[int] | None) -> list[TakingPart]:
    """Return the rows that activate somebody, by these activities; None: by any."""
    signed = Signatory.objects.filter(organisation__isnull=False)
    signatory = Value(ActivationRole.SIGNATORY.value)
    every = (
        TakingPart(signed, "statement__activity", "organisation", signatory),
        *taking_part(),
        *jurors_activated(),
        *trainees_activated(),
    )
    return [one._replace(rows=_of(one.rows, one.activity, activities)) for one in every]


def _of(rows: Any, activity: str, activities: QuerySet[Activity] | Collection[int] | None) -> Any:
    return rows if activities is None else rows.filter(Q((f"{activity}__in", activities)))


def _mark(*, is_derived: int) -> Value:
    return Value(is_derived, output_field=IntegerField())


def members_asleep(since: date, until: date) -> OrganisationQuerySet:
    """Return the members on the day `until` whom no published activity activated from `since` up to, without, `until`.

    Who signed a joint statement, or took part in a call or a course, was activated by its activity. Who was no member
    yet on the day `since` has not had the time to sleep. `last_activated` is the first day of the last activity before
    that, None where there is none; `joined` the first day of membership, None where it is older than the records. Those
    come first who sleep longest.
    """
    memberships = Membership.objects.filter(organisation=OuterRef("pk"))
    members = Organisation.objects.filter(
        Exists(memberships.in_force(until)), Exists(memberships.in_force(since))
    )
    # asked once for all: of each member by itself it would be as many questions as members have activities
    lately = Activity.objects.published().filter(start_date__lt=until, end_date__gte=since).values("pk")
    last: list[Subquery] = []
    derived = [(rows, activity, whose) for rows, activity, whose, _ in _taking_part(None)]
    for rows, activity, whose in ((Activation.objects.all(), "activity", "organisation"), *derived):
        active = rows.filter(Q((f"{activity}__in", lately)))
        members = members.exclude(pk__in=active.values(whose))
        before = rows.filter(
            Q((f"{activity}__live", True), (f"{activity}__start_date__lt", until), (whose, OuterRef("pk")))
        )
        day = f"{activity}__start_date"
        last.append(Subquery(before.order_by(f"-{day}").values(day)[:1]))
    joined = memberships.order_by(F("start").asc(nulls_first=True)).values("start")[:1]
    # of several days of which one is missing, SQLite finds none the greatest
    never = Value(date.min, output_field=DateField())
    latest = NullIf(Greatest(*(Coalesce(day, never) for day in last)), never)
    asleep = members.annotate(last_activated=latest, joined=Subquery(joined))
    found: OrganisationQuerySet = asleep.order_by(
        F("last_activated").asc(nulls_first=True), F("joined").asc(nulls_first=True), "slug"
    )
    return found


# --- in which office somebody signed --------------------------------------------------------------


def mandates_of(signatories: Collection[Signatory]) -> AskedRecords[Mandate]:
    """Return what is to be read to know in which offices those sign who do: their mandates, with the seats."""
    people = {one.person_id for one in signatories if one.person_id is not None}
    return AskedRecords(Mandate.objects.filter(person__in=people), ("seat__organisation_id", "seat__order"))


def offices_of(
    signatories: Collection[Signatory], mandates: Collection[Mandate] | None = None
) -> Mapping[int, LocalizedText]:
    """Return by signatory in which office its person signed: by the mandate in force that day, else as said.

    That day is the day of the signature, else that of the statement, else the first of its activity. Of several
    mandates, one of a seat of the organisation that signed comes first. `mandates` are the rows of :func:`mandates_of`;
    without them one query beside what is fetched already.
    """
    if mandates is None:
        (mandates,) = read_together([mandates_of(signatories)])
    held: dict[int, list[Mandate]] = {}
    for mandate in sorted(mandates, key=lambda one: (one.seat.order, one.pk)):
        held.setdefault(mandate.person_id, []).append(mandate)
    return {one.pk: _office(one, held.get(one.person_id or 0, ())) for one in signatories}


def _office(signatory: Signatory, mandates: Collection[Mandate]) -> LocalizedText:
    day = day_of(signatory)
    in_force = [one for one in mandates if day is not None and one.span.holds_on(day) and one.function]
    own = [one for one in in_force if one.seat.organisation_id == signatory.organisation_id]
    offices: list[LocalizedText] = [one.function for one in (*own, *in_force)]
    return offices[0] if offices else signatory.office


def day_of(signatory: Signatory) -> date | None:
    """Return the first day on which a signature can have been given, as far as anything says it."""
    statement = signatory.statement
    happened = statement.activity.start_date if statement.activity else None
    return signatory.signed_date or statement.public_date or happened
