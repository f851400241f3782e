"""What forms, lists and menus call things, in the language of whoever reads: words of our one catalogue, said late.

The models name neither themselves nor their fields; their names in English are what Django makes of the code's.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils.functional import lazy
from django.utils.text import capfirst
from django.utils.translation import get_language

from rapporteur.base.values.messages import Message
from rapporteur.base.values.typography import normalise
from rapporteur.base.words.catalogues import ENGLISH, template


def _in_reader_language(message: Message, count: int) -> str:
    language = get_language() or ENGLISH
    return normalise(template(message, language, count), language)


_lazily = lazy(_in_reader_language, str)


def label(message: Message, *, count: int = 1) -> Any:
    """Return words without values that are said when they are shown, in the language of that moment."""
    return _lazily(message, count)


KINDS = (
    Message("association", "associations", context="kind of record"),
    Message("role assignment", "role assignments", context="kind of record"),
    Message("region", "regions", context="kind of record"),
    Message("organisation", "organisations", context="kind of record"),
    Message("membership", "memberships", context="kind of record"),
    Message("prospect", "prospects", context="kind of record"),
    Message("person", "persons", context="kind of record"),
    Message("body", "bodies", context="kind of record"),
    Message("seat", "seats", context="kind of record"),
    Message("mandate", "mandates", context="kind of record"),
    Message("focal point", "focal points", context="kind of record"),
    Message("body meeting", "body meetings", context="kind of record"),
    Message("agenda item", "agenda items", context="kind of record"),
    Message("paper", "papers", context="kind of record"),
    Message("paper laid", "papers laid", context="kind of record"),
    Message("guest", "guests", context="kind of record"),
    Message("attendance", "attendance", context="kind of record"),
    Message("body rule", "body rules", context="kind of record"),
    Message("decision", "decisions", context="kind of record"),
    Message("financial report", "financial reports", context="kind of record"),
    Message("dues call", "dues calls", context="kind of record"),
    Message("dues item", "dues items", context="kind of record"),
    Message("payment", "payments", context="kind of record"),
    Message("waiver", "waivers", context="kind of record"),
    Message("published statement", "published statements", context="kind of record"),
    Message("plan", "plans", context="kind of record"),
    Message("plan version", "plan versions", context="kind of record"),
    Message("level", "levels", context="kind of record"),
    Message("node", "nodes", context="kind of record"),
    Message("initiative", "initiatives", context="kind of record"),
    Message("activity", "activities", context="kind of record"),
    Message("bilateral meeting", "bilateral meetings", context="kind of record"),
    Message("media mention", "media mentions", context="kind of record"),
    Message("call for applications", "calls for applications", context="kind of record"),
    Message("criterion", "criteria", context="kind of record"),
    Message("call question", "call questions", context="kind of record"),
    Message("call organisation", "call organisations", context="kind of record"),
    Message("grace", "graces", context="kind of record"),
    Message("application", "applications", context="kind of record"),
    Message("application partner", "application partners", context="kind of record"),
    Message("application answer", "application answers", context="kind of record"),
    Message("juror", "jurors", context="kind of record"),
    Message("tie", "ties", context="kind of record"),
    Message("assessment", "assessments", context="kind of record"),
    Message("score", "scores", context="kind of record"),
    Message("agreement", "agreements", context="kind of record"),
    Message("agreement party", "agreement parties", context="kind of record"),
    Message("joint statement", "joint statements", context="kind of record"),
    Message("signatory", "signatories", context="kind of record"),
    Message("report", "reports", context="kind of record"),
    Message("review", "reviews", context="kind of record"),
    Message("remit", "remits", context="kind of record"),
    Message("audit entry", "audit entries", context="kind of record"),
)
"""Each kind of record that people read of, by its name in English: one, and several."""

ROWS = (
    Message("organisation name", "organisation names", context="rows of a record"),
    Message("regional affiliation", "regional affiliations", context="rows of a record"),
    Message("organisation alias", "organisation aliases", context="rows of a record"),
    Message("initiative partner", "initiative partners", context="rows of a record"),
    Message("activity place", "activity places", context="rows of a record"),
    Message("activation", "activations", context="rows of a record"),
    Message("activity deliverable", "activity deliverables", context="rows of a record"),
    Message("activity photo", "activity photos", context="rows of a record"),
    Message("activity evidence", "activity evidence", context="rows of a record"),
    Message("headcount", "headcounts", context="rows of a record"),
)
"""What the rows are called that stand in the form of a record, by their name in English."""

FIELDS = (
    Message("account", context="field"),
    Message("acting", context="field"),
    Message("activity", context="field"),
    Message("address", context="field"),
    Message("addressee", context="field"),
    Message("agreement", context="field"),
    Message("alt", context="field"),
    Message("amount", context="field"),
    Message("announced date", context="field"),
    Message("announced precision", context="field"),
    Message("application", context="field"),
    Message("application count", context="field"),
    Message("as of date", context="field"),
    Message("association", context="field"),
    Message("asks", context="field"),
    Message("asks follow up", context="field"),
    Message("audited date", context="field"),
    Message("auditor", context="field"),
    Message("blind", context="field"),
    Message("body", context="field"),
    Message("call", context="field"),
    Message("caption", context="field"),
    Message("category", context="field"),
    Message("chair", context="field"),
    Message("channels", context="field"),
    Message("closed date", context="field"),
    Message("closes date", context="field"),
    Message("closes time", context="field"),
    Message("code pattern", context="field"),
    Message("code", context="field"),
    Message("colour", context="field"),
    Message("commitments", context="field"),
    Message("confirmed date", context="field"),
    Message("consent", context="field"),
    Message("contact", context="field"),
    Message("country rule", context="field"),
    Message("country", context="field"),
    Message("credit", context="field"),
    Message("currency", context="field"),
    Message("date precision", context="field"),
    Message("dated", context="field"),
    Message("decided date", context="field"),
    Message("decision date", context="field"),
    Message("decision precision", context="field"),
    Message("decision", context="field"),
    Message("declared date", context="field"),
    Message("depth", context="field"),
    Message("document", context="field"),
    Message("due date", context="field"),
    Message("editorial text", context="field"),
    Message("editorial title", context="field"),
    Message("eligible", context="field"),
    Message("email", context="field"),
    Message("end date", context="field"),
    Message("end", context="field"),
    Message("escalation days", context="field"),
    Message("exactness", context="field"),
    Message("fiscal year start", context="field"),
    Message("formula", context="field"),
    Message("function", context="field"),
    Message("geonames", context="field"),
    Message("half", context="field"),
    Message("hashtag", context="field"),
    Message("image", context="field"),
    Message("initiative", context="field"),
    Message("item", context="field"),
    Message("item number", context="field"),
    Message("jury call", context="field"),
    Message("key", context="field"),
    Message("juror", context="field"),
    Message("kind", context="field"),
    Message("language", context="field"),
    Message("languages", context="field"),
    Message("latitude", context="field"),
    Message("lead", context="field"),
    Message("level", context="field"),
    Message("line colours", context="field"),
    Message("line", context="field"),
    Message("link", context="field"),
    Message("listed", context="field"),
    Message("longitude", context="field"),
    Message("majority", context="field"),
    Message("meeting", context="field"),
    Message("members", context="field"),
    Message("men least", context="field"),
    Message("minutes date", context="field"),
    Message("minutes link", context="field"),
    Message("more than share", context="field"),
    Message("name", context="field"),
    Message("node", context="field"),
    Message("note", context="field"),
    Message("notice date", context="field"),
    Message("notice months", context="field"),
    Message("number", context="field"),
    Message("office", context="field"),
    Message("online", context="field"),
    Message("opinion", context="field"),
    Message("opened date", context="field"),
    Message("opens date", context="field"),
    Message("order", context="field"),
    Message("organisation", context="field"),
    Message("origin", context="field"),
    Message("outcome", context="field"),
    Message("outlet", context="field"),
    Message("owner", context="field"),
    Message("paid date", context="field"),
    Message("paper", context="field"),
    Message("parent", context="field"),
    Message("participants", context="field"),
    Message("parts", context="field"),
    Message("payers", context="field"),
    Message("people", context="field"),
    Message("period end", context="field"),
    Message("period start", context="field"),
    Message("person", context="field"),
    Message("phone", context="field"),
    Message("place name", context="field"),
    Message("place organisation", context="field"),
    Message("plan", context="field"),
    Message("plural", context="field"),
    Message("position", context="field"),
    Message("presence", context="field"),
    Message("proxy", context="field"),
    Message("public", context="field"),
    Message("public date", context="field"),
    Message("public precision", context="field"),
    Message("purpose", context="field"),
    Message("quorum number", context="field"),
    Message("reason", context="field"),
    Message("received date", context="field"),
    Message("received time", context="field"),
    Message("reference", context="field"),
    Message("region code", context="field"),
    Message("region", context="field"),
    Message("region name", context="field"),
    Message("regions least", context="field"),
    Message("replaces", context="field"),
    Message("report name", context="field"),
    Message("role", context="field"),
    Message("seat country", context="field"),
    Message("seats counted", context="field"),
    Message("seat", context="field"),
    Message("sections", context="field"),
    Message("sex", context="field"),
    Message("share", context="field"),
    Message("short name", context="field"),
    Message("signatory function", context="field"),
    Message("signatory", context="field"),
    Message("signed date", context="field"),
    Message("signed precision", context="field"),
    Message("slug", context="field"),
    Message("source language", context="field"),
    Message("source", context="field"),
    Message("stage", context="field"),
    Message("start date", context="field"),
    Message("state", context="field"),
    Message("start", context="field"),
    Message("stated men", context="field"),
    Message("stated women", context="field"),
    Message("statement", context="field"),
    Message("subject", context="field"),
    Message("summary", context="field"),
    Message("talks date", context="field"),
    Message("talks precision", context="field"),
    Message("text", context="field"),
    Message("time zone", context="field"),
    Message("title", context="field"),
    Message("until date", context="field"),
    Message("until time", context="field"),
    Message("user", context="field"),
    Message("version", context="field"),
    Message("votes abstained", context="field"),
    Message("votes against", context="field"),
    Message("votes for", context="field"),
    Message("website", context="field"),
    Message("weight", context="field"),
    Message("who", context="field"),
    Message("wikidata", context="field"),
    Message("women least", context="field"),
    Message("year", context="field"),
)
"""Each field that forms and lists show, by its name in English."""

HELP = (
    Message("What the report is called: “Progress report”."),
    Message("The holder’s own office: “Mayor of …”."),
    Message("Off where activities use the code though the adopted plan lacks it."),
    Message("The line of the plan under which it is reported."),
    Message("For the secretariat; never printed."),
    Message("Those who can be recognised agreed to its publication."),
    Message("The association itself."),
    Message("Of an organisation that is not on record."),
    Message("Where it was announced or signed."),
    Message("To whom it is addressed."),
    Message("From when on it can be signed."),
    Message("The last day on which it can be signed."),
    Message("Who looks after it."),
    Message("The activity that its signatories are activated by."),
    Message("Only where no mandate of that day tells it."),
    Message("How many months before its end it is renewed or given notice of."),
    Message("The activity that its applicants and partners are activated by."),
    Message("Who may apply."),
    Message("In which applications are taken."),
    Message("Empty: up to the end of the day."),
    Message("Of applications or candidates, where only their number is known."),
    Message("Jurors read applications without the names of who applies."),
    Message("No juror judges what their own country does."),
    Message("The call by which its jury was sought."),
    Message("Of the jury, where only the sum is known."),
    Message("Names and addresses; jurors do not see them."),
    Message("In the time zone of the call; empty: at some time of that day."),
    Message("Empty: it has not said yet that it takes part."),
    Message("The number of the question."),
    Message("Of somebody who is not on record."),
    Message("Of a part of the world that is no region of the association."),
    Message("As they said of themselves; else empty."),
    Message("Their name may be printed."),
    Message("With which they sign in to read and to give points."),
    Message("On which day they declared their ties; before that they read nothing."),
    Message("Whoever likes may come and listen."),
    Message("The day on which the minutes went to the body."),
    Message("The number of the item on the agenda."),
    Message("Whose admission is decided."),
    Message("The seat to which somebody is elected."),
    Message("Empty for a decision in writing."),
    Message("Somebody has to see to it: note a follow-up on its page."),
    Message("1 or 2 for a half-yearly report, 0 for all others."),
    Message("Where it is, or will be, presented."),
    Message("By which it was approved."),
    Message("Up to which day it is to be presented."),
    Message("2, for two thirds."),
    Message("3, for two thirds."),
    Message("More than this share of the seats, not as many as it."),
    Message("The day that it bears, where it bears one."),
    Message("After how many days a review that waits is put before somebody else; 0: never."),
)
"""What stands below fields, as the models say it."""


def field_label(name: str) -> Any:
    """Return what the field of this name is called, for the head of a column."""
    words = {message.text: message for message in FIELDS}
    return capfirst(label(words[name.replace("_", " ")]))


def name_kinds(kinds: Iterable[type[models.Model]]) -> None:
    """Let kinds of records, their rows and their fields be called what the reader's language calls them.

    Set on what the models have made of themselves, not in them: a migration keeps what a model says of itself, and a
    word is nothing that a database has to follow.
    """
    records = {message.text: message for message in (*KINDS, *ROWS)}
    columns = {message.text: message for message in FIELDS}
    help_texts = {message.text: message for message in HELP}
    for model in kinds:
        options: Any = model._meta
        if message := records.get(str(options.verbose_name)):
            options.verbose_name, options.verbose_name_plural = label(message), label(message, count=2)
        for column in options.local_fields + options.local_many_to_many:
            if message := columns.get(str(column.verbose_name)):
                column.verbose_name = label(message)
            if message := help_texts.get(str(column.help_text)):
                column.help_text = label(message)


def kinds_in_forms(kinds: Iterable[type[models.Model]]) -> list[type[models.Model]]:
    """Return kinds of records with those whose rows stand in their forms."""
    from modelcluster.models import get_all_child_relations

    found = list(kinds)
    return list(
        dict.fromkeys(found + [one.related_model for kind in found for one in get_all_child_relations(kind)])
    )
