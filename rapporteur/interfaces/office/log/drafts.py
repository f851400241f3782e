"""From what was understood to a draft of the register, and back: through the verb of activities."""

from __future__ import annotations

from typing import Any

from msgspec import UNSET, UnsetType
from wagtail.images.models import Image

from rapporteur.base.core.engine import Saved
from rapporteur.base.core.permissions import Actor
from rapporteur.base.values.formatting.days import format_dates
from rapporteur.base.values.localized import LocalizedText
from rapporteur.base.values.search import fold
from rapporteur.interfaces.office.doors.activities import photo_of
from rapporteur.interfaces.office.doors.slugs import free_slug
from rapporteur.interfaces.office.log.desk import Desk
from rapporteur.interfaces.office.log.lookups import line_of
from rapporteur.interfaces.office.log.meaning import Meaning, slugs_of
from rapporteur.interfaces.office.log.typed import Typed, TypedMember
from rapporteur.records.activities.actions import record_activity
from rapporteur.records.activities.models import Activity, ActivityPlace
from rapporteur.records.activities.shapes import ActivationShape, ActivityShape, PhotoShape, PlaceShape
from rapporteur.records.names.called import name_of

EARLIER_PLACES = 1000
"""Places of their own among which a name is looked for, to take over its country and degrees: those of some years."""


class SlugTaken(Exception):
    """Somebody else has made a record of this name since it was seen to be free: it is made anew with another."""


def write_draft(meaning: Meaning, *, by: Actor, activity: Activity | None, before: Typed) -> Saved[Activity]:
    """Keep what was understood as a draft, a new one or a later version of that of `activity`.

    `before` is what the page said when it was last saved. Raises what the verb does, and SlugTaken.
    """
    shape = _shape(meaning, _last_draft(activity), before)
    saved = record_activity(by=by, activity=shape, publish=False, sitting=True)
    if activity is None and not saved.created:
        raise SlugTaken(shape.slug)
    return saved


def version_of(activity: Activity | None) -> str:
    """Return what tells one version of a draft from another; nothing for no draft."""
    last = activity.latest_revision if activity is not None else None
    return f"{last.pk}.{last.created_at:%Y%m%d%H%M%S%f}" if last else ""


def _last_draft(activity: Activity | None) -> Any:
    return activity.get_latest_revision_as_object() if activity is not None else None


def _shape(meaning: Meaning, draft: Any, before: Typed) -> ActivityShape:
    assert meaning.dates is not None  # noqa: S101  # who calls has asked whether it makes a draft
    typed = meaning.typed
    return ActivityShape(
        slug=draft.slug if draft else free_slug(f"{meaning.dates.first_day:%Y-%m} {typed.title}", Activity),
        dates=meaning.dates,
        title=_title(typed, draft.title if draft else LocalizedText(), before),
        kind=meaning.kind,
        online=meaning.is_online,
        line=_line(meaning, draft),
        places=_places(meaning, draft),
        activations=tuple(
            ActivationShape(organisation=slug, role=role)
            for slug, role in slugs_of(meaning.members, meaning.host)
        ),
        deliverables=tuple(node.slug for node in meaning.deliverables),
        photos=_photos(typed.photos, draft, before.photos),
    )


def _photos(
    typed: tuple[int, ...], draft: Any, before: tuple[int, ...]
) -> tuple[PhotoShape, ...] | UnsetType:
    """Return the photographs of the draft without those that were taken off the page, and those that are new to it."""
    held = (
        [photo_of(row) for row in sorted(draft.photos.all(), key=lambda row: row.position)] if draft else []
    )
    kept = [one for one in held if one.image in typed or one.image not in before]
    fresh = [key for key in typed if key not in {one.image for one in held}]
    known = set(Image.objects.filter(pk__in=fresh).values_list("pk", flat=True)) if fresh else set()
    new = [PhotoShape(image=key) for key in fresh if key in known]
    return (*kept, *new) if new or len(kept) < len(held) else UNSET


def _title(typed: Typed, title: LocalizedText, before: Typed) -> LocalizedText:
    """Return the title in every language; one that was typed here in another language moves with the choice of it."""
    if before.language != typed.language and title.get(before.language) == before.title:
        title = title.merged({before.language: None})
    return title.merged({typed.language: typed.title})


def _line(meaning: Meaning, draft: Any) -> str | UnsetType | None:
    """Return the line of the first deliverable, as long as nobody has set another one in the form."""
    ours = draft is None or draft.line is None
    if not ours:
        ours = any(line_of(row.node) == draft.line for row in draft.deliverables.all())
    if not ours:
        return UNSET
    return line_of(meaning.deliverables[0]).slug if meaning.deliverables else None


def _places(meaning: Meaning, draft: Any) -> tuple[PlaceShape, ...] | UnsetType:
    """Return the place; several, which only the whole form can give, stay as they are."""
    if draft is not None and draft.places.count() > 1:
        return UNSET
    place = place_of(meaning)
    return (place,) if place is not None else ()


def place_of(meaning: Meaning) -> PlaceShape | None:
    """Return the place that is meant: an organisation's, or one of its own, as an earlier activity knows it."""
    if meaning.place is not None:
        return PlaceShape(organisation=meaning.place.value)
    if not meaning.own_place:
        return None
    for row in ActivityPlace.objects.filter(organisation__isnull=True).order_by("-pk")[:EARLIER_PLACES]:
        if fold(meaning.own_place) in map(fold, row.name.values()):
            return PlaceShape(
                name=row.name, country=row.country, latitude=row.latitude, longitude=row.longitude
            )
    return PlaceShape(name=LocalizedText({meaning.typed.language: meaning.own_place}))


def typed_of(activity: Activity, desk: Desk) -> Typed:
    """Return the last draft of an activity as the page of Log would hold it."""
    draft: Any = _last_draft(activity)
    language = (
        desk.title_language
        if desk.title_language in draft.title
        else next(iter(draft.title), desk.title_language)
    )
    places = list(draft.places.all())
    place = places[0] if len(places) == 1 else None
    on = draft.dates.first_day
    where = ""
    if place is not None:
        where = (
            name_of(place.organisation, desk.reading, on)
            if place.organisation
            else place.name.best(desk.reading)
        )
    return Typed(
        language=language,
        title=draft.title.get(language, ""),
        when=format_dates(draft.dates, desk.language),
        where=where,
        place=place.organisation.slug if place is not None and place.organisation else "",
        online=draft.online,
        deliverables=tuple(
            row.node.slug for row in sorted(draft.deliverables.all(), key=lambda row: row.position)
        ),
        members=tuple(
            TypedMember(slug=row.organisation.slug, role=row.role) for row in draft.activations.all()
        ),
        kind=draft.kind,
        no_host=place.organisation.slug if place is not None and place.organisation else "",
        photos=tuple(row.image_id for row in sorted(draft.photos.all(), key=lambda row: row.position)),
    )
