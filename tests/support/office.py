"""The back office with a browser's eyes: pages that are opened, forms that are filled in and sent back."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.contrib.auth import get_user_model
from django.db import connections
from django.test import Client
from django.urls import reverse
from lxml import html

from rapporteur.base.core.permissions import REGIONAL_ROLES, Role
from rapporteur.interfaces.office.pages import working
from tests.factories import make

Values = dict[str, Any]


def signed_in(role: Role, *, name: str = "", region: str = "") -> Client:
    """Return the browser of somebody with one role, for roles that are bound to one in a region."""
    account = make.AccountFactory(username=name or role.lower().replace("_", "-"))
    make.RoleAssignmentFactory(user=account, role=role, region_code=region if role in REGIONAL_ROLES else "")
    return browser_of(account)


def superuser() -> Client:
    """Return the browser of who made the installation."""
    return browser_of(get_user_model().objects.create_superuser("ana", "ana@example.org", "a long password"))


def browser_of(account: Any, *, since: float = 0) -> Client:
    """Return a browser in which an account signed in with its password, some seconds ago."""
    client = Client()
    client.force_login(account)
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "password", "at": time.time() - since}]
    session["account_authentication_methods_user"] = str(account.pk)
    session.save()
    return client


def url(model: type[Any], view: str, *args: object) -> str:
    """Return the address of a screen of the records of a kind."""
    options = model._meta
    return reverse(f"wagtailsnippets_{options.app_label}_{options.model_name}:{view}", args=args)


def shown(client: Client, address: str) -> Any:
    """Return a page that is shown."""
    response = client.get(address)
    assert response.status_code == 200, address
    return html.fromstring(response.content)


def form_of(page: Any) -> Values:
    """Return what the editing form would send as it stands."""
    (form,) = [form for form in page.forms if "data-edit-form" in form.attrib]
    return {name: value for name, value in form.form_values() if not name.startswith("action-")}


def send(client: Client, address: str, values: Values, **changes: Any) -> Any:
    """Send the form; return the page that comes back, or nothing where it was accepted."""
    response = client.post(address, {**values, **changes})
    if response.status_code == 302:
        return None
    assert response.status_code == 200
    return html.fromstring(response.content)


def errors(page: Any) -> list[str]:
    """Return what a page complains of."""
    found = page.xpath("//*[contains(@class, 'error-message') or contains(@class, 'messages')]")
    return [" ".join(element.text_content().split()) for element in found]


def written(text: str) -> str:
    """What the editor sends for a paragraph."""
    block = {
        "key": "abcde",
        "text": text,
        "type": "unstyled",
        "depth": 0,
        "inlineStyleRanges": [],
        "entityRanges": [],
    }
    return json.dumps({"blocks": [block], "entityMap": {}})


class InThisThread:
    """Runs at once what a thread would run, on the connection of the test."""

    def __init__(self, target: Any, args: tuple[Any, ...], daemon: bool) -> None:
        self.run, self.arguments = target, args

    def start(self) -> None:
        self.run(*self.arguments)


def work_in_this_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the office do what may take a while in the thread of the test."""
    monkeypatch.setattr(working, "Thread", InThisThread)
    monkeypatch.setattr(connections, "close_all", lambda: None)
