"""The verbs of calls, applications and jurors as forms: decided, granted, chosen, confirmed, declared, judged."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from rapporteur.base.core.permissions import Actor, Right
from rapporteur.base.values.dates import Dates
from rapporteur.base.values.formatting.days import format_dates
from rapporteur.base.values.localized import LocalizedText
from rapporteur.base.values.messages import Message
from rapporteur.base.words.say import say
from rapporteur.interfaces.office.choices import named
from rapporteur.interfaces.office.doors.slugs import give_slug
from rapporteur.interfaces.office.forms import LocalizedFormField
from rapporteur.interfaces.office.log.members_box import MembersBox, MembersField
from rapporteur.interfaces.office.pages.calling import called
from rapporteur.interfaces.office.pages.choosing import RecordChooser
from rapporteur.interfaces.office.record_page import jury_words as words
from rapporteur.interfaces.office.record_page.form_verb import FormVerb, VerbForm
from rapporteur.interfaces.office.record_page.jury_forms import ChooseJuryForm, PointsForm
from rapporteur.interfaces.office.record_page.verb_words import BOXES, OPEN
from rapporteur.interfaces.office.typed import TypedDatesField, TypedDayField, TypedTimeField, reader
from rapporteur.records.calls import actions
from rapporteur.records.calls.enums import APPLICATION_STEPS, CALL_STEPS, ApplicationDecision, CallOutcome
from rapporteur.records.calls.models import Application
from rapporteur.records.calls.shapes import ApplicationPartnerShape, ApplicationShape, GraceShape
from rapporteur.records.juries import actions as juries
from rapporteur.records.juries.shapes import TieShape
from rapporteur.records.members.models import Organisation
from rapporteur.records.names.called import with_names


class OutcomeForm(VerbForm):
    """When it was decided, as far as that is known."""

    day_field = "on"
    on = TypedDatesField(label=BOXES["when"], help_text=BOXES["when_help"], max_length=100, required=False)

    def done(self) -> dict[str, object]:
        """Return what the sentence after it names."""
        on = self.cleaned_data["on"]
        return {"name": called(self.record), "day": format_dates(on, reader()) if on else say(OPEN, reader())}


class DecideForm(OutcomeForm):
    """A call that is decided."""

    def do(self, by: Actor) -> None:
        """Decide it."""
        actions.decide_call(by=by, call=self.record, on=self.cleaned_data["on"])


class CancelForm(OutcomeForm):
    """A call that comes to nothing."""

    def do(self, by: Actor) -> None:
        """Cancel it."""
        actions.cancel_call(by=by, call=self.record, on=self.cleaned_data["on"])


class GraceForm(VerbForm):
    """Which organisations may be later than the others, until when, why."""

    day_field = "until"
    organisations = MembersField(label=BOXES["organisations"], widget=MembersBox(BOXES["organisations"]))
    until = TypedDayField(label=BOXES["last_day"])
    time = TypedTimeField(label=words.BOXES["time"], help_text=words.BOXES["time_help"], required=False)
    reason = forms.CharField(label=words.BOXES["reason"], max_length=300)

    def do(self, by: Actor) -> None:
        """Grant each of them the grace."""
        for one in self.cleaned_data["organisations"].order_by("slug"):
            grace = GraceShape(
                organisation=one.slug,
                until_date=self.cleaned_data["until"],
                until_time=self.cleaned_data["time"],
                reason=self.cleaned_data["reason"],
            )
            actions.grant_grace(by=by, call=self.record, grace=grace)


class ReceiveForm(VerbForm):
    """An application that comes now: the clock of the server says when, and whether that is in time."""

    day_field = "lead"
    lead = forms.ModelChoiceField(label=words.BOXES["lead"], queryset=Organisation.objects.order_by("slug"))
    title = LocalizedFormField(label=words.BOXES["title"])
    summary = LocalizedFormField(label=words.BOXES["summary"], long=True, required=False)
    partners = MembersField(
        label=words.BOXES["with_partners"], widget=MembersBox(words.BOXES["with_partners"]), required=False
    )
    contact = forms.CharField(
        label=words.BOXES["contact"], required=False, widget=forms.Textarea({"rows": 2}), max_length=1000
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lead"].widget = RecordChooser(Organisation)
        self.fields["title"].essential = True  # type: ignore[attr-defined]  # of a text in languages
        self.fields["lead"].help_text = say(words.NOW, reader())

    def do(self, by: Actor) -> None:
        """Record it as having come at this moment."""
        values = self.cleaned_data
        title, lead = LocalizedText(values["title"]), values["lead"]
        new = Application(call=self.record, lead=lead, title=title)
        give_slug(new)
        partners = values["partners"].order_by("slug") if values["partners"] else ()
        shape = ApplicationShape(
            slug=new.slug,
            call=self.record.slug,
            lead=lead.slug,
            title=title,
            summary=LocalizedText(values["summary"] or {}),
            contact=values["contact"],
            partners=tuple(ApplicationPartnerShape(organisation=one.slug) for one in partners),
        )
        self.received = actions.receive_application(by=by, application=shape, at=timezone.now()).record

    def done(self) -> dict[str, object]:
        """Return whose it is, and when it came."""
        came = self.received
        return {
            "name": called(came.lead),
            "day": format_dates(Dates(came.received_date), reader()),
            "time": f"{came.received_time:%H:%M}",
        }


class ConfirmForm(VerbForm):
    """Which partners have confirmed, on which day."""

    day_field = "on"
    on = TypedDayField(label=words.BOXES["confirmed"])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        partners = self.record.partners.filter(confirmed_date=None)
        organisations = [row.organisation for row in partners.select_related("organisation").order_by("pk")]
        self.fields["partners"] = forms.MultipleChoiceField(
            label=words.BOXES["partners"],
            choices=[(one.slug, called(one)) for one in organisations],
            widget=forms.CheckboxSelectMultiple,
        )

    def do(self, by: Actor) -> None:
        """Note it of each."""
        for slug in self.cleaned_data["partners"]:
            actions.confirm_partner(
                by=by, application=self.record, organisation=slug, on=self.cleaned_data["on"]
            )

    def done(self) -> dict[str, object]:
        """Return how many confirmed."""
        return {**super().done(), "count": len(self.cleaned_data["partners"])}


class ApplicationDecisionForm(VerbForm):
    """What became of an application, and when."""

    day_field = "on"
    on = TypedDayField(label=BOXES["decided"], required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        possible = set(APPLICATION_STEPS[ApplicationDecision(self.record.decision)].values())
        choices = [(code, name) for code, name in ApplicationDecision.choices if code in possible]
        self.fields["decision"] = forms.ChoiceField(
            label=words.BOXES["decision"], choices=lambda: named(choices)
        )

    def do(self, by: Actor) -> None:
        """Decide it."""
        values = self.cleaned_data
        actions.decide_application(
            by=by, application=self.record, decision=values["decision"], on=values["on"]
        )


class DeclarationForm(VerbForm):
    """To which organisations a juror has a tie: all of them, or none."""

    day_field = "on"
    organisations = MembersField(
        label=words.BOXES["ties"], widget=MembersBox(words.BOXES["ties"]), required=False
    )
    on = TypedDayField(label=words.BOXES["declared"])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ties = self.record.ties.filter(organisation__isnull=False).order_by("pk")
        self.initial.setdefault("organisations", list(ties.values_list("organisation__slug", flat=True)))

    def do(self, by: Actor) -> None:
        """Note the declaration; ties to applications stay as they are."""
        kept = [
            TieShape(application=row.application.slug, reason=row.reason)
            for row in self.record.ties.filter(application__isnull=False).select_related("application")
        ]
        chosen = self.cleaned_data["organisations"]
        ties = [TieShape(organisation=one.slug) for one in chosen.order_by("slug")] if chosen else []
        juries.note_declaration(
            by=by, juror=self.record, ties=[*ties, *kept], on=self.cleaned_data["on"] or timezone.localdate()
        )


class AssignForm(VerbForm):
    """Which applications a juror is to judge, beside those that they have."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        given = self.record.assessments.values("application")
        open_ = with_names(self.record.call.applications.exclude(pk__in=given)).order_by("number")
        self.fields["applications"] = forms.MultipleChoiceField(
            label=words.BOXES["applications"],
            choices=[(one.slug, f"{one.number}. {called(one)}") for one in open_],
            widget=forms.CheckboxSelectMultiple,
        )

    def do(self, by: Actor) -> None:
        """Assign them."""
        juries.assign_applications(by=by, juror=self.record, applications=self.cleaned_data["applications"])

    def done(self) -> dict[str, object]:
        """Return how many were assigned."""
        return {"name": called(self.record), "count": len(self.cleaned_data["applications"])}


def _why_not_ended(call: Any) -> Message | None:
    return None if CALL_STEPS[CallOutcome(call.outcome)] else words.IS_DECIDED


def _why_not_chosen(call: Any) -> Message | None:
    return None if call.jurors.exists() else words.NO_CANDIDATES


def _why_not_confirmed(application: Any) -> Message | None:
    waiting = application.partners.filter(confirmed_date=None).exists()
    return None if waiting else words.NOBODY_TO_CONFIRM


def _why_not_decided(application: Any) -> Message | None:
    return None if APPLICATION_STEPS[ApplicationDecision(application.decision)] else words.IS_DECIDED


def _why_not_assigned(juror: Any) -> Message | None:
    open_ = juror.call.applications.exclude(pk__in=juror.assessments.values("application"))
    return None if open_.exists() else words.NOTHING_TO_ASSIGN


def _why_no_points(juror: Any) -> Message | None:
    if juror.declared_date is None:
        return words.NOT_DECLARED
    return (
        None if juror.call.applications.exists() and juror.call.criteria.exists() else words.NOTHING_TO_JUDGE
    )


CALL_VERBS = (
    FormVerb("choose-jury", words.CHOOSE_JURY, Right.RECORD_APPLICATIONS, ChooseJuryForm, _why_not_chosen),
    FormVerb("receive", words.RECEIVE, Right.RECORD_APPLICATIONS, ReceiveForm, _why_not_ended),
    FormVerb("grant-grace", words.GRANT_GRACE, Right.RECORD_CALLS, GraceForm),
    FormVerb("decide-call", words.DECIDE_CALL, Right.RECORD_CALLS, DecideForm, _why_not_ended),
    FormVerb("cancel-call", words.CANCEL_CALL, Right.RECORD_CALLS, CancelForm, _why_not_ended),
)
"""In the order in which they are done."""
APPLICATION_VERBS = (
    FormVerb("confirm", words.CONFIRM, Right.RECORD_APPLICATIONS, ConfirmForm, _why_not_confirmed),
    FormVerb(
        "decide-application",
        words.DECIDE_APPLICATION,
        Right.RECORD_APPLICATIONS,
        ApplicationDecisionForm,
        _why_not_decided,
    ),
)
JUROR_VERBS = (
    FormVerb("declare", words.DECLARE, Right.RECORD_APPLICATIONS, DeclarationForm),
    FormVerb("assign", words.ASSIGN, Right.RECORD_APPLICATIONS, AssignForm, _why_not_assigned),
    FormVerb("points", words.POINTS, Right.RECORD_APPLICATIONS, PointsForm, _why_no_points),
)
