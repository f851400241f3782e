"""What stands below one's name, and inviting: the language of the office, and whether a mail goes to who is invited."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from wagtail.users.models import UserProfile

from rapporteur.base.core.permissions import Role
from rapporteur.records.accounts.models import Invitation
from tests.factories import make
from tests.support.accounts import account, sign_in
from tests.support.office import shown, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def association() -> None:
    make.AssociationFactory()


def offered(client: Client) -> dict[str, str]:
    """Return what the menu of one's account offers: its labels with where each leads."""
    (props,) = shown(client, "/cms/").xpath("//script[@id='wagtail-sidebar-props']")
    text = json.dumps(json.loads(props.text), ensure_ascii=False)
    return {name: f"/account/language/{code}/" for code, name in NAMES.items() if f"language/{code}/" in text}


NAMES = {"en": "English", "fr": "Français", "es": "Español"}


def test_the_menu_of_an_account_offers_the_other_languages_by_their_own_names() -> None:
    officer = signed_in(Role.OFFICER)
    page = officer.get("/cms/").content.decode()
    assert set(offered(officer)) == {"Français", "Español"}
    assert "Fran\\u00e7ais" in page or "Français" in page


def test_a_language_is_chosen_from_any_page_and_nothing_else_is_asked() -> None:
    officer = signed_in(Role.OFFICER)
    came_from = "http://testserver/cms/follow-ups/"
    answer = officer.post(reverse("office_language", args=["fr"]), headers={"referer": came_from})
    assert answer["location"] == came_from
    assert "Suites à donner" in officer.get("/cms/follow-ups/").content.decode()
    assert set(offered(officer)) == {"English", "Español"}


@pytest.mark.parametrize("came_from", ["https://elsewhere.example/cms/", "", "javascript:alert(1)"])
def test_choosing_a_language_leads_nowhere_else(came_from: str) -> None:
    officer = signed_in(Role.OFFICER)
    answer = officer.post(reverse("office_language", args=["es"]), headers={"referer": came_from})
    assert answer["location"] == "/cms/"


def test_only_a_language_of_the_program_is_chosen_by_who_is_signed_in_by_a_form() -> None:
    officer = signed_in(Role.OFFICER)
    assert officer.post(reverse("office_language", args=["xx"])).status_code == 404
    assert officer.get(reverse("office_language", args=["fr"])).status_code == 405
    assert Client().post(reverse("office_language", args=["fr"])).status_code == 302
    assert not UserProfile.objects.exclude(preferred_language="").exists()


@pytest.fixture
def administrator() -> Client:
    """An administrator who has just proved who they are."""
    account("ana", Role.ADMINISTRATOR)
    client = Client()
    sign_in(client, "ana")
    return client


INVITED = {"email": "eva@example.org", "role": "OFFICER", "language": "fr", "days": "7"}


@pytest.mark.parametrize(
    ("by_mail", "told", "mails"),
    [
        ("on", "A mail with the link is on its way to eva@example.org.", 1),
        ("", "No mail is sent to eva@example.org: hand the link on yourself.", 0),
    ],
)
def test_who_invites_is_told_whether_a_mail_goes_and_copies_the_link(
    administrator: Client, by_mail: str, told: str, mails: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rapporteur.interfaces.office.people.invitations.mail_leaves", lambda: True)
    page = administrator.post(reverse("office_invitations"), {**INVITED, "by_mail": by_mail})
    assert told in page.content.decode()
    assert len(mail.outbox) == mails
    assert 'data-copies="invitation-link"' in page.content.decode()


def test_the_day_until_which_an_invitation_holds_is_said_as_all_days(administrator: Client) -> None:
    administrator.post(reverse("office_invitations"), INVITED)
    until: Any = Invitation.objects.get().expires_at
    page = shown(administrator, reverse("office_invitations"))
    (row,) = page.xpath("//main//table/tbody/tr[td[1][normalize-space()='eva@example.org']]")
    assert row[2].text_content() == f"{until.day} {until:%B %Y}"


def test_regions_are_called_by_their_names_where_somebody_is_invited(administrator: Client) -> None:
    make.RegionFactory(slug="latin-america", name={"en": "Latin America"})
    page = shown(administrator, reverse("office_invitations"))
    offered = page.xpath("//select[@name='region']/option")
    assert [(one.get("value"), one.text_content()) for one in offered][1:] == [
        ("latin-america", "Latin America")
    ]
