"""What the pages of one's own account say beyond what django-allauth has words for."""

from __future__ import annotations

from typing import Any

from django import template
from django.conf import settings

from rapporteur.base.values.messages import Message
from rapporteur.interfaces.office.words import label

register = template.Library()
WORDS = {
    "office": Message("To the back office", context="account"),
    "start": Message("Start", context="account"),
    "second factor": Message("Second factor", context="account"),
    "password": Message("Password", context="account"),
    "sessions": Message("Sessions", context="account"),
    "sign out": Message("Sign out", context="account"),
    "sign in": Message("Sign in", context="account"),
    "forgotten": Message("Password forgotten?", context="account"),
    "own account": Message("Own account", context="account"),
    "signed in as": Message("Signed in as", context="account"),
    "by invitation": Message(
        "Accounts are made by invitation. Ask the administrator of this installation for one.",
        context="account",
    ),
    "no mail": Message(
        "This installation sends no mail. Ask its administrator for a way to a new password.",
        context="account",
    ),
    "sent": Message(
        "If there is an account with this address, a mail with a way to a new password is on its way to it.",
        context="account",
    ),
    "come in anew": Message(
        "Before this, sign in once more: sign out, and come in through your provider again.",
        context="account",
    ),
    "elsewhere": Message("On the way to", context="account"),
    "go on": Message("Go on", context="account"),
    "not through": Message(
        "The sign-in was not completed. Try again, or ask your administrator.", context="account"
    ),
    "too often": Message("Too often", context="account"),
    "wait": Message("Tried too often. Wait some minutes, then try again.", context="account"),
    "use passkey": Message("Sign in with a passkey", context="account"),
    "through": Message("Sign in with", context="account"),
    "end": Message("End this session", context="account"),
    "this one": Message("this session", context="account"),
    "acting for": Message("You act for", context="account"),
    "act no more": Message("Act as yourself again", context="account"),
    "copy link": Message("The link is shown this once.", context="account"),
    "copy": Message("Copy", context="account"),
    "copied": Message("Copied", context="account"),
    "link": Message("Link", context="account"),
    "invite": Message("Invite", context="account"),
    "invitations": Message("Invitations", context="account"),
    "address": Message("Mail address", context="account"),
    "role": Message("Role", context="account"),
    "until": Message("Until", context="account"),
    "state": Message("State", context="account"),
    "by whom": Message("Invited by", context="account"),
    "take back": Message("Take back", context="account"),
    "nobody invited": Message(
        "Nobody was invited yet. Fill in the form above to invite somebody.", context="account"
    ),
    "what it is at": Message("What this account is at", context="account"),
    "drafts": Message("Drafts", context="account"),
    "reviews": Message("Reviews asked for", context="account"),
    "follow-ups": Message("Follow-ups", context="account"),
    "close account": Message("Close and hand over", context="account"),
    "not now": Message("Not now", context="account"),
    "invitation": Message("Invitation", context="account"),
    "make account": Message("Make the account", context="account"),
    "deputies": Message("Deputies", context="account"),
    "for whom": Message("For whom you may act", context="account"),
    "act": Message("Act for", context="account"),
    "who for me": Message("Who acts for you", context="account"),
    "end deputy": Message("End", context="account"),
    "no deputy": Message("Nobody acts for you.", context="account"),
    "name deputy": Message("Name a deputy", context="account"),
    "mails": Message("Mails", context="account"),
    "which mails": Message("Which mails come to you", context="account"),
    "no mail leaves": Message("This installation sends no mail yet.", context="account"),
    "no mail address": Message(
        "Your account has no mail address: no mail reaches you. Write one under “Profile”.", context="account"
    ),
    "keep": Message("Keep", context="account"),
    "script needed": Message("Passkeys need JavaScript.", context="account"),
}
"""By what a template calls it."""


@register.simple_tag
def word(name: str) -> str:
    """Return what a page says, in the language of whoever reads."""
    return str(label(WORDS[name]))


@register.simple_tag
def provider() -> Any:
    """Return who signs people in from elsewhere: its name is empty where nobody does."""
    return settings.OIDC
