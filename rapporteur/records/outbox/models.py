"""The outbox, and what each account chooses of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from rapporteur.records.outbox.enums import DigestDays, MailKind, MailState

FIRST_HOUR = 7
"""When digests come where nothing was chosen: before the day begins."""


class Mail(models.Model):
    """A mail to one account, in its language; the address is read when it is sent.

    `key` names what it tells to whom: the same is not written twice, whoever tries. `due_at` is when it is tried
    (again). `asked_by` names who had it sent again; it goes then whatever has become of what it tells.
    """

    key = models.CharField(max_length=100, unique=True)
    kind = models.CharField(max_length=10, choices=MailKind.choices)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mails")
    language = models.CharField(max_length=12)
    subject = models.CharField(max_length=250)
    text = models.TextField()
    html = models.TextField()
    state = models.CharField(max_length=10, choices=MailState.choices, default=MailState.WAITING)
    written_at = models.DateTimeField()
    due_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    failure = models.CharField(max_length=300, blank=True)
    asked_by = models.CharField(max_length=150, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(key=""), name="mail_has_key"),
            models.CheckConstraint(condition=Q(kind__in=MailKind.values), name="mail_kind_known"),
            models.CheckConstraint(condition=Q(state__in=MailState.values), name="mail_state_known"),
            models.CheckConstraint(
                condition=~Q(state=MailState.SENT) | Q(sent_at__isnull=False), name="mail_sent_at_some_time"
            ),
            models.CheckConstraint(
                condition=~Q(state=MailState.SENDING) | Q(taken_at__isnull=False),
                name="mail_taken_at_some_time",
            ),
        ]
        indexes = [models.Index(fields=["state", "due_at"], name="mail_due")]

    def __str__(self) -> str:
        return self.key

    @property
    def slug(self) -> str:
        """What the trail calls it."""
        return self.key


class MailChoice(models.Model):
    """What an account gets at once, and when its digest comes; `digested_at` is when that was last looked at."""

    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mail_choice"
    )
    returned_at_once = models.BooleanField(default=True)
    waiting_at_once = models.BooleanField(default=True)
    digest = models.CharField(max_length=10, choices=DigestDays.choices, default=DigestDays.WEEKDAYS)
    hour = models.PositiveSmallIntegerField(default=FIRST_HOUR)
    digested_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(digest__in=DigestDays.values), name="mail_choice_digest_known"
            ),
            models.CheckConstraint(condition=Q(hour__lte=23), name="mail_choice_hour_of_a_day"),
        ]

    def __str__(self) -> str:
        return str(self.account)

    @property
    def slug(self) -> str:
        """What the trail calls it."""
        return self.account.get_username()[:120]
