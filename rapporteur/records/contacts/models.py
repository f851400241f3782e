"""Contacts: who to write to at an organisation. Personal data, for invitations alone: never printed, never public."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from rapporteur.base.core.models import Dated, DatedQuerySet, Named, end_after_start
from rapporteur.base.core.searching import SEARCH_TEXT, Searchable, SearchQuerySet
from rapporteur.records.contacts.enums import ContactAnswers
from rapporteur.records.members.models import Organisation

SILENT_AFTER = 3
"""Three letters in a row without an answer: the address is dead, or somebody else holds the office."""


def no_languages() -> list[str]:
    """Return the languages of a contact of whom none is known."""
    return []


class ContactQuerySet(DatedQuerySet["Contact"], SearchQuerySet["Contact"]):
    """Questions to contacts."""


class Contact(Named, Dated, Searchable):
    """Somebody who can be written to at an organisation, in which office, from when until when; and who said so.

    Without their consent nobody is invited. `unanswered` counts what was sent to them since their last answer; how they
    answer (`answers`) follows from it.
    """

    called_by: ClassVar[tuple[str, ...]] = ("name", "organisation")
    searched: ClassVar[tuple[str, ...]] = ("slug", "name", "office", "email")
    found_by: ClassVar[tuple[str, ...]] = (SEARCH_TEXT, "organisation")

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="contacts")
    name = models.CharField(max_length=150)
    office = models.CharField(max_length=200, blank=True, help_text="As they call it themselves.")
    languages = models.JSONField(
        default=no_languages, blank=True, help_text="In which they are written to, the best first."
    )
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    address = models.TextField(blank=True, help_text="Where letters go.")
    consent_date = models.DateField(
        null=True, blank=True, help_text="When they agreed that we keep this and write to them."
    )
    source = models.CharField(max_length=200, help_text="Who or what says so.")
    asked_date = models.DateField(null=True, blank=True, help_text="When something was last sent to them.")
    answered_date = models.DateField(null=True, blank=True, help_text="When they last answered.")
    unanswered = models.PositiveSmallIntegerField(default=0)
    answers = models.CharField(
        max_length=7, choices=ContactAnswers.choices, default=ContactAnswers.UNKNOWN, db_index=True
    )
    note = models.TextField(blank=True, help_text="For the secretariat; never printed.")

    objects = ContactQuerySet.as_manager()

    class Meta:
        constraints = [
            end_after_start("contact_ends_after_start"),
            models.CheckConstraint(condition=~Q(name=""), name="contact_has_name"),
            models.CheckConstraint(condition=~Q(source=""), name="contact_has_source"),
            models.CheckConstraint(
                condition=~Q(email="") | ~Q(phone="") | ~Q(address=""), name="contact_can_be_reached"
            ),
            models.CheckConstraint(
                condition=Q(unanswered=0) | Q(asked_date__isnull=False), name="contact_unanswered_was_asked"
            ),
            models.CheckConstraint(
                condition=Q(answers=ContactAnswers.SILENT, unanswered__gte=SILENT_AFTER)
                | Q(answers=ContactAnswers.UNKNOWN, unanswered__lt=SILENT_AFTER, answered_date__isnull=True)
                | Q(answers=ContactAnswers.ANSWERS, unanswered__lt=SILENT_AFTER, answered_date__isnull=False),
                name="contact_answers_follow",
            ),
        ]
