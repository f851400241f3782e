"""The verbs of agreements and joint statements as forms: announced, signed, renewed, ended; signed by whom."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from rapporteur.base.core.permissions import Actor, Right
from rapporteur.base.values.formatting.days import format_dates
from rapporteur.base.values.messages import Message
from rapporteur.base.words.say import say
from rapporteur.interfaces.office.log.members_box import MembersBox, MembersField
from rapporteur.interfaces.office.pages.calling import called
from rapporteur.interfaces.office.record_page import verb_words as words
from rapporteur.interfaces.office.record_page.form_verb import FormVerb, LastDayForm, VerbForm
from rapporteur.interfaces.office.typed import TypedDatesField, TypedDayField, reader
from rapporteur.records.agreements import actions
from rapporteur.records.agreements.enums import AGREEMENT_STEPS, AgreementStage
from rapporteur.records.agreements.models import Agreement
from rapporteur.records.agreements.shapes import SignatoryShape


class StageForm(VerbForm):
    """When a stage is reached: a day, or a month."""

    day_field = "on"
    on = TypedDatesField(label=words.BOXES["when"], help_text=words.BOXES["when_help"], max_length=100)

    def done(self) -> dict[str, object]:
        """Return what the sentence after it names."""
        return {"name": called(self.record), "day": format_dates(self.cleaned_data["on"], reader())}


class AnnounceForm(StageForm):
    """When it was announced."""

    def do(self, by: Actor) -> None:
        """Announce it."""
        actions.announce_agreement(by=by, agreement=self.record, on=self.cleaned_data["on"])


class SignForm(StageForm):
    """When it was signed, and for how long it holds."""

    start = TypedDayField(
        label=words.BOXES["term_from"], help_text=words.BOXES["term_from_help"], required=False
    )
    last = TypedDayField(label=words.BOXES["last_day"], help_text=words.BOXES["term_to_help"], required=False)

    def do(self, by: Actor) -> None:
        """Sign it."""
        values = self.cleaned_data
        actions.sign_agreement(
            by=by,
            agreement=self.record,
            on=values["on"],
            start=values["start"],
            end=_day_after(values["last"]),
        )


class EndAgreementForm(LastDayForm):
    """The last day of an agreement."""

    def do(self, by: Actor) -> None:
        """End it."""
        actions.end_agreement(by=by, agreement=self.record, end=self.end)


class RenewForm(VerbForm):
    """Until when an agreement lasts instead."""

    day_field = "last"
    last = TypedDayField(label=words.BOXES["last_day"], help_text=words.BOXES["term_to_help"], required=False)

    def do(self, by: Actor) -> None:
        """Renew it."""
        actions.renew_agreement(by=by, agreement=self.record, end=_day_after(self.cleaned_data["last"]))

    def done(self) -> dict[str, object]:
        """Return what the sentence after it names."""
        named = super().done()
        return named if named["day"] else {**named, "day": say(words.OPEN, reader())}


class SignatoriesForm(VerbForm):
    """Which organisations signed, all on one day or in one month; it may not be known when."""

    day_field = "on"
    organisations = MembersField(
        label=words.BOXES["organisations"], widget=MembersBox(words.BOXES["organisations"])
    )
    on = TypedDatesField(
        label=words.BOXES["when"], help_text=words.BOXES["when_help"], max_length=100, required=False
    )

    def do(self, by: Actor) -> None:
        """Note each signature."""
        for one in self.cleaned_data["organisations"].order_by("slug"):
            signatory = SignatoryShape(organisation=one.slug, signed=self.cleaned_data["on"])
            actions.sign_joint_statement(by=by, statement=self.record, signatory=signatory)
            self.record.refresh_from_db()

    def done(self) -> dict[str, object]:
        """Return how many signed."""
        return {"name": called(self.record), "count": len(self.cleaned_data["organisations"])}


def _day_after(last: date | None) -> date | None:
    return last + timedelta(days=1) if last else None


def _takes(agreement: Any, step: str) -> bool:
    return step in AGREEMENT_STEPS[AgreementStage(agreement.stage)]


def _why_not_announced(agreement: Any) -> Message | None:
    return None if _takes(agreement, "announce") else words.IS_ANNOUNCED


def _why_not_signed(agreement: Any) -> Message | None:
    return None if _takes(agreement, "sign") else words.IS_SIGNED


def _why_not_renewed(agreement: Agreement) -> Message | None:
    if not _takes(agreement, "renew"):
        return words.NOT_SIGNED
    return words.HAS_NO_END if agreement.end is None else None


def _why_not_ended(agreement: Any) -> Message | None:
    return None if _takes(agreement, "end") else words.IS_OVER


AGREEMENT_VERBS = (
    FormVerb("announce", words.ANNOUNCE, Right.RECORD_AGREEMENTS, AnnounceForm, _why_not_announced),
    FormVerb("sign", words.SIGN, Right.RECORD_AGREEMENTS, SignForm, _why_not_signed),
    FormVerb("renew", words.RENEW, Right.RECORD_AGREEMENTS, RenewForm, _why_not_renewed),
    FormVerb("end-agreement", words.END_AGREEMENT, Right.RECORD_AGREEMENTS, EndAgreementForm, _why_not_ended),
)
"""In the order in which they are done."""
STATEMENT_VERBS = (
    FormVerb("note-signatories", words.NOTE_SIGNATORIES, Right.RECORD_AGREEMENTS, SignatoriesForm),
)
