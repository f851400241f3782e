"""What the palette offers beside records: what somebody may do, and the pages that they may see."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst

from rapporteur.base.core.permissions import Actor, Right, can
from rapporteur.base.values.messages import Message
from rapporteur.base.values.search import fold
from rapporteur.base.words.catalogues import ENGLISH
from rapporteur.base.words.say import say
from rapporteur.interfaces.office.doors.door import ADD
from rapporteur.interfaces.office.doors.table import DOORS
from rapporteur.interfaces.office.noting.words import MEETING, MENTION
from rapporteur.records.admissions.models import AdmissionRequest
from rapporteur.records.agenda.models import PlannedEvent
from rapporteur.records.agreements.models import Agreement, JointStatement
from rapporteur.records.calls.models import Application, CallForApplications
from rapporteur.records.communication.models import CommunicationItem
from rapporteur.records.contacts.models import Contact
from rapporteur.records.dues.models import DuesItem, Payment, Waiver
from rapporteur.records.governance.models import Mandate, Person
from rapporteur.records.members.models import Membership, Organisation, Prospect
from rapporteur.records.plan.models import Node
from rapporteur.records.programmes.models import Initiative
from rapporteur.records.publications.models import Publication
from rapporteur.records.training.models import Course, Participant


@dataclass(frozen=True)
class PaletteOffer:
    """Something to do or a page to see: its words, other words for it, the right it needs (None: everybody's)."""

    words: Message
    right: Right | None
    address: Callable[[str], str]
    also: Message | None = None

    @property
    def is_of_a_period(self) -> bool:
        """Whether it is about the period that is worked on."""
        return "{period}" in self.words.text

    def name(self, language: str, period: str) -> str:
        """Return what it is called; `period` is the code of the one that is worked on."""
        return say(self.words, language, period=period)

    def is_meant(self, words: tuple[str, ...], language: str, period: str) -> bool:
        """Tell whether every folded word begins a word of it, in the reader's language or in English."""
        texts = [self.name(one, period) for one in (language, ENGLISH)]
        texts += [say(self.also, one) for one in (language, ENGLISH)] if self.also else []
        own = fold(" ".join(texts)).split()
        return all(any(part.startswith(word) for part in own) for word in words)


def _at(name: str, *, coded: bool = False) -> Callable[[str], str]:
    return lambda period: reverse(name, args=[period] if coded else [])


def _new(model: Any) -> tuple[Right | None, Callable[[str], str]]:
    return DOORS[model].right(ADD), lambda _: reverse(model.snippet_viewset.get_url_name("add"))


DOINGS = (
    PaletteOffer(Message("Log an activity", context="palette"), Right.DRAFT_ACTIVITIES, _at("log:new"),
          Message("new event meeting training note write", context="palette")),
    PaletteOffer(Message("Log several activities", context="palette"), Right.DRAFT_ACTIVITIES, _at("log:several"),
          Message("paste list rows", context="palette")),
    PaletteOffer(Message("Review what waits", context="palette"), Right.DRAFT_ACTIVITIES, _at("reviews:index"),
          Message("publish approve return queue", context="palette")),
    PaletteOffer(Message("Translate open texts", context="palette"), Right.VIEW_TRANSLATIONS, _at("desk:index"),
          Message("translation desk languages", context="palette")),
    PaletteOffer(MEETING, Right.RECORD_MEETINGS, _at("noting:meeting"),
          Message("bilateral meeting", context="palette")),
    PaletteOffer(MENTION, Right.RECORD_PRESS, _at("noting:mention"),
          Message("record press newspaper", context="palette")),
    PaletteOffer(Message("Add an organisation", context="palette"), *_new(Organisation),
          Message("new city member", context="palette")),
    PaletteOffer(Message("Admit a member", context="palette"), *_new(Membership),
          Message("new membership", context="palette")),
    PaletteOffer(Message("Record a prospect", context="palette"), *_new(Prospect)),
    PaletteOffer(Message("Give a mandate", context="palette"), *_new(Mandate),
          Message("seat board elect", context="palette")),
    PaletteOffer(Message("Record a person", context="palette"), *_new(Person)),
    PaletteOffer(Message("Call a member for dues", context="palette"), *_new(DuesItem)),
    PaletteOffer(Message("Book a payment", context="palette"), *_new(Payment),
          Message("dues paid money received", context="palette")),
    PaletteOffer(Message("Waive dues", context="palette"), *_new(Waiver)),
    PaletteOffer(Message("Add a deliverable or measure to the plan", context="palette"), *_new(Node)),
    PaletteOffer(Message("Add a programme", context="palette"), *_new(Initiative),
          Message("initiative pilot project training", context="palette")),
    PaletteOffer(Message("Record a call for applications", context="palette"), *_new(CallForApplications),
          Message("projects jury deadline criteria", context="palette")),
    PaletteOffer(Message("Record an application", context="palette"), *_new(Application),
          Message("candidate proposal partner", context="palette")),
    PaletteOffer(Message("Record a request for admission", context="palette"), *_new(AdmissionRequest),
          Message("candidate prospect member join", context="palette")),
    PaletteOffer(Message("Plan an event", context="palette"), *_new(PlannedEvent),
          Message("agenda calendar annual meeting date", context="palette")),
    PaletteOffer(Message("Record a course", context="palette"), *_new(Course),
          Message("training seminar webinar", context="palette")),
    PaletteOffer(Message("Record a participant of a course", context="palette"), *_new(Participant),
          Message("trainee registration", context="palette")),
    PaletteOffer(Message("Record a publication", context="palette"), *_new(Publication),
          Message("paper study guide book ISBN", context="palette")),
    PaletteOffer(Message("Record a film, newsletter or campaign", context="palette"), *_new(CommunicationItem),
          Message("communication website hashtag video channel", context="palette")),
    PaletteOffer(Message("Record a contact", context="palette"), *_new(Contact),
          Message("address invitation mail person office", context="palette")),
    PaletteOffer(Message("Record an agreement", context="palette"), *_new(Agreement),
          Message("contract partner sign convention", context="palette")),
    PaletteOffer(Message("Record a joint statement", context="palette"), *_new(JointStatement),
          Message("open letter declaration campaign signatories", context="palette")),
    PaletteOffer(Message("Open the report of {period}", context="palette"), Right.VIEW_REPORTS,
          _at("report_room:period", coded=True), Message("checks texts editorial preview", context="palette")),
    PaletteOffer(Message("Freeze {period}", context="palette"), Right.FREEZE_EDITIONS,
          _at("report_room:freeze", coded=True), Message("edition publish report", context="palette")),
    PaletteOffer(Message("Bring in a file", context="palette"), Right.PROPOSE_IMPORTS, _at("imports:new"),
          Message("import upload table calendar report", context="palette")),
    PaletteOffer(Message("Invite somebody", context="palette"), Right.MANAGE_ACCOUNTS, _at("office_invitations"),
          Message("account user mail", context="palette")),
    PaletteOffer(Message("Name a deputy", context="palette"), None, _at("office_deputies"),
          Message("holiday absence", context="palette")),
)  # fmt: skip
"""What is done in the office, the daily first."""
PAGES = (
    PaletteOffer(Message("Start page", context="palette"), None, _at("wagtailadmin_home")),
    PaletteOffer(Message("Reviews", context="reviews"), Right.DRAFT_ACTIVITIES, _at("reviews:index")),
    PaletteOffer(Message("The report room", context="palette"), Right.VIEW_REPORTS, _at("report_room:index")),
    PaletteOffer(Message("Plan as a tree", context="plan tree"), Right.VIEW_PLAN, _at("plan_tree:index"),
          Message("lines measures deliverables move order", context="palette")),
    PaletteOffer(Message("Periods and contributions", context="palette"), Right.VIEW_PERIODS, _at("periods:index"),
          Message("deadline lock quarter", context="palette")),
    PaletteOffer(Message("Exceptions from locks", context="palette"), Right.VIEW_PERIODS, _at("periods:exceptions")),
    PaletteOffer(Message("Imports", context="palette"), Right.VIEW_IMPORTS, _at("imports:index")),
    PaletteOffer(Message("Photographs", context="palette"), Right.RECORD_MEDIA, _at("wagtailimages:index"),
          Message("images library", context="palette")),
    PaletteOffer(Message("Documents", context="palette"), Right.RECORD_MEDIA, _at("wagtaildocs:index"),
          Message("files library", context="palette")),
    PaletteOffer(Message("Accounts", context="palette"), Right.VIEW_ACCOUNTS, _at("wagtailusers_users:index"),
          Message("users people", context="palette")),
    PaletteOffer(Message("Your account", context="palette"), None, _at("wagtailadmin_account"),
          Message("password language settings", context="palette")),
)  # fmt: skip
"""Pages that are not lists of one kind of record."""


def offers_for(
    by: Actor, offers: tuple[PaletteOffer, ...], words: tuple[str, ...], language: str, period: str
) -> Iterator[tuple[str, str]]:
    """Yield name and address of what somebody has the right to and means by some folded words (none: everything).

    `period` is the code of the one that is worked on, an empty text where it has no report yet.
    """
    for offer in offers:
        if offer.is_of_a_period and not period:
            continue
        if (offer.right is None or can(by, offer.right)) and offer.is_meant(words, language, period):
            yield offer.name(language, period), offer.address(period)


def lists_for(by: Actor, words: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield name and address of the lists of records that somebody may see and means by some folded words."""
    for model, door in DOORS.items():
        kind: Any = model
        name = str(kind._meta.verbose_name_plural)
        own = fold(name).split()
        if can(by, door.view) and all(any(part.startswith(word) for part in own) for word in words):
            yield capfirst(name), reverse(kind.snippet_viewset.get_url_name("list"))
