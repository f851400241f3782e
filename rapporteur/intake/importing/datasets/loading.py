"""Write a data set through the actions of the rooms, all or nothing; a second time changes nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from msgspec.structs import replace
from wagtail.models import ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

from rapporteur.base.core import actions as core
from rapporteur.base.core.engine import Saved
from rapporteur.base.core.models import Editorial
from rapporteur.base.core.permissions import Actor
from rapporteur.intake.importing.datasets import as_shapes
from rapporteur.intake.importing.datasets import network_files as network
from rapporteur.intake.importing.datasets import period_files as period
from rapporteur.intake.importing.datasets.agenda import load_event
from rapporteur.intake.importing.datasets.application_calls import load_call
from rapporteur.intake.importing.datasets.body_meetings import load_meetings_file
from rapporteur.intake.importing.datasets.contents import DataSet
from rapporteur.intake.importing.datasets.training_courses import load_course, load_provider
from rapporteur.records.activities import actions as activities
from rapporteur.records.admissions.actions import record_admission_request
from rapporteur.records.agreements import actions as agreements
from rapporteur.records.communication.actions import record_item
from rapporteur.records.dues import actions as dues
from rapporteur.records.dues.shapes import DuesCallShape, DuesItemShape
from rapporteur.records.governance import actions as governance
from rapporteur.records.governance.shapes import (
    FocalPointShape,
    PersonShape,
)
from rapporteur.records.members import actions as members
from rapporteur.records.members.queries import all_affiliations
from rapporteur.records.members.shapes import (
    ProspectShape,
    RegionShape,
)
from rapporteur.records.plan import actions as plan
from rapporteur.records.plan.shapes import LevelShape, PlanShape, PlanVersionShape
from rapporteur.records.programmes import actions as programmes
from rapporteur.records.publications.actions import record_publication
from rapporteur.records.reports import actions as reports

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


def load_data_set(data: DataSet, *, by: Actor, progress: Progress = lambda step, done, total: None) -> Loaded:
    """Write `data`; `progress` is told the step, how many of its records are done and how many there are."""
    # a data set gives every language of a text together: each is made from the source that it gives
    load = _Load(data, by.confirming(), progress)
    with transaction.atomic(), disable_reference_index_auto_update():
        for step in load.steps():
            step()
        for record in load.loaded.written:
            if isinstance(record, Editorial):
                ReferenceIndex.create_or_update_for_object(record)
    return load.loaded


class _Load:
    def __init__(self, data: DataSet, by: Actor, progress: Progress) -> None:
        self.data = data
        self.by = by
        self.progress = progress
        self.loaded = Loaded()
        self.nodes: dict[str, str] = {}
        """Slugs of the plan's nodes by their codes."""

    def steps(self) -> Sequence[Callable[[], None]]:
        return (
            self.load_association, self.load_organisations, self.load_governance, self.load_body_meetings,
            self.load_plan, self.load_initiatives, self.load_activities, self.load_calls, self.load_training,
            self.load_agreements, self.load_statements, self.load_agenda, self.load_admissions, self.load_meetings,
            self.load_mentions, self.load_publications, self.load_communication, self.load_dues, self.load_report,
        )  # fmt: skip

    def keep(self, saved: Saved[Any]) -> Any:
        return self.loaded.count(saved)

    def with_progress(self, step: str, items: Sequence[Any]) -> Any:
        for done, item in enumerate(items):
            self.progress(step, done, len(items))
            yield item
        self.progress(step, len(items), len(items))

    def load_association(self) -> None:
        file = self.data.association.value
        self.keep(core.record_association(by=self.by, association=as_shapes.association(file)))
        places = {entry.value.slug: entry.value.order for entry in self.data.regions}
        members.reorder_regions(by=self.by, places=places)
        for entry in self.data.regions:
            region = RegionShape(slug=entry.value.slug, name=entry.value.name, order=entry.value.order)
            self.keep(members.record_region(by=self.by, region=region))

    def load_organisations(self) -> None:
        files = [entry.value for entry in self.data.organisations]
        self.progress("organisations", 0, len(files))
        recorded = all_affiliations()
        saved = members.record_organisations(
            by=self.by,
            organisations=[as_shapes.organisation(one, recorded.get(one.slug, ())) for one in files],
        )
        for one in saved:
            self.keep(one)
        fresh = {one.record.slug for one in saved if one.created}
        held = {one.slug: as_shapes.membership(one.slug, one.membership) for one in files if one.membership}
        new = [shape for slug, shape in held.items() if slug in fresh]
        for admitted in members.admit_new_members(by=self.by, memberships=new):
            self.keep(admitted)
        for slug, shape in held.items():
            if slug not in fresh:
                self.keep(members.admit_member(by=self.by, membership=shape))
        for file in files:
            if file.prospect:
                prospect = ProspectShape(
                    organisation=file.slug, stage=file.prospect.stage, start=file.prospect.start()
                )
                self.keep(members.note_prospect(by=self.by, prospect=prospect))
        self.progress("organisations", len(files), len(files))

    def load_governance(self) -> None:
        if not self.data.governance:
            return
        file = self.data.governance.value
        for one in self.with_progress("people", file.people):
            name = f"{one.title.best(('en',))} {one.name}".strip()
            self.keep(governance.record_person(by=self.by, person=PersonShape(slug=one.slug, name=name)))
        for body in file.bodies:
            self.keep(governance.record_body(by=self.by, body=as_shapes.body(body)))
        for seat in self.with_progress("seats", file.seats):
            self._seat(seat, secretary_general=file.secretary_general)
        for point in file.focal_points:
            focal_point = FocalPointShape(region=point.region, person=point.person)
            self.keep(governance.name_focal_point(by=self.by, focal_point=focal_point))

    def _seat(self, file: network.SeatInFile, *, secretary_general: str | None) -> None:
        seat = as_shapes.seat(file, secretary_general=secretary_general)
        self.keep(governance.record_seat(by=self.by, seat=seat))
        if file.holder:
            mandate = as_shapes.mandate(file, person=file.holder)
            self.keep(governance.give_mandate(by=self.by, mandate=mandate))

    def load_body_meetings(self) -> None:
        if self.data.body_meetings:
            load_meetings_file(self.data.body_meetings.value, by=self.by, keep=self.keep)

    def load_plan(self) -> None:
        if not self.data.plan:
            return
        file = self.data.plan.value
        self.keep(plan.record_plan(by=self.by, plan=PlanShape(slug=file.slug, name=file.name)))
        adopted = PlanVersionShape(plan=file.slug, start=file.start, end=file.end + as_shapes.ONE_DAY)
        version = self.keep(plan.adopt_version(by=self.by, version=adopted))
        for depth, level in enumerate(file.levels):
            shape = LevelShape(
                depth=depth, key=level.key, name=level.name, plural=level.plural, code_pattern=level.code
            )
            self.keep(plan.record_level(by=self.by, version=version, level=shape))
        plan.reorder_nodes(by=self.by, version=version, codes=[node.code for node in file.nodes])
        self.progress("plan", 0, len(file.nodes))
        nodes = [as_shapes.node(position, node) for position, node in enumerate(file.nodes, start=1)]
        for saved in plan.record_nodes(by=self.by, version=version, nodes=nodes):
            self.nodes[saved.record.code] = self.keep(saved).slug
        self.progress("plan", len(file.nodes), len(file.nodes))

    def load_initiatives(self) -> None:
        for entry in self.with_progress("initiatives", self.data.initiatives):
            shape = as_shapes.initiative(entry.value)
            self.keep(programmes.record_initiative(by=self.by, initiative=shape))

    def load_activities(self) -> None:
        entries = self.data.activities
        self.progress("activities", 0, len(entries))
        files = [as_shapes.activity(entry.value, nodes=self.nodes) for entry in entries]
        for saved in activities.record_activities(by=self.by, activities=files):
            self.keep(saved)
        self.progress("activities", len(entries), len(entries))

    def load_calls(self) -> None:
        for entry in self.with_progress("calls", self.data.calls):
            load_call(entry.value, by=self.by, keep=self.keep)

    def load_training(self) -> None:
        for provider in self.with_progress("providers", self.data.providers):
            load_provider(provider.value, by=self.by, keep=self.keep)
        for course in self.with_progress("courses", self.data.courses):
            load_course(course.value, by=self.by, keep=self.keep)

    def load_agreements(self) -> None:
        for entry in self.with_progress("agreements", self.data.agreements):
            shape = as_shapes.agreement(entry.value)
            self.keep(agreements.record_agreement(by=self.by, agreement=shape))

    def load_statements(self) -> None:
        for entry in self.with_progress("joint statements", self.data.statements):
            shape = as_shapes.joint_statement(entry.value)
            self.keep(agreements.record_joint_statement(by=self.by, statement=shape))

    def load_agenda(self) -> None:
        for entry in self.with_progress("agenda", self.data.agenda):
            load_event(entry.value, nodes=self.nodes, by=self.by, keep=self.keep)

    def load_admissions(self) -> None:
        for entry in self.with_progress("admissions", self.data.admissions):
            shape = as_shapes.admission(entry.value)
            self.keep(record_admission_request(by=self.by, request=shape))

    def load_meetings(self) -> None:
        for entry in self.with_progress("bilateral meetings", self.data.meetings):
            shape = as_shapes.meeting(entry.value)
            self.keep(activities.record_meeting(by=self.by, meeting=shape))

    def load_mentions(self) -> None:
        for position, entry in enumerate(self.with_progress("media", self.data.mentions), start=1):
            shape = as_shapes.mention(position, entry.value)
            self.keep(activities.record_mention(by=self.by, mention=shape))

    def load_publications(self) -> None:
        for entry in self.with_progress("publications", self.data.publications):
            shape = as_shapes.publication(entry.value)
            self.keep(record_publication(by=self.by, publication=shape))

    def load_communication(self) -> None:
        for entry in self.with_progress("communication", self.data.communication):
            shape = as_shapes.communication_item(entry.value, nodes=self.nodes)
            self.keep(record_item(by=self.by, item=shape))

    def load_dues(self) -> None:
        if not self.data.dues:
            return
        file = self.data.dues.value
        if statement := file.statement:
            shape = as_shapes.statement(statement)
            self.keep(dues.publish_statement(by=self.by, statement=shape))
        for called in file.calls:
            call = DuesCallShape(year=called.year, currency=called.currency)
            self.keep(dues.open_call(by=self.by, call=call))
            for row in called.items:
                self._dues_item(called.year, called.currency, row)

    def _dues_item(self, year: int, currency: str, file: period.CallItemInFile) -> None:
        item = DuesItemShape(year=year, organisation=file.organisation, amount=file.amount)
        self.keep(dues.call_member(by=self.by, item=item))
        for row in file.payments:
            payment = as_shapes.payment(row, item=item, currency=currency)
            self.keep(dues.book_payment(by=self.by, payment=payment))

    def load_report(self) -> None:
        if not self.data.report:
            return
        shape = as_shapes.report(self.data.report.value)
        if path := self.data.cover:
            image = reports.keep_picture(by=self.by, name=path.name, content=path.read_bytes())
            shape = replace(shape, cover_image=image.pk)
        self.keep(reports.record_report(by=self.by, report=shape))
