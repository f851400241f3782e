"""Every kind of record that the back office shows, and its door: nothing is written there that has none."""

from __future__ import annotations

from typing import Any

from django.db import models

from rapporteur.base.core.models import Association, RoleAssignment
from rapporteur.interfaces.office.doors import (
    activities,
    admissions,
    agenda,
    agreements,
    association,
    calls,
    communication,
    contacts,
    dues,
    governance,
    meetings,
    members,
    plan,
    publications,
    reports,
    training,
)
from rapporteur.interfaces.office.doors.door import Door
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

DOORS: dict[type[models.Model], Door[Any, Any]] = {
    Association: association.ASSOCIATION,
    RoleAssignment: association.ROLE,
    Region: members.REGION,
    Organisation: members.ORGANISATION,
    Membership: members.MEMBERSHIP,
    Prospect: members.PROSPECT,
    AdmissionRequest: admissions.ADMISSION_REQUEST,
    Person: governance.PERSON,
    Body: governance.BODY,
    Seat: governance.SEAT,
    Mandate: governance.MANDATE,
    FocalPoint: governance.FOCAL_POINT,
    BodyMeeting: meetings.MEETING,
    Paper: meetings.PAPER,
    BodyRule: meetings.RULE,
    Decision: meetings.DECISION,
    FinancialReport: meetings.FINANCIAL_REPORT,
    DuesCall: dues.CALL,
    DuesItem: dues.ITEM,
    Payment: dues.PAYMENT,
    Waiver: dues.WAIVER,
    PublishedStatement: dues.STATEMENT,
    Plan: plan.PLAN,
    PlanVersion: plan.VERSION,
    Level: plan.LEVEL,
    Node: plan.NODE,
    Initiative: activities.INITIATIVE,
    Activity: activities.ACTIVITY,
    BilateralMeeting: activities.MEETING,
    MediaMention: activities.MENTION,
    CallForApplications: calls.CALL,
    Application: calls.APPLICATION,
    Juror: calls.JUROR,
    PlannedEvent: agenda.EVENT,
    AnnualMeeting: agenda.ANNUAL_MEETING,
    Provider: training.PROVIDER,
    Course: training.COURSE,
    Participant: training.PARTICIPANT,
    Certificate: training.CERTIFICATE,
    Publication: publications.PUBLICATION,
    CommunicationItem: communication.ITEM,
    Contact: contacts.CONTACT,
    Agreement: agreements.AGREEMENT,
    JointStatement: agreements.JOINT_STATEMENT,
    Report: reports.REPORT,
}
VIEWS = {model: door.view for model, door in DOORS.items()}
"""The right to see each kind of record."""
