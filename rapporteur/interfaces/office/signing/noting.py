"""What happens to accounts on their own pages, in the trail; and which address allauth knows."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from allauth.account.signals import password_changed, password_reset, password_set
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.contrib.auth import get_user_model
from django.db.models.signals import post_save

from rapporteur.base.core.audit import audit
from rapporteur.base.core.queries import actor_with_roles
from rapporteur.interfaces.office.signing.factors import PROVEN


def note_added(request: Any, user: Any, authenticator: Any, **kwargs: Any) -> None:
    """Note a new second factor; who has just set it up has proved it."""
    if authenticator.type == authenticator.Type.RECOVERY_CODES:
        note_codes(user, authenticator)
        return
    request.session[PROVEN] = user.pk
    audit(by=actor_with_roles(user), action="second factor added", record=user, changes=_kind(authenticator))


def note_removed(user: Any, authenticator: Any, **kwargs: Any) -> None:
    """Note that a second factor is gone."""
    audit(
        by=actor_with_roles(user), action="second factor removed", record=user, changes=_kind(authenticator)
    )


def note_codes(user: Any, authenticator: Any, **kwargs: Any) -> None:
    """Note new recovery codes."""
    audit(by=actor_with_roles(user), action="recovery codes made", record=user, changes=_kind(authenticator))


def _kind(authenticator: Any) -> dict[str, str]:
    return {"kind": str(authenticator.type)}


def note_password(user: Any, **kwargs: Any) -> None:
    """Note another password, never which."""
    audit(by=actor_with_roles(user), action="password changed", record=user, changes={})


def keep_address(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Let allauth know an account by the address that it has now and by no other: there go ways to new passwords."""
    email = (instance.email or "").lower()
    known = EmailAddress.objects.filter(user=instance)
    known.exclude(email=email).delete()
    taken = EmailAddress.objects.filter(email=email, verified=True).exclude(user=instance).exists()
    if email and not taken:
        EmailAddress.objects.update_or_create(
            user=instance, email=email, defaults={"verified": True, "primary": True}
        )


def listen() -> None:
    """Hear what happens from now on."""
    authenticator_added.connect(note_added)
    authenticator_removed.connect(note_removed)
    authenticator_reset.connect(note_codes)
    for changed in (password_changed, password_reset, password_set):
        changed.connect(note_password)
    post_save.connect(keep_address, sender=get_user_model())
