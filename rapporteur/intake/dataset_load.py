"""Write a data set through the actions of the rooms, all or nothing; a second time changes nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db import transaction
from wagtail.models import ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

from rapporteur.activities import actions as activities
from rapporteur.activities.models import Activity
from rapporteur.core import actions as core
from rapporteur.core.actions import Row, Saved
from rapporteur.core.html import html_from_text
from rapporteur.core.localized import LocalizedText
from rapporteur.core.models import LINE_COLOURS, Editorial
from rapporteur.core.money import Money
from rapporteur.core.periods import Period
from rapporteur.core.translations import translating
from rapporteur.dues import actions as dues
from rapporteur.governance import actions as governance
from rapporteur.governance.models import Body, Person
from rapporteur.intake import dataset_schema as shapes
from rapporteur.intake.dataset import DataSet
from rapporteur.members import actions as members
from rapporteur.members.models import Organisation, Region
from rapporteur.members.queries import all_affiliations
from rapporteur.plan import actions as plan
from rapporteur.plan.models import Node
from rapporteur.programmes import actions as programmes
from rapporteur.programmes.models import Initiative
from rapporteur.reports import actions as reports

ONE_DAY = timedelta(days=1)
Progress = Callable[[str, int, int], None]


@dataclass
class Loaded:
    """How many records of each kind were written: new, changed, as they were."""

    created: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)
    unchanged: Counter[str] = field(default_factory=Counter)
    written: list[Any] = field(default_factory=list, repr=False)

    def count(self, saved: Saved[Any]) -> Any:
        """Count a write and return its record."""
        counter = self.created if saved.created else self.changed if saved.changes else self.unchanged
        counter[saved.record._meta.verbose_name_plural] += 1
        if saved.changed:
            self.written.append(saved.record)
        return saved.record


def load_data_set(data: DataSet, *, by: str, progress: Progress = lambda step, done, total: None) -> Loaded:
    """Write `data`; `progress` is told the step, how many of its records are done and how many there are."""
    load = _Load(data, by, progress)
    # a data set gives every language of a text together: each is made from the source that it gives
    with transaction.atomic(), disable_reference_index_auto_update(), translating(confirmed=True):
        for step in load.steps():
            step()
        for record in load.loaded.written:
            if isinstance(record, Editorial):
                ReferenceIndex.create_or_update_for_object(record)
    return load.loaded


class _Load:
    def __init__(self, data: DataSet, by: str, progress: Progress) -> None:
        self.data = data
        self.by = by
        self.progress = progress
        self.loaded = Loaded()
        self.regions: dict[str, Region] = {}
        self.organisations: dict[str, Organisation] = {}
        self.people: dict[str, Person] = {}
        self.bodies: dict[str, Body] = {}
        self.nodes: dict[str, Node] = {}
        self.initiatives: dict[str, Initiative] = {}
        self.activities: dict[str, Activity] = {}

    def steps(self) -> Sequence[Callable[[], None]]:
        return (
            self.load_association, self.load_organisations, self.load_governance, self.load_plan,
            self.load_initiatives, self.load_activities, self.load_meetings, self.load_mentions,
            self.load_dues, self.load_report,
        )  # fmt: skip

    def keep(self, saved: Saved[Any]) -> Any:
        return self.loaded.count(saved)

    def each(self, step: str, items: Sequence[Any]) -> Any:
        for done, item in enumerate(items):
            self.progress(step, done, len(items))
            yield item
        self.progress(step, len(items), len(items))

    def load_association(self) -> None:
        shape = self.data.association.value
        values = shape.model_dump(exclude={"slug", "seat", "colours", "languages", "address"})
        self.keep(
            core.record_association(
                by=self.by,
                slug=shape.slug,
                **{name: getattr(shape, name) for name in values},
                seat=shape.seat.city,
                seat_country=shape.seat.country,
                languages=list(shape.languages),
                address=list(shape.address),
                colour=shape.colours.own,
                line_colours=list(shape.colours.lines or LINE_COLOURS),
            )
        )
        places = {entry.value.slug: entry.value.order for entry in self.data.regions}
        members.reorder_regions(by=self.by, places=places)
        for entry in self.data.regions:
            region = entry.value
            self.regions[region.slug] = self.keep(
                members.record_region(by=self.by, slug=region.slug, name=region.name, order=region.order)
            )

    def load_organisations(self) -> None:
        shapes_ = [entry.value for entry in self.data.organisations]
        self.progress("organisations", 0, len(shapes_))
        recorded = all_affiliations()
        rows = [self._organisation(shape, recorded.get(shape.slug, ())) for shape in shapes_]
        saved = members.record_organisations(by=self.by, rows=rows)
        self.organisations = {one.record.slug: self.keep(one) for one in saved}
        fresh = {one.record.slug for one in saved if one.created}
        held = [shape for shape in shapes_ if shape.membership]
        for one in members.admit_new_members(
            by=self.by, rows=[self._membership(shape) for shape in held if shape.slug in fresh]
        ):
            self.keep(one)
        for shape in held:
            if shape.slug not in fresh:
                self.keep(members.admit_member(by=self.by, **self._membership(shape)))
        for shape in shapes_:
            if shape.prospect:
                self.keep(
                    members.note_prospect(
                        by=self.by,
                        organisation=self.organisations[shape.slug],
                        stage=shape.prospect.stage,
                        start=shape.prospect.start(),
                    )
                )
        self.progress("organisations", len(shapes_), len(shapes_))

    def _organisation(self, shape: shapes.OrganisationShape, recorded: Sequence[Row]) -> dict[str, Any]:
        aliases = [
            {"text": text, "language": language, "kind": "SPELLING"}
            for language, texts in shape.aliases.items()
            for text in texts
        ]
        aliases += [
            {"text": text, "language": "und", "kind": "AMBIGUOUS"} for text in shape.ambiguous_aliases
        ]
        return {
            "slug": shape.slug,
            "names": [{"name": shape.names, "start": None, "end": None}],
            "aliases": aliases,
            "kind": shape.kind,
            "country": shape.country,
            "affiliations": self._affiliations(shape, recorded),
            "latitude": shape.latitude,
            "longitude": shape.longitude,
            "wikidata": shape.wikidata,
            "note": shape.note,
        }

    def _affiliations(self, shape: shapes.OrganisationShape, recorded: Sequence[Row]) -> Sequence[Row]:
        """Return all regions of an organisation, `recorded` being those on record.

        A plain region says since when, not until when: where the first on record is this one, later moves stay.
        """
        if not shape.region:
            return [
                {"region": self.regions[one.region], "start": one.start, "end": one.end}
                for one in shape.regions
            ]
        region = self.regions[shape.region]
        if recorded and (recorded[0]["region"], recorded[0]["start"]) == (region, None):
            return recorded
        return [{"region": region, "start": None, "end": None}]

    def _membership(self, shape: shapes.OrganisationShape) -> dict[str, Any]:
        assert shape.membership is not None  # noqa: S101  # only of those that have one
        return {
            "organisation": self.organisations[shape.slug],
            "category": shape.membership.category,
            "start": shape.membership.start,
            "decision": shape.membership.decision,
            "end": shape.membership.end,
        }

    def load_governance(self) -> None:
        if not self.data.governance:
            return
        shape = self.data.governance.value
        for person in self.each("people", shape.people):
            name = f"{person.title.best(('en',))} {person.name}".strip()
            self.people[person.slug] = self.keep(
                governance.record_person(by=self.by, slug=person.slug, name=name)
            )
        for body in shape.bodies:
            self.bodies[body.slug] = self.keep(
                governance.record_body(by=self.by, slug=body.slug, kind=body.kind, name=body.name)
            )
        for seat in self.each("seats", shape.seats):
            self._seat(seat, secretary_general=shape.secretary_general)
        for point in shape.focal_points:
            self.keep(
                governance.name_focal_point(
                    by=self.by,
                    region=self.regions[point.region],
                    person=self.people[point.person],
                )
            )

    def _seat(self, shape: shapes.SeatShape, *, secretary_general: str | None) -> None:
        role = shape.role
        if role == "STAFF" and shape.holder is not None and shape.holder == secretary_general:
            role = "SECRETARY_GENERAL"
        seat = self.keep(
            governance.record_seat(
                by=self.by,
                slug=shape.slug,
                body=self.bodies[shape.body],
                role=role,
                region=self.regions.get(shape.region or ""),
                organisation=self.organisations.get(shape.organisation or ""),
                function=LocalizedText() if shape.holder else shape.function,
                order=shape.order,
                start=shape.start,
                note=shape.note,
            )
        )
        if shape.holder:
            self.keep(
                governance.give_mandate(
                    by=self.by,
                    seat=seat,
                    person=self.people[shape.holder],
                    function=shape.function,
                    acting=shape.acting,
                    start=shape.start,
                )
            )

    def load_plan(self) -> None:
        if not self.data.plan:
            return
        shape = self.data.plan.value
        recorded = self.keep(plan.record_plan(by=self.by, slug=shape.slug, name=shape.name))
        version = self.keep(
            plan.adopt_version(by=self.by, plan=recorded, start=shape.start, end=shape.end + ONE_DAY)
        )
        levels = {}
        for depth, level in enumerate(shape.levels):
            levels[level.key] = self.keep(
                plan.record_level(
                    by=self.by,
                    version=version,
                    depth=depth,
                    key=level.key,
                    name=level.name,
                    plural=level.plural,
                    code_pattern=level.code,
                )
            )
        plan.reorder_nodes(by=self.by, version=version, codes=[node.code for node in shape.nodes])
        for position, node in enumerate(self.each("plan", shape.nodes), start=1):
            self.nodes[node.code] = self.keep(
                plan.record_node(
                    by=self.by,
                    version=version,
                    code=node.code,
                    level=levels[node.level],
                    parent=self.nodes.get(node.parent or ""),
                    position=position,
                    title=node.title,
                    text=node.text,
                    purpose=node.purpose,
                    kind=node.kind,
                    listed=node.listed,
                    note=node.note,
                )
            )

    def load_initiatives(self) -> None:
        for entry in self.each("initiatives", self.data.initiatives):
            shape = entry.value
            self.initiatives[shape.slug] = self.keep(
                programmes.record_initiative(
                    by=self.by,
                    slug=shape.slug,
                    kind=shape.kind,
                    name=shape.name,
                    lead=self.organisations.get(shape.lead or ""),
                    partners=[self.organisations[slug] for slug in shape.partners],
                    start=shape.start,
                    end=shape.end + ONE_DAY if shape.end else None,
                    note=shape.note,
                )
            )

    def load_activities(self) -> None:
        entries = self.data.activities
        self.progress("activities", 0, len(entries))
        rows = [self._activity(entry.value) for entry in entries]
        for saved in activities.record_activities(by=self.by, rows=rows):
            self.activities[saved.record.slug] = self.keep(saved)
        self.progress("activities", len(entries), len(entries))

    def _activity(self, shape: shapes.ActivityFile) -> dict[str, Any]:
        return {
            "slug": shape.slug,
            "dates": shape.dates.span(),
            "title": shape.title,
            "kind": shape.kind,
            "online": shape.online,
            "line": self.nodes.get(shape.line or ""),
            "initiative": self.initiatives.get(shape.initiative or ""),
            "text": _rich(shape.text),
            "note": shape.note,
            "places": [self._place(place) for place in shape.places],
            "activations": [(self.organisations[row.organisation], row.role) for row in shape.activations],
            "deliverables": [self.nodes[code] for code in shape.deliverables],
        }

    def _place(self, shape: shapes.Place) -> Row:
        return {
            "organisation": self.organisations.get(shape.organisation or ""),
            "name": shape.name,
            "country": shape.country,
            "latitude": shape.latitude,
            "longitude": shape.longitude,
        }

    def load_meetings(self) -> None:
        for entry in self.each("bilateral meetings", self.data.meetings):
            shape = entry.value
            place = dict(self._place(shape.place))
            self.keep(
                activities.record_meeting(
                    by=self.by,
                    slug=shape.slug,
                    dates=shape.span(),
                    participants=[self.organisations[slug] for slug in (*shape.members, *shape.prospects)],
                    place_organisation=place.pop("organisation"),
                    place_name=place.pop("name"),
                    activity=self.activities.get(shape.activity or ""),
                    note=shape.note,
                    **place,
                )
            )

    def load_mentions(self) -> None:
        for position, entry in enumerate(self.each("media", self.data.mentions), start=1):
            shape = entry.value
            dates = shape.span()
            self.keep(
                activities.record_mention(
                    by=self.by,
                    slug=f"{dates.month}-{position:03}",
                    dates=dates,
                    outlet=shape.outlet,
                    subject=shape.subject,
                    channels=list(shape.channels),
                    link=shape.link,
                    position=position,
                    note=shape.note,
                )
            )

    def load_dues(self) -> None:
        if not self.data.dues:
            return
        shape = self.data.dues.value
        if statement := shape.statement:
            self.keep(
                dues.publish_statement(
                    by=self.by,
                    year=statement.period,
                    as_of_date=statement.as_of,
                    total=Money(statement.amount, statement.currency),
                    payers=statement.payers,
                    members=statement.members,
                    source=statement.source,
                )
            )
        for called in shape.calls:
            call = self.keep(dues.open_call(by=self.by, year=called.year, currency=called.currency))
            for row in called.items:
                item = self.keep(
                    dues.call_member(
                        by=self.by,
                        call=call,
                        organisation=self.organisations[row.organisation],
                        amount=row.amount,
                    )
                )
                for payment in row.payments:
                    self.keep(
                        dues.book_payment(
                            by=self.by,
                            item=item,
                            amount=Money(payment.amount, called.currency),
                            paid_date=payment.date,
                            reference=payment.reference,
                        )
                    )

    def load_report(self) -> None:
        if not self.data.report:
            return
        shape = self.data.report.value
        values: dict[str, Any] = {"sections": list(shape.sections)} if shape.sections else {}
        if editorial := shape.editorial:
            values |= {
                "editorial_title": editorial.title,
                "editorial_text": _rich(editorial.text),
                "signatory": self.people.get(editorial.signatory or ""),
                "signatory_function": editorial.function,
            }
        self.keep(reports.record_report(by=self.by, period=Period.parse(shape.period), **values))


def _rich(text: LocalizedText) -> LocalizedText:
    return LocalizedText({language: html_from_text(plain) for language, plain in text.items()})
