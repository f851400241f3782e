"""What records hold, as the plain values of proposals; and such values written through the actions of the rooms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db import models
from django.db.models import F, Max
from wagtail.models import Revision

from rapporteur.activities.actions import record_activity, record_meeting, record_mention
from rapporteur.activities.models import (
    Activation,
    Activity,
    ActivityDeliverable,
    ActivityPlace,
    BilateralMeeting,
    MediaMention,
)
from rapporteur.core.actions import Saved, save_record
from rapporteur.core.fields import to_localized
from rapporteur.core.localized import LocalizedText
from rapporteur.core.money import Money
from rapporteur.dues.actions import book_payment, call_member, open_call, publish_statement, waive
from rapporteur.dues.models import DuesCall, DuesItem, Payment, PublishedStatement, Waiver
from rapporteur.intake.proposals import (
    ACTIVITY,
    ITEM,
    MEETING,
    MENTION,
    ORGANISATION,
    STATEMENT,
    Values,
)
from rapporteur.intake.tables import span_of
from rapporteur.members.actions import admit_member, end_membership, record_organisation
from rapporteur.members.enums import AliasKind
from rapporteur.members.models import Membership, Organisation, OrganisationAlias, OrganisationName, Region
from rapporteur.plan.models import Node
from rapporteur.programmes.models import Initiative

MODELS: Mapping[str, type[models.Model]] = {
    ORGANISATION: Organisation,
    ACTIVITY: Activity,
    MENTION: MediaMention,
    MEETING: BilateralMeeting,
    ITEM: DuesItem,
    STATEMENT: PublishedStatement,
}


def load_records(record_type: str) -> dict[str, Values]:
    """Return what every record of a type holds, by slug, in a constant number of queries."""
    return _LOADERS[record_type]()


def _text(value: Any) -> dict[str, str]:
    localized = to_localized(value)
    return localized.as_dict() if isinstance(localized, LocalizedText) else {}


def _day(value: Any) -> str | None:
    return str(value) if value else None


def _load_organisations() -> dict[str, Values]:
    names: dict[int, Any] = {}
    for row in OrganisationName.objects.order_by(F("end").asc(nulls_last=True), "pk"):
        names[row.organisation_id] = row.name
    aliases: dict[int, list[tuple[str, dict[str, str]]]] = defaultdict(list)
    for alias in OrganisationAlias.objects.order_by("pk"):
        aliases[alias.organisation_id].append((alias.kind, {"text": alias.text, "language": alias.language}))
    memberships: dict[int, Membership] = {}
    for membership in Membership.objects.order_by(F("end").asc(nulls_last=True), "pk"):
        memberships[membership.organisation_id] = membership
    found = {}
    for one in Organisation.objects.select_related("region").order_by("slug"):
        held = memberships.get(one.pk)
        found[one.slug] = {
            "slug": one.slug,
            "name": _text(names.get(one.pk)),
            "kind": one.kind,
            "country": one.country,
            "region": one.region.slug if one.region else "",
            "latitude": one.latitude,
            "longitude": one.longitude,
            "category": held.category if held else "",
            "start": _day(held.start) if held else None,
            "end": _day(held.end) if held else None,
            "decision": held.decision if held else "",
            "aliases": [row for kind, row in aliases[one.pk] if kind == AliasKind.SPELLING],
            "ambiguous": [row for kind, row in aliases[one.pk] if kind == AliasKind.AMBIGUOUS],
            "wikidata": one.wikidata,
            "geonames": one.geonames,
            "note": one.note,
        }
    return found


def _slugs(model: type[models.Model]) -> dict[int, str]:
    return dict(model._default_manager.order_by("pk").values_list("pk", "slug"))


def _happened(row: Mapping[str, Any]) -> Values:
    """Return start, end and month: only the month where no more is known."""
    start, end = str(row["start_date"]), str(row["end_date"])
    if row["date_precision"] == "MONTH":
        return {"start": None, "end": None, "month": start[:7]}
    return {"start": start, "end": end, "month": ""}


def _load_activities() -> dict[str, Values]:
    """Return every activity as it would be edited: with the changes of its draft, if it has one."""
    organisations, nodes = _slugs(Organisation), _slugs(Node)
    initiatives = _slugs(Initiative)
    children: dict[str, dict[int, list[Mapping[str, Any]]]] = {}
    for relation, model in _CHILDREN.items():
        children[relation] = defaultdict(list)
        for row in model._default_manager.order_by("pk").values():
            children[relation][row["activity_id"]].append(row)
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
            "title": _text(raw["title"]),
            "kind": raw["kind"],
            **_happened(raw),
            "online": raw["online"],
            "places": [
                {
                    "organisation": organisations.get(key(place, "organisation"), ""),
                    "name": _text(place["name"]),
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
            "text": _text(raw["text"]),
            "note": raw["note"],
        }
    return found


_CHILDREN: Mapping[str, type[models.Model]] = {
    "places": ActivityPlace,
    "activations": Activation,
    "deliverables": ActivityDeliverable,
}


def _load_mentions() -> dict[str, Values]:
    return {
        row["slug"]: {
            "slug": row["slug"],
            "outlet": row["outlet"],
            "subject": _text(row["subject"]),
            **_happened(row),
            "channels": list(row["channels"]),
            "link": row["link"],
            "position": row["position"],
            "note": row["note"],
        }
        for row in MediaMention.objects.order_by("slug").values()
    }


def _load_meetings() -> dict[str, Values]:
    organisations = _slugs(Organisation)
    participants: dict[int, list[str]] = defaultdict(list)
    through = BilateralMeeting.participants.through._default_manager.order_by("pk")
    for meeting, organisation in through.values_list("bilateralmeeting_id", "organisation_id"):
        participants[meeting].append(organisations[organisation])
    return {
        row["slug"]: {
            "slug": row["slug"],
            **_happened(row),
            "place": organisations.get(row["place_organisation_id"], ""),
            "place_name": _text(row["place_name"]),
            "country": row["country"],
            "latitude": row["latitude"],
            "longitude": row["longitude"],
            "participants": participants[row["id"]],
            "note": row["note"],
        }
        for row in BilateralMeeting.objects.order_by("slug").values()
    }


def _load_dues() -> dict[str, Values]:
    payments: dict[int, list[Values]] = defaultdict(list)
    for payment in Payment.objects.order_by("paid_date", "pk"):
        payments[payment.item_id].append(
            {"amount": _money(payment.amount), "date": str(payment.paid_date), "reference": payment.reference}
        )
    waivers: dict[int, list[Values]] = defaultdict(list)
    for waiver in Waiver.objects.order_by("decided_date", "pk"):
        waivers[waiver.item_id].append(
            {"amount": _money(waiver.amount), "date": str(waiver.decided_date), "decision": waiver.decision}
        )
    items = DuesItem.objects.select_related("call", "organisation").order_by(
        "call__year", "organisation__slug"
    )
    return {
        f"{item.call.year}/{item.organisation.slug}": {
            "year": item.call.year,
            "organisation": item.organisation.slug,
            "currency": item.call.currency,
            "amount": _money(item.amount),
            "payments": payments[item.pk],
            "waivers": waivers[item.pk],
        }
        for item in items
    }


def _money(amount: Decimal) -> str:
    return str(amount.quantize(Decimal("0.01")))


def _load_statements() -> dict[str, Values]:
    return {
        f"{one.year}/{one.as_of_date}": {
            "year": one.year,
            "as_of": str(one.as_of_date),
            "amount": _money(one.amount),
            "currency": one.currency,
            "payers": one.payers,
            "members": one.members,
            "source": _text(one.source),
        }
        for one in PublishedStatement.objects.order_by("year", "as_of_date")
    }


_LOADERS = {
    ORGANISATION: _load_organisations,
    ACTIVITY: _load_activities,
    MENTION: _load_mentions,
    MEETING: _load_meetings,
    ITEM: _load_dues,
    STATEMENT: _load_statements,
}


class Writer:
    """Writes values through the rooms' actions and remembers every record that it wrote."""

    def __init__(self, by: str) -> None:
        self.by = by
        self.written: list[Saved[Any]] = []

    @cached_property
    def organisations(self) -> dict[str, Organisation]:
        return {one.slug: one for one in Organisation.objects.order_by("pk")}

    @cached_property
    def regions(self) -> dict[str, Region]:
        return {one.slug: one for one in Region.objects.order_by("pk")}

    @cached_property
    def nodes(self) -> dict[str, Node]:
        return {one.slug: one for one in Node.objects.order_by("pk")}

    @cached_property
    def initiatives(self) -> dict[str, Initiative]:
        return {one.slug: one for one in Initiative.objects.order_by("pk")}

    @cached_property
    def calls(self) -> dict[int, DuesCall]:
        return {one.year: one for one in DuesCall.objects.order_by("pk")}

    def keep(self, saved: Saved[Any]) -> Any:
        """Remember a record that was written."""
        self.written.append(saved)
        return saved.record

    def write(self, record_type: str, target: str, values: Values, *, publish: bool = False) -> models.Model:
        """Give the record `target` exactly these values; activities become drafts unless `publish` says otherwise."""
        writers: dict[str, Callable[[str, Values], models.Model]] = {
            ORGANISATION: self._organisation,
            MENTION: self._mention,
            MEETING: self._meeting,
            ITEM: self._item,
            STATEMENT: self._statement,
        }
        if record_type == ACTIVITY:
            return self._activity(target, values, publish=publish)
        return writers[record_type](target, values)

    def _organisation(self, target: str, values: Values) -> Organisation:
        found = self.organisations.get(target)
        names: list[dict[str, Any]] = []
        if found is not None:
            kept = found.names.order_by(F("start").asc(nulls_first=True), "pk").values("name", "start", "end")
            names = [dict(row) for row in kept]
        current = next((row for row in names if row["end"] is None), None)
        if current is None:
            current = {"name": {}, "start": max((row["end"] for row in names), default=None), "end": None}
            names.append(current)
        current["name"] = LocalizedText(values.get("name"))
        aliases = [
            {**alias, "kind": kind}
            for kind, name in ((AliasKind.SPELLING, "aliases"), (AliasKind.AMBIGUOUS, "ambiguous"))
            for alias in values.get(name) or ()
        ]
        organisation: Organisation = self.keep(
            record_organisation(
                by=self.by,
                slug=target,
                names=names,
                aliases=aliases,
                kind=values["kind"],
                country=values["country"],
                region=self.regions.get(values.get("region") or ""),
                latitude=values.get("latitude"),
                longitude=values.get("longitude"),
                wikidata=values.get("wikidata") or "",
                geonames=values.get("geonames"),
                note=values.get("note") or "",
            )
        )
        self.organisations[target] = organisation
        if values.get("category"):
            self._membership(organisation, values, new=found is None)
        return organisation

    def _membership(self, organisation: Organisation, values: Values, *, new: bool) -> None:
        start, end = (
            date.fromisoformat(values[key]) if values.get(key) else None for key in ("start", "end")
        )
        latest = None
        if not new:
            held = Membership.objects.filter(organisation=organisation)
            latest = held.order_by(F("end").desc(nulls_first=True), "-pk").first()
        fields = {"category": values["category"], "start": start, "decision": values.get("decision") or ""}
        if latest is not None:
            self.keep(
                save_record(Membership, by=self.by, key={"pk": latest.pk}, values={**fields, "end": end})
            )
            return
        membership = self.keep(admit_member(by=self.by, organisation=organisation, **fields))
        if end:
            end_membership(by=self.by, membership=membership, end=end)

    def _activity(self, target: str, values: Values, *, publish: bool = False) -> Activity:
        settle_draft(target)
        places = [
            {
                "organisation": self.organisations.get(place.get("organisation") or ""),
                "name": LocalizedText(place.get("name")),
                "country": "" if place.get("organisation") else place.get("country") or "",
                "latitude": None if place.get("organisation") else place.get("latitude"),
                "longitude": None if place.get("organisation") else place.get("longitude"),
            }
            for place in values.get("places") or ()
        ]
        activity: Activity = self.keep(
            record_activity(
                by=self.by,
                slug=target,
                dates=span_of(values),
                title=LocalizedText(values["title"]),
                kind=values["kind"],
                online=bool(values.get("online")),
                line=self.nodes.get(values.get("line") or ""),
                initiative=self.initiatives.get(values.get("initiative") or ""),
                text=LocalizedText(values.get("text")),
                note=values.get("note") or "",
                places=places,
                activations=[
                    (self.organisations[one["organisation"]], one["role"])
                    for one in values.get("activations") or ()
                ],
                deliverables=[self.nodes[slug] for slug in values.get("deliverables") or ()],
                publish=publish,
            )
        )
        settle_draft(target)
        return activity

    def _mention(self, target: str, values: Values) -> MediaMention:
        position = values.get("position")
        if position is None:
            position = (MediaMention.objects.aggregate(most=Max("position"))["most"] or 0) + 1
        mention: MediaMention = self.keep(
            record_mention(
                by=self.by,
                slug=target,
                dates=span_of(values),
                outlet=values["outlet"],
                subject=LocalizedText(values.get("subject")),
                channels=values.get("channels") or [],
                link=values.get("link") or "",
                position=position,
                note=values.get("note") or "",
            )
        )
        return mention

    def _meeting(self, target: str, values: Values) -> BilateralMeeting:
        place = self.organisations.get(values.get("place") or "")
        meeting: BilateralMeeting = self.keep(
            record_meeting(
                by=self.by,
                slug=target,
                dates=span_of(values),
                participants=[self.organisations[slug] for slug in values.get("participants") or ()],
                place_organisation=place,
                place_name=LocalizedText(values.get("place_name")),
                country=values.get("country") or "",
                latitude=values.get("latitude"),
                longitude=values.get("longitude"),
                note=values.get("note") or "",
            )
        )
        return meeting

    def _item(self, target: str, values: Values) -> DuesItem:
        call = self.calls.get(values["year"])
        if call is None:
            call = self.keep(open_call(by=self.by, year=values["year"], currency=values["currency"]))
            self.calls[values["year"]] = call
        organisation = self.organisations[values["organisation"]]
        item: DuesItem = self.keep(
            call_member(by=self.by, call=call, organisation=organisation, amount=Decimal(values["amount"]))
        )
        for payment in values.get("payments") or ():
            saved = book_payment(
                by=self.by,
                item=item,
                amount=Money(Decimal(payment["amount"]), values["currency"]),
                paid_date=date.fromisoformat(payment["date"]),
                reference=payment["reference"],
            )
            if saved.changed:
                self.keep(saved)
        for waiver in values.get("waivers") or ():
            given = waive(
                by=self.by,
                item=item,
                amount=Decimal(waiver["amount"]),
                decided_date=date.fromisoformat(waiver["date"]),
                decision=waiver["decision"],
            )
            if given.changed:
                self.keep(given)
        return item

    def _statement(self, target: str, values: Values) -> PublishedStatement:
        statement: PublishedStatement = self.keep(
            publish_statement(
                by=self.by,
                year=values["year"],
                as_of_date=date.fromisoformat(values["as_of"]),
                total=Money(Decimal(values["amount"]), values["currency"]),
                payers=values["payers"],
                members=values["members"],
                source=LocalizedText(values.get("source")),
            )
        )
        return statement


def settle_draft(slug: str) -> None:
    """Bring the row of an activity that was never published up to its newest draft: both say the same then.

    Without this a second import would compare with what the first draft said.
    """
    activity = Activity.objects.filter(slug=slug, live=False, latest_revision__isnull=False).first()
    if activity is None or not activity.has_unpublished_changes:
        return
    newest = activity.get_latest_revision_as_object()
    newest.live, newest.latest_revision_id = False, activity.latest_revision_id
    newest.save()


def find_record(record_type: str, target: str) -> models.Model | None:
    """Return the record of this slug, year and member, or year and day; None where it is gone."""
    manager = MODELS[record_type]._default_manager
    if record_type == ITEM:
        year, slug = target.split("/", 1)
        return manager.filter(call__year=year, organisation__slug=slug).first()
    if record_type == STATEMENT:
        year, day = target.split("/", 1)
        return manager.filter(year=year, as_of_date=day).first()
    return manager.filter(slug=target).first()


def references_to(records: Iterable[models.Model], own: Mapping[str, set[Any]]) -> list[str]:
    """Return what refers to `records` from outside: not their own parts, and not in `own` (model label → keys)."""
    from modelcluster.fields import ParentalKey

    by_model: dict[type[models.Model], list[models.Model]] = defaultdict(list)
    for record in records:
        by_model[type(record)].append(record)
    found = []
    for model, made in by_model.items():
        for relation in model._meta.related_objects:
            if isinstance(relation.field, ParentalKey) or relation.related_model is None:
                continue
            other: type[models.Model] = relation.related_model  # type: ignore[assignment]  # "self" is resolved here
            label = other._meta.label_lower
            rows = other._default_manager.filter(**{f"{relation.field.name}__in": [one.pk for one in made]})
            outside = rows.exclude(pk__in=own.get(label, set())).order_by("pk")[:20]
            found += [f"{other._meta.verbose_name} {_shown(row)} refers to it" for row in outside]
    return found


def _shown(row: models.Model) -> str:
    parent = getattr(row, "activity", None)
    return str(parent if parent is not None else row)
