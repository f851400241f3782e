"""Writes to activities, bilateral meetings and media mentions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from rapporteur.activities.models import Activity, BilateralMeeting, Happened, MediaMention
from rapporteur.core.actions import Row, Saved, audit, save_record
from rapporteur.core.bulk import Wanted, save_records
from rapporteur.core.dates import DateSpan
from rapporteur.members.models import Organisation
from rapporteur.plan.models import Node

PLACE: Row = {"organisation": None, "name": {}, "country": "", "latitude": None, "longitude": None}


def _columns(dates: DateSpan) -> dict[str, Any]:
    happened = Activity()
    Happened.dates.fset(happened, dates)  # type: ignore[attr-defined]  # a property's setter
    return {name: getattr(happened, name) for name in ("start_date", "end_date", "date_precision")}


def _wanted(row: Row) -> Wanted:
    """Return what the engine writes of an activity with everything that belongs to it."""
    apart = ("slug", "dates", "places", "activations", "deliverables")
    return Wanted(
        {"slug": row["slug"]},
        {**_columns(row["dates"]), **{name: value for name, value in row.items() if name not in apart}},
        {
            "places": [{"position": n, **PLACE, **place} for n, place in enumerate(row.get("places", ()))],
            "activations": [
                {"organisation": organisation, "role": role}
                for organisation, role in row.get("activations", ())
            ],
            "deliverables": [
                {"node": node, "position": n} for n, node in enumerate(row.get("deliverables", ()))
            ],
        },
    )


def record_activity(
    *,
    by: str,
    slug: str,
    dates: DateSpan,
    places: Sequence[Row] = (),
    activations: Sequence[tuple[Organisation, str]] = (),
    deliverables: Sequence[Node] = (),
    publish: bool = True,
    **values: Any,
) -> Saved[Activity]:
    """Record an activity with everything that belongs to it; `publish=False` keeps it a draft."""
    given = {"places": places, "activations": activations, "deliverables": deliverables}
    wanted = _wanted({"slug": slug, "dates": dates, **given, **values})
    return save_record(
        Activity, by=by, key=wanted.key, values=wanted.values, children=wanted.children, publish=publish
    )


def record_activities(*, by: str, rows: Sequence[Row]) -> list[Saved[Activity]]:
    """Record many activities, each as :func:`record_activity` takes it; the new ones together."""
    return save_records(Activity, [_wanted(row) for row in rows], by=by)


@transaction.atomic
def withdraw_activity(*, by: str, activity: Activity, reason: str) -> None:
    """Take a published activity out of all figures; its text and history stay."""
    activity.unpublish(log_action=True)
    audit(by=by, action="withdrawn", record=activity, changes={"reason": reason})


@transaction.atomic
def record_meeting(
    *,
    by: str,
    slug: str,
    dates: DateSpan,
    participants: Sequence[Organisation],
    **values: Any,
) -> Saved[BilateralMeeting]:
    """Record a bilateral meeting; who is a member and who a prospect follows from the memberships."""
    saved = save_record(BilateralMeeting, by=by, key={"slug": slug}, values={**_columns(dates), **values})
    before = set(saved.record.participants.values_list("pk", flat=True))
    after = {organisation.pk for organisation in participants}
    if before == after:
        return saved
    saved.record.participants.set(participants)
    if not saved.created:
        changes = {"participants": (len(before), len(after))}
        audit(by=by, action="recorded", record=saved.record, changes=changes)
        return Saved(saved.record, created=False, changes={**saved.changes, **changes})
    return saved


def record_mention(*, by: str, slug: str, dates: DateSpan, **values: Any) -> Saved[MediaMention]:
    """Record a mention in the media."""
    return save_record(MediaMention, by=by, key={"slug": slug}, values={**_columns(dates), **values})
