"""The first page of who has an account and does not enter the office: a contact of a member.

No right of theirs reaches a record of the register, so they read what everybody may: the reports that are frozen.
"""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from rapporteur.base.core.models import Association
from rapporteur.base.core.permissions import ROLES, Role
from rapporteur.base.core.queries import actor_with_roles, association_languages
from rapporteur.base.values.formatting.languages import capitalise, language_named
from rapporteur.base.values.messages import Message
from rapporteur.base.words.say import say
from rapporteur.interfaces.office.periods.standing import name_period
from rapporteur.interfaces.office.typed import reader
from rapporteur.interfaces.office.words import label
from rapporteur.proof.editions.models import Edition

REPORTS_SHOWN = 8
"""Periods whose report is named: those of two years."""
PAGE = {
    key: label(message)
    for key, message in {
        "title": Message("Your account", context="welcome"),
        "as": Message("You are here as", context="welcome"),
        "reports": Message("Published reports", context="welcome"),
        "none": Message("No report is published yet.", context="welcome"),
        "asked": Message("What is asked of you", context="welcome"),
        "nothing_asked": Message(
            "Nothing waits here. The register is not open to accounts of members: what the reports say of yours, you "
            "read above; what is asked of you, the secretariat writes to you.",
            context="welcome",
        ),
        "wrong": Message("Something is wrong in a report? Write to", context="welcome"),
        "jury": Message("Calls that you judge", context="jury"),
    }.items()
}
"""What the page says around the values."""


def landing_of(roles: frozenset[Role]) -> str:
    """Return the name of the first page of somebody who does not enter the office."""
    return "jury" if Role.JUROR in roles else "office_welcome"


@login_required
def welcome(request: HttpRequest) -> HttpResponse:
    """Say as what somebody is here, what they can read, and whom they can write to."""
    by, language = actor_with_roles(request.user), reader()
    association = Association.objects.first()
    context = {
        "words": PAGE,
        "roles": [say(ROLES[one], language) for one in Role if one in by.roles],
        "is_juror": Role.JUROR in by.roles,
        "reports": list(_reports(language)),
        "email": association.email if association else "",
    }
    return render(request, "office/people/welcome.html", context)


def _reports(language: str) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """Return the newest periods with a frozen report: each with where it is read, by language."""
    newest = {
        one.period.code: one.period for one in Edition.objects.defer("snapshot").order_by("period_end", "pk")
    }
    rows = []
    for period in list(newest.values())[::-1][:REPORTS_SHOWN]:
        of = period.code.replace("..", "_")
        read = [
            (code, capitalise(language_named(code, language)), reverse("report", args=[code, of]))
            for code in association_languages()
        ]
        rows.append((name_period(period, language), read))
    return rows
