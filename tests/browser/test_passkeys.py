"""Passkeys in a real browser with a virtual authenticator: set up, used to sign in and as the second factor, kept out.

Needs a Chromium like the other tests of this folder.
"""

from __future__ import annotations

import os
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import Page

from rapporteur.base.core.permissions import Role
from tests.browser.conftest import Visit, Visitor
from tests.factories import make
from tests.support.accounts import PASSWORD, account

pytestmark = pytest.mark.django_db(transaction=True)
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(scope="session", autouse=True)
def unsafe() -> None:
    """Let records be made in the thread in which the loop of the browser runs, which nothing else uses."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = (
        "1"  # for good: the end of the run closes its databases there, too
    )


@pytest.fixture
def lia(unsafe: None, transactional_db: None, settings: Any) -> Any:
    settings.SECOND_FACTOR_ROLES = frozenset({Role.OFFICER})
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
    make.AssociationFactory()
    return account()


def with_authenticator(visit: Visit) -> tuple[Any, str]:
    """Plug a virtual authenticator in; return the session to the browser and the authenticator's key."""
    session = visit.page.context.new_cdp_session(visit.page)
    session.send("WebAuthn.enable")
    added = session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    return session, added["authenticatorId"]


def type_in(page: Page, name: str = "lia", password: str = PASSWORD) -> None:
    page.fill("#id_login", name)
    page.fill("#id_password", password)
    page.get_by_role("button", name="Sign in", exact=True).click()


def set_up(page: Page, address: str) -> None:
    """Set a passkey up that signs in alone."""
    page.goto(f"{address}/account/factors/passkeys/add/")
    page.check("#id_passwordless")
    page.click("#mfa_webauthn_add")
    page.wait_for_url("**/account/factors/codes/")


def sign_out(page: Page) -> None:
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/account/login/")


def test_a_passkey_signs_in_alone_and_opens_what_asks_for_a_second_factor(
    visit: Visitor, lia: Any, live_server: Any
) -> None:
    visited = visit(f"{live_server.url}/cms/")
    page = visited.page
    with_authenticator(visited)
    type_in(page)
    page.wait_for_url("**/account/factors/")  # the role asks for a second factor: nothing else opens
    set_up(page, live_server.url)
    assert Authenticator.objects.filter(user=lia, type="webauthn").count() == 1
    page.goto(f"{live_server.url}/account/factors/")
    sign_out(page)
    page.click("#passkey_login")
    page.wait_for_url("**/cms/")
    assert visited.errors == []  # no script or style that the policy refuses


def test_a_passkey_is_the_second_factor_after_a_password(visit: Visitor, lia: Any, live_server: Any) -> None:
    visited = visit(f"{live_server.url}/account/login/")
    page = visited.page
    with_authenticator(visited)
    type_in(page)
    page.wait_for_url("**/account/factors/")
    set_up(page, live_server.url)
    page.goto(f"{live_server.url}/account/factors/")
    sign_out(page)
    type_in(page)
    page.wait_for_url("**/account/factors/ask/")
    page.click("#mfa_webauthn_authenticate")
    page.wait_for_url("**/cms/")


def test_a_passkey_of_another_device_or_without_its_owner_opens_nothing(
    visit: Visitor, lia: Any, live_server: Any
) -> None:
    visited = visit(f"{live_server.url}/account/login/")
    page = visited.page
    session, key = with_authenticator(visited)
    type_in(page)
    page.wait_for_url("**/account/factors/")
    set_up(page, live_server.url)
    page.goto(f"{live_server.url}/account/factors/")
    sign_out(page)
    session.send("WebAuthn.setUserVerified", {"authenticatorId": key, "isUserVerified": False})
    page.click("#passkey_login")
    page.wait_for_timeout(1500)
    assert page.url.endswith("/account/login/")
    session.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": key})
    with_authenticator(visited)  # somebody else's, which knows no key
    page.click("#passkey_login")
    page.wait_for_timeout(1500)
    assert page.url.endswith("/account/login/")
    page.goto(f"{live_server.url}/cms/")
    assert "/account/login/" in page.url
