"""The office that is measured: `python -m bench.office.network FILE` makes it in the database of the environment.

The file says, as JSON, which pages are asked for and the cookie of each role's account.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

IN_REVIEW = 60
"""Drafts that wait for somebody to read them: one in seven of the drafts of the quarter."""


def main(target: Path) -> None:
    """Make it, and say what was made."""
    from rapporteur.interfaces.cli.django import setup

    setup()
    from django.core.management import call_command

    from rapporteur.base.core.permissions import operator
    from rapporteur.intake.importing.datasets.loading import load_data_set
    from rapporteur.intake.importing.datasets.reading import read_data_set
    from rapporteur.interfaces.cli.dev import make_accounts
    from rapporteur.interfaces.office.reviews.setting_up import set_up_reviews
    from tests.support.large_network import fill

    call_command("migrate", verbosity=0)
    load_data_set(read_data_set(Path("demo/2018-q2")), by=operator("bench"))
    set_up_reviews("en")
    make_accounts()
    fill()
    _submit()
    from bench.office.pages import asked

    told = {"pages": [one._asdict() for one in asked()], "cookies": _cookies()}
    target.write_text(json.dumps(told), encoding="utf-8")


def _submit() -> None:
    """Have some drafts of the quarter put to review."""
    from rapporteur.base.core.editorial import submit
    from rapporteur.base.core.permissions import Role
    from rapporteur.records.activities.actions import RIGHTS
    from rapporteur.records.activities.models import Activity

    by = _actor(_account(Role.OFFICER))
    for draft in Activity.objects.filter(live=False).order_by("start_date", "pk")[:IN_REVIEW]:
        submit(draft, by=by, rights=RIGHTS)


def _account(role: Any) -> Any:
    from django.contrib.auth import get_user_model

    from rapporteur.interfaces.cli.dev import account_name

    return get_user_model()._default_manager.get(username=account_name(role))


def _actor(account: Any) -> Any:
    from rapporteur.base.core.queries import actor_with_roles

    return actor_with_roles(account)


def _cookies() -> dict[str, str]:
    """Return a session for each role, in which its account has proved who it is."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from rapporteur.base.core.permissions import Role

    found = {}
    for role in Role:
        account, session = _account(role), SessionStore()
        session[SESSION_KEY] = str(account.pk)
        session[BACKEND_SESSION_KEY] = "rapporteur.interfaces.office.actors.RoleBackend"
        session[HASH_SESSION_KEY] = account.get_session_auth_hash()
        session["account_authentication_methods"] = [{"method": "password", "at": time.time()}]
        session.create()
        found[str(role)] = str(session.session_key)
    return found


if __name__ == "__main__":
    main(Path(sys.argv[1]))
