"""The register of personal data: every field that says something of a person, what for, how long, and who may see it.

One place for all of them. A test holds it against the models: a field about people that is not here, or is here twice,
or is none any more, fails it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rapporteur.base.core.permissions import Right
from rapporteur.base.values.messages import Message

LASTING = Message(
    "As long as the network keeps its history: it is public what an office decided.", context="data"
)
ASKED = Message(
    "Until the person asks to be left out, or three years after it was last used.", context="data"
)
COURSE = Message(
    "The name until three years after the course; then only numbers are kept. Certificates as long as they may be "
    "shown.",
    context="data",
)
JURY = Message("Until two years after the decision of the call; then only numbers are kept.", context="data")
TRAIL = Message("As long as the record that it tells of: who changed what must be known.", context="data")
ACCOUNT = Message(
    "As long as the account is open; closed accounts keep the name alone, for the trail.", context="data"
)
MAILS = Message("One year after the mail was sent.", context="data")
OWN = Message("Until the person takes it away, or the account is closed.", context="data")


@dataclass(frozen=True)
class PersonalData:
    """Fields (as ``room.model.field``) that are kept for one purpose, for the same time, seen by the same people."""

    fields: tuple[str, ...]
    purpose: Message
    kept: Message
    seen: Right


def _of(model: str, *fields: str) -> tuple[str, ...]:
    return tuple(f"{model}.{field}" for field in fields)


REGISTER: tuple[PersonalData, ...] = (
    PersonalData(
        (
            *_of("governance.person", "slug", "name"),
            *_of("governance.mandate", "person"),
            *_of("governance.focalpoint", "person"),
            *_of("meetings.attendance", "person"),
            *_of("meetings.guest", "name"),
            *_of("agreements.signatory", "person"),
            *_of("agreements.jointstatement", "owner"),
            *_of("publications.publicationauthor", "person", "name"),
            *_of("reports.report", "signatory"),
            *_of("admissions.admissionrequest", "opinion_by"),
        ),
        Message("To say who holds or held an office, who met, signed, wrote and decided.", context="data"),
        LASTING,
        Right.VIEW_GOVERNANCE,
    ),
    PersonalData(
        (*_of("agenda.plannedevent", "owner"), *_of("agenda.eventgoer", "person")),
        Message("To know who of the network prepares an event, and who goes to it.", context="data"),
        LASTING,
        Right.VIEW_AGENDA,
    ),
    PersonalData(
        _of(
            "contacts.contact",
            "slug",
            "name",
            "office",
            "languages",
            "email",
            "phone",
            "address",
            "consent_date",
            "source",
            "organisation",
            "start",
            "end",
            "asked_date",
            "answered_date",
            "unanswered",
            "answers",
            "note",
        ),
        Message(
            "To invite members and write to them, in their language; never printed, never public.",
            context="data",
        ),
        ASKED,
        Right.VIEW_CONTACTS,
    ),
    PersonalData(
        _of(
            "training.participant",
            "slug",
            "course",
            "person",
            "name",
            "organisation",
            "country",
            "sex",
            "registered_date",
            "attendance",
            "consent",
            "note",
        ),
        Message(
            "To hold a course, to count who came, and to give a certificate to who agreed to one.",
            context="data",
        ),
        COURSE,
        Right.VIEW_PARTICIPANTS,
    ),
    PersonalData(
        _of("training.certificate", "participant", "code"),
        Message(
            "To prove that somebody took part: a public page confirms its code and names nobody.",
            context="data",
        ),
        COURSE,
        Right.VIEW_PARTICIPANTS,
    ),
    PersonalData(
        (
            *_of(
                "juries.juror",
                "slug",
                "call",
                "person",
                "name",
                "organisation",
                "country",
                "region",
                "region_name",
                "sex",
                "consent",
                "account",
                "stage",
                "declared_date",
                "note",
            ),
            *_of("juries.tie", "juror", "reason"),
            *_of("juries.assessment", "juror", "remark"),
        ),
        Message("To choose a jury without conflicts of interest, and to judge applications.", context="data"),
        JURY,
        Right.VIEW_APPLICATIONS,
    ),
    PersonalData(
        _of("calls.application", "contact"),
        Message("To ask whoever applied.", context="data"),
        JURY,
        Right.VIEW_APPLICATIONS,
    ),
    PersonalData(
        (*_of("activities.activityphoto", "consent"), *_of("reports.report", "cover_consent")),
        Message("To print photographs only of people who agreed.", context="data"),
        LASTING,
        Right.VIEW_ACTIVITIES,
    ),
    PersonalData(
        (
            *_of("auth.user", "username", "first_name", "last_name", "email", "last_login", "date_joined"),
            *_of("core.roleassignment", "user"),
            *_of("activities.remit", "account"),
            *_of("accounts.invitation", "email", "by", "inviter", "account"),
            *_of("accounts.deputy", "account", "deputy", "by"),
        ),
        Message(
            "To let people in, each with the rights of their work, and others in their place.", context="data"
        ),
        ACCOUNT,
        Right.VIEW_ACCOUNTS,
    ),
    PersonalData(
        (
            *_of("core.auditentry", "by"),
            *_of("core.translationstate", "by"),
            *_of("core.merger", "by", "undone_by"),
            *_of("periods.reportingperiod", "moved_by"),
            *_of("periods.contribution", "account", "officer", "by"),
            *_of("periods.lockexception", "account", "officer", "by", "revoked_by"),
            *_of("calls.callforapplications", "waived_by"),
            *_of("activities.activity", "locked_by"),
            *_of("reports.report", "locked_by"),
            *_of("reports.checkwaiver", "by"),
            *_of("reports.edition", "by"),
            *_of("intake.upload", "by"),
            *_of("intake.import", "by", "committed_by", "undone_by"),
            *_of("intake.importdoubt", "decided_by"),
        ),
        Message("To know who recorded, changed, decided or released what.", context="data"),
        TRAIL,
        Right.VIEW_TRAIL,
    ),
    PersonalData(
        (
            *_of("remarks.comment", "account", "by", "resolved_by", "waits_for"),
            *_of("remarks.commentanswer", "by"),
            *_of("remarks.followup", "owner", "owner_name", "by", "done_by"),
        ),
        Message("To work together: who asked what of whom, and who does what until when.", context="data"),
        TRAIL,
        Right.VIEW_ACTIVITIES,
    ),
    PersonalData(
        (*_of("outbox.mail", "account", "asked_by"), *_of("outbox.mailchoice", "account")),
        Message("To tell people of their work by mail, as they chose.", context="data"),
        MAILS,
        Right.VIEW_OUTBOX,
    ),
    PersonalData(
        (
            *_of("office.savedview", "account"),
            *_of("office.listchoice", "account"),
            *_of("office.jotting", "account"),
        ),
        Message("To keep one's own lists, views and unfinished notes for oneself.", context="data"),
        OWN,
        Right.VIEW_ACCOUNTS,
    ),
)
"""What is kept of people, purpose by purpose."""


def registered() -> Iterator[str]:
    """Yield every field of the register, in its order."""
    for one in REGISTER:
        yield from one.fields
