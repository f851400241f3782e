"""Attacks by way of single sign-on: roles that no claim gives, accounts of others, answers that nobody asked for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount, SocialApp
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from config import signing_in
from config.env import InvalidSetting
from rapporteur.base.core.models import AuditEntry, RoleAssignment
from rapporteur.base.core.permissions import Role
from tests.factories import make
from tests.support.accounts import account, set_up_app, who
from tests.support.office import browser_of
from tests.support.provider import CLIENT, SECRET, Provider, serving

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noted_contexts")]
EVA = {"sub": "1", "email": "eva@example.org", "email_verified": True, "preferred_username": "eva"}
ROLES = {
    "net-finance": (Role.FINANCE, ""),
    "net-officer": (Role.OFFICER, ""),
    "net-eu": (Role.REGIONAL_SECRETARY, "europe"),
}


@pytest.fixture
def provider(settings: Any) -> Iterator[Provider]:
    make.AssociationFactory()
    with serving(Provider()) as running:
        chosen = signing_in.Provider(running.issuer, CLIENT, SECRET, "The network", "groups", ROLES)
        settings.OIDC = chosen
        settings.SOCIALACCOUNT_PROVIDERS = {
            "openid_connect": {"APPS": chosen.apps(), "OAUTH_PKCE_ENABLED": True}
        }
        yield running


def go(client: Client, key: str) -> str:
    """Press the button of the sign-in; return where the browser is led."""
    page = client.post(reverse("openid_connect_login", args=[key]))
    assert page.status_code == 200
    target: str = page.context["target"]
    return target


def come_back(client: Client, address: str) -> Any:
    parts = urlsplit(address)
    return client.get(f"{parts.path}?{parts.query}")


def sign_in(client: Client, provider: Provider, settings: Any, **claims: Any) -> Any:
    """Sign in through the provider, which says these claims; return the last answer."""
    provider.claims = {**EVA, **claims}
    return come_back(client, provider.authorize(go(client, settings.OIDC.key)))


def roles() -> list[tuple[str, str]]:
    return sorted(RoleAssignment.objects.values_list("role", "region_code"))


def test_claims_give_an_account_and_its_roles_and_take_them(
    client: Client, provider: Provider, settings: Any
) -> None:
    page = client.get(reverse("account_login")).content.decode()
    assert "Sign in with The network" in page
    groups = ["net-finance", "net-eu", "ADMINISTRATOR", "staff"]
    assert sign_in(client, provider, settings, groups=groups)["Location"] == "/cms/"
    eva = get_user_model().objects.get()
    assert (eva.username, eva.email, eva.is_superuser, eva.is_staff) == (
        "eva",
        "eva@example.org",
        False,
        False,
    )
    assert not eva.has_usable_password()
    assert (who(client), roles()) == (eva.pk, [("FINANCE", ""), ("REGIONAL_SECRETARY", "europe")])
    assert client.get("/cms/snippets/dues/payment/").status_code == 200
    make.RoleAssignmentFactory(user=eva, role=Role.TRANSLATOR)
    sign_in(Client(), provider, settings, groups="net-officer", email="other@example.org")
    assert roles() == [("OFFICER", ""), ("TRANSLATOR", "")]  # what somebody gave by hand stays
    assert get_user_model().objects.count() == 1
    told = set(AuditEntry.objects.filter(record_type="core.roleassignment").values_list("by", "action"))
    assert told == {("single sign-on (The network)", "created"), ("single sign-on (The network)", "deleted")}


@pytest.mark.parametrize(
    "claims",
    [
        {}, {"groups": []}, {"groups": ["ADMINISTRATOR", "administrator", "FINANCE", "net-"]},
        {"groups": {"net-finance": True}}, {"groups": [["net-finance"]]}, {"groups": None}, {"groups": 1},
        {"roles": ["net-finance"]}, {"role": "ADMINISTRATOR"}, {"is_superuser": True}, {"groups": "net-finance,net-eu"},
    ],
)  # fmt: skip
def test_what_the_settings_do_not_name_gives_no_role_and_no_account(
    client: Client, provider: Provider, settings: Any, claims: dict[str, Any]
) -> None:
    response = sign_in(client, provider, settings, **claims)
    assert response.status_code == 403
    assert "gives you a role here" in response.content.decode()
    assert (who(client), get_user_model().objects.count(), SocialAccount.objects.count()) == (None, 0, 0)


@pytest.mark.parametrize("verified", [False, None, "true", 1])
def test_nobody_takes_the_account_of_somebody_else_by_saying_its_address(
    client: Client, provider: Provider, settings: Any, verified: Any
) -> None:
    account("eva", Role.ADMINISTRATOR)
    response = sign_in(client, provider, settings, groups=["net-officer"], email_verified=verified)
    assert response.status_code == 403
    assert (who(client), roles()) == (None, [("ADMINISTRATOR", "")])


def test_a_superuser_is_linked_to_nobody(client: Client, provider: Provider, settings: Any) -> None:
    get_user_model().objects.create_superuser("ana", "eva@example.org", "a long password")
    assert sign_in(client, provider, settings, groups=["net-officer"]).status_code == 403
    assert who(client) is None


def test_an_account_with_the_address_that_the_provider_vouches_for_is_linked(
    client: Client, provider: Provider, settings: Any
) -> None:
    lia = account("lia", Role.TRANSLATOR)
    sign_in(client, provider, settings, groups=["net-officer"], email="LIA@example.org")
    assert (who(client), roles()) == (lia.pk, [("OFFICER", ""), ("TRANSLATOR", "")])


def test_a_closed_account_stays_closed(client: Client, provider: Provider, settings: Any) -> None:
    account("eva", is_active=False)
    sign_in(client, provider, settings, groups=["net-finance"])
    assert (who(client), roles()) == (None, [("OFFICER", "")])


def test_the_same_number_of_another_issuer_is_somebody_else(
    client: Client, provider: Provider, settings: Any
) -> None:
    eva = account("eva", Role.OFFICER)
    SocialAccount.objects.create(user=eva, provider="sso-0123456789", uid="1")
    response = sign_in(client, provider, settings, email="rui@example.org", groups=["net-officer"])
    assert response.status_code == 302
    assert who(client) != eva.pk


def test_a_page_about_somebody_else_is_believed_nothing(
    client: Client, provider: Provider, settings: Any
) -> None:
    provider.page = {**EVA, "sub": "2", "groups": ["net-finance"]}
    assert sign_in(client, provider, settings, groups=["net-officer"]).status_code == 403
    provider.page = {"sub": "1", "groups": ["net-finance"]}
    sign_in(client, provider, settings, groups=["net-officer"])
    assert roles() == [("OFFICER", "")]  # what is signed comes before what is not


def test_an_answer_that_nobody_asked_for_signs_nobody_in(
    client: Client, provider: Provider, settings: Any
) -> None:
    """The attacker's own answer, put before a victim: they would work in the account of the attacker."""
    provider.claims = {**EVA, "groups": ["net-officer"]}
    attacker = Client()
    answer = provider.authorize(go(attacker, settings.OIDC.key))
    assert come_back(client, answer).status_code == 401
    go(client, settings.OIDC.key)
    assert come_back(client, answer).status_code == 401
    assert who(client) is None
    assert come_back(attacker, answer).status_code == 302
    assert come_back(Client(), answer).status_code == 401  # and once is enough


@pytest.mark.parametrize("changes", [{"iss": "https://evil.example"}, {"aud": "another"}, {"exp": 1}])
def test_a_token_of_or_for_somebody_else_is_refused(
    client: Client, provider: Provider, settings: Any, changes: dict[str, Any]
) -> None:
    response = sign_in(client, provider, settings, groups=["net-officer"], **changes)
    assert (response.status_code, who(client)) == (401, None)


def test_who_is_signed_in_links_nobody_elses_identity(
    client: Client, provider: Provider, settings: Any
) -> None:
    lia = account("lia")
    browser = browser_of(lia)
    provider.claims = {**EVA, "groups": ["net-officer"]}
    page = browser.post(reverse("openid_connect_login", args=[settings.OIDC.key]) + "?process=connect")
    response = come_back(browser, provider.authorize(page.context["target"]))
    assert response.status_code in {302, 403}
    assert not SocialAccount.objects.filter(user=lia).exists()


def test_a_provider_in_the_database_is_none(client: Client, provider: Provider, settings: Any) -> None:
    SocialApp.objects.create(
        provider="openid_connect",
        provider_id="mine",
        name="Mine",
        client_id=CLIENT,
        secret=SECRET,
        settings={"server_url": provider.issuer},
    )
    assert client.post(reverse("openid_connect_login", args=["mine"])).status_code == 404
    assert client.get(reverse("openid_connect_login", args=[settings.OIDC.key])).status_code == 405


def test_the_second_factor_is_asked_for_after_the_provider(
    client: Client, provider: Provider, settings: Any
) -> None:
    settings.SECOND_FACTOR_ROLES = frozenset({Role.FINANCE})
    sign_in(client, provider, settings, groups=["net-finance"])
    assert client.get("/cms/")["Location"] == "/account/factors/"
    assert set_up_app(client)
    other = Client()
    assert sign_in(other, provider, settings, groups=["net-finance"])["Location"] == "/account/factors/ask/"
    assert who(other) is None


def test_more_than_one_factor_at_the_provider_is_enough(
    client: Client, provider: Provider, settings: Any
) -> None:
    settings.SECOND_FACTOR_ROLES = frozenset({Role.FINANCE})
    for amr, expected in ((["pwd"], 302), (["pwd", "mfa"], 200)):
        visitor = Client()
        sign_in(visitor, provider, settings, groups=["net-finance"], amr=amr)
        assert visitor.get("/cms/").status_code == expected


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("RAPPORTEUR_OIDC_ISSUER", "http://id.example"), ("RAPPORTEUR_OIDC_ISSUER", "id.example"),
        ("RAPPORTEUR_OIDC_CLIENT", ""), ("RAPPORTEUR_OIDC_ROLES", "x=king"), ("RAPPORTEUR_OIDC_ROLES", "finance"),
        ("RAPPORTEUR_OIDC_ROLES", "x=regional-secretary"), ("RAPPORTEUR_OIDC_ROLES", "x=finance:europe"),
    ],
)  # fmt: skip
def test_settings_of_a_provider_are_refused_that_cannot_be_meant(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    good = {
        "ISSUER": "https://id.example/",
        "CLIENT": "us",
        "ROLES": "a=finance, b=regional-secretary:europe",
    }
    for part, given in good.items():
        monkeypatch.setenv(f"RAPPORTEUR_OIDC_{part}", given)
    read = signing_in.provider()
    assert (read.issuer, read.name, read.claim) == ("https://id.example", "id.example", "groups")
    assert read.given == {"a": (Role.FINANCE, ""), "b": (Role.REGIONAL_SECRETARY, "europe")}
    monkeypatch.setenv(name, value)
    with pytest.raises(InvalidSetting, match=name):
        signing_in.provider()
