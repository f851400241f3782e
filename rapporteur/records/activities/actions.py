"""Writes to activities, bilateral meetings and media mentions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.contrib.auth import get_user_model
from django.db import transaction
from msgspec import UNSET

from rapporteur.base.core import editorial
from rapporteur.base.core.audit import audit, plain
from rapporteur.base.core.bulk import Wanted, save_records
from rapporteur.base.core.engine import Saved, delete_record, save_record
from rapporteur.base.core.permissions import Actor, Right, can, check_can
from rapporteur.base.core.queries import actor_with_roles
from rapporteur.base.core.reach import check_writable
from rapporteur.base.core.references import find, find_all
from rapporteur.base.values.base import given
from rapporteur.base.values.dates import Dates
from rapporteur.records.activities.approvals import ApprovalRule, ReaderCannotApprove, Remit
from rapporteur.records.activities.models import (
    Activation,
    Activity,
    ActivityPlace,
    BilateralMeeting,
    MediaMention,
    OnDays,
)
from rapporteur.records.activities.queries import remits_to_carry
from rapporteur.records.activities.refusals import check_evidence, check_headcounts
from rapporteur.records.activities.shapes import (
    ActivityShape,
    AmendmentShape,
    ApprovalRuleShape,
    EvidenceShape,
    MeetingShape,
    MentionShape,
    PhotoShape,
    PlaceShape,
    RemitsShape,
)
from rapporteur.records.members.models import Organisation, Region
from rapporteur.records.members.queries import regions_of
from rapporteur.records.plan.models import Node
from rapporteur.records.programmes.models import Initiative

RIGHTS = editorial.EditorialRights(
    view=Right.VIEW_ACTIVITIES,
    draft=Right.DRAFT_ACTIVITIES,
    publish=Right.PUBLISH_ACTIVITIES,
    withdraw=Right.WITHDRAW_ACTIVITIES,
)


def record_activity(
    *, by: Actor, activity: ActivityShape, publish: bool = True, sitting: bool = False
) -> Saved[Activity]:
    """Record an activity with everything that belongs to it; `publish=False` keeps it a draft.

    `sitting` is for a draft that is saved by itself while somebody types: see
    :func:`rapporteur.base.core.engine.save_record`.
    """
    (wanted,) = _wanted([activity])
    return save_record(
        Activity,
        by=by,
        right=RIGHTS.to_save(publish=publish),
        regions=wanted.regions,
        before=wanted.before,
        key=wanted.key,
        values=wanted.values,
        children=wanted.children,
        publish=publish,
        sitting=sitting,
    )


def record_activities(
    *, by: Actor, activities: Sequence[ActivityShape], publish: bool = True
) -> list[Saved[Activity]]:
    """Record many activities, each as :func:`record_activity` takes it; the new ones together."""
    right = RIGHTS.to_save(publish=publish)
    return save_records(Activity, _wanted(activities), by=by, right=right, publish=publish)


@transaction.atomic
def amend_activity(*, by: Actor, activity: Activity, amendment: AmendmentShape) -> Saved[Activity]:
    """Change some values of the last draft of an activity, and leave all others as they are.

    What is published stays until the draft is. Raises NotAllowed, RecordNotFound.
    """
    draft = (
        Activity.objects.select_for_update(of=("self",)).get(pk=activity.pk).get_latest_revision_as_object()
    )
    held = [row.node.slug for row in sorted(draft.deliverables.all(), key=lambda row: row.position)]
    kept = [slug for slug in held if slug not in amendment.remove]
    wanted = list(dict.fromkeys([*kept, *amendment.add]))
    shape = ActivityShape(
        slug=draft.slug,
        dates=draft.dates,
        title=draft.title,
        kind=draft.kind if amendment.kind is UNSET else amendment.kind,
        line=amendment.line,
        deliverables=UNSET if wanted == held else tuple(wanted),
    )
    return record_activity(by=by, activity=shape, publish=False)


def _wanted(activities: Sequence[ActivityShape]) -> list[Wanted]:
    """Return what the engine writes. An activity lies in the regions of whom it activates and of its places."""
    named = {slug for one in activities for slug in _organisations_of(one)}
    organisations = find_all(Organisation, named)
    nodes = find_all(
        Node, {slug for one in activities for slug in (one.line or "", *(one.deliverables or ()))}
    )
    initiatives = find_all(Initiative, {one.initiative or "" for one in activities})
    recorded = [_on_record(model, activities) for model in (ActivityPlace, Activation)]
    placed = regions_of(named.union(*(slugs for found in recorded for slugs in found.values())))

    def regions(slugs: Iterable[str]) -> frozenset[str]:
        return frozenset().union(*(placed.get(slug, frozenset()) for slug in slugs))

    wanted = []
    for one in activities:
        places, activations = (found.get(one.slug, frozenset()) for found in recorded)
        kept = (places if one.places is UNSET else frozenset()) | (
            activations if one.activations is UNSET else frozenset()
        )
        wanted.append(
            Wanted(
                {"slug": one.slug},
                _values(one, nodes, initiatives),
                _children(one, organisations, nodes),
                regions(_organisations_of(one) | kept),
                regions(places | activations),
            )
        )
    return wanted


def _on_record(
    model: type[ActivityPlace | Activation], activities: Sequence[ActivityShape]
) -> dict[str, frozenset[str]]:
    """Return by activity the organisations of its places or of those whom it activates, as they are on record."""
    rows = model._default_manager.filter(
        activity__slug__in=[one.slug for one in activities], organisation__isnull=False
    )
    found: dict[str, frozenset[str]] = {}
    for activity, organisation in rows.values_list("activity__slug", "organisation__slug"):
        found[activity] = found.get(activity, frozenset()) | {organisation}
    return found


def _organisations_of(activity: ActivityShape) -> set[str]:
    places = {place.organisation for place in activity.places or () if place.organisation}
    return places | {row.organisation for row in activity.activations or ()}


def _values(
    activity: ActivityShape, nodes: Mapping[str, Node], initiatives: Mapping[str, Initiative]
) -> dict[str, object]:
    lists = ("slug", "dates", "places", "activations", "deliverables", "photos", "evidence", "headcounts")
    values = {name: value for name, value in given(activity).items() if name not in lists}
    for name, known in (("line", nodes), ("initiative", initiatives)):
        if name in values:
            values[name] = known.get(values[name] or "")
    return values | _date_columns(activity.dates)


def _children(
    activity: ActivityShape, organisations: Mapping[str, Organisation], nodes: Mapping[str, Node]
) -> dict[str, list[dict[str, object]]]:
    children: dict[str, list[dict[str, object]]] = {}
    for name, rows in given(activity).items():
        match name:
            case "places":
                children[name] = [
                    {**given(row), "position": n, "organisation": organisations.get(row.organisation or "")}
                    for n, row in enumerate(rows)
                ]
            case "activations":
                children[name] = [
                    {"organisation": organisations[row.organisation], "role": row.role} for row in rows
                ]
            case "deliverables":
                children[name] = [{"node": nodes[slug], "position": n} for n, slug in enumerate(rows)]
            case "photos":
                children[name] = _numbered(rows, "image")
            case "evidence":
                for row in rows:
                    check_evidence(row)
                children[name] = _numbered(rows, "document")
            case "headcounts":
                check_headcounts(rows)
                children[name] = [given(row) for row in rows]
            case _:
                pass  # a column
    return children


def _numbered(rows: Iterable[PhotoShape | EvidenceShape], file: str) -> list[dict[str, object]]:
    """Return rows in their order, each with the key of its `file` in the library."""
    return [
        {f"{file}_id" if key == file else key: value for key, value in given(row).items()} | {"position": n}
        for n, row in enumerate(rows)
    ]


def _date_columns(dates: Dates) -> dict[str, object]:
    happened = Activity()
    OnDays.dates.fset(happened, dates)  # type: ignore[attr-defined]  # a property's setter
    return {name: getattr(happened, name) for name in ("start_date", "end_date", "date_precision")}


def withdraw_activity(*, by: Actor, activity: Activity, reason: str) -> None:
    """Take a published activity out of all figures; its text and history stay."""
    editorial.withdraw(activity, by=by, rights=RIGHTS, reason=reason)


@transaction.atomic
def record_meeting(*, by: Actor, meeting: MeetingShape) -> Saved[BilateralMeeting]:
    """Record a bilateral meeting; who is a member and who a prospect follows from the memberships."""
    slugs = set(meeting.participants)
    organisations = find_all(Organisation, slugs | {meeting.place.organisation or ""})
    values = {name: value for name, value in given(meeting).items() if name in ("activity", "note")}
    if "activity" in values:
        values["activity"] = find(Activity, values["activity"])
    saved = save_record(
        BilateralMeeting,
        by=by,
        right=Right.RECORD_MEETINGS,
        regions=frozenset().union(*regions_of(organisations).values()),
        before=_regions_before(meeting.slug),
        key={"slug": meeting.slug},
        values=values | _date_columns(meeting.dates) | _place_columns(meeting.place, organisations),
    )
    return _with_participants(saved, [organisations[slug] for slug in sorted(slugs)], by=by)


def _regions_before(meeting: str) -> frozenset[str]:
    """Return the regions in which a meeting lies, as it is on record."""
    slugs: set[str] = set()
    for before in BilateralMeeting.objects.filter(slug=meeting):
        slugs |= {one.slug for one in before.participants.all()}
        if before.place_organisation:
            slugs.add(before.place_organisation.slug)
    return frozenset().union(*regions_of(slugs).values())


def _place_columns(place: PlaceShape, organisations: Mapping[str, Organisation]) -> dict[str, object]:
    return {
        "place_organisation": organisations.get(place.organisation or ""),
        "place_name": place.name,
        "country": place.country,
        "latitude": place.latitude,
        "longitude": place.longitude,
    }


def _with_participants(
    saved: Saved[BilateralMeeting], participants: Sequence[Organisation], *, by: Actor
) -> Saved[BilateralMeeting]:
    """Give a meeting exactly these participants; the trail tells who they were and are."""
    before = list(saved.record.participants.order_by("slug"))
    if {one.pk for one in before} == {one.pk for one in participants}:
        return saved
    check_writable([saved.record], by=by)  # for the participants alone: saving compares the columns
    saved.record.participants.set(participants)
    if saved.created:
        return saved
    changes = {"participants": ([plain(one) for one in before], [plain(one) for one in participants])}
    audit(by=by, action="recorded", record=saved.record, changes=changes)
    return Saved(saved.record, created=False, changes={**saved.changes, **changes})


def record_mention(*, by: Actor, mention: MentionShape) -> Saved[MediaMention]:
    """Record a mention in the media."""
    values = given(mention)
    slug, dates = values.pop("slug"), values.pop("dates")
    if "channels" in values:
        values["channels"] = list(values["channels"])
    return save_record(
        MediaMention,
        by=by,
        right=Right.RECORD_PRESS,
        key={"slug": slug},
        values=values | _date_columns(dates),
    )


def set_approvals(*, by: Actor, rule: ApprovalRuleShape) -> Saved[ApprovalRule]:
    """Say how many people approve activities of a kind; reviews that go on need as many from now on."""
    return save_record(
        ApprovalRule,
        by=by,
        right=Right.CHANGE_ASSOCIATION,
        key={"kind": rule.kind},
        values={"approvals": rule.approvals},
    )


@transaction.atomic
def set_remits(*, by: Actor, remits: RemitsShape) -> list[Remit]:
    """Say of which regions and lines an account reads what is put to review; return what it has now.

    What is not named ends. Reviews that wait are asked of whoever has them from now on. Raises NotAllowed,
    RecordNotFound, and ReaderCannotApprove where the account is closed or has no role that may approve.
    """
    right, accounts = Right.CHANGE_ASSOCIATION, get_user_model()
    check_can(by, right)
    account = find(accounts, remits.account, key=accounts.USERNAME_FIELD)
    wanted: list[dict[str, object]] = []
    wanted += [{"region": one, "line": None} for one in find_all(Region, set(remits.regions)).values()]
    wanted += [{"region": None, "line": one} for one in find_all(Node, set(remits.lines)).values()]
    if wanted and not can(actor_with_roles(account), RIGHTS.publish):
        raise ReaderCannotApprove(remits.account)
    kept = [
        save_record(Remit, by=by, right=right, key={"account": account, **one}, values={}).record
        for one in wanted
    ]
    ended = Remit.objects.filter(account=account).exclude(pk__in=[one.pk for one in kept])
    for one in ended.select_related("account", "region", "line"):
        delete_record(one, by=by, reason="no longer asked", right=right)
    return kept


@transaction.atomic
def carry_remits(*, by: Actor, on: date) -> list[Remit]:
    """Let whoever reads for a line of an earlier version read for the one of its code in the plan in force on a day.

    What they read for already stays. See :func:`rapporteur.records.activities.queries.remits_to_carry` for whose.
    """
    right = Right.CHANGE_ASSOCIATION
    check_can(by, right)
    return [
        save_record(
            Remit, by=by, right=right, key={"account": account, "region": None, "line": line}, values={}
        ).record
        for account, _, line in remits_to_carry(on).going_on
    ]
