"""The verbs of requests for admission as forms: an opinion is given; it is admitted, refused, withdrawn."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from rapporteur.base.core.permissions import Actor, Right
from rapporteur.base.values.formatting.days import format_day
from rapporteur.base.values.messages import Message
from rapporteur.base.words.say import say
from rapporteur.interfaces.office.choices import named
from rapporteur.interfaces.office.pages.calling import called
from rapporteur.interfaces.office.pages.choosing import RecordChooser
from rapporteur.interfaces.office.record_page.admissions import words
from rapporteur.interfaces.office.record_page.form_verb import FormVerb, VerbForm
from rapporteur.interfaces.office.typed import TypedDayField, reader
from rapporteur.records.admissions import actions
from rapporteur.records.admissions.enums import ADMISSION_STEPS, AdmissionOpinion, AdmissionOutcome
from rapporteur.records.admissions.models import AdmissionRequest
from rapporteur.records.admissions.shapes import AdmissionDecisionShape
from rapporteur.records.governance.models import Body, Person
from rapporteur.records.meetings.models import Decision
from rapporteur.records.members.models import Organisation

SAY_DAY = Message("Say on which day, or choose the decision that is on record.", context="office")


class OpinionForm(VerbForm):
    """What the regional secretary thinks of a request."""

    day_field = "on"
    opinion = forms.ChoiceField(label=words.BOXES["opinion"], choices=lambda: named(AdmissionOpinion.choices))
    on = TypedDayField(label=words.BOXES["opinion_on"], required=False)
    person = forms.ModelChoiceField(
        label=words.BOXES["opinion_by"], queryset=Person.objects.order_by("slug"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].widget = RecordChooser(Person)

    def do(self, by: Actor) -> None:
        """Note it."""
        values = self.cleaned_data
        person = values["person"].slug if values["person"] else None
        actions.give_opinion(
            by=by, request=self.record, opinion=values["opinion"], on=values["on"], person=person
        )


class AdmissionDecisionForm(VerbForm):
    """By which body and on which day a request is decided, or by which decision that is on record."""

    outcome: ClassVar[AdmissionOutcome]
    day_field = "on"
    on = TypedDayField(label=words.BOXES["decided"], required=False)
    body = forms.ModelChoiceField(
        label=words.BOXES["body"], queryset=Body.objects.order_by("slug"), required=False
    )
    decision = forms.ModelChoiceField(
        label=words.BOXES["decision"],
        help_text=words.BOXES["decision_help"],
        queryset=Decision.objects.none(),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        request: AdmissionRequest = self.record
        self.fields["body"].initial = request.body_id
        self.fields["body"].label_from_instance = called  # type: ignore[attr-defined]  # of a choice of records
        decision: Any = self.fields["decision"]
        decision.label_from_instance = called
        decision.queryset = Decision.objects.filter(organisation=request.organisation).order_by("slug")

    def clean(self) -> Any:
        """Ask for the day."""
        cleaned = super().clean()
        if not self.errors and not self.cleaned_data["on"] and not self.cleaned_data["decision"]:
            self.add_error("on", say(SAY_DAY, reader()))
        return cleaned

    def do(self, by: Actor) -> None:
        """Decide it."""
        values = self.cleaned_data
        shape = AdmissionDecisionShape(
            outcome=self.outcome,
            on=values["on"],
            body=values["body"].slug if values["body"] else None,
            decision=values["decision"].slug if values["decision"] else None,
            from_date=values.get("from_date"),
        )
        self.decided = actions.decide_admission(by=by, request=self.record, decision=shape).record

    def done(self) -> dict[str, object]:
        """Return whose request it is, and the day: of an admission, the first as a member."""
        day = self.decided.from_date or self.decided.decided_date
        return {"name": called(self.decided.organisation), "day": format_day(day, reader()) if day else ""}


class AdmitRequestForm(AdmissionDecisionForm):
    """An organisation is admitted."""

    outcome = AdmissionOutcome.ADMITTED
    from_date = TypedDayField(label=words.BOXES["from"], help_text=words.BOXES["from_help"], required=False)


class RefuseRequestForm(AdmissionDecisionForm):
    """It is refused."""

    outcome = AdmissionOutcome.REFUSED


class WithdrawRequestForm(VerbForm):
    """It asks no longer."""

    day_field = "on"
    on = TypedDayField(label=words.BOXES["withdrawn"])

    def do(self, by: Actor) -> None:
        """Note it."""
        shape = AdmissionDecisionShape(outcome=AdmissionOutcome.WITHDRAWN, on=self.cleaned_data["on"])
        actions.decide_admission(by=by, request=self.record, decision=shape)


def why_not_decided(request: Any) -> Message | None:
    """Say why nothing is decided of a request."""
    return None if ADMISSION_STEPS[request.state] else words.IS_DECIDED


def has_open_request(organisation: Organisation) -> bool:
    """Tell whether an organisation asked to become a member, and nobody has decided yet."""
    return organisation.admission_requests.filter(outcome=AdmissionOutcome.PENDING).exists()


ADMISSION_VERBS = (
    FormVerb("advise", words.ADVISE, Right.RECORD_PROSPECTS, OpinionForm, why_not_decided),
    FormVerb("admit-request", words.ADMIT, Right.ADMIT_MEMBERS, AdmitRequestForm, why_not_decided),
    FormVerb("refuse-request", words.REFUSE, Right.ADMIT_MEMBERS, RefuseRequestForm, why_not_decided),
    FormVerb("withdraw-request", words.WITHDRAW, Right.ADMIT_MEMBERS, WithdrawRequestForm, why_not_decided),
)
"""In the order in which they are done."""
