"""What people do with mails: choose which they get, and have one sent again."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth import get_user_model
from django.db import transaction

from rapporteur.base.core.audit import audit
from rapporteur.base.core.engine import Saved, differences
from rapporteur.base.core.permissions import Actor, Right, check_can
from rapporteur.base.values.base import given
from rapporteur.base.values.failures import Foreseeable
from rapporteur.base.values.messages import Message
from rapporteur.records.outbox.enums import MAIL_STEPS, MailState
from rapporteur.records.outbox.models import Mail, MailChoice
from rapporteur.records.outbox.shapes import MailChoiceShape


class StillOnItsWay(Foreseeable):
    """A mail is to be sent again that waits to be sent, or is being sent."""

    def __init__(self) -> None:
        super().__init__(Message("this mail is on its way: wait for what comes of it", context="outbox"))


@transaction.atomic
def choose_mails(*, by: Actor, choice: MailChoiceShape) -> Saved[MailChoice]:
    """Write which mails somebody gets; of oneself, whatever one's roles: nobody names another account.

    Raises DoesNotExist where `by` has no account, and ValidationError.
    """
    account = get_user_model()._default_manager.get(pk=by.user or 0)
    record, created = MailChoice.objects.select_for_update().get_or_create(account=account)
    values = given(choice)
    changes = differences(record, values)
    if not changes:
        return Saved(record, created)
    for name in changes:
        setattr(record, name, values[name])
    record.full_clean(validate_unique=False)
    record.save(update_fields=list(changes))
    audit(by=by, action="recorded", record=record, changes=changes)
    return Saved(record, created, changes)


@transaction.atomic
def send_again(*, by: Actor, mail: Mail, at: datetime) -> Saved[Mail]:
    """Put a mail that went, failed or was dropped into the outbox once more. Raises NotAllowed and StillOnItsWay."""
    check_can(by, Right.SEND_MAILS)
    ended = [state for state, steps in MAIL_STEPS.items() if "send_again" in steps]
    before = MailState(mail.state)
    again = Mail.objects.filter(pk=mail.pk, state=before, state__in=ended)
    if not again.update(
        state=MailState.WAITING, due_at=at, sent_at=None, attempts=0, failure="", asked_by=by.in_trail
    ):
        raise StillOnItsWay
    changes: dict[str, tuple[object, object]] = {"state": (before.value, MailState.WAITING.value)}
    audit(by=by, action="sent again", record=mail, changes=changes)
    mail.refresh_from_db()
    return Saved(mail, created=False, changes=changes)
