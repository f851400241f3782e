"""The page of the register of personal data, for administrators: purposes, fields in words, how long, seen by whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.apps import apps
from django.utils.text import capfirst
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from rapporteur.base.core.permissions import WORDS
from rapporteur.base.values.messages import Message
from rapporteur.base.words.say import say
from rapporteur.interfaces.office.people.personal import REGISTER
from rapporteur.interfaces.office.typed import reader
from rapporteur.interfaces.office.words import label

KINDS: Mapping[str, Message] = {
    "accounts.deputy": Message("deputy", context="data"),
    "core.translationstate": Message("state of a translation", context="data"),
    "core.merger": Message("merger of two records", context="data"),
    "periods.reportingperiod": Message("reporting period", context="data"),
    "periods.lockexception": Message("exception from a lock", context="data"),
    "reports.checkwaiver": Message("waived finding", context="data"),
    "reports.edition": Message("edition", context="data"),
    "intake.upload": Message("uploaded file", context="data"),
    "intake.import": Message("import", context="data"),
    "intake.importdoubt": Message("doubt of an import", context="data"),
    "remarks.comment": Message("comment", context="data"),
    "remarks.commentanswer": Message("answer to a comment", context="data"),
    "remarks.followup": Message("follow-up", context="data"),
    "outbox.mail": Message("mail", context="data"),
    "outbox.mailchoice": Message("choice of mails", context="data"),
    "office.savedview": Message("saved view of a list", context="data"),
    "office.listchoice": Message("chosen columns of a list", context="data"),
    "office.jotting": Message("unfinished note", context="data"),
}
"""What kinds of records are called that no form of the office has."""
FIELDS: Mapping[str, Message] = {
    "juries.assessment.remark": Message("remark", context="data"),
    "accounts.invitation.inviter": Message("account of who invited", context="data"),
    "remarks.comment.waits_for": Message("whose answer it waits for", context="data"),
    "outbox.mail.asked_by": Message("who caused it", context="data"),
}
"""And fields that none has."""
TITLE = label(Message("Personal data", context="data"))
PAGE = {
    "title": TITLE,
    "lead": label(
        Message(
            "Every field that says something of a person, what it is kept for, how long, and who may see it. Where "
            "names are not needed, numbers are kept instead. Nothing goes by itself: whoever answers for the data "
            "takes it away when its time is over.",
            context="data",
        )
    ),
    "fields": label(Message("Fields", context="data")),
    "purpose": label(Message("What for", context="data")),
    "kept": label(Message("How long", context="data")),
    "seen": label(Message("Who may see it", context="data")),
}


@dataclass(frozen=True)
class PersonalRow:
    """A purpose with its fields by kind of record, in words."""

    fields: tuple[tuple[str, str], ...]
    purpose: str
    kept: str
    seen: str


def lines(language: str) -> Iterator[PersonalRow]:
    """Yield the register in words."""
    for one in REGISTER:
        yield PersonalRow(
            tuple(_in_words(one.fields, language)), say(one.purpose, language), say(one.kept, language),
            capfirst(say(WORDS[one.seen], language)),
        )  # fmt: skip


def _in_words(fields: tuple[str, ...], language: str) -> Iterator[tuple[str, str]]:
    """Yield each kind of record with its fields as they are called in forms, or here where no form has them."""
    by_model: dict[str, list[str]] = {}
    for field in fields:
        model, _, name = field.rpartition(".")
        by_model.setdefault(model, []).append(name)
    for kind, names in by_model.items():
        about: Any = apps.get_model(kind)._meta
        called = (
            say(FIELDS[f"{kind}.{one}"], language)
            if f"{kind}.{one}" in FIELDS
            else str(about.get_field(one).verbose_name)
            for one in names
        )
        words = say(KINDS[kind], language) if kind in KINDS else str(about.verbose_name)
        yield capfirst(words), ", ".join(called)


class PersonalDataView(WagtailAdminTemplateMixin, TemplateView):
    """The register, for who manages accounts; whom its address is open to, `pages.addresses` says."""

    template_name = "office/people/personal.html"
    page_title = TITLE
    header_icon = "list-ul"
    breadcrumbs_items: ClassVar[list[Any]] = []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return its lines."""
        return super().get_context_data(words=PAGE, header_title=TITLE, lines=list(lines(reader())), **kwargs)
