"""Single sign-on against a provider that others wrote: what ours in the tests says is what providers say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from config import signing_in
from rapporteur.base.core.models import RoleAssignment
from rapporteur.base.core.permissions import Role
from tests.attacks.test_single_sign_on import EVA, ROLES, come_back, go, roles
from tests.factories import make
from tests.support.accounts import account, who
from tests.support.foreign_provider import ForeignProvider, serving_foreign
from tests.support.provider import CLIENT, SECRET

pytestmark = [pytest.mark.django_db, pytest.mark.needs("npm"), pytest.mark.usefixtures("noted_contexts")]
HOST = "http://testserver"
PEOPLE = {
    "1": EVA | {"groups": ["net-finance", "net-eu", "ADMINISTRATOR"]},
    "2": EVA | {"sub": "2", "email": "max@example.org", "groups": ["staff"]},
    "3": EVA | {"sub": "3", "email": "lia@example.org", "email_verified": False, "groups": ["net-officer"]},
    "4": EVA | {"sub": "4", "email": "lia@example.org", "groups": ["net-officer"]},
}


def provider(issuer: str) -> signing_in.Provider:
    return signing_in.Provider(issuer, CLIENT, SECRET, "The network", "groups", ROLES)


def way_back(issuer: str) -> str:
    return HOST + reverse("openid_connect_callback", args=[provider(issuer).key])


@pytest.fixture
def foreign(settings: Any) -> Iterator[ForeignProvider]:
    make.AssociationFactory()
    with serving_foreign(PEOPLE, way_back) as running:
        settings.OIDC = provider(running.issuer)
        settings.SOCIALACCOUNT_PROVIDERS = {
            "openid_connect": {"APPS": settings.OIDC.apps(), "OAUTH_PKCE_ENABLED": True}
        }
        yield running


def sign_in(foreign: ForeignProvider, sub: str, client: Client, settings: Any) -> Any:
    return come_back(client, foreign.let_in(go(client, settings.OIDC.key), sub))


def test_a_provider_of_others_gives_roles_and_takes_them(
    foreign: ForeignProvider, client: Client, settings: Any
) -> None:
    assert sign_in(foreign, "1", client, settings)["Location"] == "/cms/"
    eva = get_user_model().objects.get()
    assert (eva.username, eva.email, who(client)) == ("eva", "eva@example.org", eva.pk)
    assert roles() == [("FINANCE", ""), ("REGIONAL_SECRETARY", "europe")]
    assert client.get("/cms/snippets/dues/payment/").status_code == 200


def test_a_provider_of_others_opens_nothing_to_whom_it_gives_no_role(
    foreign: ForeignProvider, client: Client, settings: Any
) -> None:
    assert sign_in(foreign, "2", client, settings).status_code == 403
    assert (who(client), get_user_model().objects.count()) == (None, 0)


@pytest.mark.parametrize(("sub", "is_let_in"), [("3", False), ("4", True)])
def test_an_account_is_taken_over_only_with_an_address_that_a_provider_of_others_vouches_for(
    foreign: ForeignProvider, client: Client, settings: Any, sub: str, is_let_in: bool
) -> None:
    lia = account("lia", Role.TRANSLATOR)
    sign_in(foreign, sub, client, settings)
    assert who(client) == (lia.pk if is_let_in else None)
    assert RoleAssignment.objects.filter(user=lia, role=Role.OFFICER).exists() is is_let_in


def test_an_answer_of_a_provider_of_others_counts_once_and_for_its_own_browser(
    foreign: ForeignProvider, client: Client, settings: Any
) -> None:
    address = foreign.let_in(go(client, settings.OIDC.key), "1")
    stranger = Client()
    come_back(stranger, address)
    assert who(stranger) is None
    come_back(client, address)
    again = Client()
    come_back(again, address)
    assert (who(client), who(again)) == (get_user_model().objects.get().pk, None)
