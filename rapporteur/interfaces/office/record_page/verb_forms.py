"""Forms of verbs: what each asks, and which verb of its room takes it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db import models
from django.utils import timezone

from rapporteur.base.core.permissions import Actor, Right
from rapporteur.base.values.localized import LocalizedText
from rapporteur.base.values.messages import Message
from rapporteur.base.words.say import say
from rapporteur.interfaces.office.choices import named
from rapporteur.interfaces.office.forms import LocalizedFormField
from rapporteur.interfaces.office.pages.refusals import AlreadyRecorded, sentence
from rapporteur.interfaces.office.record_page import verb_words as words
from rapporteur.interfaces.office.record_page.admissions.verbs import ADMISSION_VERBS, has_open_request
from rapporteur.interfaces.office.record_page.admissions.words import HAS_REQUEST
from rapporteur.interfaces.office.record_page.agenda.verbs import EVENT_VERBS
from rapporteur.interfaces.office.record_page.agreement_verbs import AGREEMENT_VERBS, STATEMENT_VERBS
from rapporteur.interfaces.office.record_page.attendance import AttendanceForm, why_not_noted
from rapporteur.interfaces.office.record_page.call_verbs import APPLICATION_VERBS, CALL_VERBS, JUROR_VERBS
from rapporteur.interfaces.office.record_page.contacts.verbs import CONTACT_VERBS
from rapporteur.interfaces.office.record_page.course_verbs import COURSE_VERBS
from rapporteur.interfaces.office.record_page.form_verb import FormVerb, LastDayForm, VerbForm
from rapporteur.interfaces.office.record_page.verb_boxes import (
    NamingForm,
    NewPerson,
    PersonNameField,
    say_seat,
)
from rapporteur.interfaces.office.typed import TypedAmountField, TypedDayField, reader
from rapporteur.records.admissions.models import AdmissionRequest
from rapporteur.records.agenda.models import PlannedEvent
from rapporteur.records.agreements.models import Agreement, JointStatement
from rapporteur.records.calls.models import Application, CallForApplications
from rapporteur.records.contacts.models import Contact
from rapporteur.records.dues import actions as dues
from rapporteur.records.dues.models import DuesItem
from rapporteur.records.dues.shapes import PaymentShape, WaiverShape
from rapporteur.records.governance import actions as governance
from rapporteur.records.governance.models import Body, Mandate, Person, Seat
from rapporteur.records.governance.shapes import MandateShape
from rapporteur.records.juries.models import Juror
from rapporteur.records.meetings.models import BodyMeeting
from rapporteur.records.members import actions as members
from rapporteur.records.members.enums import MembershipCategory
from rapporteur.records.members.models import Membership, Organisation
from rapporteur.records.members.shapes import MembershipShape
from rapporteur.records.names.called import with_names
from rapporteur.records.training.models import Course


class RenameForm(VerbForm):
    """What an organisation is called from a day on."""

    name = LocalizedFormField(label=words.BOXES["name"])
    start = TypedDayField(label=words.BOXES["from"])

    def do(self, by: Actor) -> None:
        """Rename it."""
        name, on = LocalizedText(self.cleaned_data["name"]), self.cleaned_data["start"]
        members.rename_organisation(by=by, organisation=self.record, name=name, on=on)


class AdmitForm(VerbForm):
    """As what an organisation is a member, from when, by which decision."""

    category = forms.ChoiceField(
        label=words.BOXES["category"], choices=lambda: named(MembershipCategory.choices)
    )
    start = TypedDayField(label=words.BOXES["from"])
    decision = forms.CharField(label=words.BOXES["decision"], max_length=200, required=False)

    def do(self, by: Actor) -> None:
        """Admit it."""
        shape = MembershipShape(organisation=self.record.slug, **self.cleaned_data)
        members.admit_member(by=by, membership=shape)


class EndMembershipForm(LastDayForm):
    """The last day as a member."""

    def ending(self) -> Membership | None:
        """Return the membership of today."""
        return membership_of(self.record)

    def do(self, by: Actor) -> None:
        """End it."""
        if (membership := self.ending()) is not None:
            members.end_membership(by=by, membership=membership, end=self.end)


class EndMandateForm(LastDayForm):
    """The last day of a mandate."""

    def do(self, by: Actor) -> None:
        """End it."""
        governance.end_mandate(by=by, mandate=self.record, end=self.end)


class MandateForm(NamingForm):
    """Who holds a seat from a day on; who held it before ends."""

    person = PersonNameField(
        label=words.BOXES["person"], help_text=words.BOXES["person_help"], max_length=150
    )
    start = TypedDayField(label=words.BOXES["from"])
    function = LocalizedFormField(label=words.BOXES["function"], required=False)
    acting = forms.BooleanField(label=words.BOXES["acting"], required=False)

    def clean_person(self) -> Person | NewPerson:
        """Return the person; refuse who holds the seat already: the days of that mandate would be lost."""
        person: Person | NewPerson = self.cleaned_data["person"]
        if isinstance(person, NewPerson):
            return person
        sitting = Mandate.objects.filter(seat=self.record, person=person, end=None).first()
        if sitting is not None:
            raise forms.ValidationError(sentence(governance.HoldsSeatAlready(sitting)))
        return person

    def do(self, by: Actor) -> None:
        """Give it."""
        values = self.cleaned_data
        shape = MandateShape(
            seat=self.record.slug,
            person=self.slugs(by, {"person": values["person"]})["person"],
            function=LocalizedText(values["function"] or {}),
            acting=values["acting"],
            start=values["start"],
        )
        governance.give_mandate(by=by, mandate=shape)


class ElectionForm(NamingForm):
    """Who holds each seat of a body from one day on; a box that is left empty leaves the seat as it is."""

    start = TypedDayField(label=words.BOXES["from"])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        seats = self.record.seats.in_force(today).select_related("organisation", "region")
        seats = seats.prefetch_related("organisation__names").order_by("order", "slug")
        self.seats = {f"seat-{one.pk}": one for one in seats}
        held = with_names(Mandate.objects.in_force(today).filter(seat__in=self.seats.values()))
        self.holders = {f"seat-{one.seat_id}": one.person for one in held}
        for name, seat in self.seats.items():
            holder = self.holders.get(name)
            note = say(words.HELD_BY, reader(), name=holder.name) if holder else say(words.VACANT, reader())
            self.fields[name] = PersonNameField(
                label=say_seat(seat), help_text=note, max_length=150, required=False
            )

    def clean(self) -> dict[str, Any]:
        """Refuse a form that names nobody."""
        values: dict[str, Any] = super().clean() or {}
        if not self.errors and not self.chosen():
            raise forms.ValidationError(say(words.NOTHING_TYPED, reader()))
        return values

    def chosen(self) -> dict[str, Person | NewPerson]:
        """Return who was named, by the name of the box; not who holds the seat already, whose mandate goes on."""
        named_ones = {name: self.cleaned_data.get(name) for name in self.seats}
        return {name: one for name, one in named_ones.items() if one and one != self.holders.get(name)}

    def do(self, by: Actor) -> None:
        """Give all of the mandates, or none."""
        start = self.cleaned_data["start"]
        shapes = [
            MandateShape(
                seat=self.seats[name].slug,
                person=person,
                function=LocalizedText(),
                acting=False,
                start=start,
            )
            for name, person in self.slugs(by, self.chosen()).items()
        ]
        governance.give_mandates(by=by, mandates=shapes)

    def done(self) -> dict[str, object]:
        """Return how many mandates were given."""
        return {**super().done(), "count": len(self.chosen())}


class PaymentForm(VerbForm):
    """What was received for an item, when, under which reference."""

    amount = TypedAmountField(label=words.BOXES["amount"], max_digits=12, decimal_places=2)
    paid_date = TypedDayField(label=words.BOXES["paid"])
    reference = forms.CharField(label=words.BOXES["reference"], max_length=80)

    def do(self, by: Actor) -> None:
        """Book it, in the currency of the call."""
        item: DuesItem = self.record
        shape = PaymentShape(
            year=item.call.year,
            organisation=item.organisation.slug,
            currency=item.call.currency,
            **self.cleaned_data,
        )
        saved = dues.book_payment(by=by, payment=shape)
        if not saved.created:  # it would have changed a payment that is booked
            raise AlreadyRecorded(saved.record)


class WaiverForm(VerbForm):
    """What is given up of an item, by whose decision."""

    amount = TypedAmountField(label=words.BOXES["amount"], max_digits=12, decimal_places=2)
    decided_date = TypedDayField(label=words.BOXES["decided"])
    decision = forms.CharField(label=words.BOXES["decision"], max_length=200)

    def do(self, by: Actor) -> None:
        """Waive it."""
        item: DuesItem = self.record
        shape = WaiverShape(year=item.call.year, organisation=item.organisation.slug, **self.cleaned_data)
        saved = dues.waive(by=by, waiver=shape)
        if not saved.created:
            raise AlreadyRecorded(saved.record)


def membership_of(organisation: Organisation) -> Membership | None:
    """Return the membership that an organisation has today."""
    return Membership.objects.filter(organisation=organisation).in_force(timezone.localdate()).first()


def _why_not_admitted(organisation: Any) -> Message | None:
    if membership_of(organisation):
        return words.IS_MEMBER
    return HAS_REQUEST if has_open_request(organisation) else None


def _why_not_ended(organisation: Any) -> Message | None:
    return None if membership_of(organisation) else words.NO_MEMBER


def _why_no_election(body: Any) -> Message | None:
    return None if body.seats.in_force(timezone.localdate()).exists() else words.NO_SEATS


def _why_over(mandate: Any) -> Message | None:
    return words.IS_OVER if mandate.end is not None and mandate.end <= timezone.localdate() else None


FORM_VERBS: Mapping[type[models.Model], tuple[FormVerb, ...]] = {
    Organisation: (
        FormVerb("rename", words.RENAME, Right.RECORD_MEMBERS, RenameForm),
        FormVerb("admit", words.ADMIT, Right.ADMIT_MEMBERS, AdmitForm, _why_not_admitted),
        FormVerb(
            "end-membership", words.END_MEMBERSHIP, Right.ADMIT_MEMBERS, EndMembershipForm, _why_not_ended
        ),
    ),
    Seat: (FormVerb("mandate", words.GIVE_MANDATE, Right.RECORD_GOVERNANCE, MandateForm),),
    Mandate: (
        FormVerb("end-mandate", words.END_MANDATE, Right.RECORD_GOVERNANCE, EndMandateForm, _why_over),
    ),
    Body: (FormVerb("elect", words.ELECT, Right.RECORD_GOVERNANCE, ElectionForm, _why_no_election),),
    DuesItem: (
        FormVerb("payment", words.BOOK_PAYMENT, Right.RECORD_DUES, PaymentForm),
        FormVerb("waive", words.WAIVE, Right.RECORD_DUES, WaiverForm),
    ),
    CallForApplications: CALL_VERBS,
    Application: APPLICATION_VERBS,
    Juror: JUROR_VERBS,
    AdmissionRequest: ADMISSION_VERBS,
    Contact: CONTACT_VERBS,
    PlannedEvent: EVENT_VERBS,
    Course: COURSE_VERBS,
    Agreement: AGREEMENT_VERBS,
    JointStatement: STATEMENT_VERBS,
    BodyMeeting: (
        FormVerb("attendance", words.ATTENDANCE, Right.RECORD_GOVERNANCE, AttendanceForm, why_not_noted),
    ),
}
"""The verbs with forms of each kind of record."""
