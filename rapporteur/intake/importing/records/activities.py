"""Activities, bilateral meetings and mentions: as plain values, and written through the actions of their room."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.db import models
from django.db.models import Max
from wagtail.models import Revision

from rapporteur.base.values.localized import LocalizedText
from rapporteur.intake.importing.proposals import Values
from rapporteur.intake.importing.records.plain import happened, settle_draft, slugs_of, text_of
from rapporteur.intake.importing.records.writer import Writer
from rapporteur.intake.importing.tables.rows import dates_of
from rapporteur.records.activities.actions import record_activity, record_meeting, record_mention
from rapporteur.records.activities.models import (
    Activation,
    Activity,
    ActivityDeliverable,
    ActivityPlace,
    BilateralMeeting,
    MediaMention,
)
from rapporteur.records.activities.shapes import (
    ActivationShape,
    ActivityShape,
    MeetingShape,
    MentionShape,
    PlaceShape,
)
from rapporteur.records.members.models import Organisation
from rapporteur.records.plan.models import Node
from rapporteur.records.programmes.models import Initiative


def load_activities() -> dict[str, Values]:
    """Return every activity as it would be edited: with the changes of its draft, if it has one."""
    organisations, nodes = slugs_of(Organisation), slugs_of(Node)
    initiatives = slugs_of(Initiative)
    children: dict[str, dict[int, list[Mapping[str, Any]]]] = {}
    for relation, model in _CHILDREN.items():
        children[relation] = defaultdict(list)
        for child in model._default_manager.order_by("pk").values():
            children[relation][child["activity_id"]].append(child)
    drafts = {
        revision.pk: revision.content
        for revision in Revision.objects.filter(
            pk__in=Activity.objects.filter(has_unpublished_changes=True).values("latest_revision_id")
        )
    }
    found = {}
    for row in Activity.objects.order_by("slug").values():
        raw: Mapping[str, Any] = drafts.get(row["latest_revision_id"]) or {
            **row,
            **{relation: rows[row["id"]] for relation, rows in children.items()},
        }

        def key(source: Mapping[str, Any], name: str) -> Any:
            return source.get(f"{name}_id", source.get(name))

        found[row["slug"]] = {
            "slug": row["slug"],
            "title": text_of(raw["title"]),
            "kind": raw["kind"],
            **happened(raw),
            "online": raw["online"],
            "places": [
                {
                    "organisation": organisations.get(key(place, "organisation"), ""),
                    "name": text_of(place["name"]),
                    "country": place["country"],
                    "latitude": place["latitude"],
                    "longitude": place["longitude"],
                }
                for place in sorted(raw.get("places", ()), key=lambda place: place["position"])
            ],
            "line": nodes.get(key(raw, "line"), ""),
            "deliverables": [
                nodes[key(one, "node")]
                for one in sorted(raw.get("deliverables", ()), key=lambda one: one["position"])
                if key(one, "node") in nodes
            ],
            "initiative": initiatives.get(key(raw, "initiative"), ""),
            "activations": [
                {"organisation": organisations[key(one, "organisation")], "role": one["role"]}
                for one in raw.get("activations", ())
                if key(one, "organisation") in organisations
            ],
            "text": text_of(raw["text"]),
            "note": raw["note"],
        }
    return found


_CHILDREN: Mapping[str, type[models.Model]] = {
    "places": ActivityPlace,
    "activations": Activation,
    "deliverables": ActivityDeliverable,
}


def load_mentions() -> dict[str, Values]:
    """Return every mention in the media."""
    return {
        row["slug"]: {
            "slug": row["slug"],
            "outlet": row["outlet"],
            "subject": text_of(row["subject"]),
            **happened(row),
            "channels": list(row["channels"]),
            "link": row["link"],
            "position": row["position"],
            "note": row["note"],
        }
        for row in MediaMention.objects.order_by("slug").values()
    }


def load_meetings() -> dict[str, Values]:
    """Return every bilateral meeting."""
    organisations = slugs_of(Organisation)
    participants: dict[int, list[str]] = defaultdict(list)
    through = BilateralMeeting.participants.through._default_manager.order_by("pk")
    for meeting, organisation in through.values_list("bilateralmeeting_id", "organisation_id"):
        participants[meeting].append(organisations[organisation])
    return {
        row["slug"]: {
            "slug": row["slug"],
            **happened(row),
            "place": organisations.get(row["place_organisation_id"], ""),
            "place_name": text_of(row["place_name"]),
            "country": row["country"],
            "latitude": row["latitude"],
            "longitude": row["longitude"],
            "participants": participants[row["id"]],
            "note": row["note"],
        }
        for row in BilateralMeeting.objects.order_by("slug").values()
    }


def write_activity(writer: Writer, target: str, values: Values) -> Activity:
    """Write an activity as a draft, with everything that belongs to it."""
    settle_draft(Activity, target)
    shape = ActivityShape(
        slug=target,
        dates=dates_of(values),
        title=LocalizedText(values["title"]),
        kind=values["kind"],
        online=bool(values.get("online")),
        line=values.get("line") or None,
        initiative=values.get("initiative") or None,
        text=LocalizedText(values.get("text")),
        note=values.get("note") or "",
        places=tuple(_place(place, place.get("organisation")) for place in values.get("places") or ()),
        activations=tuple(ActivationShape(**one) for one in values.get("activations") or ()),
        deliverables=tuple(values.get("deliverables") or ()),
    )
    activity: Activity = writer.keep(record_activity(by=writer.by, activity=shape, publish=False))
    settle_draft(Activity, target)
    return activity


def _place(values: Values, organisation: str | None, name: str = "name") -> PlaceShape:
    """Return a place; that of an organisation lies where the organisation does."""
    if organisation:
        return PlaceShape(organisation=organisation, name=LocalizedText(values.get(name)))
    return PlaceShape(
        name=LocalizedText(values.get(name)),
        country=values.get("country") or "",
        latitude=values.get("latitude"),
        longitude=values.get("longitude"),
    )


def write_mention(writer: Writer, target: str, values: Values) -> MediaMention:
    """Write a mention; without a place in the order it comes last."""
    position = values.get("position")
    if position is None:
        position = (MediaMention.objects.aggregate(most=Max("position"))["most"] or 0) + 1
    shape = MentionShape(
        slug=target,
        dates=dates_of(values),
        outlet=values["outlet"],
        subject=LocalizedText(values.get("subject")),
        channels=tuple(values.get("channels") or ()),
        link=values.get("link") or "",
        position=position,
        note=values.get("note") or "",
    )
    mention: MediaMention = writer.keep(record_mention(by=writer.by, mention=shape))
    return mention


def write_meeting(writer: Writer, target: str, values: Values) -> BilateralMeeting:
    """Write a bilateral meeting and its participants."""
    shape = MeetingShape(
        slug=target,
        dates=dates_of(values),
        participants=tuple(values.get("participants") or ()),
        place=_place(values, values.get("place"), "place_name"),
        note=values.get("note") or "",
    )
    meeting: BilateralMeeting = writer.keep(record_meeting(by=writer.by, meeting=shape))
    return meeting
