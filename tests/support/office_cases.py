"""Somebody at a record: every role before a record of each kind, and what is expected of them by the table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.test import Client
from django.urls import reverse

from rapporteur.base.core.models import Association, AuditEntry, RoleAssignment
from rapporteur.base.core.permissions import Actor, Right, Role, can
from rapporteur.base.core.reach import is_regional
from rapporteur.interfaces.office.actors import OUTSIDE
from rapporteur.interfaces.office.doors.table import DOORS
from rapporteur.records.activities.models import Activity, BilateralMeeting, MediaMention
from rapporteur.records.admissions.models import AdmissionRequest
from rapporteur.records.agenda.models import AnnualMeeting, PlannedEvent
from rapporteur.records.agreements.models import Agreement, JointStatement
from rapporteur.records.calls.models import Application, CallForApplications
from rapporteur.records.communication.models import CommunicationItem
from rapporteur.records.contacts.models import Contact
from rapporteur.records.dues.models import DuesCall, DuesItem, Payment, PublishedStatement, Waiver
from rapporteur.records.governance.models import Body, FocalPoint, Mandate, Person, Seat
from rapporteur.records.juries.models import Juror
from rapporteur.records.meetings.models import BodyMeeting, BodyRule, Decision, FinancialReport, Paper
from rapporteur.records.members.models import Membership, Organisation, Prospect, Region
from rapporteur.records.plan.models import Level, Node, Plan, PlanVersion
from rapporteur.records.programmes.models import Initiative
from rapporteur.records.publications.models import Publication
from rapporteur.records.reports.models import Report
from rapporteur.records.training.models import Certificate, Course, Participant, Provider
from tests import factories
from tests.factories import make
from tests.support.office import Values, signed_in
from tests.support.writes import noted_writes

OWN, OTHER = "own", "other"
HOME, LOGIN = "/cms/", "/account/login/"
PASSING = frozenset({"django_session", "wagtailadmin_editingsession"})
"""Tables of who is signed in and which form they have open: a page that is shown again may write there."""

CHANGES: dict[type[models.Model], Values] = {
    Association: {"short_name": "Another"},
    Region: {"name_en": "Another"},
    Organisation: {"note": "Another"},
    Membership: {"decision": "Another"},
    Prospect: {"stage": "CANDIDATE"},
    Person: {"name": "Another"},
    Body: {"name_en": "Another"},
    Seat: {"note": "Another"},
    Mandate: {"function_en": "Another"},
    FocalPoint: {"start": "2012-01-01"},
    BodyMeeting: {"note": "Another"},
    Paper: {"title_en": "Another"},
    BodyRule: {"parts": "3"},
    Decision: {"note": "Another"},
    FinancialReport: {"note": "Another"},
    DuesCall: {"formula_en": "Another"},
    DuesItem: {"amount": "7.00"},
    Payment: {"amount": "7.00"},
    Waiver: {"amount": "7.00"},
    PublishedStatement: {"amount": "7.00"},
    Plan: {"name_en": "Another"},
    PlanVersion: {"start": "2012-01-01"},
    Level: {"name_en": "Another"},
    Node: {"note": "Another"},
    Initiative: {"note": "Another"},
    Activity: {"note": "Another"},
    BilateralMeeting: {"note": "Another"},
    MediaMention: {"note": "Another"},
    CallForApplications: {"note": "Another"},
    Application: {"note": "Another"},
    Juror: {"note": "Another"},
    AdmissionRequest: {"note": "Another"},
    PlannedEvent: {"note": "Another"},
    AnnualMeeting: {"note": "Another"},
    Provider: {"note": "Another"},
    Course: {"note": "Another"},
    Participant: {"note": "Another"},
    Certificate: {"withdrawn_date": "2030-01-01"},
    Publication: {"note": "Another"},
    CommunicationItem: {"note": "Another"},
    Contact: {"note": "Another"},
    Agreement: {"note": "Another"},
    JointStatement: {"note": "Another"},
    Report: {"editorial_title_en": "Another"},
    RoleAssignment: {"role": "FINANCE"},
}
"""What an edit changes in a record of each kind."""


def organisation_in(region: Region) -> Organisation:
    city: Organisation = make.OrganisationFactory()
    make.RegionalAffiliationFactory(organisation=city, region=region)
    return city


def request_in(region: Region) -> AdmissionRequest:
    city = organisation_in(region)
    make.ProspectFactory(organisation=city, stage="CANDIDATE")
    request: AdmissionRequest = make.AdmissionRequestFactory(organisation=city)
    return request


def activity_in(region: Region) -> Activity:
    activity: Activity = make.ActivationFactory(organisation=organisation_in(region)).activity
    activity.text = {"fr": "<p>What nobody is asked about when it is published.</p>"}
    activity.save()
    activity.save_revision(clean=False)
    activity.note = "Second version"
    activity.save_revision(clean=False)
    return activity


def meeting_in(region: Region) -> BilateralMeeting:
    meeting: BilateralMeeting = make.BilateralMeetingFactory()
    meeting.participants.add(organisation_in(region))
    return meeting


def a_report() -> Report:
    report: Report = make.ReportFactory()
    report.save_revision(clean=False)
    report.editorial_title = {"fr": "Second"}
    report.save_revision(clean=False)
    return report


LYING: dict[type[models.Model], Callable[[Region], models.Model]] = {
    Organisation: organisation_in,
    Prospect: lambda region: make.ProspectFactory(organisation=organisation_in(region)),
    AdmissionRequest: request_in,
    Initiative: lambda region: make.InitiativeFactory(lead=organisation_in(region)),
    Activity: activity_in,
    BilateralMeeting: meeting_in,
}
"""How a record is made that lies in a region; all others lie in none."""


@dataclass(frozen=True)
class Case:
    """Somebody at a record: who they are, their browser, the record and the region in which it lies."""

    by: Actor
    client: Client
    record: Any
    place: str

    def __str__(self) -> str:
        return f"{self.by.name} at {type(self.record).__name__} in {self.place}"

    @property
    def inside(self) -> bool:
        """Whether they enter the back office at all."""
        return not self.by.roles <= OUTSIDE

    def may(self, right: Right | None) -> bool:
        """Whether the table allows something over this record."""
        regional = is_regional(type(self.record))
        lies_in = (self.place,) if regional else ()
        return self.inside and right is not None and can(self.by, right, lies_in)

    def may_some(self, right: Right | None) -> bool:
        """Whether the table allows something over some record of the kind."""
        return self.inside and right is not None and can(self.by, right)


def made(model: type[models.Model], regions: dict[str, Region]) -> dict[str, models.Model]:
    """Return a record of the kind in each region, or one where records of the kind lie in none."""
    if model in LYING:
        return {place: LYING[model](region) for place, region in regions.items()}
    if model is Association:
        return {OWN: Association.objects.get()}
    return {OWN: a_report() if model is Report else getattr(factories, f"{model.__name__}Factory")()}


def cases(records: dict[str, models.Model]) -> Iterator[Case]:
    """Yield every role at every one of the records."""
    for role in Role:
        client, name = signed_in(role, region=OWN), role.lower().replace("_", "-")
        regions = frozenset({OWN} if role is Role.REGIONAL_SECRETARY else ())
        for place, record in records.items():
            yield Case(Actor(name, frozenset({role}), regions), client, record, place)


def done(response: Any) -> bool:
    """Whether something was shown (200) or done (led on); a refusal leads home or to the door, or is an error."""
    if response.status_code == 302:
        return response["Location"] != HOME and not response["Location"].startswith(LOGIN)
    assert response.status_code in (200, 403, 404, 405), response.status_code
    return bool(response.status_code == 200)


@contextmanager
def undone() -> Iterator[None]:
    """Undo afterwards what happens within."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def look(case: Case, address: str, *, expected: bool, what: str) -> Any:
    """Ask for a page: shown, or refused; return the answer."""
    response = case.client.get(address)
    assert done(response) is expected, f"{what}, {case}: {response.status_code}"
    return response


def send(case: Case, address: str, values: Values, *, expected: bool, what: str, verbs: int = 1) -> None:
    """Send what writes: done under the name of who sent it, or refused without a trace. It is undone afterwards.

    What is done leaves one entry in the trail for each verb that it takes.
    """
    with undone():
        last = AuditEntry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        with noted_writes() as tables:
            response = case.client.post(address, values)
        accepted = response.status_code == 302 and done(response)
        assert accepted is expected, f"{what}, {case}: {response.status_code} {complaints(response)}"
        entries = list(AuditEntry.objects.filter(pk__gt=last).values_list("by", "action"))
        assert len(entries) == (verbs if expected else 0), f"{what}, {case}: the trail says {entries}"
        assert {name for name, _ in entries} <= {case.by.name}, f"{what}, {case}: the trail says {entries}"
        after = held(tables - PASSING)
    assert expected or after == held(tables - PASSING), (
        f"{what}, {case}: refused, and yet something is written"
    )
    assert "wagtailcore_modellogentry" not in tables, f"{what}: Wagtail keeps a log of its own"


def complaints(response: Any) -> str:
    """Return what a form that came back complains of."""
    context = getattr(response, "context_data", None) or {}
    return str(getattr(context.get("form"), "errors", ""))


def held(tables: set[str]) -> str:
    """Return what some tables hold."""
    known = {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}
    return repr(
        {name: list(known[name]._base_manager.order_by("pk").values_list()) for name in sorted(tables)}
    )


def anew(record: Any, values: Values) -> Values:
    """Return what the form of a record sends as the form for a new one sends it."""
    named = {}
    for name in DOORS[type(record)].fixed:
        if name in {field.name for field in record._meta.concrete_fields}:
            value = record._meta.get_field(name).value_from_object(record)
            named[name] = value.isoformat() if isinstance(value, date) else value
    fresh = {"-INITIAL_FORMS": "0", "-id": ""}
    for name, value in values.items():
        named[name] = next((new for end, new in fresh.items() if name.endswith(end)), value)
    return named


def bulk(model: type[models.Model], pk: int) -> str:
    """Return the address at which records are deleted together."""
    options = model._meta
    address = reverse("wagtail_bulk_action", args=(options.app_label, options.model_name, "delete"))
    return f"{address}?id={pk}"


def chooser(model: type[models.Model], view: str, *args: object) -> str:
    """Return an address of the window in which a record is chosen."""
    options = model._meta
    return reverse(f"wagtailsnippetchoosers_{options.app_label}_{options.model_name}:{view}", args=args)
