"""The words of mails, and of the pages on them."""

from __future__ import annotations

from rapporteur.base.values.messages import Message
from rapporteur.interfaces.office.words import label
from rapporteur.records.outbox.enums import DigestDays, MailKind, MailState

SUBJECTS = {
    MailKind.RETURNED: Message("Returned to you: {name}", context="mail"),
    MailKind.REFUSED: Message("Returned after your approval: {name}", context="mail"),
    MailKind.WAITING: Message("Waits for you: {name}", context="mail"),
    MailKind.ESCALATED: Message("Waits since {day}: {name}", context="mail"),
    MailKind.DIGEST: Message("{count} thing waits for you", "{count} things wait for you", by="count", context="mail"),
    MailKind.REMINDER: Message("Your contribution is expected: {name}", context="mail"),
}  # fmt: skip
LEADS = {
    MailKind.RETURNED: Message("Somebody has read it and asks you for a change.", context="mail"),
    MailKind.REFUSED: Message(
        "You have approved it; who read it after you asks for a change. Once it is changed, it is read again from the "
        "first approval on.",
        context="mail",
    ),
    MailKind.WAITING: Message("It was put to review, and waits for you.", context="mail"),
    MailKind.ESCALATED: Message(
        "Those who were asked to read it have not done so yet. You may read it, or remind them.",
        context="mail",
    ),
    MailKind.DIGEST: Message("This waits for you, the newest first.", context="mail"),
    MailKind.REMINDER: Message(
        "Say in the page of the period that you have sent it, or that you have nothing to report.",
        context="mail",
    ),
}
HELLO = Message("Hello {name},", context="mail")
RETURNED_NOTE = Message("{kind}, returned by {who}: “{comment}”", context="mail")
WAITING_NOTE = Message("{kind}, put to review by {who}, waits since: {since}", context="mail")
CONTRIBUTION = Message("contribution", context="mail")
EXPECTED = Message("Your contribution is expected", context="mail")
RETURNED = Message("Returned to you", context="start")
REFUSED = Message("Returned after your approval", context="mail")
WAITING = Message("Waits for your review", context="start")
MORE = Message("{count} more: see all that waits", context="mail")
CHOICE = Message("Choose which mails come to you, and when", context="mail")

KINDS = {
    MailKind.RETURNED: label(Message("returned to you", context="kind of mail")),
    MailKind.REFUSED: label(Message("returned after your approval", context="kind of mail")),
    MailKind.WAITING: label(Message("waits for you", context="kind of mail")),
    MailKind.ESCALATED: label(Message("has waited too long", context="kind of mail")),
    MailKind.DIGEST: label(Message("digest", context="kind of mail")),
    MailKind.REMINDER: label(Message("reminder", context="kind of mail")),
}
STATES = {
    MailState.WAITING: label(Message("waits to be sent", context="state of a mail")),
    MailState.SENDING: label(Message("is being sent", context="state of a mail")),
    MailState.SENT: label(Message("sent", context="state of a mail")),
    MailState.UNSURE: label(Message("not known whether it went", context="state of a mail")),
    MailState.FAILED: label(Message("failed", context="state of a mail")),
    MailState.DROPPED: label(Message("not sent: no longer so", context="state of a mail")),
}
SIGNS = {
    MailState.WAITING: "◔",
    MailState.SENDING: "◑",
    MailState.SENT: "●",
    MailState.UNSURE: "?",
    MailState.FAILED: "✕",
    MailState.DROPPED: "–",
}
"""A sign beside each word, so that a state is seen before it is read."""
DAYS = {
    DigestDays.DAILY: label(Message("Every day", context="digest")),
    DigestDays.WEEKDAYS: label(Message("Monday to Friday", context="digest")),
    DigestDays.NONE: label(Message("Never", context="digest")),
}
AGAIN = Message("The mail is sent again to {name}.", context="outbox")
CHOSEN = Message("Your choice is kept.", context="mail")
PAGE = {
    key: label(message)
    for key, message in {
        "title": Message("Outbox", context="outbox"),
        "to": Message("To", context="outbox"),
        "subject": Message("Subject", context="outbox"),
        "kind": Message("Kind", context="outbox"),
        "written": Message("Written", context="outbox"),
        "state": Message("State", context="outbox"),
        "sent": Message("Sent", context="outbox"),
        "next": Message("Next attempt", context="outbox"),
        "attempts": Message("Attempts", context="outbox"),
        "failure": Message("Why not", context="outbox"),
        "asked": Message("Sent again by", context="outbox"),
        "all": Message("All", context="outbox"),
        "none": Message(
            "No mail is here. One is written when something is returned to somebody or waits for them, and once a day.",
            context="outbox",
        ),
        "none_leaves": Message(
            "This installation sends no mail: what is written stays here (setting RAPPORTEUR_MAIL).",
            context="outbox",
        ),
        "again": Message("Send again", context="outbox"),
        "unsure": Message(
            "The connection broke, or the sender was stopped, after the mail was handed over. It may have arrived: ask "
            "before you send it again.",
            context="outbox",
        ),
        "back": Message("All mails", context="outbox"),
        "pages": Message("Pages", context="outbox"),
        "newer": Message("Newer", context="outbox"),
        "older": Message("Older", context="outbox"),
    }.items()
}
"""What the pages of the outbox say around the values."""
