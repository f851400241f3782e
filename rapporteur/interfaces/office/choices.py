"""What forms and lists call the choices of a field, in the language of whoever reads.

The enums of the rooms name each choice once, in English; a migration keeps that name, so it stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models

from rapporteur.base.core.permissions import ROLES
from rapporteur.base.values.messages import Message
from rapporteur.interfaces.office.words import label

CHOICES = (
    Message("conference", context="choice"),
    Message("meeting", context="choice"),
    Message("training", context="choice"),
    Message("webinar", context="choice"),
    Message("workshop", context="choice"),
    Message("mission", context="choice"),
    Message("call for applications", context="choice"),
    Message("publication", context="choice"),
    Message("agreement", context="choice"),
    Message("campaign", context="choice"),
    Message("statement", context="choice"),
    Message("governance", context="choice"),
    Message("communication", context="choice"),
    Message("audit", context="choice"),
    Message("host", context="choice"),
    Message("participant", context="choice"),
    Message("speaker", context="choice"),
    Message("signatory", context="choice"),
    Message("applicant", context="choice"),
    Message("partner", context="choice"),
    Message("to the day", context="choice"),
    Message("only the month", context="choice"),
    Message("website", context="choice"),
    Message("newsletter", context="choice"),
    Message("press", context="choice"),
    Message("radio", context="choice"),
    Message("television", context="choice"),
    Message("social media", context="choice"),
    Message("women", context="choice"),
    Message("men", context="choice"),
    Message("people of another gender", context="choice"),
    Message("people whose gender was not recorded", context="choice"),
    Message("exactly", context="choice"),
    Message("about", context="choice"),
    Message("declared by the participants", context="choice"),
    Message("counted by the organisers", context="choice"),
    Message("board", context="choice"),
    Message("general assembly", context="choice"),
    Message("committee", context="choice"),
    Message("regional secretariats", context="choice"),
    Message("secretariat general", context="choice"),
    Message("presidency", context="choice"),
    Message("co-presidency", context="choice"),
    Message("regional vice-presidency", context="choice"),
    Message("treasurer", context="choice"),
    Message("member", context="choice"),
    Message("regional secretary", context="choice"),
    Message("secretary general", context="choice"),
    Message("staff", context="choice"),
    Message("metropolitan government", context="choice"),
    Message("city", context="choice"),
    Message("region or province", context="choice"),
    Message("sectoral agency", context="choice"),
    Message("national institute", context="choice"),
    Message("honorary member", context="choice"),
    Message("other", context="choice"),
    Message("full member", context="choice"),
    Message("in contact", context="choice"),
    Message("has applied", context="choice"),
    Message("means this organisation", context="choice"),
    Message("may mean this organisation or another", context="choice"),
    Message("document", context="choice"),
    Message("event", context="choice"),
    Message("recurring presence", context="choice"),
    Message("calendar", context="choice"),
    Message("rule", context="choice"),
    Message("pilot project", context="choice"),
    Message("training programme", context="choice"),
    Message("publication series", context="choice"),
    Message("platform", context="choice"),
    Message("partnership", context="choice"),
    Message("collaboration", context="choice"),
    Message("joint project", context="choice"),
    Message("funding", context="choice"),
    Message("hosting of an event", context="choice"),
    Message("open letter", context="choice"),
    Message("declaration", context="choice"),
    Message("ours", context="choice"),
    Message("somebody else’s; we go", context="choice"),
    Message("somebody else’s; we do not go", context="choice"),
    Message("somebody else’s; to be decided", context="choice"),
    Message("took place", context="choice"),
    Message("in talks", context="choice"),
    Message("announced", context="choice"),
    Message("signed", context="choice"),
    Message("ended", context="choice"),
    Message("planned", context="choice"),
    Message("held", context="choice"),
    Message("cancelled", context="choice"),
    Message("for information", context="choice"),
    Message("for decision", context="choice"),
    Message("present", context="choice"),
    Message("excused", context="choice"),
    Message("absent", context="choice"),
    Message("admission of a member", context="choice"),
    Message("version of the plan", context="choice"),
    Message("election to a seat", context="choice"),
    Message("scheme of dues", context="choice"),
    Message("accounts", context="choice"),
    Message("projects", context="choice"),
    Message("members of a jury", context="choice"),
    Message("hosts of an event", context="choice"),
    Message("to be decided", context="choice"),
    Message("decided", context="choice"),
    Message("open", context="choice"),
    Message("closed, to be decided", context="choice"),
    Message("lead", context="choice"),
    Message("accepted", context="choice"),
    Message("rejected", context="choice"),
    Message("withdrawn", context="choice"),
    Message("woman", context="choice"),
    Message("man", context="choice"),
    Message("candidate", context="choice"),
    Message("chosen", context="choice"),
    Message("not chosen", context="choice"),
    Message("course", context="choice"),
    Message("seminar", context="choice"),
    Message("training of the staff", context="choice"),
    Message("on site", context="choice"),
    Message("online", context="choice"),
    Message("on site and online", context="choice"),
    Message("registered", context="choice"),
    Message("came", context="choice"),
    Message("did not come", context="choice"),
    Message("film", context="choice"),
    Message("printed matter", context="choice"),
    Message("views", context="choice"),
    Message("readers", context="choice"),
    Message("subscribers", context="choice"),
    Message("visits", context="choice"),
    Message("posts", context="choice"),
    Message("paper", context="choice"),
    Message("study", context="choice"),
    Message("guide", context="choice"),
    Message("book", context="choice"),
    Message("all seats", context="choice"),
    Message("seats that are filled", context="choice"),
    Message("more than half of the votes cast", context="choice"),
    Message("more than half of those present", context="choice"),
    Message("two thirds of the votes cast", context="choice"),
    Message("annual accounts", context="choice"),
    Message("half-yearly report", context="choice"),
    Message("budget", context="choice"),
    Message("in preparation", context="choice"),
    Message("audited", context="choice"),
    Message("presented to the body", context="choice"),
    Message("approved by the body", context="choice"),
)
"""Each choice that forms and lists offer, by its name in English; roles have their names beside their rights."""
NAMES = {message.text: message for message in (*ROLES.values(), *CHOICES)}


def name_choices(kinds: Iterable[type[models.Model]]) -> None:
    """Let the choices of kinds of records be called what the reader's language calls them."""
    for model in kinds:
        for column in model._meta.local_fields:
            if column.choices:
                offered: Any = column
                offered.choices = named(column.flatchoices)


def named(choices: Iterable[tuple[Any, Any]]) -> list[tuple[Any, Any]]:
    """Return choices, code and name, with the name in the language of the moment in which it is shown."""
    return [
        (code, label(NAMES[str(name)]) if str(name) in NAMES else name)  # Wagtail's have words of their own
        for code, name in choices
    ]
